"""Follow what an act says of posts, terms, plans and declarations until it ends or is replaced.

Each thing followed is a track: one person in one post, one body's seats, one declaration of a year.
The order of events is (effective day, sequence number, position in the act).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

ORG_ENDED: Final = "org_ended"
DIED, LEFT, TRANSFERRED = "died", "left", "transferred"
# Why a post ends with the event by which its holder leaves.
EXIT_REASONS: Final[Mapping[str, str]] = {
    "die": DIED,
    "move_out": TRANSFERRED,
    **dict.fromkeys(("strike_off", "resign", "expel", "annul"), LEFT),
}


@dataclass(frozen=True, slots=True)
class OrgLife:
    """A span of days on which an organisation stands without a gap, and the act that ended it."""

    start: date
    end: date | None
    end_basis: int | None = None


@dataclass(frozen=True, slots=True)
class PersonExit:
    """The day on which a person left, by which act, and what the posts give as the reason."""

    on: date
    seq: int
    reason: str

    def ends(self, track: str, value: Sequence[object]) -> bool:
        """Say whether a post or plan ends with it: outside the register not every post does."""
        kind, place = track.split("|")[:2]
        if kind != "post" or place != "0":
            return kind in {"post", "plan"}
        party = value[2:3] == ("party",)
        return self.reason == DIED or (self.reason == LEFT and party)


@dataclass(frozen=True, slots=True)
class PostEvent:
    """One entry of an act: a track takes a value from a day on, or (None) ends with a reason."""

    on: date
    seq: int
    position: int
    track: str
    org: int | None
    value: tuple[object, ...] | None
    reason: str = ""

    @property
    def place(self) -> tuple[date, int, int]:
        """Return where the event stands in the order."""
        return self.on, self.seq, self.position


@dataclass(frozen=True, slots=True)
class PostSpan:
    """A value that a track holds over a span, with the acts that began and ended it."""

    track: str
    start: date
    end: date | None
    value: tuple[object, ...]
    basis: int
    end_basis: int | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A span as it is believed now, with the row that holds it."""

    row: int
    span: PostSpan


@dataclass(frozen=True)
class PostRewriting:
    """What turns one believed course into another: rows to close, to void, and new ones."""

    close: tuple[tuple[int, PostSpan], ...] = ()
    void: tuple[tuple[int, PostSpan], ...] = ()
    open: tuple[PostSpan, ...] = ()


Lives = Callable[[int], Sequence[OrgLife]]


def post_course(
    *, events: Iterable[PostEvent], lives: Lives, exits: Iterable[PersonExit] = ()
) -> tuple[PostSpan, ...]:
    """Return the spans that events make; none outlasts its organisation, or its person's leaving.

    `exits` are those of the one person whose events are given.
    """
    tracks: dict[str, list[PostEvent]] = defaultdict(list)
    for event in sorted(events, key=lambda each: each.place):
        tracks[event.track].append(event)
    gone = sorted(exits, key=lambda each: (each.on, each.seq))
    return tuple(span for track in sorted(tracks) for span in _spans(tracks[track], lives, gone))


def _spans(
    events: Sequence[PostEvent], lives: Lives, exits: Sequence[PersonExit]
) -> list[PostSpan]:
    found: list[PostSpan] = []
    for event in events:
        held = found[-1] if found and _lasts(found[-1], event.on) else None
        if held is not None and event.value != held.value:
            found[-1:] = _ended(held, event)
        if event.value is not None and (held is None or event.value != held.value):
            found += [_left(span, exits) for span in _begun(event, event.value, lives)]
    return found


def _lasts(span: PostSpan, on: date) -> bool:
    return span.end is None or on < span.end


def _ended(span: PostSpan, event: PostEvent) -> list[PostSpan]:
    """Return the span as it ends with an event; a span of no day is none."""
    if span.start == event.on:
        return []
    kept = (span.track, span.start, event.on, span.value, span.basis)
    return [PostSpan(*kept, event.seq, event.reason)]


def _begun(event: PostEvent, value: tuple[object, ...], lives: Lives) -> list[PostSpan]:
    """Return the span that an event begins, up to the end of its organisation; or none."""
    begun = PostSpan(event.track, event.on, None, value, event.seq)
    if event.org is None:
        return [begun]
    for life in lives(event.org):
        if life.start <= event.on and (life.end is None or event.on < life.end):
            if life.end is None:
                return [begun]
            kept = (begun.track, begun.start, life.end, begun.value, begun.basis)
            return [PostSpan(*kept, life.end_basis, ORG_ENDED)]
    return []


def _left(span: PostSpan, exits: Sequence[PersonExit]) -> PostSpan:
    """Return the span up to the first day after its start on which the person leaves."""
    for gone in exits:
        within = span.start < gone.on and (span.end is None or gone.on <= span.end)
        if within and gone.ends(span.track, span.value):
            return replace(span, end=gone.on, end_basis=gone.seq, end_reason=gone.reason)
    return span


def post_rewriting(before: Sequence[StoredPost], after: Sequence[PostSpan]) -> PostRewriting:
    """Find the least rewriting of rows: an open row that only ends is closed, never replaced."""
    wanted = dict.fromkeys(after)
    by_start = {(each.track, each.start): each for each in after}
    close: list[tuple[int, PostSpan]] = []
    void: list[tuple[int, PostSpan]] = []
    for stored in before:
        old = stored.span
        new = by_start.get((old.track, old.start))
        if old in wanted:
            del wanted[old]
        elif new in wanted and new is not None and _only_ends(old, new):
            close.append((stored.row, new))
            del wanted[new]
        else:
            void.append((stored.row, old))
    return PostRewriting(tuple(close), tuple(void), tuple(wanted))


def _only_ends(old: PostSpan, new: PostSpan) -> bool:
    begun_alike = (new.value, new.basis) == (old.value, old.basis)
    return old.end is None and new.end is not None and begun_alike


def idle_events(*, events: Iterable[PostEvent], spans: Iterable[PostSpan]) -> tuple[PostEvent, ...]:
    """Return the events of posts that begin or end nothing, in the order of days.

    An end is not idle where the post had ended before by itself, as its organisation or its
    holder's membership did.
    """
    said, kept = list(events), list(spans)
    begun = {(span.track, span.start, span.basis) for span in kept}
    ended = {(span.track, span.end, span.end_basis) for span in kept}
    found = (
        each
        for each in said
        if each.track.startswith("post|")
        and (each.track, each.on, each.seq) not in (ended if each.value is None else begun)
        and not (each.value is None and _overtaken(each, said, kept))
    )
    return tuple(sorted(found, key=lambda each: each.place))


def _overtaken(event: PostEvent, events: Iterable[PostEvent], spans: Iterable[PostSpan]) -> bool:
    own = [span for span in spans if span.track == event.track and span.start < event.on]
    last = max(own, key=lambda span: span.start, default=None)
    acts = {each.seq for each in events if each.track == event.track}
    return last is not None and last.end_basis is not None and last.end_basis not in acts
