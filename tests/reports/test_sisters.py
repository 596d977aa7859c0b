"""Prove that organisations beside each other have their own values, sort, and leave as a file."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from reports.samples import enrich, honour
from reports.test_views import HOME, links, words

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import record_place
from dangbo.orgs.queries import children
from dangbo.reports import queries
from dangbo.reports.queries.branches import values_by_branch
from dangbo.rules.org_places import Coordinates

pytestmark = pytest.mark.django_db
ON = date(2017, 1, 1)
SISTERS = f"{HOME}so-sanh/?on=2017-01-01"
MAP = f"{HOME}ban-do/?on=2017-01-01&to_chuc=khoi"


def sheet(answer: Any) -> list[list[Any]]:
    """Return the rows of a file that was answered."""
    body = b"".join(answer) if answer.streaming else answer.content
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()


def test_values_from_the_whole_are_those_of_each_by_itself(ids: dict[str, int]) -> None:
    enrich(ids)
    honour(ids)
    told = 0
    for day in (date(2014, 1, 1), ON, date(2022, 6, 1)):
        upper = queries.ask(actor=OPERATOR, org=ids["khoi"], on=day)
        orgs = [row.id for row in children(actor=OPERATOR, org=ids["khoi"], on=day)]
        for each in queries.indicators():
            found = values_by_branch(each.code, upper, orgs)
            if found is None:
                continue
            alone = {
                org: queries.value_of(each.code, queries.ask(actor=OPERATOR, org=org, on=day))
                for org in orgs
            }
            assert found == alone, (each.code, day)
            told += 1
    assert told > 60


def test_sisters_stand_side_by_side_with_the_own_one_marked(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{SISTERS}&to_chuc=y-te&sort=-dang_vien")
    page = words(answer)

    assert "Đảng bộ Báo và Đài" in page
    assert "Tổ chức đang xem" in page
    assert [line.cells[2].value for line in answer.context["table"].lines] == ["3", "2", "0", "0"]
    for url, text in links(answer, "/dang_vien/danh-sach/"):
        assert str(officer.get(url).context["count"]) == text
    shares = [line.cells[4].value for line in answer.context["table"].lines]
    assert shares[:2] == ["66,7\N{NO-BREAK SPACE}% (2/3)", "50,0\N{NO-BREAK SPACE}% (1/2)"]


def test_those_below_and_those_of_one_kind_are_compared(
    officer: Client, ids: dict[str, int]
) -> None:
    def names(address: str) -> set[str]:
        lines = officer.get(f"{SISTERS}&{address}").context["table"].lines
        return {line.cells[0].value for line in lines}

    assert names("to_chuc=y-te&nhom=truc_thuoc") == {"Chi bộ Văn phòng", "Chi bộ Thanh tra"}
    cells = names("to_chuc=y-te-1&nhom=cung_loai")
    assert {"Chi bộ Văn phòng", "Chi bộ Thanh tra"} <= cells
    assert "Đảng bộ Sở Y tế" not in cells


def test_the_comparison_leaves_with_numerators_and_denominators(
    officer: Client, ids: dict[str, int]
) -> None:
    address = f"{SISTERS}&to_chuc=y-te&chi_tieu=ty_le_dang_vien_nu&xuat=xlsx"
    rows = sheet(officer.get(address))
    assert ["Đảng bộ Báo và Đài", 66.7, 2.0, 3.0] in [[row[0], *row[3:6]] for row in rows]


def test_nothing_to_compare_says_so(officer: Client, ids: dict[str, int]) -> None:
    address = f"{SISTERS}&to_chuc=y-te-1&nhom=truc_thuoc"
    assert "Không có tổ chức nào để so sánh" in words(officer.get(address))


def test_the_map_draws_those_with_a_place_by_size(officer: Client, ids: dict[str, int]) -> None:
    assert "Chưa tổ chức nào ở đây có nơi đặt trụ sở" in words(officer.get(MAP))
    for org, east in (("y-te", "107.08"), ("bao-dai", "107.31")):
        record_place(
            actor=OPERATOR,
            org=ids[org],
            on=date(2016, 1, 1),
            at=Coordinates(Decimal("20.95"), Decimal(east)),
            reason="theo trụ sở",
        )

    answer = officer.get(MAP)
    dots = answer.context["map"].dots
    assert [each.title for each in dots] == [
        "Đảng bộ Báo và Đài: 3 đảng viên",
        "Đảng bộ Sở Y tế: 2 đảng viên",
    ]
    assert float(dots[0].x) > float(dots[1].x)
    assert float(dots[0].radius) > float(dots[1].radius)
    assert answer.context["map"].bar_words == "5 km"
    for url, text in links(answer, "/danh-sach/"):
        assert str(officer.get(url).context["count"]) == text
    assert "Chưa tổ chức nào ở đây" in words(officer.get(MAP.replace("2017", "2015")))
    picture = officer.get(f"{MAP}&xuat=svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "xuất từ Dangbo lúc" in picture.content.decode()
    assert ["Đảng bộ Sở Y tế", 2.0] in [row[1:3] for row in sheet(officer.get(f"{MAP}&xuat=xlsx"))]
