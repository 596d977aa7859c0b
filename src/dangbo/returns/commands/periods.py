"""Set a period of reports that the calendar does not have, or drop one for which none was begun."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.vietnamese.fold import nfc
from dangbo.layouts.queries import layouts_on
from dangbo.returns.access import (
    PERIOD_DROPPED,
    PERIOD_SET,
    every,
    open_periods,
    standing_periods,
)
from dangbo.returns.models import Return, SetPeriod
from dangbo.rules.set_periods import SetDays, may_drop, may_set


@transaction.atomic
def set_period(
    *, actor: Actor, name: str, days: SetDays, forms: Sequence[str], name_en: str = ""
) -> Act:
    """Set a period with a name and two days for which some forms are sent, or raise RuleError."""
    open_periods(actor)
    last_due = max(days.grassroots, days.upper)
    may_set(
        name=name,
        taken=list(standing_periods().values_list("name", flat=True)),
        days=days,
        forms=forms,
        offered=[each.code for each in layouts_on(last_due) if each.period != "day"],
    ).require()
    number = 1 + (every(SetPeriod).aggregate(most=Max("number"))["most"] or 0)
    told = {"number": number, "name": nfc(name).strip(), "name_en": nfc(name_en).strip()}
    told |= {"forms": sorted(forms)}
    on = {field: getattr(days, field) for field in ("start", "cut_off", "grassroots", "upper")}
    params: dict[str, Any] = told | {field: day.isoformat() for field, day in on.items()}
    act = record(actor=actor, code=PERIOD_SET, on=days.cut_off, params=params)
    SetPeriod(**told, **on, opened_by=act).save(force_insert=True)
    return act


@transaction.atomic
def drop_period(*, actor: Actor, code: str, reason: str) -> Act:
    """Drop a period that the office has set by mistake, or raise RuleError."""
    open_periods(actor)
    row = next((each for each in standing_periods() if f"k{each.number}" == code), None)
    begun = every(Return).filter(period=code).count()
    may_drop(stands=row is not None, begun=begun, reason=reason).require()
    number = row.number if row else 0
    act = record(actor=actor, code=PERIOD_DROPPED, reason=nfc(reason), params={"number": number})
    if row is not None:
        row.voided_by = act
        row.save(update_fields=["voided_by"])
    return act
