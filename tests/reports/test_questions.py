"""Prove that questions are answered as their indicators are, and each cell by its list."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client, override_settings
from python_calamine import CalamineWorkbook
from reports.samples import enrich

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.queries import find_org
from dangbo.reports import queries
from dangbo.reports.queries.question_places import Asking, NoSistersError
from dangbo.reports.queries.questions import TooManyCellsError, answer, items_behind
from dangbo.rules.indicator_values import Value
from dangbo.rules.question_addresses import pairs_of
from dangbo.rules.question_answers import Answer
from dangbo.rules.question_days import DayWord
from dangbo.rules.questions import Kept, Question, cell_of

ASK = "/lam-viec/so-lieu/hoi/"
TODAY = date(2017, 1, 1)
ASKING = Asking(OPERATOR, TODAY)


def answered(question: Question, org: str = "khoi", *, most: int = 5_000) -> Answer:
    """Return what the operator is answered."""
    found = find_org(actor=OPERATOR, text=org, on=TODAY)
    return answer(question, org=found, asking=ASKING, most=most)


def values(found: Answer) -> dict[tuple[Any, ...], Any]:
    """Return the numbers of an answer by where they stand."""
    return {
        (
            found.moments[spot.moment].end,
            found.places[spot.place].uid + (":" + side if side else ""),
            spot.keys,
            spot.indicator,
        ): value and value.part
        for spot, value in found.cells.items()
        for side in [found.places[spot.place].side]
    }


def ask(officer: Client, question: Question, **more: str) -> Any:
    """Return the page of a question."""
    query = urlencode([*pairs_of(question), *{"on": "2017-01-01", **more}.items()])
    return officer.get(f"{ASK}?{query}", follow=True)


def figures(page: Any) -> Iterator[tuple[str, str]]:
    """Yield each figure of a page with the address of its list."""
    for row in page.context["grid"].rows:
        for figure in row.figures:
            yield figure.words, figure.url


def test_an_answer_is_what_its_indicators_answer(ids: dict[str, int]) -> None:
    question = Question(("dang_vien", "ty_le_dang_vien_nu"), by=("sex",))

    found = answered(question)
    asked = queries.ask(actor=OPERATOR, org=ids["khoi"], on=TODAY)
    for code in question.indicators:
        parts = {part.keys: part.value for part in queries.broken_down(code, ["sex"], asked)}
        own = {spot.keys: value for spot, value in found.cells.items() if spot.indicator == code}
        assert own == parts


def test_a_filter_counts_as_a_breakdown_does(ids: dict[str, int]) -> None:
    enrich(ids)
    days = (DayWord("day", date(2015, 7, 1)), DayWord("day", TODAY))
    ways = ("sex", "standing", "education", "age")
    for code, (by, narrowed) in product(
        ("dang_vien", "ty_le_dang_vien_nu", "tuoi_doi_binh_quan"),
        ((one, two) for one in ways for two in ways if one != two),
    ):
        crossed = answered(Question((code,), by=(by, narrowed), days=days))
        for kept in {spot.keys[1] for spot in crossed.cells}:
            filtered = Question((code,), by=(by,), filters=(Kept(narrowed, (kept,)),), days=days)
            found = answered(filtered)
            wanted = {
                (spot.moment, spot.keys[0]): value
                for spot, value in crossed.cells.items()
                if spot.keys[1] == kept
            }
            told = {
                (spot.moment, spot.keys[0]): value
                for spot, value in found.cells.items()
                if value != Value(0, 0) and value and (value.part or value.whole)
            }
            assert told == wanted, (code, by, narrowed, kept)


def test_organisations_below_add_up_with_what_is_in_the_organisation_itself(
    ids: dict[str, int],
) -> None:
    found = values(answered(Question(("to_chuc_dang", "dang_vien"), scope="below"), "y-te"))

    orgs = {uid: number for (_day, uid, _keys, code), number in found.items() if code[0] == "t"}
    assert orgs.pop("y-te:whole") == sum(orgs.values())
    assert orgs["y-te:own"] == 1
    members = {uid: number for (_day, uid, _keys, code), number in found.items() if code[0] == "d"}
    assert members["y-te:own"] == 0
    assert members["y-te:whole"] == 2


def test_sisters_stand_beside_the_organisation_and_kinds_narrow_them(ids: dict[str, int]) -> None:
    sisters = answered(Question(("dang_vien",), scope="sisters"), "y-te")

    below = answered(Question(("dang_vien",), scope="below"), "khoi")
    assert values(sisters) == values(below)
    only = answered(Question(("dang_vien",), scope="below", kinds=("dang_bo_co_so",)))
    assert {place.uid for place in only.places} == {"bao-dai", "y-te"}
    with pytest.raises(NoSistersError):
        answered(Question(("dang_vien",), scope="sisters"), "tinh")


def test_what_flows_is_counted_in_its_period_as_its_course_is(ids: dict[str, int]) -> None:
    start = DayWord("day", date(2012, 1, 1))
    for code, filters in product(
        ("ket_nap_dang_vien", "cong_nhan_chinh_thuc"), ((), (Kept("sex", ("nu",)),))
    ):
        found = answered(Question((code,), start=start, pace="year", filters=filters))
        asked = queries.ask(actor=OPERATOR, org=ids["khoi"], on=TODAY, start=date(2012, 1, 1))
        course = [each.value and each.value.part for each in queries.series(code, asked, "year")]
        own = [value and value.part for value in found.cells.values()]
        if not filters:
            assert own == course
        for moment, number in zip(found.moments, own, strict=True):
            cell = cell_of(
                Question((code,), filters=filters),
                indicator=code,
                org="khoi",
                parts={},
                moment=moment,
            )
            org = find_org(actor=OPERATOR, text="khoi", on=TODAY)
            assert len(items_behind(cell, org=org, asking=ASKING)[1]) == number


def test_too_many_cells_are_refused_before_and_while_they_are_counted(ids: dict[str, int]) -> None:
    with pytest.raises(TooManyCellsError):
        answered(Question(("dang_vien",), scope="below"), most=2)
    with pytest.raises(TooManyCellsError):
        answered(Question(("dang_vien",), by=("education",)), most=3)
    assert answered(Question(("dang_vien",)), most=1).told


def test_each_figure_of_a_page_opens_a_list_of_as_many(
    officer: Client, ids: dict[str, int]
) -> None:
    enrich(ids)
    asked = [
        Question(("dang_vien",), "khoi", by=("sex", "age")),
        Question(("dang_vien", "to_chuc_dang"), "y-te", "below"),
        Question(("dang_vien",), "khoi", by=("education",), filters=(Kept("sex", ("nu",)),)),
        Question(
            ("ket_nap_dang_vien",), "khoi", start=DayWord("ago", unit="year", number=5), pace="year"
        ),
    ]
    opened = 0
    for question in asked:
        page = ask(officer, question)
        for words, url in figures(page):
            if url:
                listed = officer.get(f"{url}&on=2017-01-01")
                assert str(listed.context["count"]) == words, url
                assert len(listed.context["page"].object_list) == int(words)
                opened += 1
    assert opened == 24


def test_the_question_is_told_back_in_one_sentence(officer: Client, ids: dict[str, int]) -> None:
    page = ask(
        officer,
        Question(
            ("dang_vien", "ty_le_dang_vien_nu"),
            "khoi",
            "below",
            ("dang_bo_co_so",),
            ("standing",),
            (Kept("sex", ("nam", "")), Kept("theory", ("trung_cap",))),
            (DayWord("last", date(2000, 6, 30)), DayWord("today")),
        ),
    )

    assert page.context["told"].sentence == (
        "Đảng viên và tỷ lệ đảng viên nữ của từng tổ chức trực thuộc Đảng bộ Khối các cơ quan "
        "(chỉ Đảng bộ cơ sở), chỉ tính giới tính là Nam hoặc Chưa rõ và lý luận chính trị là "
        "Trung cấp, chia theo tư cách đảng viên, vào 30/6 gần nhất (30/06/2016) và hôm nay "
        "(01/01/2017)."
    )


def test_the_address_is_the_question_and_what_is_typed_becomes_one(
    officer: Client, ids: dict[str, int]
) -> None:
    typed = (
        "chi_tieu=dang_vien&to_chuc=Đảng bộ Sở Y tế&theo=&theo=sex&ngay=hom nay&tu=&on=2017-01-01"
    )
    answer = officer.get(f"{ASK}?{typed}")

    assert answer.status_code == 302
    address = unescape(answer["Location"])
    assert parse_qsl(address.partition("?")[2]) == [
        ("chi_tieu", "dang_vien"),
        ("to_chuc", "y-te"),
        ("theo", "sex"),
        ("ngay", "hôm nay"),
        ("on", "2017-01-01"),
    ]
    assert officer.get(address).status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("chi_tieu=khong_co", "Không có chỉ tiêu “khong_co”"),
        ("chi_tieu=dang_vien&theo=movement", "không cùng phân tích được theo “Loại biến động”"),
        ("chi_tieu=dang_vien&loc=sex:x", "“Giới tính” không có phần “x”"),
        ("chi_tieu=dang_vien&loc=la:x", "không cùng phân tích được theo “la”"),
        ("chi_tieu=dang_vien&ngay=31/2/2016", "Không đọc được ngày “31/2/2016”"),
        ("chi_tieu=dang_vien&loai=la", "Không có loại hình tổ chức “la”"),
        ("chi_tieu=dang_vien&pham_vi=la", "Không có cách “la”. Có: mot, truc_thuoc, cung_cap."),
        ("chi_tieu=dang_vien&pham_vi=cung_cap&to_chuc=tinh", "không có tổ chức cùng cấp"),
        ("chi_tieu=dang_vien&to_chuc=la", "Không có tổ chức nào là “la”"),
        ("chi_tieu=dang_vien&tu=1/1/1800&buoc=thang", "Quá 250 kỳ"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_remedy(
    officer: Client, ids: dict[str, int], query: str, told: str
) -> None:
    named = "" if "to_chuc" in query else "&to_chuc=khoi"
    answer = officer.get(f"{ASK}?on=2017-01-01&{query}{named}")

    assert answer.status_code == 200
    assert told in unescape(answer.content.decode())
    assert answer.context.get("grid") is None
    assert officer.get(f"{ASK}danh-sach/?on=2017-01-01&{query}{named}").status_code == 200


def test_the_most_cells_are_a_setting(officer: Client, ids: dict[str, int]) -> None:
    with override_settings(QUESTION_CELLS=3):
        page = ask(officer, Question(("dang_vien",), "khoi", by=("education",)))

    assert "Câu hỏi cho quá 3 ô." in unescape(page.content.decode())


def test_an_organisation_that_did_not_stand_has_no_figure(
    officer: Client, ids: dict[str, int]
) -> None:
    long_ago = (DayWord("day", date(1930, 1, 1)),)
    page = ask(officer, Question(("dang_vien",), "khoi", days=long_ago))

    assert "Không có số liệu nào cho câu hỏi này" in unescape(page.content.decode())


def test_an_empty_form_offers_examples_that_can_be_asked(
    officer: Client, ids: dict[str, int]
) -> None:
    page = officer.get(f"{ASK}?on=2017-01-01")

    examples = page.context["examples"]
    assert len(examples) == 4
    for each in examples:
        assert officer.get(f"{each['url']}&on=2017-01-01").context["told"].answer.told


def test_an_answer_goes_out_as_a_file_with_its_question(
    officer: Client, ids: dict[str, int]
) -> None:
    question = Question(("ty_le_dang_vien_nu",), "khoi", by=("standing",))
    content = ask(officer, question, xuat="xlsx").content

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    heads = next(at for at, row in enumerate(rows) if row[0] == "Tư cách đảng viên")
    assert rows[heads][1:4] == [
        "Tỷ lệ đảng viên nữ",
        "Tỷ lệ đảng viên nữ: số được đếm",
        "Tỷ lệ đảng viên nữ: trên tổng số",
    ]
    assert rows[heads + 1][:4] == ["Chính thức", 33.3, 1.0, 3.0]
    assert rows[heads + 3][:4] == ["Tổng", 60.0, 3.0, 5.0]
    assert any("vào hôm nay (01/01/2017)." in str(cell) for row in rows[:heads] for cell in row)
    told = b"".join(ask(officer, question, xuat="csv").streaming_content).decode()
    assert '"Tổng",60,3,5' in told


def test_a_list_goes_out_as_a_file_of_as_many_lines(officer: Client, ids: dict[str, int]) -> None:
    question = Question(("dang_vien",), "khoi", filters=(Kept("sex", ("nu",)),))
    query = urlencode([*pairs_of(question), ("on", "2017-01-01"), ("xuat", "csv")])

    answer = officer.get(f"{ASK}danh-sach/?{query}")
    assert answer.streaming
    lines = b"".join(answer.streaming_content).decode().splitlines()
    named = ("Trần Thị Bình", "Lê Minh Châu", "Đặng Thị Em", "Nguyễn Văn An")
    assert [any(name in line for line in lines) for name in named] == [True, True, True, False]
