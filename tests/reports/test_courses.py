"""Prove that courses add up, are cut and drawn together, and bear the decisions of their time."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from reports.test_views import HOME, links, words

from dangbo.accounts.access import OPERATOR
from dangbo.reports import queries
from dangbo.reports.queries.courses import courses, parts_over

pytestmark = pytest.mark.django_db
ON = date(2019, 6, 30)
ASKED = "?on=2019-06-30&to_chuc=y-te&tu=01/01/2012"
COURSE = f"{HOME}dang_vien/thoi-gian/{ASKED}"


def asked(ids: dict[str, int], org: str) -> queries.Asked:
    """Return the question of the course."""
    return queries.ask(actor=OPERATOR, org=ids[org], on=ON, start=date(2012, 1, 1))


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("dang_vien", ("sex", "age", "party_age", "standing", "activity", "education", "theory")),
        ("dang_vien_chinh_thuc", ("sex", "age")),
        ("ket_nap_dang_vien", ("sex", "age")),
        ("to_chuc_dang", ("kind",)),
    ],
)
def test_parts_of_each_year_are_those_of_its_last_day(
    ids: dict[str, int], code: str, ways: tuple[str, ...]
) -> None:
    whole = {each.period: each.value for each in queries.series(code, asked(ids, "khoi"), "year")}
    for way in ways:
        found = parts_over(code, way, asked(ids, "khoi"), "year")
        for at, period in enumerate(found.periods):
            then = asked(ids, "khoi").at(on=period.end, start=period.start)
            alone = {
                part.keys[0]: part.value.part
                for part in queries.broken_down(code, [way], then)
                if part.value.part
            }
            drawn = {
                line.key: value.part
                for line in found.lines
                if (value := line.values[at]) and value.part
            }
            value = whole[period]
            assert drawn == alone, (way, period)
            assert sum(drawn.values()) == (value.part if value else 0), (way, period)


def test_lines_together_are_the_courses_alone(ids: dict[str, int]) -> None:
    codes = ["dang_vien", "ket_nap_dang_vien"]
    found = courses(codes, asked(ids, "khoi"), "year")

    for code, line in zip(codes, found.lines, strict=True):
        alone = queries.series(code, asked(ids, "khoi"), "year")
        assert [each.value for each in alone] == line.values


def test_decisions_are_marked_on_the_line_and_told_beside(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(COURSE)
    told = answer.context["decisions"]
    marks = answer.context["chart"].option["series"][-1]["data"]

    assert [each.row.on.isoformat() for each in told] == ["2012-03-01", "2016-01-01", "2018-05-01"]
    assert [each["value"][0] for each in marks] == ["2012", "2016", "2018"]
    assert [each["url"] for each in marks] == [each.moment.url for each in told]
    for each in told:
        assert officer.get(f"{each.moment.url}?on=2019-06-30").status_code == 200
        assert f'id="{each.anchor}"' in answer.content.decode()
    anchors = [url for url, _ in links(answer, "#quyet-dinh-")]
    assert sorted(anchors) == ["#quyet-dinh-1", "#quyet-dinh-2", "#quyet-dinh-3"]
    later = officer.get(f"{HOME}dang_vien/thoi-gian/?on=2015-01-01&to_chuc=y-te&tu=01/01/2012")
    assert [each.number for each in later.context["decisions"]] == [1]


def test_each_figure_of_a_cut_course_opens_a_list_of_as_many(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{COURSE}&to_chuc=khoi&theo=sex")
    opened = 0
    for url, text in links(answer, "/danh-sach/"):
        assert str(officer.get(url).context["count"]) == text, url
        opened += 1
    assert opened > 6
    assert "Nữ" in words(answer)


def test_indicators_of_one_unit_are_drawn_together_and_leave_as_a_file(
    officer: Client, ids: dict[str, int]
) -> None:
    address = f"{COURSE}&cung=dang_vien_nu&cung=ty_le_dang_vien_nu&cung=la"
    answer = officer.get(address)
    names = [each["name"] for each in answer.context["chart"].option["series"]]
    assert names == ["Đảng viên", "Đảng viên nữ", "Quyết định"]

    file = officer.get(f"{address}&xuat=xlsx")
    body = b"".join(file) if file.streaming else file.content
    rows: list[Any] = (
        CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    )
    last = rows[-1]
    assert last[:2] == ["30/06/2019", "01/01/2019"]
    assert len(last) == 5
    heads = next(row for row in rows if row[0] == "Đến ngày")
    assert heads[-1] == "Quyết định"


def test_too_much_for_one_picture_says_so(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{COURSE}&theo=sex&buoc=month&tu=01/01/2012"))
    assert "Quá 70 kỳ" in page
