"""Tell the course of a person in steps, each with the act that it rests on and its paper."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.audit.models import Act
from dangbo.base.days import Precision
from dangbo.base.spans import known_at
from dangbo.members.access import every, person_by_uid, unguarded
from dangbo.members.models import Event, Identity, Merge, Person
from dangbo.members.queries.journal import MERGED, UNMERGED
from dangbo.members.queries.records import PostingSpan, postings_of
from dangbo.members.queries.scopes import Scope
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.papers.access import readable_papers

WHO: Final = ("name", "sex", "birth", "birth_precision", "ethnicity", "religion", "home_town")
CORRECTIONS: Final = ("voided", "redated")
MERGES: Final = ("merged", "parted")
CARRIED: Final = {"official": "carried", "temporary": "carried_temporarily"}


@dataclass(frozen=True)
class Step:
    """One thing that happened to a person, or was believed otherwise of him or her.

    `change` is that of an event (`admit` …), `carried` or `carried_temporarily` (by what a decision
    did to the organisation), `temporary_ended` (likewise), or, on the day they were recorded,
    `voided` and `redated`, of the act `of`, `merged` and `parted` (facts `kept`, `gone`: both
    keys). `org` and `source` are named as on the day and on its eve. `believed` has what was
    believed of who the person is, before and after.
    """

    on: date
    precision: str
    act: int
    change: str
    recorded: date
    position: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    org: OrgName | None = None
    source: OrgName | None = None
    believed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    of: int | None = None
    paper_uid: str = ""
    paper_number: str = ""
    reason: str = ""
    code: str = ""
    invented: bool = False


@dataclass(frozen=True)
class _Raw:
    on: date
    precision: str
    act: int
    change: str
    position: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    org: int | None = None
    source: int | None = None
    of: int | None = None


def course_of(*, actor: Actor, uid: str, known: date | None = None) -> list[Step]:
    """Return the steps of a person in order, as known on a day; answer 404 for an unknown key."""
    person = person_by_uid(actor, uid)
    scope = Scope(actor, date.max, known, act_known_on(known))
    postings = list(postings_of(person, scope))
    rows = list(unguarded(actor, every(Event)).filter(known_at(scope.act), person=person))
    events = [_event(row, postings) for row in rows]
    own = {(each.act, each.on) for each in events}
    raw = [*events, *_carried(postings, own), *_corrected(person, scope), *_merged(person, scope)]
    acts = acts_by_seq({each.act for each in raw})
    believed = _believed(person, scope)
    wanted = {(org, each.on) for each in raw for org in (each.org, each.source) if org}
    names = names_at(actor=actor, wanted=wanted, known=known)
    papers = _numbers_of_papers(actor, acts.values())
    steps = [
        _step(each, acts[each.act], names=names, papers=papers, believed=believed) for each in raw
    ]
    return sorted(steps, key=lambda each: (each.on, each.act, each.position, each.change))


def _event(row: Event, postings: Iterable[PostingSpan]) -> _Raw:
    """Return an event with where the person was on the eve, if that changed."""
    org = row.facts.get("org")
    moves = org is not None or row.change in EXITS
    before = _posted_on_eve(row.on, postings, _kind(row.change)) if moves else None
    return _Raw(
        *(row.on, row.precision, row.act_id, row.change, row.position, row.facts, org, before)
    )


EXITS: Final = frozenset({"end_temporary", "move_out", "strike_off", "resign", "expel", "die"})


def _kind(change: str) -> str:
    return "temporary" if change == "end_temporary" else "official"


def _posted_on_eve(on: date, postings: Iterable[PostingSpan], kind: str) -> int | None:
    return next(
        (
            each.org
            for each in postings
            if each.kind == kind and each.start < on and (each.end is None or each.end >= on)
        ),
        None,
    )


def _carried(postings: list[PostingSpan], own: set[tuple[int, date]]) -> Iterator[_Raw]:
    """Yield where decisions about organisations took the person along."""
    for each in postings:
        if (each.basis, each.start) not in own:
            before = _posted_on_eve(each.start, postings, each.kind)
            yield _Raw(
                each.start,
                Precision.DAY,
                each.basis,
                CARRIED[each.kind],
                org=each.org,
                source=before,
            )
        ends = each.kind == "temporary" and each.end is not None and each.end_basis is not None
        if not ends or (each.end_basis, each.end) in own:
            continue
        follows = any(other.kind == each.kind and other.start == each.end for other in postings)
        if not follows and each.end and each.end_basis:
            yield _Raw(each.end, Precision.DAY, each.end_basis, "temporary_ended", source=each.org)


def _corrected(person: Person, scope: Scope) -> Iterator[_Raw]:
    """Yield the corrections of acts on the person, on the days they were recorded."""
    rows = unguarded(scope.actor, every(Event)).filter(person=person, voided_by__isnull=False)
    if scope.act is not None:
        rows = rows.filter(voided_by__lte=scope.act)
    rows = rows.exclude(voided_by__code__in=[MERGED, UNMERGED])
    pairs = set(rows.values_list("voided_by", "act", "voided_by__recorded"))
    again = dict(
        every(Event)
        .filter(person=person, opened_by__in={by for by, *_ in pairs})
        .values_list("opened_by", "on")
    )
    for by, act, recorded in sorted(pairs):
        to = again.get(by)
        change = "voided" if to is None else "redated"
        facts = {"on": to.isoformat()} if to else {}
        yield _Raw(recorded, Precision.DAY, by, change, facts=facts, of=act)


def _merged(person: Person, scope: Scope) -> Iterator[_Raw]:
    """Yield the merges that the person was part of, and where they were undone."""
    rows = every(Merge).filter(Q(kept=person) | Q(gone=person)).select_related("kept", "gone")
    for row in rows.select_related("opened_by", "voided_by"):
        facts = {"kept": row.kept.uid, "gone": row.gone.uid}
        for act, change in zip((row.opened_by, row.voided_by), MERGES, strict=True):
            if act is not None and (scope.act is None or act.seq <= scope.act):
                yield _Raw(act.recorded, Precision.DAY, act.seq, change, facts=facts)


def _believed(person: Person, scope: Scope) -> dict[int, dict[str, tuple[Any, Any]]]:
    """Return by act what it made believed of who the person is, before and after."""
    rows = every(Identity).filter(Q(person=person)).order_by("opened_by")
    if scope.act is not None:
        rows = rows.filter(opened_by__lte=scope.act)
    found: dict[int, dict[str, tuple[Any, Any]]] = {}
    before: dict[str, Any] = {}
    for row in rows:
        after = {name: getattr(row, name) for name in WHO} | dict(row.facts)
        found[row.opened_by_id] = {
            name: (before.get(name), after.get(name))
            for name in dict.fromkeys([*before, *after])
            if (before.get(name) or None) != (after.get(name) or None)
        }
        before = after
    return found


def _numbers_of_papers(actor: Actor, acts: Iterable[Act]) -> dict[str, str]:
    uids = {act.paper for act in acts if act.paper}
    rows = readable_papers(actor).filter(uid__in=uids)
    return {uid: normal or raw for uid, normal, raw in rows.values_list(*PAPER)}


PAPER: Final = ("uid", "normal", "raw")


def _step(
    raw: _Raw,
    act: Act,
    *,
    names: Mapping[tuple[int, date], OrgName],
    papers: Mapping[str, str],
    believed: Mapping[int, Mapping[str, tuple[Any, Any]]],
) -> Step:
    says_who = raw.change in {*CORRECTIONS, *MERGES, "enter", "admit", "move_in", "identify"}
    return Step(
        on=raw.on,
        precision=raw.precision,
        act=raw.act,
        change=raw.change,
        recorded=act.recorded,
        position=raw.position,
        facts=raw.facts,
        org=names.get((raw.org, raw.on)) if raw.org else None,
        source=names.get((raw.source, raw.on)) if raw.source else None,
        believed=believed.get(raw.act, {}) if says_who else {},
        of=raw.of,
        paper_uid=act.paper if act.paper in papers else "",
        paper_number=papers.get(act.paper, ""),
        reason=act.reason,
        code=act.code,
        invented=act.invented,
    )
