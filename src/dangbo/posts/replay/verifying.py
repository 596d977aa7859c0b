"""Rebuild posts from the journal alone, and find where the tables differ."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.members.models import Event
from dangbo.orgs.models import OrgVersion
from dangbo.posts.access import chunks, every, persons_by_uid
from dangbo.posts.models import Entry
from dangbo.posts.replay.rows import (
    KEPT,
    MODELS,
    ORG,
    PERSON,
    SPAN,
    Holder,
    columns_of,
    courses,
    holder_of,
)
from dangbo.rules.post_course import EXIT_REASONS, PostEvent, PostSpan, StoredPost, post_rewriting
from dangbo.rules.post_entries import event_of, persons_in

Row = tuple[Any, ...]
ENTRY = ("act", "position", "on", "precision", "change", "person", "org", "invented")


@dataclass(frozen=True)
class _Kept:
    """A row as the journal tells it, with the acts by which it became known."""

    fact: Any
    opened_by: int
    closed_by: int | None = None
    voided_by: int | None = None


@dataclass(frozen=True)
class _Said:
    """One entry of an act, on the day that it has by now."""

    act: int
    position: int
    on: date
    precision: str
    body: dict[str, Any]
    invented: bool

    @property
    def event(self) -> PostEvent:
        return event_of(
            self.body, on=self.on, seq=self.act, position=self.position, precision=self.precision
        )


class _Ledger:
    """What the acts say, one after another, in memory."""

    def __init__(self, persons: dict[str, int]) -> None:
        self.persons = persons
        self.entries: list[_Kept] = []
        self.in_force: dict[tuple[int, int], int] = {}
        self.by_holder: dict[Holder, set[tuple[int, int]]] = defaultdict(set)
        self.by_org: dict[int, set[Holder]] = defaultdict(set)
        self.spans: dict[Holder, list[_Kept]] = defaultdict(list)

    def decide(self, act: Act) -> None:
        params = params_of(act)
        said = [
            _Said(act.seq, at, act.on or act.recorded, params["precision"], body, act.invented)
            for at, body in enumerate(params["posts"])
        ]
        self._open(said, act.seq)
        self.fold({holder_of(each.body, self.persons) for each in said}, act.seq)

    def correct(self, act: Act) -> None:
        holders: set[Holder] = set()
        for each in params_of(act)["corrections"]:
            told = [
                key
                for key in sorted(self.in_force)
                if key[0] == each["act"] and each["position"] in {None, key[1]}
            ]
            said = [self._void(key, act.seq) for key in told]
            holders |= {holder_of(one.body, self.persons) for one in said}
            if each["on"]:
                on = date.fromisoformat(each["on"])
                self._open([replace(s, on=on, precision=each["precision"]) for s in said], act.seq)
        self.fold(holders, act.seq)

    def follow(self, by: int, met: Iterable[Holder]) -> None:
        """Fold again those whose organisations or whose leaving an act changed."""
        holders: set[Holder] = set()
        for word, each in met:
            own = {(PERSON, each)} & self.by_holder.keys()
            holders |= self.by_org.get(each, set()) if word == ORG else own
        self.fold(holders, by)

    def _open(self, said: Iterable[_Said], by: int) -> None:
        for each in said:
            holder = holder_of(each.body, self.persons)
            self.in_force[each.act, each.position] = len(self.entries)
            self.by_holder[holder].add((each.act, each.position))
            if each.body.get("org"):
                self.by_org[each.body["org"]].add(holder)
            self.entries.append(_Kept(each, by))

    def _void(self, key: tuple[int, int], by: int) -> _Said:
        row = self.in_force.pop(key)
        kept = self.entries[row]
        self.entries[row] = replace(kept, voided_by=by)
        said: _Said = kept.fact
        self.by_holder[holder_of(said.body, self.persons)].discard(key)
        return said

    def fold(self, holders: Iterable[Holder], by: int) -> None:
        said = {
            holder: [self.entries[self.in_force[key]].fact.event for key in self.by_holder[holder]]
            for holder in holders
        }
        for holder, after in courses(said, by).items():
            rows = self.spans[holder]
            believed = [
                StoredPost(at, each.fact) for at, each in enumerate(rows) if not each.voided_by
            ]
            found = post_rewriting(believed, after)
            for at, _span in found.void:
                rows[at] = replace(rows[at], voided_by=by)
            for at, span in found.close:
                rows[at] = replace(rows[at], fact=span, closed_by=by)
            rows += [_Kept(span, by, by if span.end else None) for span in found.open]


def first_difference() -> str | None:
    """Return the first difference between the journal and the tables of posts, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    acts = list(readable_acts(OPERATOR).filter(code__startswith="posts.").order_by("seq"))
    uids = [
        uid
        for act in acts
        if act.code == "posts.decided"
        for uid in persons_in(params_of(act)["posts"])
    ]
    ledger = _rebuilt(acts, persons_by_uid(uids))
    yield from _unlike(Entry, _entries(ledger), _held_entries())
    invented = {act.seq: act.invented for act in acts}
    for kind, model in MODELS.items():
        word = ORG if kind == "term" else PERSON
        wanted = _spans(ledger, kind, invented)
        fields = (word, *SPAN, *KEPT[kind], "invented", "opened_by", "closed_by", "voided_by")
        held = every(model).values_list(*fields)
        yield from _unlike(model, wanted, held.iterator(chunk_size=5_000))


