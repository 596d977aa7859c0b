"""Figures and movements over HTTP; members on the pages of organisations and of the desk."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.desk.phrases import sentence_of
from dangbo.orgs.commands import decide
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
MEMBERS = "/lam-viec/dang-vien/"


def lines(answer: Any, key: str) -> list[tuple[str, int, str]]:
    (block,) = (each for each in answer.context["blocks"] if each.key == key)
    return [(line.label, line.count, line.share) for line in block.lines]


def test_each_figure_opens_a_list_of_as_many(officer: Client, ids: dict[str, int]) -> None:
    happen(
        date(2017, 1, 1),
        {"change": "attribute", "person": "an", "kind": "education", "value": "dai_hoc"},
        {"change": "attribute", "person": "chau", "kind": "education", "value": "thac_si"},
        {"change": "attribute", "person": "an", "kind": "trade_union_post", "value": "Ủy viên"},
        {"change": "post_temporarily", "person": "em", "org": ids["bao-dai"]},
        {"change": "exempt", "person": "dung"},
    )
    answer = officer.get(f"{MEMBERS}so-lieu/", {"to_chuc": "khoi", "on": "2017-06-01"})
    links = [(line.count, line.url) for block in answer.context["blocks"] for line in block.lines]
    links += [(int(stat.value), stat.url) for stat in answer.context["stats"]]
    opened = [(count, url) for count, url in links if url]

    assert len(opened) > 30
    for count, url in opened:
        query = {name: value[0] for name, value in parse_qs(urlsplit(url).query).items()}
        shown = officer.get(MEMBERS, {**query, "on": "2017-06-01"}).context["part"].total
        assert (url, shown) == (url, count)


def test_figures_of_a_day_are_those_of_its_members(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{MEMBERS}so-lieu/", {"to_chuc": "khoi", "on": "2017-06-01"})

    assert lines(answer, "standing") == [("Chính thức", 3, "60,0 %"), ("Dự bị", 2, "40,0 %")]
    assert lines(answer, "sex") == [("Nam", 2, "40,0 %"), ("Nữ", 3, "60,0 %")]
    rows = [[str(cell.value) for cell in line.cells] for line in answer.context["below"].lines]
    assert rows == [["Đảng bộ Báo và Đài", "3"], ["Đảng bộ Sở Y tế", "2"]]


def test_figures_of_nobody_say_why(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{MEMBERS}so-lieu/", {"to_chuc": "khoi", "on": "2011-06-01"})

    assert "Chưa có đảng viên nào vào ngày 01/06/2011" in answer.content.decode()


def test_movements_close_and_tell_who_is_behind_each_figure(
    officer: Client, ids: dict[str, int]
) -> None:
    happen(date(2015, 9, 1), {"change": "transfer", "person": "dung", "org": ids["bao-dai"]})
    happen(date(2015, 10, 1), {"change": "die", "person": "chau"})
    query = {"to_chuc": "bao-dai", "tu": "01/06/2015", "den": "31/12/2015"}

    answer = officer.get(f"{MEMBERS}bien-dong/", query)
    rows = [
        (str(row.label), *(figure.count for figure in row.figures))
        for row in answer.context["rows"]
    ]

    assert answer.context["closes"] is True
    assert rows == [
        ("Có đến trước ngày 01/06/2015", 0, 0, 0),
        ("Tăng", 4, 3, 1),
        ("Chuyển đến", 1, 1, 0),
        ("Đến cùng tổ chức", 3, 2, 1),
        ("Giảm", 1, 1, 0),
        ("Từ trần", 1, 1, 0),
        ("Có đến hết ngày 31/12/2015", 3, 2, 1),
    ]
    url = answer.context["rows"][3].figures[1].url
    behind = officer.get(f"{MEMBERS}bien-dong/{url.split('#')[0]}")
    named = [line.cells[0].value for line in behind.context["persons"].lines]
    assert named == ["Nguyễn Văn An", "Lê Minh Châu"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Chọn một tổ chức để xem biến động"),
        ({"tu": "31/02/2015"}, "không có trong lịch"),
        ({"tu": "01/01/2016", "den": "01/01/2015"}, "không sau ngày cuối kỳ"),
    ],
)
def test_periods_that_are_none_are_said(
    officer: Client, ids: dict[str, int], query: dict[str, str], words: str
) -> None:
    about = {"to_chuc": "bao-dai"} if query else {}

    answer = officer.get(f"{MEMBERS}bien-dong/", {**about, **query})

    assert words in answer.content.decode()


def test_page_of_an_organisation_counts_its_members_on_the_day(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get("/lam-viec/to-chuc/khoi/", {"on": "2017-06-01"})
    (panel,) = (each for each in answer.context["panels"] if each.key == "members")

    assert [(str(stat.label), stat.value) for stat in panel.context["stats"]] == [
        ("Đảng viên", "5"),
        ("Chính thức", "3"),
        ("Dự bị", "2"),
    ]
    before = officer.get("/lam-viec/to-chuc/khoi/", {"on": "2011-06-01"})
    assert "members" not in [each.key for each in before.context["panels"]]


def test_decision_that_leaves_members_is_refused_in_words_of_the_desk(ids: dict[str, int]) -> None:
    ended = {"change": "dissolve", "org": ids["y-te-1"]}

    with pytest.raises(RuleError) as error:
        decide(actor=OPERATOR, on=date(2020, 1, 1), changes=[ended])

    (left,) = error.value.verdict.against
    assert sentence_of(left, {ids["y-te-1"]: "Chi bộ Văn phòng"}) == (
        "Chi bộ Văn phòng kết thúc ngày 01/01/2020 khi còn 2 đảng viên sinh hoạt tại đó. "
        "Nêu trong bản soạn nơi tiếp nhận các đảng viên này."
    )
