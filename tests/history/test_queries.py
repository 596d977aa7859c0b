"""Prove what is answered about figures, congresses, people and the course of events."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from history.samples import QUANG_NINH, SMALL, as_bytes, small

from dangbo.accounts.access import NOBODY, Actor
from dangbo.history.commands import load_history
from dangbo.history.queries import (
    congresses_of,
    figure_conflicts,
    figures_of,
    leaders_of,
    notes_of,
    timeline_of,
)
from dangbo.orgs.queries import org_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def khoi(actor: Actor) -> int:
    """Load Quảng Ninh's file, and return its committee."""
    load_history(actor=actor, content=QUANG_NINH.read_bytes(), name="qn.yaml")
    return org_ids(uids=["qn-khoi"])["qn-khoi"]


def figure(key: str, indicator: str, day: str, value: int, **more: Any) -> dict[str, Any]:
    stated = {"key": key, "org": "khoi", "indicator": indicator, "day": day, "value": value}
    return {**stated, "source": "bao", **more}


@pytest.fixture
def counted(actor: Actor) -> int:
    """Load two grassroots organisations below the small committee, one of them invented."""
    value = small()
    for key, kind, invented in (("mot", "dang_bo_co_so", False), ("hai", "chi_bo_co_so", True)):
        change = {"change": "found", "org": key, "name": key, "kind": kind, "superior": "khoi"}
        decision = {"key": key, "number_not_known": True, "on": "1995", "changes": [change]}
        value["decisions"].append({**decision, "invented": invented, "source": "bao"})
    value["figures"] = [
        figure("tong", "to_chuc_co_so", "2000-01-01", 2),
        figure("db", "dang_bo_co_so", "2000-01-01", 2),
        figure("cb", "chi_bo", "2000-01", 1, operator="at_least"),
        figure("truoc", "to_chuc_co_so", "1991-01-01", 5),
        figure("dv", "dang_vien", "2000-01-01", 9),
        {
            **figure("ky", "to_chuc_co_so", "2000", 3),
            "day": None,
            "period": {"from": 1999, "to": 2000},
        },
    ]
    del value["figures"][-1]["day"]
    load_history(actor=actor, content=as_bytes(value), name="tep.json")
    return org_ids(uids=["khoi"])["khoi"]


def test_figures_stand_beside_the_counts_of_the_register(actor: Actor, counted: int) -> None:
    rows = figures_of(actor=actor, org=counted).rows

    assert [(each.key, each.computed, each.invented, each.agrees) for each in rows] == [
        ("truoc", None, 0, None),
        ("ky", None, 0, None),
        ("tong", 2, 1, True),
        ("db", 1, 0, False),
        ("cb", 1, 1, True),
        ("dv", None, 0, None),
    ]


def test_a_figure_that_the_register_contradicts_is_named(actor: Actor, counted: int) -> None:
    found = figure_conflicts(actor=actor, org=counted)

    assert [(each.code, each.keys, each.text) for each in found if each.against] == [
        (
            "REGISTER_DIFFERS",
            ("db",),
            "Đảng bộ cơ sở (01/01/2000): công bố 2, sổ đếm được 1.",
        )
    ]


def test_figures_are_asked_up_to_a_day_and_as_known_on_a_day(actor: Actor, counted: int) -> None:
    early = figures_of(actor=actor, org=counted, on=date(1995, 1, 1))
    unknown = figures_of(actor=actor, org=counted, known=date(2000, 1, 1))

    assert [each.key for each in early.rows] == ["truoc"]
    assert unknown.rows == ()


def test_the_number_of_questions_does_not_grow_with_the_figures(actor: Actor, counted: int) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            figures_of(actor=actor, org=counted)
        return len(queries)

    before = asked()
    value = small(committee="tinh", aliases=[], decisions=[], papers=[])
    value["figures"] = [figure(f"f{n}", "dang_vien", "2000-01-01", n) for n in range(9)]
    load_history(actor=actor, content=as_bytes(value), name="tep.json")

    assert asked() == before


def test_quang_ninh_reconciles_as_the_sources_allow(actor: Actor, khoi: int) -> None:
    found = figure_conflicts(actor=actor, org=khoi)

    assert [(each.code, each.text) for each in found] == [
        (
            "MALFORMED",
            "Đảng viên (“hiện có” trong bài kỷ niệm 04/9/2022): nguồn in sai, được hiểu là 7.500.",
        ),
        ("AGREES", "Đảng viên (“Hiện” trong bài đăng 01/02/2020): 5.022 và 5.000 khớp nhau."),
        (
            "SUM_AGREES",
            "Tổ chức cơ sở đảng (sau khi được hợp nhất ngày 22/12/1985): 71 = 26 + 45.",
        ),
        (
            "SUM_AGREES",
            "Tổ chức cơ sở đảng (“Hiện” trong bài đăng 01/02/2020): 61 = 37 + 24.",
        ),
        (
            "SUM_AGREES",
            "Tổ chức cơ sở đảng (“hiện có” trong bài kỷ niệm 04/9/2022): 82 = 52 + 30.",
        ),
        (
            "SHARE_AGREES",
            "Tỷ lệ đảng viên có trình độ lý luận chính trị từ trung cấp trở lên "
            "(“Hiện” trong bài đăng 01/02/2020): 2.344 / 5.022 = 46,7 %, khớp với 46,7 %.",
        ),
        (
            "SHARE_AGREES",
            "Tỷ lệ chi bộ sinh hoạt qua Sổ tay điện tử (tháng 3/2023): "
            "392 / 547 = 71,66 %, khớp với 71,66 %.",
        ),
        (
            "SHARE_WORKED_OUT",
            "Tổ chức cơ sở có bí thư đồng thời là thủ trưởng "
            "(“trong nhiệm kỳ này”, bài đăng 01/02/2020): 60 / 61 = 98,4 %.",
        ),
        (
            "LEFT_OVER",
            "Tổ chức cơ sở đảng (tháng 8/2022): 61 + 17 = 78, công bố 82: còn 4 chưa rõ.",
        ),
        (
            "LEFT_OVER",
            "Đảng viên (“hiện có” trong bài kỷ niệm 04/9/2022): 5.022 + 2.000 = khoảng 7.022, "
            "công bố khoảng 7.500: còn khoảng 478 chưa rõ.",
        ),
    ]


