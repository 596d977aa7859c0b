"""Prove that the dashboard says what an organisation is, and that each figure opens its list."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories.small_membership import happen
from python_calamine import CalamineWorkbook
from reports.samples import enrich, honour
from reports.test_views import links, words

from dangbo.orgs.access import every
from dangbo.orgs.models import Org

BOARD = "/lam-viec/so-lieu/tong-quan/"
ASKED = "?on=2017-01-01&to_chuc=khoi"


def test_the_board_sets_the_day_beside_a_year_ago_and_five_years_ago(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{BOARD}{ASKED}")
    rows = {row.name: row for row in answer.context["rows"]}

    assert [each.on.isoformat() for each in answer.context["times"].all] == [
        "2017-01-01",
        "2016-01-01",
        "2012-01-01",
    ]
    members = rows["Đảng viên"]
    before = [(each.words, each.change) for each in members.before]
    assert members.now.words == "5"
    assert before == [("4", "(+1)"), ("0", "(+5)")]
    assert rows["Tỷ lệ đảng viên nữ"].now.parts == "3/5"
    assert "đầu nhiệm kỳ lấy là năm năm trước" in words(answer)
    assert "Trong số được đếm có 5 là dữ liệu minh họa." in words(answer)


def test_each_figure_of_the_board_opens_a_list_of_as_many(
    officer: Client, ids: dict[str, int]
) -> None:
    enrich(ids)
    honour(ids)
    answer = officer.get(f"{BOARD}{ASKED}")
    opened = 0

    for url, text in links(answer, "/danh-sach/"):
        count = officer.get(url).context["count"]
        if text.strip().lstrip("+\N{MINUS SIGN}").isdecimal():
            assert str(count) == text.strip().lstrip("+\N{MINUS SIGN}"), url
            opened += 1
    assert opened == 39


def test_the_pyramid_adds_up_to_the_members(officer: Client, ids: dict[str, int]) -> None:
    honour(ids)
    charts = {each.key: each for each in officer.get(f"{BOARD}{ASKED}").context["charts"]}

    for key in ("pyramid-age", "pyramid-party-age"):
        sides = charts[key].option["series"]
        drawn = sum(abs(bar["value"]) for side in sides for bar in side["data"])
        assert drawn == 6, key
    young = [row for row in charts["pyramid-age"].rows if "18" in str(row[0])]
    assert [str(cell).count("theo2=sex") for cell in young[1]] == [0, 0, 1, 0]


def test_the_movement_closes_from_the_eve_of_the_year_to_the_day(
    officer: Client, ids: dict[str, int]
) -> None:
    lines = officer.get(f"{BOARD}?on=2016-12-31&to_chuc=khoi").context["movement"]
    sums = [each.count for each in lines if each.sum]

    assert sums[0] + sums[1] - sums[2] + sum(sums[3:-1]) == sums[-1] == 5


def test_statements_do_not_grow_with_members(officer: Client, ids: dict[str, int]) -> None:
    def asked() -> int:
        officer.get(f"{BOARD}{ASKED}")
        with CaptureQueriesContext(connection) as seen:
            officer.get(f"{BOARD}{ASKED}")
        return len(seen)

    before = asked()
    for number in range(12):
        person = {"name": f"Lò Văn {number}", "sex": "nam", "birth": "1980-01-02"}
        event = {"change": "enter", "person": f"lo-{number}", "org": ids["y-te-2"]}
        since = {"admitted": "2010-05-19", "counted_from": "2010-05-19", "standing": "official"}
        identity = {**person, "ethnicity": "thai"}
        happen(date(2016, 3, 1), {**event, **since, "identity": identity})
    assert asked() - before <= 3


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("", ["Đảng viên", 5.0, 4.0, 0.0]),
        ("age", ["Từ 18 đến 30 tuổi", "Nữ", 2.0]),
        ("bien-dong", ["Có đến hết ngày 01/01/2017", 5.0]),
    ],
)
def test_tables_leave_as_files(
    officer: Client, ids: dict[str, int], table: str, row: list[Any]
) -> None:
    answer = officer.get(f"{BOARD}{ASKED}&xuat=xlsx&bang={table}")
    body = b"".join(answer) if answer.streaming else answer.content
    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    assert row in [each[: len(row)] for each in sheet]


def test_a_day_before_it_stood_says_so(officer: Client, ids: dict[str, int]) -> None:
    assert "Không có số liệu đến ngày" in words(officer.get(f"{BOARD}?on=2009-01-01&to_chuc=khoi"))
    assert "Không có tổ chức nào là" in words(officer.get(f"{BOARD}?to_chuc=khong-co"))


def test_the_page_of_an_organisation_leads_to_its_board(
    officer: Client, ids: dict[str, int]
) -> None:
    assert every(Org).filter(uid="khoi").exists()
    page = officer.get("/lam-viec/to-chuc/khoi/?on=2017-01-01").content.decode()
    assert f"{BOARD}?to_chuc=khoi" in page.replace("&amp;", "&")
