"""Prove that those who may be one are found, and that what was said of a pair is kept."""

from datetime import date
from typing import Any

import pytest
from quality.conftest import GOOD, OFFICIAL, happen

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.queries import differences
from dangbo.quality.commands import say_not_same, take_back_not_same
from dangbo.quality.models import NotSame
from dangbo.quality.queries import alike_to, likely_pairs, pair_of, pair_rows, told_apart
from dangbo.rules.verdicts import RuleError

ON = date(2026, 3, 31)
ASKED: dict[str, Any] = {"actor": OPERATOR, "on": ON}
Pair = tuple[frozenset[str], tuple[str, ...]]
SAME = (frozenset({"an", "binh"}), ("NAME_WITHOUT_ACCENTS", "BIRTH_SWAPPED"))
SHORT = (frozenset({"hoa", "khanh"}), ("NAME_SHORTENED", "SAME_BIRTH"))


def pairs(org: int | None = None, reason: str = "") -> list[Pair]:
    found = likely_pairs(org=org, reason=reason, **ASKED)
    rows = pair_rows(pairs=found, **ASKED)
    return [(frozenset({row.one.uid, row.other.uid}), row.likeness.reasons) for row in rows]


def alike(uid: str, ids: dict[str, int]) -> list[set[str]]:
    row = pair_of(one=uid, other="lan" if uid != "lan" else "an", **ASKED)
    assert row is not None
    found = alike_to(person=row.one.id, **ASKED)
    return [{each.one.uid, each.other.uid} for each in found]


def test_pairs_are_found_and_narrowed(ids: dict[str, int]) -> None:
    assert pairs() == [SAME, SHORT]
    assert pairs(org=ids["y-te"]) == [SAME]
    assert pairs(org=ids["giam-dinh"]) == [SHORT]
    assert pairs(reason="SAME_BIRTH") == [SHORT]
    assert pairs(org=ids["y-te"], reason="SAME_BIRTH") == []


def test_of_one_person_the_same_are_found(ids: dict[str, int]) -> None:
    assert alike("an", ids) == [{"an", "binh"}]
    assert alike("khanh", ids) == [{"hoa", "khanh"}]
    assert alike("dung", ids) == []
    assert alike("lan", ids) == []


def test_a_number_borne_by_both_is_enough(ids: dict[str, int]) -> None:
    given = {"change": "number", "kind": "card", "value": "09876543"}
    happen(date(2022, 3, 1), {**given, "person": "dung"})
    happen(date(2022, 4, 1), {**given, "person": "dung", "value": ""})
    happen(date(2022, 5, 1), {**given, "person": "lan"})

    assert pairs()[0] == (frozenset({"dung", "lan"}), ("SAME_NUMBER",))
    assert alike("lan", ids) == [{"dung", "lan"}]


def test_new_persons_are_found_at_once(ids: dict[str, int]) -> None:
    before = pairs()
    identity = {"name": "Đinh Thị Lan", "birth": "1990-01-01", **GOOD}
    other = {"name": "Lan Đinh Thị", "birth": "1990-01-01", **GOOD}
    entered = {"change": "enter", "org": ids["y-te-1"], **OFFICIAL}
    happen(
        date(2022, 6, 1),
        {**entered, "person": "lan-2", "identity": identity},
        {**entered, "person": "lan-3", "identity": other},
    )

    assert pairs() == [
        (frozenset({"lan-2", "lan-3"}), ("NAME_REORDERED", "SAME_BIRTH")),
        *before,
    ]


def test_who_is_not_the_same_is_kept_and_taken_back(ids: dict[str, int]) -> None:
    act = say_not_same(actor=OPERATOR, one="binh", other="an", reason="đã gặp cả hai")

    assert pairs() == [SHORT]
    assert alike("an", ids) == []
    (row,) = told_apart(actor=OPERATOR, on=ON)
    assert ({row.one.uid, row.other.uid}, row.act, row.by, row.reason) == (
        {"an", "binh"},
        act.seq,
        OPERATOR.name,
        "đã gặp cả hai",
    )
    assert dict(differences())["quality"] is None

    take_back_not_same(actor=OPERATOR, act=act.seq)

    assert pairs() == [SAME, SHORT]
    assert told_apart(actor=OPERATOR, on=ON) == []
    assert NotSame.objects.count() == 1
    assert dict(differences())["quality"] is None


@pytest.mark.parametrize(
    ("one", "other", "code"), [("an", "binh", "NOT_SAME_ALREADY"), ("an", "an", "PAIR_OF_ONE")]
)
def test_what_cannot_be_said_is_refused(
    ids: dict[str, int], one: str, other: str, code: str
) -> None:
    say_not_same(actor=OPERATOR, one="an", other="binh")

    with pytest.raises(RuleError) as refused:
        say_not_same(actor=OPERATOR, one=one, other=other)
    assert [each.code for each in refused.value.verdict.against] == [code]


def test_what_was_taken_back_is_not_in_force(ids: dict[str, int]) -> None:
    act = say_not_same(actor=OPERATOR, one="an", other="binh")
    take_back_not_same(actor=OPERATOR, act=act.seq)

    with pytest.raises(RuleError) as refused:
        take_back_not_same(actor=OPERATOR, act=act.seq)
    assert [each.code for each in refused.value.verdict.against] == ["NOT_IN_FORCE"]


def test_a_row_that_the_journal_does_not_have_is_found(ids: dict[str, int]) -> None:
    act = say_not_same(actor=OPERATOR, one="an", other="binh")
    NotSame.objects.update(voided_by=act)

    assert "quality_notsame" in str(dict(differences())["quality"])


def test_whoever_may_not_see_both_sees_no_pair(ids: dict[str, int]) -> None:
    nobody = Actor(name="x", branches=())

    assert likely_pairs(actor=nobody, on=ON) == []
    assert pair_of(actor=nobody, one="an", other="binh", on=ON) is None
