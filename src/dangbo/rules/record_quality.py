"""Say what is wrong, lacking, unclean or stale in a member's record on a day.

Source: `rules.md` 2.11, 15.2 ("đúng, đủ, sạch, sống"), R2.1, R2.23; the fields required and the
years are in `sets/record_quality.toml`, the ages and months in `sets/import_checks.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dangbo.rules.days import LAST_MONTH, add_months, latest_start
from dangbo.rules.instruments import instrument_on
from dangbo.rules.member_attributes import Form, attribute_kinds
from dangbo.rules.member_numbers import CITIZEN, SECRET, number_form, read_number
from dangbo.rules.membership_terms import deadline_of, term_on
from dangbo.rules.person_catalogues import ethnicities, religions, sexes
from dangbo.rules.verdicts import Fact, Finding, finding

RIGHT: Final = "right"
COMPLETE: Final = "complete"
CLEAN: Final = "clean"
LIVE: Final = "live"
LACKING: Final = "FIELD_LACKING"
CHECKS: Final[Mapping[str, tuple[str, ...]]] = {
    RIGHT: (
        *("BIRTH_AFTER_ADMISSION", "ADMITTED_TOO_YOUNG", "AGE_TOO_GREAT"),
        *("ADMITTED_AFTER_OFFICIAL", "RECOGNISED_EARLY", "PARTY_AGE_TOO_EARLY"),
        *("NUMBER_MISSHAPEN",),
    ),
    COMPLETE: (LACKING,),
    CLEAN: ("NAME_HAS_DIGITS", "NAME_HAS_SIGNS", "NAME_IS_ONE_WORD", "VALUE_NOT_LISTED"),
    LIVE: ("RECORD_STALE", "PROBATION_OVERDUE", "TEMPORARY_OVER", "ORG_ENDED"),
}
"""What is looked for in one record, by the four terms of the campaign, in the order of pages."""
CITIZEN_DIFFERS: Final = "CITIZEN_DIFFERS"
SEALED: Final[Mapping[str, str]] = {
    "NUMBER_FORM": "CITIZEN_MISSHAPEN",
    "NUMBER_BIRTH_CONTRADICTS": "CITIZEN_BIRTH_DIFFERS",
    "NUMBER_SEX_CONTRADICTS": "CITIZEN_SEX_DIFFERS",
}
"""What is said of an opened citizen number, by what `rules/member_numbers` finds in it."""
CATALOGUES: Final = {"sex": sexes, "ethnicity": ethnicities, "religion": religions}
DIGITS: Final = "[0-9]"
Facts = dict[str, Fact]


@dataclass(frozen=True)
class Terms:
    """What records are held against on a day; the bounds are last days, or the last but one.

    Whoever is in probation since `probation` or before, or temporarily posted since `temporary`
    or before, is overdue. Admissions and ceremonies before `since` had other terms.
    """

    required: tuple[str, ...]
    official: tuple[str, ...]
    signs: str
    stale: date
    stale_years: int
    least_age: int
    greatest_age: int
    oldest: date
    probation_months: int
    since: date
    probation: date
    temporary: date
    number_patterns: Mapping[str, str]
    source: str
    checks_source: str


@dataclass(frozen=True)
class Record:
    """What is known of one member on a day, as far as it is held against anything.

    `birth` is the first day that it may be; `probation_from` and `official_from` are of the
    membership that goes on; secret numbers are there by kind with an empty value.
    """

    name: str
    standing: str
    birth: date | None = None
    admitted: date | None = None
    counted_from: date | None = None
    probation_from: date | None = None
    official_from: date | None = None
    temporary_from: date | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    touched: date | None = None
    org_ended: bool = False


def terms_on(on: date) -> Terms:
    """Return what records are held against on a day."""
    own, checks = instrument_on("record_quality", on), instrument_on("import_checks", on)
    patterns = {
        kind: form.pattern
        for kind in ("file", "card")
        if (form := number_form(kind=kind, on=on)) is not None
    }
    greatest = checks.values["greatest_age"]
    return Terms(
        required=tuple(own.values["required"]),
        official=tuple(own.values["official"]),
        signs=own.values["signs"],
        stale=latest_start(months=own.values["stale_years"] * LAST_MONTH, on=on),
        stale_years=own.values["stale_years"],
        least_age=checks.values["least_age"],
        greatest_age=greatest,
        oldest=latest_start(months=(greatest + 1) * LAST_MONTH, on=on),
        probation_months=checks.values["probation_months"],
        since=checks.since,
        probation=_probation_bound(on),
        temporary=_temporary_bound(on),
        number_patterns=patterns,
        source=own.source,
        checks_source=checks.source,
    )


def _probation_bound(on: date) -> date:
    """Return the last ceremony after which recognition is overdue on a day."""
    day = on
    while deadline_of(step="recognition", since=day, on=on).due >= on:
        late = (deadline_of(step="recognition", since=day, on=on).due - on).days
        # A due day never comes more days late than its ceremony: most of the way is one step.
        day -= timedelta(days=max(1, late // 2))
    while deadline_of(step="recognition", since=day + timedelta(days=1), on=on).due < on:
        day += timedelta(days=1)
    return day


def _temporary_bound(on: date) -> date:
    months = term_on("temporary_to_months", on).value
    day = latest_start(months=months, on=on)
    # Several days have the same end where the last month is shorter.
    while add_months(day, months) >= on:
        day -= timedelta(days=1)
    return day


def signs_pattern(signs: str) -> str:
    """Return the pattern of any of these signs, for databases as for this module."""
    return "[" + "".join(f"\\{sign}" if sign.isascii() else sign for sign in signs) + "]"


def fields_required(*, terms: Terms, standing: str) -> tuple[str, ...]:
    """Return the fields that the record of a member of this standing has to have."""
    return (*terms.required, *(terms.official if standing == "official" else ()))


def judge_record(*, record: Record, terms: Terms) -> list[Finding]:
    """Return all that is to be said of a record, in the order of the checks."""
    return [
        *_impossible(record, terms),
        *_lacking(record, terms),
        *_unclean(record, terms),
        *_stale(record, terms),
    ]


def listed_values_of() -> Mapping[str, frozenset[str]]:
    """Return the values of each attribute that takes one of a list, by its code."""
    kinds = attribute_kinds().values()
    return {each.code: frozenset(each.values) for each in kinds if each.form is not Form.TEXT}


def term_of(code: str) -> str:
    """Return which of the four terms a finding belongs to."""
    return next((term for term, codes in CHECKS.items() if code in codes), RIGHT)


def judge_citizen(value: str, *, on: date, birth: date | None, sex: str) -> list[Finding]:
    """Return what is to be said of an opened citizen number beside birth and sex."""
    read, verdict = read_number(CITIZEN, value, on=on, birth=birth, sex=sex)
    # A number that has to be mended to be read, by zeros that were eaten, is not kept as it is.
    if verdict.against or read != value:
        source = next((each.source for each in verdict.against), "")
        return [finding(SEALED["NUMBER_FORM"], CITIZEN, source)]
    told = [each for each in verdict.warnings if each.code in SEALED]
    return [finding(SEALED[each.code], CITIZEN, each.source) for each in told]


def _impossible(record: Record, terms: Terms) -> Iterator[Finding]:
    birth, admitted = record.birth, record.admitted
    if birth is not None and birth <= terms.oldest:
        yield finding("AGE_TOO_GREAT", "birth", years=terms.greatest_age)
    if birth is not None and admitted is not None:
        of_age = add_months(birth, terms.least_age * LAST_MONTH)
        if birth >= admitted:
            yield finding("BIRTH_AFTER_ADMISSION", "birth", admitted=admitted.isoformat())
        elif admitted < of_age:
            facts: Facts = {"least": terms.least_age, "of_age": of_age.isoformat()}
            yield finding("ADMITTED_TOO_YOUNG", "admitted", terms.checks_source, **facts)
    yield from _contradicting(record, terms)
    for kind, value in record.numbers.items():
        pattern = terms.number_patterns.get(kind)
        if kind not in SECRET and pattern and not re.fullmatch(pattern, value, re.ASCII):
            yield finding("NUMBER_MISSHAPEN", kind)


def _contradicting(record: Record, terms: Terms) -> Iterator[Finding]:
    admitted, official, ceremony = record.admitted, record.official_from, record.probation_from
    if admitted is not None and official is not None and admitted > official:
        yield finding("ADMITTED_AFTER_OFFICIAL", "admitted", official=official.isoformat())
    if official is not None and ceremony is not None and terms.since <= ceremony < official:
        due = add_months(ceremony, terms.probation_months)
        if official < due:
            facts: Facts = {"months": terms.probation_months, "due": due.isoformat()}
            yield finding("RECOGNISED_EARLY", "official", terms.checks_source, **facts)
    if admitted is not None and record.counted_from is not None and record.counted_from < admitted:
        yield finding("PARTY_AGE_TOO_EARLY", "counted_from", admitted=admitted.isoformat())


def _lacking(record: Record, terms: Terms) -> Iterator[Finding]:
    had = {name for name, value in record.stated.items() if value}
    had |= {*record.numbers, *record.attributes, *record.groups}
    had |= {name for name in ("birth", "admitted", "counted_from") if getattr(record, name)}
    for name in fields_required(terms=terms, standing=record.standing):
        if name not in had:
            yield finding(LACKING, name, terms.source)


def _unclean(record: Record, terms: Terms) -> Iterator[Finding]:
    if re.search(DIGITS, record.name):
        yield finding("NAME_HAS_DIGITS", "name")
    if re.search(signs_pattern(terms.signs), record.name):
        yield finding("NAME_HAS_SIGNS", "name")
    if " " not in record.name:
        yield finding("NAME_IS_ONE_WORD", "name")
    for name, catalogue in CATALOGUES.items():
        value = record.stated.get(name, "")
        if value and value not in catalogue():
            yield finding("VALUE_NOT_LISTED", name, value=value)
    for kind, value in record.attributes.items():
        if value not in listed_values_of().get(kind, {value}):
            yield finding("VALUE_NOT_LISTED", kind, value=value)


def _stale(record: Record, terms: Terms) -> Iterator[Finding]:
    if record.touched is not None and record.touched <= terms.stale:
        facts: Facts = {"years": terms.stale_years, "touched": record.touched.isoformat()}
        yield finding("RECORD_STALE", "", "", **facts)
    since = record.probation_from
    if record.standing == "probationary" and since is not None and since <= terms.probation:
        yield finding("PROBATION_OVERDUE", "official", since=since.isoformat())
    if record.temporary_from is not None and record.temporary_from <= terms.temporary:
        yield finding("TEMPORARY_OVER", since=record.temporary_from.isoformat())
    if record.org_ended:
        yield finding("ORG_ENDED")
