"""Let projections read the tables, and write what they find."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from dangbo.audit.access import acts_by_seq
from dangbo.audit.queries import params_of
from dangbo.base.vietnamese import fold, sort_key
from dangbo.orgs.access import chunks, every
from dangbo.orgs.models import Decision, OrgPath, OrgVersion, Succession, Touch
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.projection import Projection, Revision
from dangbo.rules.replay import DatedAct, dated_act
from dangbo.rules.timelines import State, Stored, Version

BELIEVED = Q(voided_by__isnull=True)
BATCH = 2_000
FIELDS = ("pk", "org", "start", "end", "basis", "end_basis")
STATE = ("name", "kind", "superior", "short_name", "code", "sector")


def lasting(since: date) -> Q:
    """Return the condition of believed spans that reach the eve of `since` or later."""
    return BELIEVED & (Q(end__isnull=True) | Q(end__gte=since))


class Tables:
    """The `projection.Reader` of the database; it reads each thing once."""

    def __init__(self) -> None:
        self._versions: dict[int, list[Stored]] = {}
        self._below: dict[int, set[int]] = {}
        self._acts: dict[int, DatedAct] = {}

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
        wanted = set(orgs)
        for ids in chunks(wanted - self._below.keys()):
            self._below |= {org: set() for org in ids}
            rows = every(OrgVersion).filter(lasting(since), superior__in=ids)
            for superior, org in rows.values_list("superior", "org"):
                self._below[superior].add(org)
        return {org: self._below[org] for org in wanted}

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
        found: set[int] = set()
        for prefix in _outermost(prefixes):
            rows = every(OrgPath).filter(lasting(since), path__gt=prefix)
            found.update(rows.filter(path__lt=prefix + AFTER_ALL).values_list("org", flat=True))
        return found


def _outermost(prefixes: Iterable[str]) -> list[str]:
    found: list[str] = []
    for prefix in sorted(prefixes):
        if not found or not prefix.startswith(found[-1]):
            found.append(prefix)
    return found


def write_projection(found: Projection, *, revision: Revision, by: int) -> None:
    """Write what a projection found, as known from the act `by` on."""
    _write_versions(found, by)
    _write_paths(found, by)
    acts = {*found.acts, revision.seq}
    touches = [
        Touch(
            act_id=each.act,
            position=each.position,
            on=each.on,
            change=each.change,
            org_id=each.org,
            role=each.role,
        )
        for each in found.outcome.touches
    ]
    successions = [
        Succession(
            act_id=each.act,
            position=each.position,
            on=each.on,
            source_id=each.source,
            result_id=each.result,
            whole=each.whole,
        )
        for each in found.outcome.successions
    ]
    check_in_database()
    _replace(Touch, touches, acts, by, ("act_id", "position", "on", "change", "org_id", "role"))
    _replace(
        Succession,
        successions,
        acts,
        by,
        ("act_id", "position", "on", "source_id", "result_id", "whole"),
    )


def _write_versions(found: Projection, by: int) -> None:
    void = [row for each in found.versions.values() for row in each.void]
    for ids in chunks(void):
        every(OrgVersion).filter(pk__in=ids).update(voided_by=by)
    closed = [
        OrgVersion(pk=row, end=version.end, end_basis_id=version.end_basis, closed_by_id=by)
        for each in found.versions.values()
        for row, version in each.close
    ]
    every(OrgVersion).bulk_update(closed, ["end", "end_basis", "closed_by"], batch_size=500)
    opened = [
        version_row(org, version, by)
        for org, each in found.versions.items()
        for version in each.open
    ]
    every(OrgVersion).bulk_create(opened, batch_size=BATCH)


def version_row(org: int, version: Version, by: int) -> OrgVersion:
    """Make the row of a version as known from the act `by` on."""
    state = version.state
    return OrgVersion(
        org_id=org,
        start=version.start,
        end=version.end,
        name=state.name,
        short_name=state.short_name,
        kind=state.kind,
        superior_id=state.superior,
        code=state.code,
        sector=state.sector,
        own_folded=fold(state.name),
        name_folded=fold(f"{state.name} {state.short_name}"),
        name_sort=sort_key(state.name),
        basis_id=version.basis,
        end_basis_id=version.end_basis,
        opened_by_id=by,
        closed_by_id=by if version.end else None,
    )


def check_in_database() -> None:
    """Have SQLite judge the versions written; PostgreSQL does so by itself at the end."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM orgs_unchecked")


def _write_paths(found: Projection, by: int) -> None:
    void = [row for each in found.paths.values() for row in each.void]
    for ids in chunks(void):
        every(OrgPath).filter(pk__in=ids).update(voided_by=by)
    closed = [
        OrgPath(pk=row, end=end, closed_by_id=by)
        for each in found.paths.values()
        for row, end in each.close
    ]
    every(OrgPath).bulk_update(closed, ["end", "closed_by"], batch_size=500)
    opened = [
        OrgPath(
            org_id=org,
            path=path.path,
            depth=path.depth,
            start=path.start,
            end=path.end,
            opened_by_id=by,
            closed_by_id=by if path.end else None,
        )
        for org, each in found.paths.items()
        for path in each.open
    ]
    every(OrgPath).bulk_create(opened, batch_size=BATCH)


def _replace(
    model: type[Touch] | type[Succession],
    rows: list[Any],
    acts: Iterable[int],
    by: int,
    fields: tuple[str, ...],
) -> None:
    """Void the believed rows of these acts that no longer hold, and add those that are new."""
    wanted = {tuple(getattr(row, name) for name in fields): row for row in rows}
    void = []
    for ids in chunks(acts):
        before = every(model).filter(BELIEVED, act__in=ids)
        for pk, *values in before.values_list("pk", *fields):
            if wanted.pop(tuple(values), None) is None:
                void.append(pk)
    for ids in chunks(void):
        every(model).filter(pk__in=ids).update(voided_by=by)
    for row in wanted.values():
        row.opened_by_id = by
    every(model).bulk_create(list(wanted.values()), batch_size=BATCH)
