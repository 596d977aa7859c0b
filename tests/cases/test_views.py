"""The pages of cases over HTTP: the board, a case, its forms with the verdict before the act."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from cases.samples import CANDIDATE, admitted_until, opened, put, step
from django.test import Client
from docx import Document

from dangbo.accounts.access import OPERATOR
from dangbo.cases.exports import letter_values
from dangbo.cases.models import Case, Step
from dangbo.cases.panels import cases_hanging
from dangbo.cases.queries.pages import case_page
from dangbo.members.models import Standing
from dangbo.posts.commands import record_posts

pytestmark = pytest.mark.django_db
BOARD = "/lam-viec/ho-so/"
SECRETARY = (("bch", "uv_bch"), ("btv", "uv_btv"), ("bch", "bi_thu"))


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def told(answer: Any) -> list[list[str]]:
    return [[str(cell.value) for cell in line.cells] for line in answer.context["table"].lines]


def findings(answer: Any) -> list[tuple[str, str]]:
    return [(each.level, str(each.text)) for each in answer.context["findings"]]


def test_the_board_shows_the_stage_and_the_deadline_in_working_days(
    officer: Client, ids: dict[str, int]
) -> None:
    admitted_until("decision", ids)

    answer = officer.get(f"{BOARD}?on=2026-02-02")

    assert [line[:5] for line in told(answer)] == [
        ["Vũ Thị Mai", "Kết nạp đảng viên", "Lễ kết nạp", "02/03/2026", "Chi bộ Văn phòng"]
    ]
    cells = answer.context["table"].lines[0].cells
    assert [str(each.text) for each in cells[3].badges] == ["còn 15 ngày làm việc"]
    late = officer.get(f"{BOARD}?on=2026-03-10&tinh_trang=overdue")
    cells = late.context["table"].lines[0].cells
    assert [str(each.text) for each in cells[3].badges] == ["quá 6 ngày làm việc"]
    early = officer.get(f"{BOARD}?on=2026-02-02&tinh_trang=overdue")
    assert told(early) == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("&loai=transfer_internal", 1),
        ("&to_chuc=y-te", 2),
        ("&to_chuc=giam-dinh", 1),
        ("&to_chuc=bao-dai", 0),
        ("&buoc=cell_vote", 1),
        ("&tinh_trang=closed", 0),
        ("&loai=nothing&buoc=<b>", 0),
    ],
)
def test_the_board_is_narrowed(
    officer: Client, ids: dict[str, int], query: str, count: int
) -> None:
    admitted_until("dossier", ids)
    opened("transfer_internal", date(2025, 12, 1), person="y-te-1-3", to_org=ids["giam-dinh"])

    answer = officer.get(f"{BOARD}?on=2025-12-02{query}")

    assert len(told(answer)) == count


def test_a_past_day_is_read_only_and_as_it_was(officer: Client, ids: dict[str, int]) -> None:
    case = admitted_until("decision", ids)

    past = officer.get(f"{BOARD}{case.pk}/?on=2025-12-10")
    now = officer.get(f"{BOARD}{case.pk}/")

    assert [each.code for each in past.context["page"].steps] == [
        *("listed", "certificate", "dossier", "cell_vote"),
    ]
    assert "Ghi:" not in text_of(past)
    assert "Ghi: Lễ kết nạp" in text_of(now)


def test_papers_that_are_missing_are_named(officer: Client, ids: dict[str, int]) -> None:
    case = opened("admission", date(2025, 9, 1), identity=CANDIDATE, org=ids["y-te-1"])
    put(case, (37, 38), date(2025, 10, 1))

    answer = officer.get(f"{BOARD}{case.pk}/")

    missing = [each["number"] for each in answer.context["documents"] if each["missing"]]
    assert missing == [1, 2, 5, 39, 42, 43, 45]


def test_a_vote_shows_its_base_before_and_its_verdict(officer: Client, ids: dict[str, int]) -> None:
    case = admitted_until("dossier", ids)
    url = f"{BOARD}{case.pk}/buoc/cell_vote/"

    asked = officer.get(url)
    facts = {str(each.label): str(each.value) for each in asked.context["electorate"]}
    assert facts == {
        "Đảng viên của chi bộ": "22",
        "Đảng viên chính thức": "20",
        "Cơ sở tính": "20",
        "Cần tán thành": "14 trên 20",
    }
    sent = {"on": "05/12/2025", "by": "cell", "present": "16", "agreed": "13"}
    refused = officer.post(url, sent)
    assert refused.status_code == 422
    assert findings(refused) == [
        ("refusal", "Chưa đủ tán thành để đề nghị kết nạp: 13 trên 20, cần 14.")
    ]
    taken = officer.post(url, {**sent, "agreed": "14"})
    assert taken.status_code == 302
    assert Step.objects.get(case=case, code="cell_vote").facts["vote"]["agreed"] == 14


def test_warnings_have_to_be_read_before_a_late_ceremony(
    officer: Client, ids: dict[str, int]
) -> None:
    case = admitted_until("decision", ids)
    url = f"{BOARD}{case.pk}/buoc/ceremony/"
    sent = {"on": "20/05/2026", "by": "cell"}

    first = officer.post(url, sent)
    assert first.status_code == 422
    assert [level for level, _ in findings(first)] == ["warning", "warning"]
    assert not Standing.objects.filter(person=case.person).exists()
    again = officer.post(url, {**sent, "seen": first.context["seen"]})

    assert again.status_code == 302
    assert Standing.objects.get(person=case.person).start == date(2026, 5, 20)


def test_a_candidate_is_listed_with_the_last_day_of_the_certificate(
    officer: Client, ids: dict[str, int]
) -> None:
    sent = {"name": "Bùi Thị Hoa", "sex": "nu", "birth": "12/04/1999", "on": "01/09/2025"}

    done = officer.post(f"{BOARD}moi/admission/", {**sent, "org": "y-te-1"})
    assert done.status_code == 302
    case = Case.objects.get()
    step(case, "certificate", date(2025, 9, 20), "superior")

    answer = officer.get(f"{BOARD}cam-tinh/?on=2025-10-01")
    assert told(answer) == [
        [
            *("Bùi Thị Hoa", "Chi bộ Văn phòng", "01/09/2025", "20/09/2025", "20/09/2030"),
            "Lập hồ sơ",
        ]
    ]


def test_a_candidate_and_a_member_are_offered_to_a_case(
    officer: Client, ids: dict[str, int]
) -> None:
    opened("admission", date(2025, 9, 1), identity=CANDIDATE, org=ids["y-te-1"])

    def offered(text: str) -> list[tuple[str, str]]:
        rows = officer.get(f"{BOARD}goi-y/", {"q": text}).json()["rows"]
        return [(row["name"], row["more"]) for row in rows]

    assert offered("mai vu") == [("Vũ Thị Mai", "20/04/1998 · không phải đảng viên")]
    assert [name for name, _ in offered("y-te-1-3")] == ["Hoàng Đức y-te-1 3"]
    # Namesakes are told apart by their cells.
    assert all("Chi bộ" in more for _, more in offered("hoang duc"))
    assert len(offered("hoang duc")) > 1


def test_a_refused_opening_keeps_what_was_typed(officer: Client, ids: dict[str, int]) -> None:
    sent = {"person": "y-te-1-3", "to_org": "y-te-1", "on": "01/09/2025"}

    answer = officer.post(f"{BOARD}moi/transfer_internal/", sent)

    assert answer.status_code == 422
    assert findings(answer) == [
        ("refusal", "Đảng viên đang sinh hoạt tại chính chi bộ ấy. Chọn nơi đến khác.")
    ]
    assert 'value="y-te-1-3"' in text_of(answer)
    assert not Case.objects.exists()


def test_the_decision_is_printed_with_the_values_of_the_case(
    officer: Client, ids: dict[str, int]
) -> None:
    case = admitted_until("decision", ids)

    pdf = officer.get(f"{BOARD}{case.pk}/in/admission_decision.pdf")
    word = officer.get(f"{BOARD}{case.pk}/in/admission_decision.docx")

    assert pdf.content[:5] == b"%PDF-"
    lines = [each.text for each in Document(BytesIO(word.content)).paragraphs]
    named = [line for line in lines if line.startswith("Điều 1.")]
    assert named == [
        "Điều 1. Kết nạp đồng chí Vũ Thị Mai, sinh ngày 20/04/1998, quê quán: ……………, vào Đảng"
        " Cộng sản Việt Nam."
    ]
    assert officer.get(f"{BOARD}{case.pk}/in/transfer_letter.pdf").status_code == 404


def test_a_letter_names_its_issuer_signer_and_place(officer: Client, ids: dict[str, int]) -> None:
    begun = {"change": "begin", "person": "y-te-1-1", "org": ids["y-te"], "how": "elected"}
    members = [{**begun, "title": title, "body": body} for body, title in SECRETARY]
    record_posts(actor=OPERATOR, on=date(2020, 1, 1), posts=members)
    admitted = admitted_until("cell_vote", ids)
    page = case_page(actor=OPERATOR, pk=admitted.pk, on=date(2026, 8, 3))

    values, day = letter_values(
        actor=OPERATOR, page=page, key="admission_decision", on=date(2026, 8, 3)
    )

    names = ("issuer", "superior", "authority", "post", "signer")
    assert {name: values[name] for name in names} == {
        "issuer": "Đảng ủy Ngành Y tế",
        "superior": "Đảng ủy Khối các cơ quan",
        "authority": "T/M BAN THƯỜNG VỤ",
        "post": "BÍ THƯ",
        "signer": "Trần Thị y-te-1 1",
    }
    assert day == date(2026, 8, 3)


def test_the_letter_of_introduction_says_what_the_cell_told(
    officer: Client, ids: dict[str, int]
) -> None:
    moved = {"person": "y-te-1-3", "to_org": ids["giam-dinh"]}
    case = opened("transfer_internal", date(2026, 3, 2), **moved)
    url = f"{BOARD}{case.pk}/buoc/introduction/"
    papers = "hồ sơ đảng viên, 01 bộ"
    sent = {"on": "03/03/2026", "by": "cell", "dues_until": "13/2026", "enclosed": papers}

    refused = officer.post(url, sent)
    assert refused.status_code == 422
    assert refused.context["form"].errors["dues_until"] == ["Ghi tháng/năm, ví dụ 10/2026."]
    first = officer.post(url, {**sent, "dues_until": "02/2026"})
    seen = first.context["seen"] if first.status_code == 422 else ""
    if seen:
        officer.post(url, {**sent, "dues_until": "02/2026", "seen": seen})

    word = officer.get(f"{BOARD}{case.pk}/in/transfer_letter.docx")
    lines = [each.text for each in Document(BytesIO(word.content)).paragraphs]
    assert "Đã đóng đảng phí đến hết tháng 02/2026." in lines
    assert f"Hồ sơ kèm theo: {papers}." in lines
    page = text_of(officer.get(f"{BOARD}{case.pk}/"))
    assert "Đã đóng đảng phí đến hết tháng 02/2026." in page
    assert f"Hồ sơ kèm theo: {papers}." in page


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("kind", "key", "more"),
    [
        ("transfer_internal", "transfer_letter", {}),
        ("strike_off", "strike_off_decision", {"facts": {"cause": "no_activity", "count": 3}}),
        ("expulsion", "expulsion_decision", {}),
        ("resignation", "resignation_decision", {}),
    ],
)
def test_every_letter_is_printed(
    officer: Client, ids: dict[str, int], kind: str, key: str, more: dict[str, Any], form: str
) -> None:
    target = {"to_org": ids["giam-dinh"]} if kind == "transfer_internal" else {}
    case = opened(kind, date(2026, 3, 2), person="y-te-1-3", **target, **more)

    answer = officer.get(f"{BOARD}{case.pk}/in/{key}.{form}")

    assert answer.status_code == 200
    assert answer.content[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_cases_show_on_the_pages_of_member_and_organisation(
    officer: Client, ids: dict[str, int]
) -> None:
    opened("resignation", date(2026, 3, 2), person="y-te-1-3")

    org = officer.get("/lam-viec/to-chuc/y-te/")
    member = officer.get("/lam-viec/dang-vien/y-te-1-3/")

    assert "Hoàng Đức y-te-1 3: Xin ra khỏi Đảng" in text_of(org)
    assert "Xin ra khỏi Đảng" in text_of(member)
    hanging = cases_hanging(actor=OPERATOR, orgs=[ids["y-te-1"]], on=date(2026, 3, 2))
    assert hanging is not None
    assert [str(line.text) for line in hanging.lines] == ["Hoàng Đức y-te-1 3: Xin ra khỏi Đảng"]
    assert cases_hanging(actor=OPERATOR, orgs=[ids["dai"]], on=date(2026, 3, 2)) is None


def test_a_case_is_stopped_and_a_step_undone_over_http(
    officer: Client, ids: dict[str, int]
) -> None:
    case = admitted_until("certificate", ids)
    last = Step.objects.get(case=case, code="certificate")

    undone = officer.post(f"{BOARD}{case.pk}/huy/{last.pk}/", {"note": "ghi nhầm"})
    stopped = officer.post(f"{BOARD}{case.pk}/dung/", {"on": "10/10/2025", "note": "thôi"})

    assert (undone.status_code, stopped.status_code) == (302, 302)
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2025, 10, 10), "stopped")


@pytest.mark.parametrize(
    "page",
    [
        "moi/",
        "moi/suspension/",
        "moi/temporary_outside/",
        "moi/transfer_in/",
        "moi/exemption/",
        "moi/strike_off/",
        "moi/transfer_temporary/",
    ],
)
def test_forms_open(officer: Client, ids: dict[str, int], page: str) -> None:
    assert officer.get(f"{BOARD}{page}").status_code == 200
    assert officer.get(f"{BOARD}moi/nothing/").status_code == 404
    assert officer.get(f"{BOARD}999/").status_code == 404
