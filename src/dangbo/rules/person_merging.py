"""Say what two records of one person state differently, and which events cannot stand together."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from dangbo.rules.member_changes import MemberEvent
from dangbo.rules.member_course import Carries, CarryOver, Course
from dangbo.rules.member_spans import Held
from dangbo.rules.verdicts import Finding

Fold = Callable[[Sequence[MemberEvent]], Course]
# What two events of one kind must share to say the same.
SAME: Final = ("org", "kind", "value", "group")


@dataclass(frozen=True)
class Clash:
    """An event that cannot stand beside those of the other record, and whether one repeats it."""

    event: MemberEvent
    found: Finding
    repeats: bool


class Stated(NamedTuple):
    """What two records state differently of one thing."""

    field: str
    kept: Any
    gone: Any


class Apart(NamedTuple):
    """Two spans of one track that hold on the same days with different values."""

    kept: Held
    gone: Held


def clashes(
    *, kept: Sequence[MemberEvent], gone: Sequence[MemberEvent], fold: Fold
) -> tuple[Clash, ...]:
    """Return events of `gone` without which all the others stand beside those of `kept`.

    An event that is refused itself goes first. Where only events of `kept` are refused, those of
    `gone` are added one by one in their order, and each that refuses something is left out.
    """
    if fold(kept).against:
        return ()
    left = sorted(gone, key=lambda each: each.place)
    found: list[tuple[MemberEvent, Finding]] = []
    while against := fold([*kept, *left]).against:
        refused = next(_refused(against, left), None)
        if refused is None:
            found += _one_by_one(kept, left, fold)
            break
        found.append(refused)
        left.remove(refused[0])
    found.sort(key=lambda each: each[0].place)
    return tuple(Clash(event, why, _repeats(event, kept)) for event, why in found)


def _refused(
    against: Sequence[tuple[int, Finding]], left: Sequence[MemberEvent]
) -> Iterator[tuple[MemberEvent, Finding]]:
    """Yield the events among `left` that findings speak of, in their order."""
    for event in left:
        for seq, found in against:
            change, on = found.fact("change"), found.fact("on")
            spoken = change is None or (change == event.change and on == event.on.isoformat())
            if seq == event.seq and spoken:
                yield event, found


def _one_by_one(
    kept: Sequence[MemberEvent], left: Sequence[MemberEvent], fold: Fold
) -> Iterator[tuple[MemberEvent, Finding]]:
    standing = list(kept)
    for event in left:
        against = fold([*standing, event]).against
        if against:
            yield event, against[0][1]
        else:
            standing.append(event)


def _repeats(event: MemberEvent, others: Sequence[MemberEvent]) -> bool:
    """Say whether one of the others says the same, perhaps of another day."""
    return any(
        other.change == event.change
        and all(other.facts.get(name) == event.facts.get(name) for name in SAME)
        for other in others
    )


def counted_for(carries: Carries, person: int, also: Collection[int]) -> Carries:
    """Return carries in which a list that names another key of a person names the person."""
    if not also:
        return carries

    def own(org: int) -> Sequence[CarryOver]:
        return [_named(each, person, also) for each in carries(org)]

    return own


def _named(carry: CarryOver, person: int, also: Collection[int]) -> CarryOver:
    """Have a carry list the person himself where only another key of his is listed."""
    other = next((each for each in sorted(also) if each in carry.listed), None)
    if person in carry.listed or other is None:
        return carry
    return replace(carry, listed={**carry.listed, person: carry.listed[other]})


def stated_differently(kept: Mapping[str, Any], gone: Mapping[str, Any]) -> tuple[Stated, ...]:
    """Return what the record that goes states of who the person is, and the other does not."""
    return tuple(
        Stated(field, kept.get(field) or "", value)
        for field, value in gone.items()
        if value and value != kept.get(field) and _is_known(field, gone)
    )


def _is_known(field: str, gone: Mapping[str, Any]) -> bool:
    """Say whether a field tells anything: how exactly a day is known does so with its day."""
    return field != "birth_precision" or bool(gone.get("birth"))


def held_apart(kept: Sequence[Held], gone: Sequence[Held], prefix: str) -> tuple[Apart, ...]:
    """Return the spans of the tracks that begin so which two records hold with other values."""
    return tuple(
        Apart(mine, other)
        for other in gone
        for mine in kept
        if other.track == mine.track
        and other.track.startswith(prefix)
        and other.value != mine.value
        and (mine.end is None or other.start < mine.end)
        and (other.end is None or mine.start < other.end)
    )


def current(spans: Sequence[Held], prefix: str) -> dict[str, Held]:
    """Return the spans that have not ended, by the track, of tracks that begin so."""
    own = (each for each in spans if each.track.startswith(prefix))
    return {each.track: each for each in own if each.end is None}
