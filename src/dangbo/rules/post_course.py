"""Follow what an act says of posts, terms, plans and declarations until it ends or is replaced.

Each thing followed is a track: one person in one post, one body's seats, one declaration of a year.
The order of events is (effective day, sequence number, position in the act).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

ORG_ENDED: Final = "org_ended"


@dataclass(frozen=True, slots=True)
class OrgLife:
    """A span of days on which an organisation stands without a gap, and the act that ended it."""

    start: date
    end: date | None
    end_basis: int | None = None


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


def post_course(*, events: Iterable[PostEvent], lives: Lives) -> tuple[PostSpan, ...]:
    """Return the spans that events make; none outlasts the organisation that it belongs to."""
    tracks: dict[str, list[PostEvent]] = defaultdict(list)
    for event in sorted(events, key=lambda each: each.place):
        tracks[event.track].append(event)
    return tuple(span for track in sorted(tracks) for span in _spans(tracks[track], lives))


def _spans(events: Sequence[PostEvent], lives: Lives) -> list[PostSpan]:
    found: list[PostSpan] = []
    for event in events:
        held = found[-1] if found and _lasts(found[-1], event.on) else None
        if held is not None and event.value != held.value:
            found[-1:] = _ended(held, event)
        if event.value is not None and (held is None or event.value != held.value):
            found += _begun(event, event.value, lives)
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
    """Return the events of posts that begin or end nothing, in the order of days."""
    begun, ended = set(), set()
    for span in spans:
        begun.add((span.track, span.start, span.basis))
        ended.add((span.track, span.end, span.end_basis))
    found = (
        each
        for each in events
        if each.track.startswith("post|")
        and (each.track, each.on, each.seq) not in (ended if each.value is None else begun)
    )
    return tuple(sorted(found, key=lambda each: each.place))
