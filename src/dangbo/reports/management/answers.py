"""Write what indicators answer as programs read it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from dangbo.reports import queries
from dangbo.reports.phrases import codes_name, name_of, question_of, unit_name
from dangbo.reports.queries import Asked, Item
from dangbo.reports.queries.published import Beside
from dangbo.rules.indicator_values import Value
from dangbo.rules.indicators import Indicator, Subject
from dangbo.rules.reporting_periods import Step


def defined(indicator: Indicator) -> dict[str, Any]:
    """Return a definition."""
    return {
        "code": indicator.code,
        "version": indicator.version,
        "name": name_of(indicator),
        "question": question_of(indicator),
        "unit": unit_name(indicator.unit),
        "subject": indicator.subject,
        "time": indicator.time,
        "measure": indicator.measure,
        "by": list(indicator.by),
        "source": indicator.source,
    }


def plain_value(value: Value | None) -> dict[str, Any] | None:
    """Return a value; null where the organisation did not stand."""
    if value is None:
        return None
    return {"amount": _number(value.amount), "part": value.part, "whole": value.whole}


def brief(indicator: Indicator, value: Value | None) -> dict[str, Any]:
    """Return one line of all indicators of an organisation."""
    return {
        "code": indicator.code,
        "version": indicator.version,
        "name": name_of(indicator),
        "unit": unit_name(indicator.unit),
        "time": indicator.time,
        "measure": indicator.measure,
        "value": plain_value(value),
    }


def verdict_answer(each: Beside, why: Sequence[str]) -> dict[str, Any]:
    """Return what becomes of a published figure: the count on its day, the outcome, and why."""
    asked = each.asked
    return {
        "figure": each.row.key,
        "outcome": str(each.outcome),
        "by_count": str(each.counted),
        "indicator": each.indicator.code if each.indicator else None,
        "from": asked.start if asked else None,
        "on": asked.on if asked else None,
        "value": plain_value(each.value),
        "as_source_prints": _number(each.printed),
        "blank": str(each.blank) if each.blank else None,
        "why": list(why),
    }


class Behind:
    """Give the keys of what stands behind values, where they are asked for."""

    def __init__(self, asked: Asked, subject: Subject, *, wanted: bool) -> None:
        self.asked, self.subject, self.wanted = asked, subject, wanted

    def told(self, items: Iterable[Item]) -> dict[str, Any]:
        """Return the keys of some items by day and name, or nothing."""
        given = list(items)
        return {"behind": queries.keys_of(self.asked, given, self.subject)} if self.wanted else {}


def parts(code: str, by: Sequence[str], asked: Asked, behind: Behind) -> list[dict[str, Any]]:
    """Return a breakdown."""
    return [
        {
            "keys": dict(zip(by, part.keys, strict=True)),
            "name": codes_name(by, part.keys, asked.on),
            "value": plain_value(part.value),
            **behind.told(part.items),
        }
        for part in queries.broken_down(code, by, asked)
    ]


def orgs_below(code: str, asked: Asked, behind: Behind) -> list[dict[str, Any]]:
    """Return each organisation below; null as its key: what is in the organisation itself."""
    return [
        {
            "org": part.uid or None,
            "name": part.name or None,
            "invented": part.invented,
            "value": plain_value(part.value),
            **behind.told(part.items),
        }
        for part in queries.below(code, asked)
    ]


def course(code: str, asked: Asked, step: Step) -> list[dict[str, Any]]:
    """Return the course by month, quarter or year."""
    return [
        {"from": each.period.start, "to": each.period.end, "value": plain_value(each.value)}
        for each in queries.series(code, asked, step)
    ]


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
