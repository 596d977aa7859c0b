"""Read what posts rest on, fold it, and write what a new belief about it changes.

What is folded at once is the course of a holder: a person, or an organisation (the seats of its
bodies). Ids of the two are kept apart by a word: ("person", 7), ("org", 7).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Model

from dangbo.base.bulk import insert_rows, update_rows
from dangbo.base.spans import known_at, known_end
from dangbo.members.models import Event
from dangbo.orgs.models import OrgVersion
from dangbo.posts.access import chunks, every
from dangbo.posts.models import BELIEVED, Declaration, Entry, Plan, Post, Term
from dangbo.rules.post_course import (
    EXIT_REASONS,
    OrgLife,
    PersonExit,
    PostEvent,
    PostRewriting,
    PostSpan,
    StoredPost,
    post_course,
    post_rewriting,
)
from dangbo.rules.post_entries import event_of

Holder = tuple[str, int]
Row = tuple[Any, ...]
PERSON: Final = "person"
ORG: Final = "org"
SEATED: Final = frozenset({"seats", "unseat"})
MODELS: Final[Mapping[str, type[Model]]] = {
    "post": Post,
    "term": Term,
    "plan": Plan,
    "declaration": Declaration,
}
SPAN: Final = ("start", "end", "basis", "end_basis", "end_reason")
# The columns that a track and a value are kept in.
KEPT: Final[Mapping[str, tuple[str, ...]]] = {
    "post": ("org", "body", "title", "outside", "how", "level", "side", "precision"),
    "term": ("body", "seats", "name", "until"),
    "plan": ("org", "body", "title", "term"),
    "declaration": ("year", "kind", "status", "receiver"),
}
IN_TRACK: Final[Mapping[str, int]] = {"post": 4, "term": 1, "plan": 4, "declaration": 2}


class OrgLives:
    """When organisations stand, as believed after an act (None: now); each is read once."""

    def __init__(self, known: int | None = None) -> None:
        self._known = known
        self._lives: dict[int, list[OrgLife]] = {}

    def of(self, org: int) -> Sequence[OrgLife]:
        """Return the spans of days on which an organisation stands without a gap."""
        if org not in self._lives:
            self.gather([org])
        return self._lives[org]

    def gather(self, orgs: Iterable[int]) -> None:
        """Read of many organisations at once."""
        for ids in chunks(set(orgs) - self._lives.keys()):
            self._lives |= {org: [] for org in ids}
            rows = every(OrgVersion).filter(known_at(self._known), org__in=ids)
            rows = rows.annotate(until=known_end(self._known)).order_by("org", "start")
            for org, start, end, by in rows.values_list("org", "start", "until", "end_basis"):
                lives, basis = self._lives[org], by if end else None
                if lives and lives[-1].end == start:
                    lives[-1] = OrgLife(lives[-1].start, end, basis)
                else:
                    lives.append(OrgLife(start, end, basis))


def exits_of(persons: Iterable[int], known: int | None = None) -> dict[int, list[PersonExit]]:
    """Return when persons left, as believed after an act (None: now)."""
    found: dict[int, list[PersonExit]] = {}
    for ids in chunks(persons):
        rows = every(Event).filter(known_at(known), person__in=ids, change__in=EXIT_REASONS)
        for person, on, act, change in rows.values_list("person", "on", "act", "change"):
            gone = PersonExit(on, act, EXIT_REASONS[change])
            found.setdefault(person, []).append(gone)
    return found


def holder_of(entry: Mapping[str, Any], persons: Mapping[str, int]) -> Holder:
    """Return whose course an entry belongs to; `persons` has ids by key."""
    if entry["change"] in SEATED:
        return ORG, entry["org"]
    return PERSON, persons[entry["person"]]


def entry_event(row: Entry) -> PostEvent:
    """Return a kept entry as the course takes it."""
    return event_of(
        entry_body(row), on=row.on, seq=row.act_id, position=row.position, precision=row.precision
    )


def entry_body(row: Entry) -> dict[str, Any]:
    """Return a kept entry in the shape that acts have it, without its person."""
    body = {"change": row.change, **row.facts}
    return body if row.org_id is None else {**body, "org": row.org_id}


def events_of(holders: Iterable[Holder]) -> dict[Holder, list[PostEvent]]:
    """Return what acts in force say of holders."""
    found: dict[Holder, list[PostEvent]] = {each: [] for each in holders}
    for word, rows in ((PERSON, every(Entry)), (ORG, every(Entry).filter(change__in=SEATED))):
        for ids in chunks(each for kind, each in found if kind == word):
            for row in rows.filter(BELIEVED, **{f"{word}__in": ids}):
                holder = row.person_id if word == PERSON else row.org_id
                found[word, holder or 0].append(entry_event(row))
    return found


def courses(
    events: Mapping[Holder, Sequence[PostEvent]], known: int | None = None
) -> dict[Holder, tuple[PostSpan, ...]]:
    """Return the spans of each holder whose events are given, as believed after an act."""
    lives = OrgLives(known)
    lives.gather(each.org for own in events.values() for each in own if each.org is not None)
    exits = exits_of((each for word, each in events if word == PERSON), known)
    return {
        (word, each): post_course(
            events=own, lives=lives.of, exits=exits.get(each, ()) if word == PERSON else ()
        )
        for (word, each), own in events.items()
    }


def stored(holders: Iterable[Holder]) -> dict[Holder, list[StoredPost]]:
    """Return the spans of holders as they are believed now."""
    found: dict[Holder, list[StoredPost]] = {each: [] for each in holders}
    for kind, model in MODELS.items():
        word = ORG if kind == "term" else PERSON
        fields = ("pk", word, *SPAN, *KEPT[kind])
        for ids in chunks(each for held, each in found if held == word):
            rows = every(model).filter(BELIEVED, **{f"{word}__in": ids})
            for pk, holder, *values in rows.values_list(*fields):
                found[word, holder].append(StoredPost(pk, read_span(kind, values)))
    return found


def read_span(kind: str, values: Sequence[Any]) -> PostSpan:
    """Return the span that a row holds, from its columns `SPAN` and `KEPT`."""
    start, end, basis, end_basis, reason, *kept = values
    texts: list[Any] = ["" if each is None else each for each in kept]
    if kind == "post":
        texts[0] = texts[0] or 0
    if kind == "term":
        texts[3] = texts[3].isoformat() if texts[3] else ""
    cut = IN_TRACK[kind]
    track = "|".join([kind, *map(str, texts[:cut])])
    return PostSpan(track, start, end, tuple(texts[cut:]), basis, end_basis, reason)


def rewritings(
    before: Mapping[Holder, Sequence[StoredPost]], after: Mapping[Holder, Sequence[PostSpan]]
) -> dict[Holder, PostRewriting]:
    """Return what has to be written so that each holder's spans are those of the new course."""
    return {
        holder: post_rewriting(before.get(holder, ()), spans) for holder, spans in after.items()
    }


