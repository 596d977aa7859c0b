"""Judge the periods that an office sets by itself: a name, two days, when and what is sent.

Source: `rules.md` 13.1 (a higher level asks for figures of any time).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dangbo.rules.verdicts import Findings, Verdict, finding


@dataclass(frozen=True)
class SetDays:
    """The first and the last day of a period, and until when each level sends."""

    start: date
    cut_off: date
    grassroots: date
    upper: date


def may_set(
    *,
    name: str,
    taken: Collection[str],
    days: SetDays,
    forms: Collection[str],
    offered: Collection[str],
) -> Verdict:
    """Say what stands against setting a period; `offered` are the forms that tell of a period."""
    found = Findings()
    if not name.strip():
        found.refuse(finding("PERIOD_NAME", "name"))
    if name.strip().casefold() in {each.casefold() for each in taken}:
        found.refuse(finding("PERIOD_NAME_TAKEN", "name", name=name.strip()))
    if days.cut_off < days.start:
        found.refuse(finding("PERIOD_DAYS", "cut_off", on=days.cut_off.isoformat()))
    for where, day in (("grassroots", days.grassroots), ("upper", days.upper)):
        if day < days.cut_off:
            found.refuse(finding("PERIOD_DUE", where, on=day.isoformat()))
    if not forms:
        found.refuse(finding("PERIOD_FORMS", "forms"))
    for each in sorted(set(forms) - set(offered)):
        found.refuse(finding("PERIOD_FORM_UNKNOWN", "forms", name=each))
    return found.verdict()


def may_drop(*, stands: bool, begun: int, reason: str) -> Verdict:
    """Say what stands against dropping a period; `begun` is how many reports were begun for it."""
    found = Findings()
    if not stands:
        found.refuse(finding("PERIOD_GONE"))
    if begun:
        found.refuse(finding("PERIOD_BEGUN", number=begun))
    if not reason.strip():
        found.refuse(finding("PERIOD_NO_REASON", "reason"))
    return found.verdict()
