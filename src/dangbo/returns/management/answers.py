"""Write reports as programs read them: how far, what was sent, what differs and by which acts."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.queries.indicators import Asked
from dangbo.returns.queries.comparing import Changed, Who, compared
from dangbo.returns.queries.figures import Sent, asked_for, sent_by
from dangbo.returns.queries.forms import written
from dangbo.returns.queries.judging import At
from dangbo.returns.queries.naming import Named, names_behind
from dangbo.returns.queries.openings import opening_of
from dangbo.returns.queries.sums import added_up_below
from dangbo.rules.indicators import Subject

Names = dict[tuple[str, int], Named]


def report_answer(at: At, *, today: date) -> dict[str, Any]:
    """Return all that is known of a report."""
    report = at.report
    level = at.place.level
    last = report.sendings[-1].sending if report.sendings else None
    sent = sent_by(actor=OPERATOR, sending=last) if last else None
    open_ = report.state in ("draft", "confirmed")
    return {
        "form": report.form,
        "version": at.layout.version,
        "name": at.layout.name,
        "confirmed_layout": at.layout.confirmed,
        "state": report.state if report.begun else "none",
        "due": report.period.due[level] if level else None,
        "late": bool(level and open_ and report.period.is_late(level=level, today=today)),
        "steps": [
            {"kind": each.kind, "day": each.recorded, "act": each.act, "reason": each.reason}
            for each in report.steps
        ],
        "sent": _sent(sent),
        "differences": _differences(at, sent),
        "below": _below(at) if at.place.stood else None,
        "opening": _opening(at) if at.place.stood else None,
    }


def _sent(sent: Sent | None) -> dict[str, Any] | None:
    if sent is None:
        return None
    return {
        "day": sent.recorded,
        "act": sent.act,
        "known": sent.known,
        "definition": sent.definition,
        "cells": {
            written(key): {"value": plain(told.value), "count": sent.cells[key].count}
            for key, told in sent.filled.cells.items()
            if key in sent.cells
        },
    }


def _differences(at: At, sent: Sent | None) -> list[dict[str, Any]] | None:
    if sent is None:
        return None
    found = compared(
        actor=OPERATOR,
        sent=sent,
        period=at.report.period,
        org=at.report.org,
        typed=at.report.typed_by(at.report.sendings[-1]),
    )
    return _changes(found, _asked(at))


def _asked(at: At) -> Asked:
    return asked_for(actor=OPERATOR, period=at.report.period, org=at.report.org)


def _changes(found: Sequence[Changed], asked: Asked) -> list[dict[str, Any]]:
    names = names_behind(
        asked,
        [(each.subject, who.item) for each in found for who in (*each.gained, *each.lost)],
    )
    return [
        {
            "cell": written(each.key),
            "before": plain(each.before),
            "now": plain(each.now),
            "redefined": each.redefined,
            "gained": [_who(each.subject, who, names) for who in each.gained],
            "lost": [_who(each.subject, who, names) for who in each.lost],
        }
        for each in found
    ]


def _who(subject: Subject, who: Who, names: Names) -> dict[str, Any]:
    named = names[subject, who.item.id]
    # Persons are told by their keys alone, as everywhere on the console.
    name = {"name": named.name or None} if subject == "org" else {}
    return {
        subject: named.uid or None,
        **name,
        "on": who.item.on,
        "acts": [
            {
                "act": each.seq,
                "code": each.code,
                "on": each.on,
                "recorded": each.recorded,
                "reason": each.reason,
                "paper": each.paper.uid if each.paper else None,
            }
            for each in who.causes
        ],
    }


def _below(at: At) -> dict[str, Any]:
    found = added_up_below(actor=OPERATOR, at=at)
    return {
        "total": len(found.below),
        "missing": [each.org.uid for each in found.not_sent],
        "missing_names": [each.org.name for each in found.not_sent],
        "differences": [
            {
                "cell": written(each.key),
                "above": plain(each.above),
                "below": plain(each.below),
                "inside": each.inside,
                "above_only": [
                    {
                        "org": missing.org.uid if missing.org else None,
                        "sent": missing.sent,
                        "count": len(missing.items),
                    }
                    for missing in each.above_only
                ],
                "below_only": len(each.below_only),
            }
            for each in found.differing
        ],
    }


def _opening(at: At) -> dict[str, Any]:
    found = opening_of(actor=OPERATOR, at=at)
    return {
        "period": found.before.code if found.before else None,
        "cells": found.cells,
        "differences": _changes(found.differing, _asked(at)),
    }


def plain(value: Fraction | None) -> int | float | None:
    """Return a figure as programs read it."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)