def write_courses(
    changes: Mapping[Holder, PostRewriting], *, by: int, invented: Mapping[int, bool]
) -> None:
    """Write new courses as known from the act `by` on; `invented` says which acts made them up."""
    for kind, model in MODELS.items():
        word = ORG if kind == "term" else PERSON
        own = {h: each for (held, h), each in changes.items() if held == word}
        spans = [(h, span) for h, each in own.items() for span in each.open]
        rows = [_row(kind, h, span, by, invented) for h, span in spans if _is(kind, span)]
        void = [row for each in own.values() for row, span in each.void if _is(kind, span)]
        close = [(row, span) for each in own.values() for row, span in each.close]
        update_rows(model, ("voided_by",), ((by, row) for row in void))
        update_rows(
            model,
            ("end", "end_basis", "end_reason", "closed_by"),
            (
                (span.end, span.end_basis, span.end_reason, by, row)
                for row, span in close
                if _is(kind, span)
            ),
        )
        fields = (word, *SPAN, *KEPT[kind], "invented", "opened_by", "closed_by")
        insert_rows(model, fields, rows)


def _is(kind: str, span: PostSpan) -> bool:
    return span.track.startswith(f"{kind}|")


def _row(kind: str, holder: int, span: PostSpan, by: int, invented: Mapping[int, bool]) -> Row:
    first = (holder, span.start, span.end, span.basis, span.end_basis, span.end_reason)
    made_up = invented.get(span.basis, False)
    return (*first, *columns_of(kind, span), made_up, by, by if span.end else None)


def columns_of(kind: str, span: PostSpan) -> Row:
    """Return the values of a span's track and value in the order of `KEPT`."""
    _, *track = span.track.split("|", IN_TRACK[kind])
    kept: list[Any] = [*track, *span.value]
    if kind in {"post", "plan"}:
        kept[0] = int(kept[0]) or None
    if kind == "term":
        kept[3] = date.fromisoformat(kept[3]) if kept[3] else None
    if kind == "declaration":
        kept[0] = int(kept[0])
    return tuple(kept)


def refold(holders: Iterable[Holder], *, by: int) -> None:
    """Fold holders again and write what differs, as known from the act `by` on."""
    wanted = set(holders)
    events = events_of(wanted)
    after = courses(events)
    changes = rewritings(stored(wanted), after)
    write_courses(changes, by=by, invented=invented_acts(changes.values()))


def invented_acts(changes: Iterable[PostRewriting]) -> dict[int, bool]:
    """Return of the acts on which new rows rest whether they are made up."""
    acts = {span.basis for each in changes for span in each.open}
    found: dict[int, bool] = {}
    for ids in chunks(acts):
        found |= dict(every(Entry).filter(act__in=ids).values_list("act", "invented"))
    return found


def holders_in(orgs: Iterable[int]) -> Iterator[Holder]:
    """Yield everyone of whom acts in force say something about some organisations."""
    for ids in chunks(orgs):
        rows = every(Entry).filter(BELIEVED, org__in=ids)
        for change, person, org in rows.values_list("change", "person", "org").distinct():
            if change in SEATED:
                yield ORG, org or 0
            else:
                yield PERSON, person or 0


def holders_among(persons: Iterable[int]) -> set[Holder]:
    """Return those of some persons of whom acts in force say something."""
    found: set[Holder] = set()
    for ids in chunks(persons):
        rows = every(Entry).filter(BELIEVED, person__in=ids).order_by()
        found.update((PERSON, each) for each in rows.values_list("person", flat=True).distinct())
    return found