def test_congresses_come_in_order_with_what_was_counted(actor: Actor, khoi: int) -> None:
    found = congresses_of(actor=actor, org=khoi)

    assert [(each.ordinal, each.term, each.when and each.when.words) for each in found] == [
        ("I", "1971 – 1973", "chú thích ảnh: lần thứ I (1971 – 1973)"),
        ("IX", "2020 - 2025", "sau hai ngày làm việc, bế mạc ngày 11-7"),
    ]
    assert found[1].results == {
        "Số ngày Đại hội": 2,
        "Ủy viên Ban Chấp hành được bầu": 25,
        "Ủy viên Ban Thường vụ được bầu": 7,
        "Ủy viên Ủy ban Kiểm tra được bầu": 7,
    }
    assert [each.key for each in found[1].sources] == ["dai-hoi-2020", "dbk-2022"]


def test_people_are_named_in_their_posts(actor: Actor, khoi: int) -> None:
    found = leaders_of(actor=actor, org=khoi, on=date(2020, 12, 31))

    assert [(each.person, each.post) for each in found] == [
        ("Vũ Văn Diện", "Bí thư Đảng ủy Khối các cơ quan tỉnh"),
        (
            "Nguyễn Mạnh Cường",
            "Bí thư Đảng ủy Khối cơ quan tỉnh Quảng Ninh khóa IX, nhiệm kỳ 2020-2025",
        ),
    ]


def test_the_mark_that_the_end_is_not_known_is_found(actor: Actor, khoi: int) -> None:
    (note,) = notes_of(actor=actor, org=khoi, code="end_not_known")

    assert note.when is None
    assert [each.key for each in note.sources] == ["dbk-2022", "bqn-2023"]


def test_the_timeline_tells_decisions_and_congresses_in_order(actor: Actor, khoi: int) -> None:
    items = timeline_of(actor=actor, org=khoi, on=date(2022, 4, 12))

    told = [(each.kind, each.title) for each in items if each.kind in {"decision", "congress"}]
    assert told == [
        ("decision", "Thành lập Đảng bộ cơ quan Dân Chính Đảng Tỉnh"),
        ("congress", "Đại hội đại biểu I (1971 – 1973)"),
        ("decision", "Tái thành lập Đảng bộ cơ quan Dân Chính Đảng tỉnh"),
        ("decision", "Đổi tên thành Đảng bộ Khối các cơ quan tỉnh"),
        ("congress", "Đại hội đại biểu IX (2020 - 2025)"),
        ("decision", "Đổi tên thành Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh"),
        ("decision", "Chuyển giao 17 tổ chức đảng về Đảng bộ Khối"),
    ]
    last = next(each for each in items if each.title.startswith("Chuyển giao"))
    assert [each.key for each in last.sources] == ["dbk-2022"]
    assert last.decision is not None
    assert last.decision.paper_number == "537-QĐ/TU"
    assert [each.when for each in items if each.key == "ket-thuc-khong-ro"] == [None]
    assert items[-1].when is None


def test_nobody_is_told_nothing(khoi: int) -> None:
    assert figures_of(actor=NOBODY, org=khoi).rows == ()
    assert timeline_of(actor=NOBODY, org=khoi) == []


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"from": 2015, "to": 2020}, "2015 đến 2020"),
        ({"from": 2015, "to": 2015}, "2015"),
        ({"from": "2022-08", "to": "2023-03"}, "08/2022 đến 03/2023"),
        ({"from": 2015, "to": "2020-01"}, "2015 đến 2020"),
        ({"from": "1964-09-04", "to": "2022-09-04"}, "04/09/1964 đến 04/09/2022"),
        ({"from": 2015, "to": "2020-01", "text": "từ 2015 đến nay"}, "từ 2015 đến nay"),
    ],
)
def test_a_period_reads_no_more_exactly_than_it_is_known(
    actor: Actor, period: dict[str, Any], words: str
) -> None:
    note = {**SMALL["notes"][0], "period": period}
    load_history(actor=actor, content=as_bytes(small(notes=[note])), name="tep.json")

    (found,) = notes_of(actor=actor, org=org_ids(uids=["khoi"])["khoi"])

    assert found.when is not None
    assert found.when.words == words
