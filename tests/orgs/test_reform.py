"""Carry the published reform of 2025 out, correct it, and ask for what its authors counted."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import transaction
from factories.orgs import judge_now
from factories.reform import Reform, Row, decisions, importing, misfits, read_reform
from pytest_django import DjangoDbBlocker

from dangbo.accounts.access import OPERATOR
from dangbo.orgs import queries
from dangbo.orgs.commands import correct, decide, register_orgs
from dangbo.orgs.queries.verifying import first_difference

pytestmark = pytest.mark.django_db

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "vietnam-2025-reform.csv"

IMPORTED = date(2025, 1, 1)
EVE, DAY, YEAR_LATER = date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1)
LAST_DAY = YEAR_LATER - timedelta(days=1)
# The days on which things were recorded.
DECIDED, REDATED, VOIDED = (date(2027, month, 1) for month in (1, 2, 3))

# Lào Cai, made of two provinces, a year later; Thành phố Hồ Chí Minh, of three, not at all.
LATER, NEVER = "15", "79"

# What is asked once both are corrected: a day, as known on another, and what does not hold then.
CORRECTED: list[tuple[date, date | None, tuple[str, ...] | None]] = [
    (EVE, None, None),
    (DAY, DECIDED, ()),
    (DAY, REDATED, (LATER,)),
    (DAY, None, (LATER, NEVER)),
    (LAST_DAY, None, (LATER, NEVER)),
    (YEAR_LATER, REDATED, ()),
    (YEAR_LATER, None, (NEVER,)),
]

# Of the wrong type, by the name; or said to be merged, though nothing else went into it.
MISFITS = [
    (3519, "Phường Việt Hòa is not of the type Xã"),
    (3520, "Phường Việt Hòa is not of the type Xã"),
    (3633, "Phường Việt Hòa is not of the type Xã"),
    (3642, "Phường Việt Hòa is not of the type Xã"),
    (3931, "Xã Vĩnh Hòa is not of the type Phường"),
    (3932, "Xã Vĩnh Hòa is not of the type Phường"),
    (3958, "nw11948 came from 1"),
    (4813, "nw14845 came from 1"),
    (4880, "Thị trấn Ngọc Lặc is not of the type Xã"),
    (6193, "nw19742 came from 1"),
    (6375, "nw20333 came from 1"),
    (6491, "nw20695 came from 1"),
    (6780, "nw21548 came from 1"),
    (6931, "nw21997 came from 1"),
    (7752, "nw24235 came from 1"),
    (8070, "nw25114 came from 1"),
    (8324, "nw25822 came from 1"),
    (8649, "nw26732 came from 1"),
    (8716, "nw27007 came from 1"),
    (8735, "Phường 5 is not of the type Xã"),
    (8743, "Phường 15 is not of the type Xã"),
    (8744, "Phường 15 is not of the type Xã"),
    (10120, "nw31105 came from 1"),
    (10172, "Phường Tân Lộc is not of the type Xã"),
    (10200, "Xã Phong Điền is not of the type Phường"),
    (10202, "Xã Phong Điền is not of the type Phường"),
    (10203, "Xã Phong Điền is not of the type Phường"),
]

Pair = tuple[str, str, bool]


class Place(NamedTuple):
    """A unit of a day: its kind, its code, its name, and the code of its superior."""

    kind: str
    code: str
    name: str
    superior: str


class Answer(NamedTuple):
    """The units of a day by key, and what each unit of the eve had become by then."""

    units: dict[str, Place]
    pairs: list[Pair]


@dataclass
class Asked:
    """What was asked of a register that was filled once and taken back: by day, and `known`."""

    decided: dict[date, Answer] = field(default_factory=dict)
    corrected: dict[tuple[date, date | None], Answer] = field(default_factory=dict)
    difference: str | None = "not asked"


@pytest.fixture(scope="module")
def reform() -> Reform:
    """Read the file, which is not part of the project."""
    if not FILE.exists():
        pytest.skip(f"the file of the 2025 reform is not at hand ({FILE.name})")
    return read_reform(FILE)


@pytest.fixture(scope="module")
def asked(reform: Reform, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Asked:
    """Carry the reform out, ask, correct two decisions, ask again, and take it all back."""
    found = Asked()
    with django_db_blocker.unblock(), transaction.atomic():
        acts = carry_out(reform)
        judge_now()
        found.decided = {day: answer(day) for day in (EVE, DAY)}
        later, never = acts[LATER], acts[NEVER]
        correct(actor=OPERATOR, act=later, on=YEAR_LATER, reason="lùi ngày", recorded=REDATED)
        correct(actor=OPERATOR, act=never, void=True, reason="bãi bỏ", recorded=VOIDED)
        found.corrected = {(day, known): answer(day, known) for day, known, _ in CORRECTED}
        judge_now()
        found.difference = first_difference()
        transaction.set_rollback(True)
    return found


def carry_out(reform: Reform) -> dict[str, int]:
    """Decide everything; return the act of each resulting province by its code."""
    ids = register_orgs(actor=OPERATOR, uids=reform.keys)
    decide(actor=OPERATOR, on=IMPORTED, changes=importing(reform, ids), recorded=DECIDED)
    return {
        code: decide(actor=OPERATOR, on=DAY, changes=changes, recorded=DECIDED).seq
        for code, changes in decisions(reform, ids).items()
    }


def answer(day: date, known: date | None = None) -> Answer:
    """Ask for the tree of a day, and for what the units of the eve had become by then."""
    eve = queries.tree(actor=OPERATOR, on=EVE, known=known)
    rows = queries.tree(actor=OPERATOR, on=day, known=known)
    pairs = queries.correspondence(actor=OPERATOR, start=EVE, end=day, known=known)
    keys = {row.id: row.uid for row in eve} | {None: ""}
    codes = {row.id: row.code for row in rows} | {None: ""}
    return Answer(
        {row.uid: Place(row.kind, row.code, row.name, codes[row.superior]) for row in rows},
        sorted((keys[pair.source], codes[pair.result], pair.whole) for pair in pairs),
    )


def expected_units(reform: Reform, done: Collection[str]) -> list[Place]:
    """Return the units that stand once the decisions on some resulting provinces hold."""
    found = set()
    for row in reform.rows:
        units = row.after if row.result_province.code in done else row.before
        codes = {"": ""} | {unit.key: unit.code for unit, _, _ in units}
        found |= {Place(kind, unit.code, unit.name, codes[above]) for unit, kind, above in units}
    return sorted(found)


def expected_pairs(reform: Reform, done: Collection[str]) -> list[Pair]:
    """Return what each unit of the eve has become once those decisions hold."""
    times = Counter(row.source.key for row in reform.rows)
    found: set[Pair] = set()
    for row in reform.rows:
        if row.result_province.code in done:
            found.add((row.province.key, row.result_province.code, True))
            found.add((row.source.key, row.result.code, times[row.source.key] == 1))
            found |= {(row.district.key, "", True)} if row.ward else set()
        else:
            found |= {(unit.key, unit.code, True) for unit, _, _ in row.before}
    return sorted(found)


def provinces(reform: Reform, *without: str) -> set[str]:
    """Return the codes of the resulting provinces but some."""
    return {row.result_province.code for row in reform.rows} - {*without}


def kinds(found: Answer) -> dict[str, int]:
    return dict(Counter(place.kind for place in found.units.values()))


def test_rows_that_do_not_fit_are_listed(reform: Reform) -> None:
    assert misfits(reform) == MISFITS


def test_misfits_are_found_where_there_are_any(reform: Reform) -> None:
    first, second, *_ = reform.rows
    other = second.province._replace(name="Tỉnh Khác")
    elsewhere = second.result_province._replace(key="n02", code="02", name="Tỉnh Khác")
    placed: Row = second._replace(province=other, result_province=elsewhere)

    assert misfits(Reform([first, first, placed])) == [
        (2, "p1.d1.w1 went into 2"),
        (2, "p1.d1.w1 to nw00097 is there 2 times"),
        (2, "p1 has another name or place elsewhere"),
        (2, "p1, as a whole, has another name or place elsewhere"),
        (2, "p1.d1.w1 went into 2"),
        (2, "p1.d1.w1 to nw00097 is there 2 times"),
        (2, "p1 has another name or place elsewhere"),
        (2, "p1, as a whole, has another name or place elsewhere"),
        (3, "nw00004 came from 1"),
        (3, "p1 has another name or place elsewhere"),
        (3, "p1, as a whole, has another name or place elsewhere"),
    ]


def test_units_of_the_eve_are_those_of_the_file(reform: Reform, asked: Asked) -> None:
    found = asked.decided[EVE]

    assert kinds(found) == {"tinh": 63, "huyen": 696, "xa": 10_035}
    assert sorted(found.units.values()) == expected_units(reform, ())


def test_units_of_the_day_are_those_of_the_file(reform: Reform, asked: Asked) -> None:
    found = asked.decided[DAY]

    assert kinds(found) == {"tinh": 34, "xa": 3_321}
    assert sorted(found.units.values()) == expected_units(reform, provinces(reform))


def test_correspondence_gives_back_the_pairs_of_the_file(reform: Reform, asked: Asked) -> None:
    before, after = asked.decided[EVE], asked.decided[DAY]
    communes = {place.code for place in after.units.values() if place.kind == "xa"}
    pairs = [pair for pair in after.pairs if pair[1] in communes]

    of_source = Counter(source for source, _, _ in pairs)
    of_result = Counter(result for _, result, _ in pairs)

    assert after.pairs == expected_pairs(reform, provinces(reform))
    assert len(pairs) == len({pair[:2] for pair in pairs}) == len(reform.rows) == 10_602
    assert Counter(before.units[source].kind for source, _, _ in pairs) == {
        "xa": 10_597,
        "huyen": 5,
    }
    assert (len(of_source), len(of_result)) == (10_040, 3_321)
    split = {source for source, _, whole in pairs if not whole}
    assert split == {source for source, times in of_source.items() if times > 1}
    assert (len(split), max(of_source.values())) == (471, 5)
    several = [times for times in of_result.values() if times > 1]
    assert (len(several), max(several)) == (3_181, 15)
    alone = [each for each in pairs if of_source[each[0]] == of_result[each[1]] == 1]
    assert len(alone) == 137


def test_units_that_go_on_keep_their_id(reform: Reform, asked: Asked) -> None:
    before, after = asked.decided[EVE].units, asked.decided[DAY].units
    kept = {key: (before[key], after[key]) for key in before.keys() & after.keys()}
    sources = Counter(row.source.key for row in reform.rows)
    results = Counter(row.result.key for row in reform.rows)
    unchanged = {
        row.source.key
        for row in reform.rows
        if sources[row.source.key] == results[row.result.key] == 1
        and row.source.name == row.result.name
    }

    assert Counter((new.kind, old.name == new.name) for old, new in kept.values()) == {
        ("tinh", True): 11,
        ("xa", True): 121,
        ("xa", False): 8,
    }
    assert {
        key for key, (old, new) in kept.items() if new.kind == "xa" and old.name == new.name
    } == unchanged
    assert {(old.name, new.name) for old, new in kept.values() if old.name != new.name} == {
        ("Xã Tà Si Láng", "Xã Tà Xi Láng"),
        ("Xã KRong", "Xã Krong"),
        ("Xã Ea H'leo", "Xã Ea H'Leo"),
        ("Xã Ia RVê", "Xã Ia Rvê"),
        ("Xã Krông Na", "Xã Buôn Đôn"),
        ("Xã Bà Gia", "Xã Đạ Huoai 3"),
        ("Xã Đak Ơ", "Xã Đăk Ơ"),
        ("Xã Đắc Lua", "Xã Đak Lua"),
    }
    assert [key for key, (old, new) in kept.items() if old.code != new.code] == []


@pytest.mark.parametrize(("day", "known", "undone"), CORRECTED)
def test_corrections_hold_from_when_they_are_known(
    reform: Reform, asked: Asked, day: date, known: date | None, undone: tuple[str, ...] | None
) -> None:
    found = asked.corrected[day, known]
    done = set() if undone is None else provinces(reform, *undone)

    assert sorted(found.units.values()) == expected_units(reform, done)
    assert found.pairs == expected_pairs(reform, done)


def test_corrections_leave_as_many_units_as_were_counted(asked: Asked) -> None:
    found = {day: kinds(asked.corrected[day, None]) for day in (EVE, DAY, LAST_DAY, YEAR_LATER)}

    # 220 communes and 18 districts fewer in Lào Cai; 273 and 38 in Thành phố Hồ Chí Minh.
    meanwhile = {"tinh": 34 + 1 + 2, "huyen": 18 + 38, "xa": 3_321 + 220 + 273}
    assert found == {
        EVE: {"tinh": 63, "huyen": 696, "xa": 10_035},
        DAY: meanwhile,
        LAST_DAY: meanwhile,
        YEAR_LATER: {"tinh": 34 + 2, "huyen": 38, "xa": 3_321 + 273},
    }


def test_units_are_themselves_again_where_a_decision_does_not_hold(asked: Asked) -> None:
    eve, day = asked.corrected[EVE, None].units, asked.corrected[DAY, None].units
    old = asked.decided[EVE].units
    later, never = ("p10", "p15"), ("p74", "p77", "p79")
    theirs = {key for key in old if key.split(".")[0] in (*later, *never)}

    assert eve == old
    assert {key: day[key] for key in theirs} == {key: old[key] for key in theirs}


def test_tables_agree_with_the_journal(asked: Asked) -> None:
    assert asked.difference is None
