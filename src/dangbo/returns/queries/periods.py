"""Find the periods of reports: of the calendar, between congresses, and set by the office."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from dangbo.accounts.access import Actor
from dangbo.layouts.queries import terms_of
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.access import every, readable_returns, standing_periods
from dangbo.returns.models import Return, SetPeriod
from dangbo.returns.queries.forms import spans_on
from dangbo.rules.days import DAY
from dangbo.rules.return_periods import (
    HALF,
    QUARTER,
    YEAR,
    ReturnPeriod,
    period_called,
    period_running,
    periods_ended,
    quarter_before,
    quarter_running,
    set_number,
    set_period,
)


def period_named(code: str) -> ReturnPeriod | None:
    """Return the period of a code, None where there is none."""
    number = set_number(code)
    if number is None:
        return period_called(code)
    row = standing_periods().filter(number=number).first()
    return _read(row) if row else None


def periods_set() -> list[ReturnPeriod]:
    """Return the periods that the office has set, the one cut off last first."""
    return [_read(each) for each in standing_periods().order_by("-cut_off", "-number")]


def periods_offered(
    *, actor: Actor, org: OrgName | None, on: date, most: int
) -> list[ReturnPeriod]:
    """Return the periods to choose from on a day: those that run first, then those that ended.

    Quarters and terms are there where a form in force is sent for them.
    """
    spans = spans_on(on)
    kinds = [YEAR, HALF, *([QUARTER] if "quarter" in spans else [])]
    running = [period_running(on), *([quarter_running(on)] if QUARTER in kinds else [])]
    found = [*running, *periods_ended(today=on, most=most, kinds=kinds)]
    if org is not None and "term" in spans:
        found += terms_of(actor=actor, org=org.id)
    return _each_once([*found, *periods_set()])


def period_before(*, actor: Actor, org: OrgName, period: ReturnPeriod) -> ReturnPeriod | None:
    """Return the period that ended on the eve of another; None where none did.

    Before a half and a whole year it is the year before; before a term and what the office has set
    it is one by which the organisation has begun a report.
    """
    if period.kind in (HALF, YEAR):
        return period_called(str(period.start.year - 1))
    if period.kind == QUARTER:
        return quarter_before(period)
    begun = readable_returns(actor).filter(org=org.id, cut_off=period.start - DAY)
    codes = begun.order_by("period").values_list("period", flat=True).distinct()
    found = [each for code in codes if (each := period_named(code))]
    return next((each for each in found if each.kind == period.kind), None) or next(
        iter(found), None
    )


def is_known(*, actor: Actor, period: ReturnPeriod, orgs: Iterable[OrgName]) -> bool:
    """Say whether reports are made for a period: a term has to be one of some organisations."""
    if period.kind != "term":
        return True
    return any(period in terms_of(actor=actor, org=each.id) for each in orgs)


def begun_for(codes: Iterable[str]) -> dict[str, int]:
    """Return how many reports were begun for each of some periods."""
    rows = every(Return).filter(period__in=list(codes)).values("period").order_by()
    return {row["period"]: row["number"] for row in rows.annotate(number=Count("pk"))}


def _each_once(periods: Iterable[ReturnPeriod]) -> list[ReturnPeriod]:
    return list({each.code: each for each in periods}.values())


def _read(row: SetPeriod) -> ReturnPeriod:
    return set_period(
        row.number,
        (row.name, row.name_en),
        (row.start, row.cut_off),
        {"grassroots": row.grassroots, "upper": row.upper},
        row.forms,
    )
