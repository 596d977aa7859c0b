"""Follow one person through events and through what organisations did with their members.

The same fold serves a new event, a backdated one and a correction: what differs is which events and
carries are given. The order is (effective day, sequence number, position in the act).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dangbo.rules.member_changes import EXITS, MemberEvent, day_in
from dangbo.rules.member_spans import POSTED, STANDING, TEMPORARY, Held, Stand
from dangbo.rules.verdicts import Finding, finding

Place = tuple[date, int, int]
READMITTED_AFTER: Final = frozenset({"strike_off", "resign", "expel"})
RESTORED_AFTER: Final = frozenset({"strike_off", "resign", "expel", "annul"})


@dataclass(frozen=True, slots=True)
class Life:
    """A span of days on which an organisation stands, and the act that ended it."""

    start: date
    end: date | None
    end_basis: int | None = None


@dataclass(frozen=True)
class CarryOver:
    """Where one change of a decision takes the members of an organisation.

    `listed` names persons with their organisation; `rest` takes the others, None: they stay.
    """

    on: date
    seq: int
    position: int
    listed: Mapping[int, int] = field(default_factory=dict)
    rest: int | None = None

    @property
    def place(self) -> Place:
        """Return where the carry stands in the order."""
        return self.on, self.seq, self.position

    def result_for(self, person: int) -> int | None:
        """Return where a person goes, None: stays."""
        return self.listed.get(person, self.rest)


@dataclass(frozen=True)
class Course:
    """What a person was over time, and what does not hold, each finding with the act it is of."""

    spans: tuple[Held, ...]
    against: tuple[tuple[int, Finding], ...]


Carries = Callable[[int], Sequence[CarryOver]]
Lives = Callable[[int], Sequence[Life]]


def member_course(
    *, person: int, events: Iterable[MemberEvent], carries: Carries, lives: Lives
) -> Course:
    """Return the course of a person: `carries` and `lives` tell of organisations when asked."""
    walk = _Walk(person, carries, lives)
    for event in sorted(events, key=lambda each: each.place):
        walk.carry(before=event.place)
        walk.meet(event)
    walk.carry(before=None)
    return walk.course()


@dataclass(slots=True)
class _Open:
    start: date
    value: Any
    basis: int


class _Walk:
    """Where a person stands on the way through the events."""

    def __init__(self, person: int, carries: Carries, lives: Lives) -> None:
        self.person, self.carries, self.lives = person, carries, lives
        self.at: Place = (date.min, 0, 0)
        self.open: dict[str, _Open] = {}
        self.done: dict[str, list[Held]] = {}
        self.against: list[tuple[int, Finding]] = []
        self.last: Stand | None = None
        self.left: tuple[str, date] | None = None

    # What the tracks are at

    def value(self, track: str) -> Any:
        held = self.open.get(track)
        return held.value if held else None

    @property
    def stand(self) -> Stand | None:
        found = self.value(STANDING)
        return found if isinstance(found, Stand) else None

    def put(self, track: str, value: object, on: date, seq: int) -> None:
        """Have a track hold a value from a day on; spans of no day are left out."""
        held = self.open.get(track)
        if held is not None:
            if held.value == value:
                return
            del self.open[track]
            if held.start < on:
                ended = Held(track, held.start, on, held.value, held.basis, seq)
                self.done.setdefault(track, []).append(ended)
        if value is None:
            return
        before = self.done.get(track)
        if before and before[-1].end == on and before[-1].value == value:
            again = before.pop()
            self.open[track] = _Open(again.start, value, again.basis)
        else:
            self.open[track] = _Open(on, value, seq)

    def refuse(self, event: MemberEvent, code: str, **facts: Any) -> None:
        about = {"person": self.person, "change": event.change, "on": event.on.isoformat()}
        self.against.append((event.seq, finding(code, **{**about, **facts})))

    # Organisations that end or part

    def carry(self, *, before: Place | None) -> None:
        """Let the decisions up to a place take the person along, one after another."""
        while steps := self._next_carries(before):
            for carry, track, result in steps:
                self.at = carry.place
                self.put(track, result, carry.on, carry.seq)
            if self.value(TEMPORARY) == self.value(POSTED):
                self.put(TEMPORARY, None, self.at[0], self.at[1])

    def _next_carries(self, before: Place | None) -> list[tuple[CarryOver, str, int]]:
        """Return the carries of the next place: of the official posting, of the other, or both."""
        found: list[tuple[CarryOver, str, int]] = []
        for track in (POSTED, TEMPORARY):
            held = self.open.get(track)
            org = held.value if held else None
            for carry in self.carries(org) if org is not None else ():
                result = carry.result_for(self.person)
                due = carry.place > self.at and (before is None or carry.place < before)
                if due and result is not None and result != org:
                    found.append((carry, track, result))
        if len(found) <= 1:
            return found
        first = min(carry.place for carry, _, _ in found)
        return [each for each in found if each[0].place == first]

    # Events

    def meet(self, event: MemberEvent) -> None:
        """Apply one event, or say why it does not hold."""
        self.at = max(self.at, event.place)
        MEETINGS[event.change](self, event)

    def enter(self, event: MemberEvent) -> None:
        if self._may_come_in(event):
            facts = event.facts
            stand = Stand(
                facts["standing"],
                facts.get("activity", "active"),
                day_in(facts.get("counted_from")),
                day_in(facts.get("admitted")),
            )
            self._come_in(event, stand)

    def admit(self, event: MemberEvent) -> None:
        if not self._may_come_in(event):
            return
        if self.left and self.left[0] in READMITTED_AFTER:
            self.refuse(event, "READMIT_INSTEAD", left=self.left[0])
            return
        admitted = day_in(event.facts["admitted"])
        if admitted is not None and admitted > event.on:
            self.refuse(event, "CEREMONY_BEFORE_DECISION", admitted=admitted.isoformat())
            return
        self._come_in(event, Stand("probationary", "active", admitted, admitted))

    def readmit(self, event: MemberEvent) -> None:
        if not self._may_come_in(event):
            return
        if self.left is None or self.left[0] not in READMITTED_AFTER:
            self.refuse(event, "NEVER_LEFT")
            return
        admitted = day_in(event.facts["admitted"]) or event.on
        since = self.last.counted_from if self.last else None
        counted = admitted if since is None else admitted - (self.left[1] - since)
        self._come_in(event, Stand("probationary", "active", counted, admitted))

    def restore(self, event: MemberEvent) -> None:
        if not self._may_come_in(event):
            return
        if self.left is None or self.left[0] not in RESTORED_AFTER or self.last is None:
            self.refuse(event, "NEVER_LEFT")
            return
        since, admitted = self.last.counted_from, self.last.admitted
        self._come_in(event, Stand(event.facts["standing"], "active", since, admitted))

    def leave(self, event: MemberEvent) -> None:
        stand = self._member(event)
        if stand is None:
            return
        if event.change == "expel" and stand.standing != "official":
            self.refuse(event, "EXPEL_NEEDS_OFFICIAL")
            return
        self.last, self.left = stand, (event.change, event.on)
        for track in (TEMPORARY, POSTED, STANDING):
            self.put(track, None, event.on, event.seq)

    def recognise(self, event: MemberEvent) -> None:
        stand = self._member(event)
        if stand is None:
            return
        if stand.standing != "probationary":
            self.refuse(event, "NOT_PROBATIONARY")
            return
        self._stand(event, Stand("official", stand.activity, stand.counted_from, stand.admitted))

    def activity(self, event: MemberEvent) -> None:
        stand = self._member(event)
        if stand is None:
            return
        wanted = {"exempt": "exempt", "suspend": "suspended", "resume": "active"}[event.change]
        if stand.activity == wanted:
            self.refuse(event, "ACTIVITY_ALREADY", activity=wanted)
            return
        self._stand(event, Stand(stand.standing, wanted, stand.counted_from, stand.admitted))

    def transfer(self, event: MemberEvent) -> None:
        if self._member(event) is None or not self._stands(event):
            return
        org = event.facts["org"]
        if org == self.value(POSTED):
            self.refuse(event, "SAME_ORG", org=org)
            return
        self.put(POSTED, org, event.on, event.seq)
        if self.value(TEMPORARY) == org:
            self.put(TEMPORARY, None, event.on, event.seq)

    def post_temporarily(self, event: MemberEvent) -> None:
        if self._member(event) is None or not self._stands(event):
            return
        if event.facts["org"] == self.value(POSTED):
            self.refuse(event, "SAME_ORG", org=event.facts["org"])
            return
        self.put(TEMPORARY, event.facts["org"], event.on, event.seq)

    def end_temporary(self, event: MemberEvent) -> None:
        if self._member(event) is None:
            return
        if self.value(TEMPORARY) is None:
            self.refuse(event, "NO_TEMPORARY")
            return
        self.put(TEMPORARY, None, event.on, event.seq)

    def attribute(self, event: MemberEvent) -> None:
        track = f"{event.change}:{event.facts['kind']}"
        self.put(track, event.facts["value"] or None, event.on, event.seq)

    def believe(self, event: MemberEvent) -> None:
        """Pass over what is believed of a person without days."""

    def _may_come_in(self, event: MemberEvent) -> bool:
        if self.stand is not None:
            self.refuse(event, "ALREADY_A_MEMBER", org=self.value(POSTED))
            return False
        if self.left and self.left[0] == "die":
            self.refuse(event, "DEAD", died=self.left[1].isoformat())
            return False
        return self._stands(event)

    def _come_in(self, event: MemberEvent, stand: Stand) -> None:
        self.put(STANDING, stand, event.on, event.seq)
        self.put(POSTED, event.facts["org"], event.on, event.seq)
        self.last = stand

    def _member(self, event: MemberEvent) -> Stand | None:
        if self.stand is None:
            left = self.left or ("", date.min)
            code = "DEAD" if left[0] == "die" else "NOT_A_MEMBER"
            more = {"died": left[1].isoformat()} if left[0] == "die" else {"left": left[0]}
            self.refuse(event, code, **more)
        return self.stand

    def _stand(self, event: MemberEvent, stand: Stand) -> None:
        self.put(STANDING, stand, event.on, event.seq)
        self.last = stand

    def _stands(self, event: MemberEvent) -> bool:
        org = event.facts["org"]
        if not any(
            life.start <= event.on and (life.end is None or event.on < life.end)
            for life in self.lives(org)
        ):
            self.refuse(event, "ORG_NOT_STANDING", org=org)
            return False
        return True

    # What came of it

    def course(self) -> Course:
        """Close the walk: open spans stay open, and each must have its organisation throughout."""
        spans = [each for track in self.done.values() for each in track]
        spans += [
            Held(track, held.start, None, held.value, held.basis)
            for track, held in self.open.items()
        ]
        for span in spans:
            if isinstance(span.value, int):
                self._check_life(span, span.value)
        return Course(tuple(spans), tuple(self.against))

    def _check_life(self, span: Held, org: int) -> None:
        life = next(
            (
                each
                for each in self.lives(org)
                if each.start <= span.start and (each.end is None or span.start < each.end)
            ),
            None,
        )
        facts: dict[str, Any] = {"person": self.person, "org": org}
        if life is None:
            on = span.start.isoformat()
            self.against.append((span.basis, finding("ORG_NOT_STANDING", on=on, **facts)))
        elif life.end is not None and (span.end is None or span.end > life.end):
            on, by = life.end.isoformat(), life.end_basis or span.basis
            self.against.append((by, finding("MEMBERS_LEFT", on=on, **facts)))


MEETINGS: Final[Mapping[str, Callable[[_Walk, MemberEvent], None]]] = {
    "enter": _Walk.enter,
    "move_in": _Walk.enter,
    "admit": _Walk.admit,
    "readmit": _Walk.readmit,
    "restore": _Walk.restore,
    **dict.fromkeys(EXITS, _Walk.leave),
    "recognise": _Walk.recognise,
    **dict.fromkeys(("exempt", "suspend", "resume"), _Walk.activity),
    "transfer": _Walk.transfer,
    "post_temporarily": _Walk.post_temporarily,
    "end_temporary": _Walk.end_temporary,
    **dict.fromkeys(("attribute", "number"), _Walk.attribute),
    **dict.fromkeys(("identify", "sheet"), _Walk.believe),
}
