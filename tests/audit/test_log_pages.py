"""The pages of the logs over HTTP: search, one row, closings, files, and who looked at a member."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from audit.logs import run
from django.test import Client
from django.utils import timezone
from factories import small_membership, small_register
from pytest_django import Settings

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.commands import close_day, record, record_access
from dangbo.audit.files.closings import from_text, stated
from dangbo.audit.models import Access, Closing
from dangbo.audit.phrases import ACTS
from dangbo.base.days import format_day

pytestmark = pytest.mark.django_db

LOG = "/lam-viec/nhat-ky/"
SOURCES = Path(__file__).parents[2] / "src" / "dangbo"


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(User.objects.create(username="kiem-tra"))
    return client


@pytest.fixture
def three_acts() -> None:
    lan = Actor("lan", role="secretary", behalf="binh", origin="10.0.0.7")
    record(actor=OPERATOR, code="papers.recorded", paper="giay-1", recorded=date(2026, 1, 1))
    record(
        actor=lan,
        code="papers.amended",
        paper="giay-1",
        reason="Sửa trích yếu",
        params={"before": {"subject": "Về tổ chức"}, "after": {"subject": "Về nhân sự"}},
        recorded=date(2026, 1, 2),
    )
    record(actor=lan, code="orgs.voided", corrects=1, recorded=date(2026, 1, 3), invented=True)


def body(answer: Any) -> str:
    return str(answer.content.decode())


def shown(answer: Any, page: str = "viec") -> list[int]:
    return [int(seq) for seq in re.findall(rf'href="{LOG}{page}/(\d+)/', body(answer))]


def test_pages_want_an_account(client: Client) -> None:
    for path in (LOG, f"{LOG}luot/", f"{LOG}chot/", f"{LOG}viec/1/"):
        assert client.get(path).headers["Location"] == f"/tai-khoan/dang-nhap/?next={path}"


def test_what_is_empty_says_so(auditor: Client) -> None:
    assert "Nhật ký còn trống" in body(auditor.get(LOG))
    assert "Chưa ngày nào được chốt" in body(auditor.get(f"{LOG}chot/"))
    for path in ("viec/1/", "luot/99/", "chot/1/chot.pdf"):
        assert auditor.get(f"{LOG}{path}").status_code == 404


@pytest.mark.usefixtures("three_acts")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [3, 2, 1]),
        ("?ai=lan", [3, 2]),
        ("?viec=papers.recorded", [1]),
        ("?viec=la", [3, 2, 1]),
        ("?tu=02/01/2026&den=02/01/2026", [2]),
        ("?tu=99/99/2026", [3, 2, 1]),
        ("?doi_tuong=giay-1", [2, 1]),
        ("?doi_tuong=giay-2", []),
        ("?tim=trích+yếu", [2]),
        ("?tim=nhân+sự", [2]),
        ("?tim=không+có", []),
        ("?truoc=3", [2, 1]),
        ("?truoc=x", [3, 2, 1]),
    ],
)
def test_acts_are_found(auditor: Client, query: str, found: list[int]) -> None:
    answer = auditor.get(f"{LOG}{query}")

    assert shown(answer) == found
    if not found:
        assert "Không có dòng nào khớp với bộ lọc" in body(answer)


def test_older_rows_are_on_the_next_page(auditor: Client) -> None:
    for _ in range(52):
        record(actor=OPERATOR, code="x")

    first = auditor.get(f"{LOG}?ai=operator")
    assert shown(first) == list(range(52, 2, -1))
    assert first.context["older_url"] == "?ai=operator&truoc=3"
    second = auditor.get(f"{LOG}{first.context['older_url']}")
    assert (shown(second), second.context["older_url"]) == ([2, 1], "")
    assert second.context["first_url"] == "?ai=operator"


@pytest.mark.usefixtures("three_acts")
def test_an_act_is_shown_with_before_and_after_and_its_place(auditor: Client) -> None:
    answer = auditor.get(f"{LOG}viec/2/")

    facts = {str(each.label): str(each.value) for each in answer.context["facts"]}
    assert facts["Việc"] == "Sửa thông tin văn bản"
    assert (facts["Người làm"], facts["Với vai trò"]) == ("lan", "secretary")
    assert (facts["Thay cho"], facts["Từ đâu"]) == ("binh", "10.0.0.7")
    assert (facts["Văn bản"], facts["Lý do"]) == ("giay-1", "Sửa trích yếu")
    changes = [(each.label, each.before, each.after) for each in answer.context["changes"]]
    assert changes == [("subject", "Về tổ chức", "Về nhân sự")]
    assert [badge.text for badge in answer.context["chain"][2].badges] == ["Khớp"]
    void = auditor.get(f"{LOG}viec/3/")
    assert "Dữ liệu minh họa" in body(void)
    assert {str(each.label): str(each.value) for each in void.context["facts"]}[
        "Đính chính việc số"
    ] == "1"


@pytest.mark.usefixtures("three_acts")
def test_a_row_that_was_altered_says_so(auditor: Client) -> None:
    run("UPDATE audit_act SET reason = 'khác' WHERE seq = 2")

    answer = auditor.get(f"{LOG}viec/2/")

    assert [badge.text for badge in answer.context["chain"][2].badges] == ["Không khớp"]


def test_accesses_are_found_and_shown(auditor: Client) -> None:
    record_access(actor=Actor("lan"), code="read", kind="member", subject="an")
    facts = {"count": 501, "purpose": "Báo cáo", "filter": {"q": "Bình"}, "file": "so.xlsx"}
    record_access(actor=Actor("lan"), code="exported", kind="member", facts=facts)

    assert shown(auditor.get(f"{LOG}luot/?ai=lan"), "luot") == [3, 2]
    assert shown(auditor.get(f"{LOG}luot/?doi_tuong=an"), "luot") == [2]
    assert shown(auditor.get(f"{LOG}luot/?tim=Bình&viec=exported"), "luot") == [3]
    answer = auditor.get(f"{LOG}luot/?viec=exported&ai=lan")
    assert "so.xlsx; 501 dòng; q=Bình; mục đích: Báo cáo" in body(answer)
    assert [badge.text for badge in auditor.get(f"{LOG}luot/3/").context["chain"][2].badges] == [
        "Khớp"
    ]


@pytest.mark.usefixtures("three_acts")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_found_can_be_taken_along_and_that_is_noted(auditor: Client, form: str) -> None:
    answer = auditor.get(f"{LOG}?ai=lan&xuat={form}")

    day = timezone.localdate().isoformat()
    assert answer.headers["Content-Disposition"] == (f'attachment; filename="nhat-ky-{day}.{form}"')
    if form == "csv":
        text = answer.getvalue().decode()
        assert text.count("Sửa thông tin văn bản") == 1
        assert '"Bộ lọc","Tài khoản: lan"' in text
    noted = Access.objects.order_by("-seq")[0]
    assert (noted.code, noted.actor, noted.facts["count"]) == ("exported", "kiem-tra", 2)


def test_closings_are_printed_and_kept(auditor: Client, settings: Settings, tmp_path: Path) -> None:
    settings.CLOSINGS_ROOT = tmp_path
    record(actor=OPERATOR, code="x")
    closed = stated(close_day())

    assert format_day(closed.day) in body(auditor.get(f"{LOG}chot/"))
    file = auditor.get(f"{LOG}chot/1/chot.json")
    assert from_text(body(file)) == closed
    assert auditor.get(f"{LOG}chot/1/chot.pdf").content.startswith(b"%PDF")
    assert auditor.get(f"{LOG}chot/1/chot.exe").status_code == 404
    assert Closing.objects.get().acts == 1


def test_who_looked_at_a_member_is_shown_on_the_page(auditor: Client) -> None:
    small_membership.build(small_register.build())
    page = "/lam-viec/dang-vien/an/"
    assert "Chưa ai xem." in body(auditor.get(page))

    again = auditor.get(page)

    (panel,) = [each for each in again.context["panels"] if each.key == "viewers"]
    assert [moment.title for moment in panel.context["moments"]] == ["kiem-tra"]
    read = Access.objects.filter(kind="member", subject="an")
    assert list(read.values_list("code", "actor")) == [("read", "kiem-tra")] * 2
    assert shown(auditor.get(f"{LOG}?doi_tuong=an"))[-1] == min(
        shown(auditor.get(f"{LOG}?doi_tuong=an"))
    )
    assert len(shown(auditor.get(f"{LOG}?doi_tuong=an"))) >= 2


def test_every_code_of_an_act_has_words() -> None:
    areas = "cases|history|honours|intake|letters|members|orgs|papers|posts|quality"
    pattern = re.compile(rf'(?:code=|: Final = )"((?:{areas})\.[a-z_]+)"')
    codes = {
        code
        for path in SOURCES.glob("**/*.py")
        for code in pattern.findall(path.read_text(encoding="utf-8"))
        if not code.endswith((".json", ".csv"))
    }

    assert len(codes) > 10
    assert codes <= ACTS.keys()


def test_the_log_leads_to_the_paper(auditor: Client) -> None:
    record(actor=OPERATOR, code="papers.recorded", paper="giay-1")

    assert 'href="/lam-viec/van-ban/giay-1/"' in body(auditor.get(LOG))


def test_a_fold_says_how_many_of_its_filters_are_set(auditor: Client) -> None:
    plain = auditor.get(LOG, {"tim": "x"})
    asked = auditor.get(LOG, {"ai": "lan", "to_chuc": "y-te"})

    assert [each.context["more_asked"] for each in (plain, asked)] == [0, 2]
    assert '<details class="ui-filter-more w-100" open>' in asked.content.decode()
    assert '<details class="ui-filter-more w-100">' in plain.content.decode()
