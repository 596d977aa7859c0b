"""Hold the ledger against the oracle: after each act of a made-up history, all that is believed."""

from datetime import date
from typing import Any

import pytest
from factories.kinds import FREE_KINDS, free_kinds
from factories.ledgers import believed, contents, end_as_known, revisions_of, take
from hypothesis import given
from hypothesis import strategies as st
from oracle import answers
from oracle.histories import BESIDE_THE_POINT, History, Setting, history
from oracle.kinds import Kinds

from dangbo.rules.layering import Layered
from dangbo.rules.ledger import Ledger, Shelf
from dangbo.rules.paths import orgs_of
from dangbo.rules.projection import Reader, project
from dangbo.rules.timelines import State
from dangbo.rules.verdicts import RuleError

FREE = Setting(Kinds(FREE_KINDS), date(2000, 1, 1))
ORGS = range(1, 15)
SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=6, max_size=26)
HISTORIES = SEEDS.map(lambda seeds: history(FREE, ORGS, seeds))


@given(HISTORIES)
def test_ledger_believes_after_each_act_what_the_oracle_does(told: History) -> None:
    ledger = fed(told)

    for known, register in enumerate(told.beliefs):
        assert versions(ledger, known) == {
            (org, start, end, answers.columns(state), basis, end_basis)
            for each in answers.ever(register)
            for org, start, end, state, basis, end_basis in answers.life(register, each)
        }
        assert places(ledger, known) == {
            (org, start, end, tuple(chain))
            for org in answers.ever(register)
            for start, end, chain in answers.places(register, org)
        }
        assert touches(ledger, known) == register.touched
        assert successions(ledger, known) == set(register.handed)
        assert decisions(ledger, known) == {
            (seq, on) for seq, (on, _) in register.decisions.items()
        }


@given(HISTORIES)
def test_acts_foreseen_one_upon_the_other_do_what_they_do_when_taken(told: History) -> None:
    ledger = Ledger(free_kinds())
    layered = Layered(ledger)
    for act in told.journal:
        foreseen = project(
            revisions=revisions_of(ledger, act, act["seq"]), reader=layered, kinds=ledger.kinds
        )
        layered.lay(foreseen)
        taken = take(ledger, act, act["seq"])
        if act["seq"] % 4 == 0:
            layered = Layered(ledger)

        assert foreseen.outcome.verdict == taken.outcome.verdict
        assert {*foreseen.outcome.touches} >= {*taken.outcome.touches}
        for org in ORGS:
            foretold = [each.version for each in layered.versions([org])[org]]
            assert foretold == [each.version for each in ledger.versions([org])[org]]
            assert where(layered, org) == where(ledger, org)


def where(reader: Reader, org: int) -> list[tuple[date, date | None, str]]:
    """Return when an organisation stood where, as a reader believes it."""
    rows = [(start, end, path) for _, start, end, path in reader.paths([org]).get(org, ())]
    return sorted(rows, key=lambda row: (row[0], row[2]))


def fed(told: History) -> Ledger:
    """Have a ledger try every act of a history: it must agree with the oracle which hold."""
    ledger = Ledger(free_kinds())
    seq = 1
    for attempt in told.attempts:
        if attempt.refused in BESIDE_THE_POINT:
            continue
        if not attempt.refused:
            take(ledger, attempt.act, seq)
            seq += 1
            continue
        before = contents(ledger)
        with pytest.raises(RuleError):
            take(ledger, attempt.act, seq)
        assert contents(ledger) == before
    return ledger


def facts(shelf: Shelf, known: int) -> list[Any]:
    return [entry.fact for entry in shelf.rows if believed(entry, known)]


def versions(ledger: Ledger, known: int) -> set[tuple[Any, ...]]:
    """Return the versions believed after an act, with their ends as known then."""
    found = set()
    for entry in ledger.version_rows.rows:
        if believed(entry, known):
            version, end = entry.fact, end_as_known(entry, known)
            end_basis = version.end_basis if end else None
            state = attributes(version.state)
            found.add((entry.org, version.start, end, state, version.basis, end_basis))
    return found


def attributes(state: State) -> tuple[Any, ...]:
    return (state.name, state.short_name, state.kind, state.superior, state.code, state.sector)


def places(ledger: Ledger, known: int) -> set[tuple[Any, ...]]:
    return {
        (entry.org, entry.fact.start, end_as_known(entry, known), tuple(orgs_of(entry.fact.path)))
        for entry in ledger.path_rows.rows
        if believed(entry, known)
    }


def touches(ledger: Ledger, known: int) -> set[tuple[Any, ...]]:
    found = facts(ledger.touch_rows, known)
    return {(f.on, f.act, f.position, f.change, f.org, f.role) for f in found}


def successions(ledger: Ledger, known: int) -> set[tuple[Any, ...]]:
    found = facts(ledger.succession_rows, known)
    return {(f.on, f.act, f.position, f.source, f.result, f.whole) for f in found}


def decisions(ledger: Ledger, known: int) -> set[tuple[int, date]]:
    return {(fact.seq, fact.on) for fact in facts(ledger.decision_rows, known)}
