"""Let projections read the tables, and write what they find."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model, Q

from dangbo.audit.access import acts_by_seq
from dangbo.audit.queries import params_of
from dangbo.base.bulk import insert_rows, update_rows
from dangbo.base.vietnamese import fold, sort_key
from dangbo.orgs.access import chunks, every
from dangbo.orgs.models import Decision, OrgPath, OrgVersion, Succession, Touch
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.projection import Projection
from dangbo.rules.replay import DatedAct, dated_act
from dangbo.rules.timelines import State, Stored, Version

BELIEVED = Q(voided_by__isnull=True)
TOUCH = ("act", "position", "on", "change", "org", "role")
SUCCESSION = ("act", "position", "on", "source", "result", "whole")
FIELDS = ("pk", "org", "start", "end", "basis", "end_basis")
STATE = ("name", "kind", "superior", "short_name", "code", "sector")
FOLDED = ("own_folded", "name_folded", "name_sort")
BRANCHES = 500
BELOW = """
WITH above(path) AS (VALUES {tops})
SELECT p.org_id FROM above CROSS JOIN orgs_orgpath p
WHERE p.path > above.path AND p.path < above.path || %s
  AND p.voided_by_id IS NULL AND (p."end" IS NULL OR p."end" >= %s)
"""
VERSION = (*FIELDS[1:], *STATE, *FOLDED, "opened_by", "closed_by")


def lasting(since: date) -> Q:
    """Return the condition of believed spans that reach the eve of `since` or later."""
    return BELIEVED & (Q(end__isnull=True) | Q(end__gte=since))


class Tables:
    """The `projection.Reader` of the database; it reads each thing once."""

    def __init__(self) -> None:
        self._versions: dict[int, list[Stored]] = {}
        # What is read of the days from one on says nothing of the days before it.
        self._below: dict[date, dict[int, set[int]]] = defaultdict(dict)
        self._acts: dict[int, DatedAct] = {}
        self._roles: dict[date, dict[int, set[tuple[date, str]]]] = defaultdict(dict)

    def versions(self, orgs: Iterable[int]) -> Mapping[int, list[Stored]]:
        """Return every believed version of the organisations, in order of start."""
        wanted = set(orgs)
        for ids in chunks(wanted - self._versions.keys()):
            self._versions |= {org: [] for org in ids}
            rows = every(OrgVersion).filter(BELIEVED, org__in=ids).order_by("start")
            for pk, org, start, end, basis, end_basis, *state in rows.values_list(*FIELDS, *STATE):
                version = Version(start, end, State(*state), basis, end_basis)
                self._versions[org].append(Stored(pk, version))
        return {org: self._versions[org] for org in wanted}

    def below(self, orgs: Iterable[int], since: date) -> Mapping[int, set[int]]:
        """Return who stood directly under each organisation on any day from the eve of `since`."""
        wanted, known = set(orgs), self._below[since]
        for ids in chunks(wanted - known.keys()):
            known |= {org: set() for org in ids}
            rows = every(OrgVersion).filter(lasting(since), superior__in=ids)
            for superior, org in rows.values_list("superior", "org"):
                known[superior].add(org)
        return {org: known[org] for org in wanted}

    def acts_touching(self, orgs: Iterable[int], since: date) -> Mapping[int, DatedAct]:
        """Return the decisions in force from `since` on that touch any of the organisations."""
        seqs: set[int] = set()
        for ids in chunks(orgs):
            rows = every(Touch).filter(BELIEVED, org__in=ids, on__gte=since)
            seqs.update(rows.values_list("act", flat=True).distinct())
        return self.acts(seqs)

    def acts(self, seqs: Iterable[int]) -> dict[int, DatedAct]:
        """Return decisions in force by their number."""
        wanted = set(seqs)
        for ids in chunks(wanted - self._acts.keys()):
            days = dict(every(Decision).filter(BELIEVED, act__in=ids).values_list("act", "on"))
            for seq, act in acts_by_seq(ids).items():
                self._acts[seq] = dated_act(seq, days[seq], params_of(act))
        return {seq: self._acts[seq] for seq in wanted}

    def roles(self, orgs: Iterable[int], since: date) -> Mapping[int, set[tuple[date, str]]]:
        """Return on which days from `since` decisions in force touch each organisation, and how."""
        wanted, known = set(orgs), self._roles[since]
        for ids in chunks(wanted - known.keys()):
            known |= {org: set() for org in ids}
            rows = every(Touch).filter(BELIEVED, org__in=ids, on__gte=since)
            for org, on, role in rows.values_list("org", "on", "role"):
                known[org].add((on, role))
        return {org: known[org] for org in wanted}

    def touched_by(self, acts: Iterable[int]) -> Mapping[int, set[int]]:
        """Return the organisations that each decision touches as it is believed now."""
        found: dict[int, set[int]] = defaultdict(set)
        for ids in chunks(acts):
            rows = every(Touch).filter(BELIEVED, act__in=ids)
            for act, org in rows.values_list("act", "org"):
                found[act].add(org)
        return found

    def paths(self, orgs: Iterable[int]) -> Mapping[int, list[tuple[int, date, date | None, str]]]:
        """Return every believed path of the organisations as (row, start, end, path)."""
        found: dict[int, list[tuple[int, date, date | None, str]]] = defaultdict(list)
        for ids in chunks(orgs):
            rows = every(OrgPath).filter(BELIEVED, org__in=ids)
            fields = ("org", "pk", "start", "end", "path")
            for org, pk, start, end, path in rows.values_list(*fields):
                found[org].append((pk, start, end, path))
        return found

    def descendants(self, orgs: Iterable[int], since: date) -> set[int]:
        """Return all that stood below the organisations on any day from the eve of `since`."""
        prefixes: set[str] = set()
        for ids in chunks(orgs):
            rows = every(OrgPath).filter(lasting(since), org__in=ids)
            prefixes.update(rows.values_list("path", flat=True))
        tops = _outermost(prefixes)
        found: set[int] = set()
        for at in range(0, len(tops), BRANCHES):
            found.update(_below(tops[at : at + BRANCHES], since))
        return found


def _below(tops: Sequence[str], since: date) -> Iterator[int]:
    """Yield who stood below any of some paths from the eve of `since` on."""
    # Each range of paths is looked up by itself: put together by OR, they make SQLite read all.
    with connection.cursor() as cursor:
        statement = BELOW.format(tops=", ".join(["(%s)"] * len(tops)))
        cursor.execute(statement, [*tops, AFTER_ALL, since])
        for (org,) in cursor.fetchall():
            yield org


def _outermost(prefixes: Iterable[str]) -> list[str]:
    found: list[str] = []
    for prefix in sorted(prefixes):
        if not found or not prefix.startswith(found[-1]):
            found.append(prefix)
    return found


def write_projection(found: Projection, *, by: int) -> None:
    """Write what a projection found, as known from the act `by` on."""
    _write_versions(found, by)
    _check_in_database()
    _write_paths(found, by)
    acts = found.rewritten
    touches = [(e.act, e.position, e.on, e.change, e.org, e.role) for e in found.outcome.touches]
    _replace(Touch, TOUCH, touches, acts, by)
    successions = [
        (e.act, e.position, e.on, e.source, e.result, e.whole) for e in found.outcome.successions
    ]
    _replace(Succession, SUCCESSION, successions, acts, by)


def _write_versions(found: Projection, by: int) -> None:
    changes = found.versions.values()
    _void(OrgVersion, (row for each in changes for row in each.void), by)
    update_rows(
        OrgVersion,
        ("end", "end_basis", "closed_by"),
        ((new.end, new.end_basis, by, row) for each in changes for row, new in each.close),
    )
    insert_rows(
        OrgVersion,
        VERSION,
        (
            _version(org, version, by)
            for org, each in found.versions.items()
            for version in each.open
        ),
    )


def _version(org: int, version: Version, by: int) -> tuple[Any, ...]:
    state = version.state
    return (
        *(org, version.start, version.end, version.basis, version.end_basis),
        *(state.name, state.kind, state.superior, state.short_name, state.code, state.sector),
        *(fold(state.name), fold(f"{state.name} {state.short_name}"), sort_key(state.name)),
        *(by, by if version.end else None),
    )


def _check_in_database() -> None:
    """Have SQLite judge the versions written; PostgreSQL does so by itself at the end."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM orgs_unchecked")


