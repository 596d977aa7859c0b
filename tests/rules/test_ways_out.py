"""Prove that every way out of a correction does away with the refusal it is offered for."""

from collections.abc import Mapping
from datetime import date
from random import Random

from factories.kinds import FREE_KINDS, free_kinds
from factories.ledgers import Register, change, found, take
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.histories import Setting, history
from oracle.kinds import Kinds

from dangbo.rules.corrections import Correction
from dangbo.rules.ledger import Ledger
from dangbo.rules.projection import Revision, project
from dangbo.rules.replay import DatedAct
from dangbo.rules.verdicts import Verdict
from dangbo.rules.ways_out import Corrections, WaysOut, refused, ways_out

FREE = Setting(Kinds(FREE_KINDS), date(2000, 1, 1))
ORGS = range(1, 15)
SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=18)


def judge(ledger: Ledger, corrections: Corrections) -> Mapping[int, Verdict]:
    revisions = []
    for each in corrections:
        former = ledger.decisions.get(each.act)
        act = DatedAct(each.act, each.on, ledger.decided[each.act].changes) if each.on else None
        revisions.append(Revision(each.act, act, former.on if former else None))
    return project(revisions=revisions, reader=ledger, kinds=ledger.kinds).outcome.verdicts


def days_of(ledger: Ledger) -> dict[int, date | None]:
    return {
        seq: ledger.decisions[seq].on if seq in ledger.decisions else None for seq in ledger.decided
    }


def outs(ledger: Ledger, *corrections: Correction) -> list[WaysOut]:
    return ways_out(
        corrections=corrections,
        days=days_of(ledger),
        verdicts=judge(ledger, corrections),
        judge=lambda tried: judge(ledger, tried),
    )


@settings(max_examples=settings().max_examples // 4)
@given(seeds=SEEDS, chance=st.randoms(use_true_random=False))
def test_every_way_out_does_away_with_the_refusal(seeds: list[int], chance: Random) -> None:
    ledger = Ledger(free_kinds())
    for act in history(FREE, ORGS, seeds).journal:
        take(ledger, act, act["seq"])
    corrections = a_correction(ledger, chance)
    before = {*refused(judge(ledger, corrections))}

    for way in outs(ledger, *corrections):
        assert way.act in before
        for offered in way.offered:
            after = {*refused(judge(ledger, offered))}
            assert way.act not in after
            assert offered is way.void or after < before
            assert all(each.on != days_of(ledger)[each.act] for each in offered)


def a_correction(ledger: Ledger, chance: Random) -> Corrections:
    """Return the correction of one decision or two, which may not hold."""
    days = days_of(ledger)
    acts = chance.sample(sorted(days), k=min(len(days), chance.choice([1, 1, 2])))
    found = []
    for act in acts:
        on: date | None = FREE.day(chance.randint(0, FREE.days))
        if on == days[act] or (days[act] is not None and chance.random() < 0.5):
            on = None
        found.append(Correction(act, on))
    return tuple(each for each in found if each.on != days[each.act])


def test_decision_that_a_later_founding_leaves_behind_may_follow_it() -> None:
    told = Register()
    founding = told.decide(3, found(1))
    rename = told.decide(5, change("rename", org=1, name="Other"))

    (way,) = outs(told.ledger, Correction(founding, date(2000, 1, 9)))

    later = Correction(founding, date(2000, 1, 9))
    assert way == WaysOut(
        act=rename,
        void=(later, Correction(rename)),
        redate=(later, Correction(rename, date(2000, 1, 9))),
        instead=(Correction(founding, date(2000, 1, 5)),),
    )


def test_decision_moved_before_what_it_rests_on_is_offered_the_first_day_after() -> None:
    told = Register()
    told.decide(3, found(1))
    rename = told.decide(5, change("rename", org=1, name="Other"))

    (way,) = outs(told.ledger, Correction(rename, date(2000, 1, 1)))

    assert way == WaysOut(
        act=rename,
        void=(Correction(rename),),
        redate=(Correction(rename, date(2000, 1, 3)),),
    )


def test_voided_founding_leaves_nothing_but_to_void_what_rests_on_it() -> None:
    told = Register()
    founding = told.decide(3, found(1))
    rename = told.decide(5, change("rename", org=1, name="Other"))

    (way,) = outs(told.ledger, Correction(founding))

    assert way == WaysOut(act=rename, void=(Correction(founding), Correction(rename)))


def test_decision_corrected_along_may_be_left_as_it_is() -> None:
    told = Register()
    first = told.decide(3, found(1), found(2))
    rename = told.decide(5, change("rename", org=1, name="Other"))
    last = Correction(first, date(2000, 1, 2))

    (way,) = outs(told.ledger, last, Correction(rename, date(2000, 1, 1)))

    assert way.without == (last,)
    assert way.redate == (last, Correction(rename, date(2000, 1, 2)))


def test_search_tries_no_more_than_it_may() -> None:
    told = Register()
    founding = told.decide(3, found(1))
    told.decide(5, change("rename", org=1, name="Other"))
    wanted = (Correction(founding, date(2000, 1, 9)),)
    verdicts = judge(told.ledger, wanted)
    tried: list[Corrections] = []

    def counted(corrections: Corrections) -> Mapping[int, Verdict]:
        tried.append(corrections)
        return judge(told.ledger, corrections)

    (way,) = ways_out(
        corrections=wanted, days=days_of(told.ledger), verdicts=verdicts, judge=counted, most=1
    )

    assert (len(tried), way.redate, way.instead) == (1, None, None)
