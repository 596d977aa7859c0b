"""Write each check of a record as a condition of the statement that lays out the members.

They say the same as `rules/record_quality`; `tests/quality` holds the two against each other.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from django.db import connection

from dangbo.quality.queries.rows import NUMBERS, Layout, groups_in, kinds_in, quoted
from dangbo.rules.days import LAST_MONTH
from dangbo.rules.person_catalogues import ethnicities, religions, sexes
from dangbo.rules.record_quality import CHECKS, CLEAN, COMPLETE, DIGITS, LACKING, LIVE, RIGHT

DAYS: Final = {"birth": "i.birth", "admitted": "s.admitted", "counted_from": "s.counted_from"}
LISTED: Final = {"sex": sexes, "ethnicity": ethnicities, "religion": religions}
OFFICIAL: Final = "s.standing = 'official'"


def lacking(name: str) -> str:
    """Return the key of the check for one required field."""
    return f"{LACKING}.{name}"


def flags_of(layout: Layout) -> Mapping[str, str]:
    """Return the condition of each check by its key, those of required fields one by one."""
    return {**_right(layout), **dict(_lacking(layout)), **_clean(), **_live()}


def flags_by_term(layout: Layout) -> Mapping[str, Mapping[str, str]]:
    """Return the conditions of the four terms."""
    flags = flags_of(layout)
    terms = {}
    for term in (RIGHT, COMPLETE, CLEAN, LIVE):
        codes = CHECKS[term]
        terms[term] = {key: flag for key, flag in flags.items() if key.split(".")[0] in codes}
    return terms


def either_of(flags: Mapping[str, str]) -> str:
    """Return the condition that any of some checks finds something."""
    return "(" + " OR ".join(flags.values()) + ")"


def _months(day: str) -> str:
    """Write the month of a day, counted from the year 0: text of days is alike in both."""
    text = f"CAST({day} AS TEXT)"
    year, month = f"SUBSTR({text}, 1, 4)", f"SUBSTR({text}, 6, 2)"
    return f"(CAST({year} AS INTEGER) * {LAST_MONTH} + CAST({month} AS INTEGER))"


def _before_months(day: str, since: str, months: int) -> str:
    """Write that fewer than so many months are full on a day, as `rules.days.add_months` counts.

    In the last month, the last day of it is enough where it has no such day.
    """
    at, of_month = f"SUBSTR(CAST({day} AS TEXT), 9, 2)", f"SUBSTR(CAST({since} AS TEXT), 9, 2)"
    if connection.vendor == "postgresql":
        morrow = f"CAST({day} + 1 AS TEXT)"
    else:
        morrow = f"DATE({day}, '+1 day')"
    end = f"SUBSTR({morrow}, 9, 2) = '01'"
    due = f"{_months(since)} + {months}"
    return (
        f"({_months(day)} < {due} OR ({_months(day)} = {due} AND {at} < {of_month} AND NOT {end}))"
    )


def _like(text: str, pattern: str) -> str:
    sign = "~" if connection.vendor == "postgresql" else "REGEXP"
    return f"{text} {sign} {pattern}"


def _right(layout: Layout) -> dict[str, str]:
    terms = layout.terms
    young = _before_months("s.admitted", "i.birth", terms.least_age * LAST_MONTH)
    early = _before_months("c.official_from", "c.probation_from", terms.probation_months)
    forms = [
        f"(n.{kind} IS NOT NULL AND NOT {_like(f'n.{kind}', f'%({kind}_form)s')})"
        for kind in terms.number_patterns
    ]
    return {
        "BIRTH_AFTER_ADMISSION": "i.birth >= s.admitted",
        "ADMITTED_TOO_YOUNG": f"(i.birth < s.admitted AND {young})",
        "AGE_TOO_GREAT": "i.birth <= %(oldest)s",
        "ADMITTED_AFTER_OFFICIAL": "s.admitted > c.official_from",
        "RECOGNISED_EARLY": (
            f"(c.probation_from >= %(since)s AND c.probation_from < c.official_from AND {early})"
        ),
        "PARTY_AGE_TOO_EARLY": "s.counted_from < s.admitted",
        "NUMBER_MISSHAPEN": "(" + " OR ".join(forms) + ")",
    }


def _lacking(layout: Layout) -> Iterator[tuple[str, str]]:
    kinds, groups = kinds_in(layout), groups_in(layout)
    for name in layout.fields:
        if name in DAYS:
            empty = f"{DAYS[name]} IS NULL"
        elif name in NUMBERS:
            empty = f"n.{name} IS NULL"
        elif name in kinds:
            empty = f"a.{name} IS NULL"
        elif name in groups:
            empty = f"g.{name} IS NULL"
        else:
            empty = f"i.{name} = ''"
        asked = f"{OFFICIAL} AND " if name in layout.terms.official else ""
        yield lacking(name), f"({asked}{empty})"


def _clean() -> dict[str, str]:
    unlisted = [
        f"(i.{name} <> '' AND i.{name} NOT IN ({quoted(catalogue())}))"
        for name, catalogue in LISTED.items()
    ]
    return {
        "NAME_HAS_DIGITS": _like("i.name", f"'{DIGITS}'"),
        "NAME_HAS_SIGNS": _like("i.name", "%(signs)s"),
        "NAME_IS_ONE_WORD": "i.name NOT LIKE '%% %%'",
        "VALUE_NOT_LISTED": f"({' OR '.join([*unlisted, 'a.odd = 1'])})",
    }


def _live() -> dict[str, str]:
    acts = ("v.act", "g.act", "i.opened_by_id")
    stale = " AND ".join(f"COALESCE({act}, 0) <= %(stale)s" for act in acts)
    since = "COALESCE(c.probation_from, s.start)"
    return {
        "RECORD_STALE": f"({stale} AND (k.day IS NULL OR k.day <= %(stale_day)s))",
        "PROBATION_OVERDUE": f"(s.standing = 'probationary' AND {since} <= %(probation)s)",
        "TEMPORARY_OVER": "x.start <= %(temporary)s",
        "ORG_ENDED": "m.ended = 1",
    }
