"""Tell one life of two keys: merged they are what one key would have been, parted what they were.

Every act of a story speaks of `one`, the oracle, who has the whole life, and of `left` or `right`,
who have it between them. So the numbers of the acts are the same for both.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.base.secrets import unseal
from dangbo.base.spans import valid_on
from dangbo.members.commands import (
    correct_events,
    foresee_merge,
    merge_persons,
    record_events,
    undo_merge,
)
from dangbo.members.models import (
    Attribute,
    Identity,
    Number,
    Person,
    Posting,
    Sheet,
    Standing,
)
from dangbo.members.queries.verifying import first_difference
from dangbo.orgs.commands import decide
from dangbo.rules.verdicts import RuleError

REASON: Final = "như trong ví dụ"
FIRST: Final = date(2013, 3, 1)
DAYS: Final = 2_500
ORGS: Final = ("bao", "dai", "bao-dai", "y-te-1", "y-te-2")
BARE: Final = ("recognise", "exempt", "suspend", "resume", "end_temporary", "resign")
NAMED: Final = {"name": "Vũ Thị Một", "sex": "nu", "birth": "1980-04-05"}
# What each of the two keys alone ever states, so that the whole is what one key would state.
OWN: Final = {
    "left": {"number": ("file",), "sheet": "family", "identify": ("home_town",)},
    "right": {"number": ("card", "citizen"), "sheet": "history", "identify": ("religion",)},
}
SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=5, max_size=12)


@dataclass
class Told:
    """A story in the register: which acts told it, and by which one `right` came in."""

    ids: dict[str, int]
    acts: list[int] = field(default_factory=list)
    entered: int | None = None

    def record(self, on: date, key: str, event: dict[str, Any]) -> Act:
        """Record an event of the oracle and the same of one of the two keys."""
        mine = {**event, "person": "one"}
        if event["change"] == "number" and event["value"]:
            mine["value"] = f"1{event['value'][1:]}"
        return happen(on, mine, {**event, "person": key})

    def step(self, seed: int) -> None:
        """Let one more thing happen, if it can, to the one key or to the other."""
        chance = Random(seed)
        on = FIRST + timedelta(days=chance.randrange(1, DAYS))
        if chance.random() < 0.15 and self.acts:
            self.correct(chance.choice(self.acts), on if chance.random() < 0.6 else None)
            return
        keys = chance.sample(("left", "right", "right"), k=3)
        for key in dict.fromkeys(keys):
            if key == "right" and not self.enters(on):
                continue
            told = self.decided(on, key, chance) if chance.random() < 0.1 else None
            if told or self.happens(on, key, chance):
                return

    def enters(self, on: date) -> bool:
        """Have `right` known as what the oracle is on a day, if that was not told before."""
        if self.entered is None:
            stand = Standing.objects.filter(valid_on(on, None), person__uid="one").first()
            place = Posting.objects.filter(
                valid_on(on, None), person__uid="one", kind="official"
            ).first()
            if stand is None or place is None:
                return False
            known = {"standing": stand.standing, "activity": stand.activity, "identity": NAMED}
            days = {"counted_from": stand.counted_from, "admitted": stand.admitted}
            event = {"change": "enter", "person": "right", "org": place.org_id, **known, **days}
            self.entered = happen(on, event).seq
        return True

    def happens(self, on: date, key: str, chance: Random) -> bool:
        """Record some event of a key, if it can be."""
        try:
            with transaction.atomic():
                act = self.record(on, key, self.some_event(key, chance))
        except RuleError:
            return False
        self.acts.append(act.seq)
        return True

    def some_event(self, key: str, chance: Random) -> dict[str, Any]:
        """Return an event that may or may not hold."""
        change = chance.choice((*BARE, "place", "place", "attribute", "number", "who", "sheet"))
        if change == "place":
            change = chance.choice(("transfer", "transfer", "post_temporarily", "restore"))
            more = {"standing": "official"} if change == "restore" else {}
            return {"change": change, "org": self.ids[chance.choice(ORGS)], **more}
        if change == "attribute":
            value = chance.choice(("dai_hoc", "thac_si", ""))
            return {"change": change, "kind": "education", "value": value}
        if change == "number":
            kind = chance.choice(OWN[key]["number"])
            value = f"2{chance.randrange(10**11):011}"
            return {"change": change, "kind": kind, "value": value}
        if change == "who":
            told = {name: f"điều {chance.randrange(99)}" for name in OWN[key]["identify"]}
            return {"change": "identify", "identity": told}
        if change == "sheet":
            body = {"note": f"lời {chance.randrange(99)}"} if chance.random() < 0.8 else {}
            return {"change": change, "group": OWN[key]["sheet"], "body": body}
        return {"change": change}

    def decided(self, on: date, key: str, chance: Random) -> bool:
        """Dissolve a cell, whose members go where a list with one of the two keys says."""
        cell, *results = (
            self.ids[each] for each in chance.sample(("y-te-1", "y-te-2", "bao"), k=3)
        )
        listed = {"one": results[0], key: results[0]}
        members = {"listed": listed, "rest": results[1]}
        try:
            with transaction.atomic():
                decide(
                    actor=OPERATOR,
                    on=on,
                    changes=[{"change": "dissolve", "org": cell, "members": members}],
                )
        except RuleError:
            return False
        return True

    def correct(self, act: int, on: date | None) -> bool:
        """Void an act or give it another day, if that can be."""
        try:
            with transaction.atomic():
                correct_events(actor=OPERATOR, act=act, on=on, void=on is None, reason=REASON)
        except RuleError:
            return False
        if on is None:
            self.acts.remove(act)
        return True


def happen(on: date, *events: dict[str, Any]) -> Act:
    return record_events(actor=OPERATOR, on=on, events=events, reason=REASON, invented=True)


def told_of(ids: dict[str, int], seeds: list[int]) -> Told:
    told = Told(ids)
    came = {"change": "enter", "org": ids["bao"], "standing": "probationary", "identity": NAMED}
    told.record(FIRST, "left", {**came, "admitted": "2013-02-20", "counted_from": "2013-02-20"})
    for seed in seeds:
        told.step(seed)
    return told


def believed(uid: str) -> dict[str, Any]:
    """Return all that is believed of a person, in plain values."""
    person = Person.objects.get(uid=uid)
    spans = {
        Posting: ("kind", "org"),
        Standing: ("standing", "activity", "counted_from", "admitted"),
        Attribute: ("kind", "value"),
    }
    found: dict[str, Any] = {
        model.__name__: sorted(rows(model, uid, *fields), key=str)
        for model, fields in spans.items()
    }
    found["Number"] = sorted(
        (start, end, basis, by, kind, (unseal(person.key, sealed) if sealed else value)[1:])
        for start, end, basis, by, kind, value, sealed in rows(
            Number, uid, "kind", "value", "sealed"
        )
    )
    found["sheets"] = {
        group: json.loads(unseal(person.key, body)) if body else {}
        for group, body in Sheet.objects.filter(person=person, voided_by=None).values_list(
            "group", "body"
        )
    }
    who = ("name", "sex", "birth", "religion", "home_town", "facts")
    found["who"] = list(Identity.objects.filter(person=person, voided_by=None).values_list(*who))
    return found


def rows(model: Any, uid: str, *fields: str) -> list[tuple[Any, ...]]:
    held = model.objects.filter(person__uid=uid, voided_by=None)
    return list(held.values_list("start", "end", "basis", "end_basis", *fields))


NOTHING: Final[dict[str, Any]] = {
    **{each: [] for each in ("Posting", "Standing", "Attribute", "Number", "who")},
    "sheets": {},
}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds=SEEDS, last=st.integers(0, 2**32 - 1))
def test_merged_keys_are_what_one_key_would_be(
    ids: dict[str, int], seeds: list[int], last: int
) -> None:
    with transaction.atomic():
        told = told_of(ids, seeds)
        if told.entered is not None:
            assert_merges_and_parts(told, Random(last))
        transaction.set_rollback(True)


def assert_merges_and_parts(told: Told, chance: Random) -> None:
    before = believed("left"), believed("right")
    act = merged(told)
    assert believed("right") == NOTHING
    assert believed("left") == believed("one")
    assert first_difference() is None
    with transaction.atomic():
        if told.acts and told.correct(chance.choice(told.acts), chance.choice((None, FIRST))):
            # What a merge took over of who the person is stays chosen.
            assert {**believed("left"), "who": 0} == {**believed("one"), "who": 0}
            assert first_difference() is None
        transaction.set_rollback(True)
    undo_merge(actor=OPERATOR, act=act.seq, reason=REASON)
    assert (believed("left"), believed("right")) == before
    assert first_difference() is None


def merged(told: Told) -> Act:
    """Merge the two keys; what only `right` was made known by is dropped."""
    assert told.entered is not None
    pair: dict[str, Any] = {"actor": OPERATOR, "kept": "left", "gone": "right", "on": FIRST}
    seen = foresee_merge(**pair)
    clashing = [
        (each.act, each.position)
        for each in seen.conflicts
        if each.kind == "event" and each.act is not None and each.position is not None
    ]
    assert foresee_merge(**pair, dropped=clashing).verdict.allows
    chosen = {
        each.field: each.gone
        for each in seen.conflicts
        if each.kind == "identity" and each.field in OWN["right"]["identify"]
    }
    return merge_persons(**pair, dropped=[(told.entered, 0)], identity=chosen, reason=REASON)


@pytest.fixture(autouse=True)
def _register(ids: dict[str, int]) -> None:
    """Fill the register once for all stories of a test."""