def _write_paths(found: Projection, by: int) -> None:
    changes = found.paths.values()
    _void(OrgPath, (row for each in changes for row in each.void), by)
    update_rows(
        OrgPath,
        ("end", "closed_by"),
        ((end, by, row) for each in changes for row, end in each.close),
    )
    insert_rows(
        OrgPath,
        ("org", "path", "depth", "start", "end", "opened_by", "closed_by"),
        (
            (org, path.path, path.depth, path.start, path.end, by, by if path.end else None)
            for org, each in found.paths.items()
            for path in each.open
        ),
    )


def _void(model: type[Model], rows: Iterable[int], by: int) -> None:
    update_rows(model, ("voided_by",), ((by, row) for row in rows))


def _replace(
    model: type[Touch] | type[Succession],
    fields: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    acts: Iterable[int],
    by: int,
) -> None:
    """Void the believed rows of these acts that no longer hold, and add those that are new."""
    wanted = dict.fromkeys(rows)
    void = []
    for ids in chunks(acts):
        before = every(model).filter(BELIEVED, act__in=ids)
        for pk, *values in before.values_list("pk", *fields):
            if tuple(values) in wanted:
                del wanted[tuple(values)]
            else:
                void.append(pk)
    _void(model, void, by)
    insert_rows(model, (*fields, "opened_by"), ((*row, by) for row in wanted))
