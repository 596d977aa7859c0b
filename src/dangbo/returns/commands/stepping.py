"""Take one step of a report by an act: rights, verdict, journal, rows; all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.layouts.queries import Filled
from dangbo.orgs.queries.names import OrgName
from dangbo.papers.models import Paper
from dangbo.returns.access import ask_over, every, hold_journal, last_link
from dangbo.returns.commands.freezing import Frozen, freeze, frozen_from
from dangbo.returns.models import Return, Step
from dangbo.returns.queries.figures import asked_for, filled_now
from dangbo.returns.queries.forms import filled_in, form_of
from dangbo.returns.queries.judging import (
    At,
    Wanted,
    act_of,
    found_at,
    judged,
    place_asked,
    reopened_along,
)
from dangbo.returns.queries.periods import is_known
from dangbo.returns.queries.reading import Report, report_of
from dangbo.rules.return_periods import ReturnPeriod

CODES: Final = {
    "fill": "returns.filled",
    "confirm": "returns.confirmed",
    "take_up": "returns.taken_up",
    "send": "returns.sent",
    "receive": "returns.received",
    "send_back": "returns.sent_back",
    "reopen": "returns.reopened",
    "remind": "returns.reminded",
}


@transaction.atomic
def take_step(
    *,
    actor: Actor,
    form: str,
    period: ReturnPeriod,
    org: OrgName,
    wanted: Wanted,
    typed: Mapping[str, str] | None = None,
    paper: Paper | None = None,
    today: date | None = None,
    recorded: date | None = None,
) -> Act:
    """Take a step of a report, or raise RuleError with every reason; sending freezes its figures.

    `typed` is what a filling leaves in the cells that nobody can count.
    """
    if wanted.kind not in CODES:
        raise Http404
    hold_journal()
    report = report_of(actor=actor, period=period, org=org, form=form, states=True)
    layout = form_of(form, period)
    at = found_at(actor=actor, report=report, layout=layout)
    if not (report.begun or is_known(actor=actor, period=period, orgs=[org, *at.place.above])):
        raise Http404
    ask_over(actor, act_of(wanted.kind), [place_asked(at, wanted.kind)], on=period.cut_off)
    told = _told(actor, at) if wanted.kind in ("confirm", "send") and at.place.stood else None
    day = today or recorded or timezone.localdate()
    judged(actor=actor, at=at, wanted=wanted, today=day, told=told).require()
    frozen = None
    if told is not None and wanted.kind == "send":
        frozen = frozen_from(actor, at, told, known=last_link().seq)
    given = filled_in(at.layout, typed or {}) if wanted.kind == "fill" else {}
    said = _Said(wanted, given, frozen, paper.uid if paper else "", recorded)
    return _written(actor, at, said)


def _told(actor: Actor, at: At) -> Filled:
    asked = asked_for(actor=actor, period=at.report.period, org=at.report.org)
    return filled_now(at.layout, asked, at.report.typed)


@dataclass(frozen=True)
class _Said:
    """What an act says besides the report it is about."""

    wanted: Wanted
    typed: Mapping[str, str]
    frozen: Frozen | None
    paper: str
    recorded: date | None


def _written(actor: Actor, at: At, said: _Said) -> Act:
    kind = said.wanted.kind
    along = reopened_along(actor=actor, at=at) if kind == "reopen" else []
    reports: list[tuple[Report, str]] = [(at.report, kind)]
    reports += [(each, "reopen_along") for each in along]
    act = record(
        actor=actor,
        code=CODES[kind],
        on=at.report.period.cut_off,
        paper=said.paper,
        reason=said.wanted.reason,
        params={
            "steps": [_plain(report, each) for report, each in reports],
            **({"typed": said.typed} if kind == "fill" else {}),
            **({"sent": said.frozen.said} if said.frozen else {}),
        },
        recorded=said.recorded,
        invented=at.report.org.invented,
    )
    for report, each in reports:
        step = _step(report, each, act, said.typed if each == "fill" else {})
        if said.frozen is not None:
            freeze(step, said.frozen)
    return act


def _plain(report: Report, kind: str) -> dict[str, Any]:
    return {
        "form": report.form,
        "period": report.period.code,
        "org": report.org.id,
        "kind": kind,
    }


def _step(report: Report, kind: str, act: Act, typed: Mapping[str, str]) -> Step:
    row, _new = every(Return).get_or_create(
        form=report.form,
        period=report.period.code,
        org_id=report.org.id,
        defaults={"cut_off": report.period.cut_off},
    )
    number = max((each.number for each in report.steps), default=0) + 1
    step = Step(report=row, number=number, kind=kind, act=act, typed=dict(typed))
    step.save(force_insert=True)
    return step
