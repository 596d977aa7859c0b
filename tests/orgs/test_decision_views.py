"""Decisions over HTTP: the list, one decision, what was corrected, what nobody listed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.orgs.commands import correct, correct_together, decide, register_orgs
from dangbo.orgs.models import Decision
from dangbo.rules.corrections import Correction

pytestmark = pytest.mark.django_db
DECISIONS = "/lam-viec/to-chuc/quyet-dinh/"


def act_of(on: date) -> int:
    """Return the act of the one decision in effect on a day."""
    return Decision.objects.get(on=on, voided_by=None).act_id


def rows(officer: Client, **query: object) -> list[list[str]]:
    answer = officer.get(DECISIONS, query)
    assert answer.status_code == 200
    return [[str(cell.value) for cell in line.cells] for line in answer.context["table"].lines]


def page(officer: Client, act: int, **query: object) -> Any:
    answer = officer.get(f"{DECISIONS}{act}/", query)
    assert answer.status_code == 200
    return answer


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_list_shows_decisions_newest_first(officer: Client, ids: dict[str, int]) -> None:
    assert [(row[1], row[2], row[4], row[5]) for row in rows(officer)] == [
        ("01/01/2022", "Chưa rõ số văn bản", "Thành lập", "1"),
        ("01/01/2021", "Chưa rõ số văn bản", "Giải thể, kết thúc hoạt động", "1"),
        ("01/01/2019", "Chưa rõ số văn bản", "Chuyển giao nguyên trạng", "1"),
        ("01/05/2018", "18-QĐ/ĐUK", "Đổi tên", "1"),
        ("đầu năm 2016", "Chưa rõ số văn bản", "Chia, tách", "2"),
        ("01/06/2015", "15-QĐ/TU", "Hợp nhất", "3"),
        ("01/03/2012", "12-QĐ/TU", "Thành lập", "6"),
        ("01/01/2010", "Chưa rõ số văn bản", "Ghi nhận tổ chức đã có", "2"),
    ]


def test_decision_without_a_title_goes_by_its_first_sentence(
    officer: Client, ids: dict[str, int]
) -> None:
    titles = [row[0] for row in rows(officer, on="2015-12-31")]

    assert titles == [
        "Hợp nhất Chi bộ Báo; Chi bộ Đài thành Đảng bộ Báo và Đài",
        "Thành lập Đảng bộ Sở Y tế (Đảng bộ cơ sở), trực thuộc Đảng bộ Khối các cơ quan",
        "Ghi nhận Đảng bộ tỉnh Ví Dụ (Đảng bộ tỉnh, thành phố trực thuộc Trung ương) đã có",
    ]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({"q": "12 qd"}, ["01/03/2012"]),
        ({"loai": "split"}, ["đầu năm 2016"]),
        ({"tu_nam": "2015", "den_nam": "2018"}, ["01/05/2018", "đầu năm 2016", "01/06/2015"]),
        ({"minh_hoa": "chi"}, ["01/01/2022"]),
        ({"minh_hoa": "khong", "tu_nam": "2021"}, ["01/01/2021"]),
        ({"sort": "paper", "tu_nam": "2012", "den_nam": "2015"}, ["01/03/2012", "01/06/2015"]),
        ({"sort": "touched", "den_nam": "2012"}, ["01/01/2010", "01/03/2012"]),
        ({"known": "2020-01-31"}, ["01/03/2012", "01/01/2010"]),
    ],
)
def test_list_narrows_and_sorts_as_the_address_says(
    officer: Client, ids: dict[str, int], query: dict[str, str], days: list[str]
) -> None:
    assert [row[1] for row in rows(officer, **query)] == days


@pytest.mark.parametrize("year", ["năm ngoái", "20", "20201"])
def test_wrong_year_is_refused_in_words_and_narrows_nothing(
    officer: Client, ids: dict[str, int], year: str
) -> None:
    answer = officer.get(DECISIONS, {"tu_nam": year})

    assert answer.context["page"].paginator.count == 8
    assert answer.context["form"].errors == {"tu_nam": ["Năm gồm bốn chữ số, ví dụ 2020."]}
    assert "Năm gồm bốn chữ số, ví dụ 2020." in text_of(answer)


def test_empty_list_says_why(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(DECISIONS, {"on": "2001-01-01"})

    assert "Không có quyết định nào có hiệu lực đến ngày 01/01/2001" in text_of(answer)


def test_page_tells_the_changes_and_what_became_of_whom(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = page(officer, act_of(date(2015, 6, 1)))

    assert answer.context["sentences"] == [
        "Hợp nhất Chi bộ Báo; Chi bộ Đài thành Đảng bộ Báo và Đài."
    ]
    touched = [[str(cell.value) for cell in line.cells] for line in answer.context["touched"].lines]
    assert sorted(touched) == [
        [
            "Chi bộ Báo",
            "Hợp nhất (tổ chức nguồn)",
            "Chi bộ cơ sở, trực thuộc Đảng bộ Khối các cơ quan",
            "không còn",
        ],
        [
            "Chi bộ Đài",
            "Hợp nhất (tổ chức nguồn)",
            "Chi bộ cơ sở, trực thuộc Đảng bộ Khối các cơ quan",
            "không còn",
        ],
        [
            "Đảng bộ Báo và Đài",
            "Hợp nhất (tổ chức tiếp nhận)",
            "chưa có",
            "Đảng bộ cơ sở, trực thuộc Đảng bộ Khối các cơ quan",
        ],
    ]
    handed = [[str(cell.value) for cell in line.cells] for line in answer.context["handed"].lines]
    assert handed == [
        ["Chi bộ Báo", "toàn bộ", "Đảng bộ Báo và Đài"],
        ["Chi bộ Đài", "toàn bộ", "Đảng bộ Báo và Đài"],
    ]


def test_page_tells_names_and_superiors_before_and_after(
    officer: Client, ids: dict[str, int]
) -> None:
    renamed = page(officer, act_of(date(2018, 5, 1))).context["touched"].lines[0]
    moved = page(officer, act_of(date(2019, 1, 1))).context["touched"].lines[0]

    assert [str(cell.value) for cell in renamed.cells] == [
        *("Đảng bộ Ngành Y tế", "Đổi tên", "Đảng bộ Sở Y tế", "Đảng bộ Ngành Y tế"),
    ]
    assert [str(cell.value) for cell in moved.cells] == [
        "Chi bộ Thanh tra",
        "Chuyển giao nguyên trạng",
        "trực thuộc Đảng bộ Ngành Y tế",
        "trực thuộc Đảng bộ Báo và Đài",
    ]


def test_day_is_shown_as_exactly_as_it_is_known(officer: Client, ids: dict[str, int]) -> None:
    words = "“Đồng thời” với Quyết định 535-QĐ/TU ngày 12/4/2022"
    name = {"change": "rename", "org": ids["khoi"], "name": "Đảng bộ Khối"}
    act = decide(
        actor=OPERATOR,
        on=date(2022, 4, 12),
        changes=[name],
        precision="inferred",
        on_text=words,
        reason="nguồn không in ngày",
    )

    facts = {fact.label: fact.value for fact in page(officer, act.seq).context["facts"]}

    assert facts == {
        "Văn bản": "Chưa rõ số văn bản",
        "Có hiệu lực": "12/04/2022, theo ngữ cảnh",
        "Ngày theo lời nguồn": words,
        "Lý do, căn cứ khác": "nguồn không in ngày",
        "Ghi vào sổ": act.recorded.strftime("%d/%m/%Y"),
        "Người ghi": "người vận hành máy chủ",
    }


def test_month_is_shown_as_a_month(officer: Client, ids: dict[str, int]) -> None:
    name = {"change": "rename", "org": ids["khoi"], "name": "Đảng bộ Khối"}
    decide(actor=OPERATOR, on=date(2022, 5, 1), changes=[name], precision="month")

    assert rows(officer, q="", tu_nam="2022")[0][1] == "tháng 5/2022"


def test_what_nobody_listed_is_said_plainly(officer: Client, ids: dict[str, int]) -> None:
    unlisted = {"change": "unlisted", "what": "move", "count": 17, "result": ids["khoi"]}
    act = decide(actor=OPERATOR, on=date(2022, 4, 12), changes=[unlisted])

    answer = page(officer, act.seq)

    assert "Nguồn không kể tên các tổ chức" in text_of(answer)
    assert "Quyết định nêu 17 tổ chức mà không có danh sách" in text_of(answer)


def test_voided_decision_stays_and_says_so(officer: Client, ids: dict[str, int]) -> None:
    act = act_of(date(2019, 1, 1))
    correct(actor=OPERATOR, act=act, void=True, reason="ghi nhầm tổ chức")

    answer = page(officer, act)

    assert "Quyết định này đã bị hủy bỏ trong sổ" in text_of(answer)
    assert [(each.text, each.reason) for each in answer.context["corrections"]] == [
        ("Hủy bỏ quyết định này trong sổ (người ghi: người vận hành máy chủ).", "ghi nhầm tổ chức")
    ]
    assert answer.context["sentences"] == [
        "Chuyển giao 1 tổ chức về trực thuộc Đảng bộ Báo và Đài: Chi bộ Thanh tra."
    ]
    assert str(act) not in [str(row.act) for row in Decision.objects.filter(voided_by=None)]


def test_redated_decision_has_its_new_day_and_what_corrected_it(
    officer: Client, ids: dict[str, int]
) -> None:
    act = act_of(date(2018, 5, 1))
    correct(actor=OPERATOR, act=act, on=date(2018, 6, 1), reason="ngày trên bản gốc")

    answer = page(officer, act)

    facts = {fact.label: fact.value for fact in answer.context["facts"]}
    assert facts["Có hiệu lực"] == "01/06/2018"
    assert [each.text for each in answer.context["corrections"]] == [
        "Sửa ngày có hiệu lực từ 01/05/2018 thành 01/06/2018 (người ghi: người vận hành máy chủ)."
    ]
    assert answer.context["voided"] is False


def test_corrections_of_several_decisions_say_so_and_lead_to_what_was_known_before(
    officer: Client, ids: dict[str, int]
) -> None:
    renamed, moved = act_of(date(2018, 5, 1)), act_of(date(2019, 1, 1))
    paper = Decision.objects.get(on=date(2015, 6, 1), voided_by=None).paper
    both = [Correction(renamed), Correction(moved)]
    correct_together(actor=OPERATOR, corrections=both, reason="nhầm")
    again = [Correction(renamed, date(2018, 7, 1)), Correction(moved, date(2019, 1, 1))]
    correct_together(actor=OPERATOR, corrections=again, paper=paper)

    answer = page(officer, renamed)

    first, second = answer.context["corrections"]
    assert first.text == (
        "Hủy bỏ quyết định này trong sổ (người ghi: người vận hành máy chủ). "
        "Cùng lúc đính chính 1 quyết định khác."
    )
    assert second.text == (
        "Khôi phục quyết định này, có hiệu lực từ 01/07/2018 (người ghi: người vận hành máy chủ). "
        "Cùng lúc đính chính 1 quyết định khác."
    )
    assert (first.paper, second.reason, second.paper.text) == (None, "", "15-QĐ/TU, năm 2015")
    eve = Act.objects.latest("seq").recorded - timedelta(days=1)
    assert first.known_url == f"{DECISIONS}{renamed}/?known={eve}"
    assert officer.get(first.known_url).context["corrections"] == []
    assert first.known_url in text_of(answer)


def test_correction_of_the_day_of_recording_has_no_day_before_it(
    officer: Client, ids: dict[str, int]
) -> None:
    name = {"change": "rename", "org": ids["khoi"], "name": "Đảng bộ Khối"}
    act = decide(actor=OPERATOR, on=date(2022, 5, 1), changes=[name]).seq
    correct(actor=OPERATOR, act=act, void=True, reason="nhầm")

    (told,) = page(officer, act).context["corrections"]

    assert told.known_url == ""


def test_decision_not_known_yet_is_said_to_be_so(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, act_of(date(2018, 5, 1)), known="2020-06-01")

    assert "Đến hết ngày 01/06/2020, sổ chưa biết điều này" in text_of(answer)


def test_act_that_is_no_decision_is_404(officer: Client, ids: dict[str, int]) -> None:
    recorded = Act.objects.filter(code="papers.recorded").first()
    assert recorded is not None

    assert officer.get(f"{DECISIONS}{recorded.seq}/").status_code == 404
    assert officer.get(f"{DECISIONS}9999/").status_code == 404


def test_paper_shows_what_it_decided(officer: Client, ids: dict[str, int]) -> None:
    decision = Decision.objects.get(on=date(2015, 6, 1))
    assert decision.paper is not None

    answer = officer.get(f"/lam-viec/van-ban/{decision.paper.uid}/")

    [panel] = [each for each in answer.context["panels"] if each.key == "decided"]
    assert [moment.title for moment in panel.context["moments"]] == [
        "Hợp nhất Chi bộ Báo; Chi bộ Đài thành Đảng bộ Báo và Đài."
    ]
    assert f'href="{DECISIONS}{decision.act_id}/"' in text_of(answer)


def test_statements_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int]
) -> None:
    lists = f"{DECISIONS}?tu_nam=2022"
    few = statements(lists)
    found = register_orgs(actor=OPERATOR, uids=["a", "b", "c", "d"])
    begun = [
        {
            "change": "found",
            "org": org,
            "name": f"Chi bộ {key}",
            "kind": "chi_bo_co_so",
            "superior": ids["khoi"],
        }
        for key, org in found.items()
    ]
    one = decide(actor=OPERATOR, on=date(2022, 2, 1), changes=begun[:1])
    three = decide(actor=OPERATOR, on=date(2022, 2, 2), changes=begun[1:])

    assert statements(lists) == few
    assert statements(f"{DECISIONS}{one.seq}/") == statements(f"{DECISIONS}{three.seq}/")
