"""Gather what it takes to tell decisions in sentences: their changes, and the names of the eve."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Min

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq, acts_on_record
from dangbo.audit.queries import params_of, params_of_all
from dangbo.orgs.access import (
    all_of_decision,
    chunks,
    readable_decisions,
    readable_successions,
    readable_touches,
)
from dangbo.orgs.queries.deciding import DecisionPage, DecisionRow, decision_row
from dangbo.orgs.queries.names import names_at
from dangbo.rules.changes import named_in, normal

EVE = timedelta(days=1)


class ToldChange(NamedTuple):
    """One change of a decision as recorded, with the names its organisations then bore."""

    position: int
    on: date
    raw: Mapping[str, Any]
    names: Mapping[int, str]


class TouchRow(NamedTuple):
    """An organisation that a change concerns."""

    act: int
    position: int
    change: str
    role: str
    org: int


class SuccessionRow(NamedTuple):
    """What handed on to what by one decision (no result: not stated to whom)."""

    source: int
    result: int | None
    whole: bool


class Correction(NamedTuple):
    """An act that voided a decision (`on` empty) or gave it another day, and its day before.

    `others` counts the decisions that the same act corrected beside it.
    """

    seq: int
    on: date | None
    was: date | None
    recorded: date
    actor: str
    reason: str
    paper: str
    others: int


def told_changes(
    *,
    actor: Actor,
    acts: Mapping[int, date],
    touching: int | None = None,
    most: int | None = None,
    known: date | None = None,
) -> dict[int, list[ToldChange]]:
    """Return the changes of decisions, each in effect on its day, in the order of the decision.

    With `touching`, only those changes that concern one organisation; with `most`, only the first.
    """
    raws = {seq: params.get("changes", ())[:most] for seq, params in _params(acts.keys()).items()}
    wanted = _positions(actor, acts, touching, known) if touching is not None else None
    picked = [
        (seq, position, raw)
        for seq, changes in raws.items()
        for position, raw in enumerate(changes)
        if wanted is None or (seq, position) in wanted
    ]
    orgs = {(seq, org) for seq, _, raw in picked for org in named_in(normal(raw))}
    eves = {(org, acts[seq] - EVE) for seq, org in orgs}
    named = names_at(actor=actor, wanted=eves, known=known)
    names: dict[int, dict[int, str]] = {seq: {} for seq in acts}
    for seq, org in orgs:
        if found := named.get((org, acts[seq] - EVE)):
            names[seq][org] = found.name
    told: dict[int, list[ToldChange]] = {seq: [] for seq in acts}
    for seq, position, raw in picked:
        told[seq].append(ToldChange(position, acts[seq], raw, names[seq]))
    return told


def _params(seqs: Iterable[int]) -> dict[int, dict[str, Any]]:
    return params_of_all(acts_by_seq(seqs).values())


def _positions(
    actor: Actor, acts: Iterable[int], org: int, known: date | None
) -> set[tuple[int, int]]:
    touches = readable_touches(actor, known=act_known_on(known)).filter(org=org, act__in=list(acts))
    return set(touches.values_list("act", "position"))


def decision_rows(
    *, actor: Actor, acts: Iterable[int], known: date | None = None
) -> dict[int, DecisionRow]:
    """Return those of the decisions that are in force, by act."""
    rows = readable_decisions(actor, known=act_known_on(known)).filter(act__in=set(acts))
    return {each.act_id: decision_row(each) for each in rows}


def changes_by_act(
    *, actor: Actor, acts: Iterable[int], known: date | None = None
) -> dict[int, list[str]]:
    """Return the kinds of change each decision makes, in the order it makes them."""
    touches = readable_touches(actor, known=act_known_on(known)).order_by()
    found: dict[int, list[str]] = {}
    for seqs in chunks(acts):
        rows = touches.filter(act__in=seqs).values_list("act", "change")
        for act, change in (
            rows.annotate(first=Min("position")).order_by("first").values_list("act", "change")
        ):
            found.setdefault(act, []).append(change)
    return found


def touched_by(*, actor: Actor, act: int, known: date | None = None) -> list[TouchRow]:
    """Return the organisations that a decision concerns, in the order of its changes."""
    rows = readable_touches(actor, known=act_known_on(known)).filter(act=act)
    fields = ("act", "position", "change", "role", "org")
    return [TouchRow(*row) for row in rows.order_by("position", "pk").values_list(*fields)]


def successions_of(*, actor: Actor, act: int, known: date | None = None) -> list[SuccessionRow]:
    """Return who handed on to whom by a decision, in the order of its changes."""
    rows = readable_successions(actor, known=act_known_on(known)).filter(act=act)
    fields = ("source", "result", "whole")
    return [SuccessionRow(*row) for row in rows.order_by("position", "pk").values_list(*fields)]


def first_decision(*, actor: Actor, act: int) -> DecisionPage | None:
    """Return a decision as it was first recorded, whatever became of it."""
    row = readable_decisions(actor, known=act).filter(act=act).first()
    if row is None:
        return None
    entry = acts_by_seq([act])[act]
    return DecisionPage(
        row=decision_row(row),
        changes=tuple(params_of(entry)["changes"]),
        reason=entry.reason,
        recorded=entry.recorded,
        actor=entry.actor,
    )


def corrections_of(*, actor: Actor, act: int, known: date | None = None) -> list[Correction]:
    """Return the acts that corrected a decision, in their order, each with the day it then got."""
    rows = all_of_decision(actor, act, known=act_known_on(known))
    days: dict[int, date | None] = {}
    for opened, voided, on in rows.order_by("pk").values_list("opened_by", "voided_by", "on"):
        days |= {opened: on} | ({voided: None} if voided else {})
    was = dict(_days_before(days))
    days.pop(act, None)
    acts = acts_on_record().filter(seq__in=days).order_by("seq")
    if (last := act_known_on(known)) is not None:
        acts = acts.filter(seq__lte=last)
    told = params_of_all(acts)
    return [
        Correction(
            each.seq,
            days[each.seq],
            was[each.seq],
            each.recorded,
            each.actor,
            each.reason,
            each.paper,
            len(told[each.seq]["corrections"]) - 1,
        )
        for each in acts
    ]


def _days_before(days: Mapping[int, date | None]) -> Iterator[tuple[int, date | None]]:
    """Yield for each act but the first the day that a decision had before it."""
    for (_, before), (seq, _) in pairwise(sorted(days.items())):
        yield seq, before
