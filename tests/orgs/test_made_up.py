"""Count that made-up histories hold enough of everything the register has to answer for."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from factories.orgs import PARTY, STATE, known_on
from oracle.histories import History, Setting, history
from oracle.journal import Raw

HISTORIES = 200
LEAST = 10
KINDS = {
    "backdated": "a decision before one that was taken earlier",
    "future": "a decision of a day after that on which it is recorded",
    "voided": "one decision made void",
    "redated": "one decision given another day",
    "reinstated": "one void decision brought back",
    "joint": "several decisions corrected by one act",
    "again": "a decision corrected that was corrected before",
    "future voided": "a decision made void before its day",
    "refused": "an act that does not hold",
}


def kinds_of(told: History) -> set[str]:
    """Return what a history holds."""
    days: dict[int, date | None] = {}
    found = {"refused"} if any(each.refused for each in told.attempts) else set()
    corrected: set[int] = set()
    for act in told.journal:
        recorded = known_on(act["seq"])
        if act["kind"] == "decided":
            found |= _decided(act, days, recorded)
            days[act["seq"]] = act["on"]
            continue
        found |= _corrected(act, days, recorded)
        targets = {item["corrects"] for item in act["items"]}
        found |= {"again"} if targets & corrected else set()
        corrected |= targets
        days |= {item["corrects"]: item["on"] for item in act["items"]}
    return found


def _decided(act: Raw, days: dict[int, date | None], recorded: date) -> set[str]:
    found = {"future"} if act["on"] > recorded else set()
    if any(day is not None and day > act["on"] for day in days.values()):
        found.add("backdated")
    return found


def _corrected(act: Raw, days: dict[int, date | None], recorded: date) -> set[str]:
    found = {"joint"} if len(act["items"]) > 1 else set()
    for item in act["items"]:
        before, after = days[item["corrects"]], item["on"]
        if before is None:
            found.add("reinstated")
        elif after is not None:
            found.add("redated")
        else:
            found |= {"voided", "future voided"} if before > recorded else {"voided"}
    return found


@pytest.mark.parametrize(
    ("setting", "missing"),
    [(PARTY, set()), (STATE, {"future", "future voided"})],
    ids=["party", "state"],
)
def test_histories_hold_enough_of_each_kind(setting: Setting, missing: set[str]) -> None:
    chance = Random(1)
    counts: Counter[str] = Counter()
    for _ in range(HISTORIES):
        seeds = [chance.randrange(2**32) for _ in range(chance.randint(4, 14))]
        counts.update(kinds_of(history(setting, range(1, 13), seeds)))

    assert {kind for kind in KINDS if counts[kind] < LEAST} == missing