def _rebuilt(acts: Iterable[Act], persons: dict[str, int]) -> _Ledger:
    ledger = _Ledger(persons)
    steps: dict[int, Act | set[Holder]] = {act.seq: act for act in acts}
    if steps:
        steps |= _followed(min(steps))
    for seq in sorted(steps):
        step = steps[seq]
        if isinstance(step, set):
            ledger.follow(seq, step)
        elif step.code == "posts.decided":
            ledger.decide(step)
        else:
            ledger.correct(step)
    return ledger


def _followed(since: int) -> dict[int, set[Holder]]:
    """Return by act, from one on, whose days of standing or of leaving it may have changed."""
    found: dict[int, set[Holder]] = defaultdict(set)
    for holder, acts in (*_org_acts(), *_exit_acts()):
        for act in acts:
            if act is not None and act > since:
                found[act].add(holder)
    return dict(found)


def _org_acts() -> Iterator[tuple[Holder, Row]]:
    named = every(Entry).filter(org__isnull=False).order_by().values_list("org", flat=True)
    for ids in chunks(each for each in named.distinct() if each is not None):
        rows = every(OrgVersion).filter(org__in=ids)
        for org, *acts in rows.values_list("org", "opened_by", "closed_by", "voided_by"):
            yield (ORG, org), tuple(acts)


def _exit_acts() -> Iterator[tuple[Holder, Row]]:
    named = every(Entry).filter(person__isnull=False).order_by().values_list("person", flat=True)
    for ids in chunks(each for each in named.distinct() if each is not None):
        rows = every(Event).filter(person__in=ids, change__in=EXIT_REASONS)
        for person, *acts in rows.values_list("person", "opened_by", "voided_by"):
            yield (PERSON, person), tuple(acts)


def _entries(ledger: _Ledger) -> Iterator[Row]:
    for kept in ledger.entries:
        said: _Said = kept.fact
        word, holder = holder_of(said.body, ledger.persons)
        person = holder if word == PERSON else None
        facts = {k: v for k, v in said.body.items() if k not in {"change", "person", "org"}}
        own = (said.act, said.position, said.on, said.precision, said.body["change"], person)
        acts = (kept.opened_by, kept.voided_by)
        yield (*own, said.body.get("org"), said.invented, _text(facts), *acts)


def _held_entries() -> Iterator[Row]:
    rows = every(Entry).values_list(*ENTRY, "facts", "opened_by", "voided_by")
    for *own, facts, opened, voided in rows.iterator(chunk_size=5_000):
        yield (*own, _text(facts), opened, voided)


def _text(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _spans(ledger: _Ledger, kind: str, invented: dict[int, bool]) -> Iterator[Row]:
    for (_, holder), rows in ledger.spans.items():
        for kept in rows:
            span: PostSpan = kept.fact
            if span.track.startswith(f"{kind}|"):
                own = (holder, span.start, span.end, span.basis, span.end_basis, span.end_reason)
                acts = (kept.opened_by, kept.closed_by, kept.voided_by)
                made_up = invented.get(span.basis, False)
                yield (*own, *columns_of(kind, span), made_up, *acts)


def _unlike(model: type[Model], wanted: Iterable[Row], held: Iterable[Row]) -> Iterator[str]:
    told, kept = Counter(wanted), Counter(map(tuple, held))
    table = model._meta.db_table
    yield from (f"{table}: missing {row}" for row in sorted((told - kept).elements(), key=str))
    more = sorted((kept - told).elements(), key=str)
    yield from (f"{table}: not from the journal {row}" for row in more)
