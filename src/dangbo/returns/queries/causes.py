"""Say by which acts, recorded after a day, somebody came into a figure or fell out of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Model, Q

from dangbo.accounts.access import Actor
from dangbo.audit.queries.search import LogRow, act_row
from dangbo.base.spans import Recorded
from dangbo.members.access import every as every_member_row
from dangbo.members.models import Merge, Posting
from dangbo.orgs.models import OrgPath
from dangbo.papers.queries.rows import PaperRow, papers_by_uid
from dangbo.returns.access import acts_by_seq, chunks, every
from dangbo.rules.indicators import Subject

Touched = dict[int, set[int]]


@dataclass(frozen=True)
class Cause:
    """An act that was recorded after a report was sent, with the paper that it rests on."""

    row: LogRow
    paper: PaperRow | None

    @property
    def seq(self) -> int:
        """Return the number of the act."""
        return self.row.seq

    @property
    def code(self) -> str:
        """Return what the act did."""
        return self.row.code

    @property
    def on(self) -> date | None:
        """Return the day of which the act is."""
        return self.row.on

    @property
    def recorded(self) -> date:
        """Return the day on which it was recorded."""
        return self.row.day

    @property
    def reason(self) -> str:
        """Return why."""
        return self.row.reason


def touching(ids: Iterable[int], subject: Subject, *, since: int) -> Touched:
    """Return which acts after one changed what is known of each person or organisation."""
    wanted = set(ids)
    found: Touched = defaultdict(set)
    for model in _models_with(subject):
        for some in chunks(wanted):
            _gather(found, model, {f"{subject}__in": some}, subject, since)
    if subject == "person":
        _gather_merges(found, wanted, since)
        _gather_moves(found, wanted, since)
    return found


def _models_with(field: str) -> list[type[Recorded]]:
    """Return every model of facts that has such a field: each area keeps its own."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Recorded) and field in {each.name for each in model._meta.fields}
    ]


def _acts_of(model: type[Model]) -> list[str]:
    names = {each.name for each in model._meta.fields}
    return [each for each in ("opened_by", "voided_by", "closed_by") if each in names]


def _gather(
    found: Touched, model: type[Recorded], among: Mapping[str, object], key: str, since: int
) -> None:
    fields = _acts_of(model)
    later = Q()
    for each in fields:
        later |= Q(**{f"{each}__gt": since})
    rows = every(model).filter(later, **among).order_by()
    for subject, *acts in rows.values_list(key, *fields):
        found[subject].update(act for act in acts if act is not None and act > since)


def _gather_merges(found: Touched, persons: set[int], since: int) -> None:
    for some in chunks(persons):
        for key in ("kept", "gone"):
            _gather(found, Merge, {f"{key}__in": some}, key, since)


def _gather_moves(found: Touched, persons: set[int], since: int) -> None:
    """Add the acts that moved the organisations of persons elsewhere."""
    homes: dict[int, set[int]] = defaultdict(set)
    for some in chunks(persons):
        rows = every_member_row(Posting).filter(person__in=some).order_by()
        for person, org in rows.values_list("person", "org"):
            homes[org].add(person)
    moved: Touched = defaultdict(set)
    for some in chunks(homes):
        _gather(moved, OrgPath, {"org__in": some}, "org", since)
    for org, acts in moved.items():
        for person in homes[org]:
            found[person] |= acts


def causes_called(*, actor: Actor, seqs: Iterable[int]) -> dict[int, Cause]:
    """Return acts by number, each with its paper as far as the actor may read it."""
    acts = acts_by_seq(seqs)
    papers = papers_by_uid(actor=actor, uids={each.paper for each in acts.values() if each.paper})
    return {seq: Cause(act_row(each), papers.get(each.paper)) for seq, each in acts.items()}
