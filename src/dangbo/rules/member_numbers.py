"""Read the numbers of a member as they are typed, and tell what is wrong or doubtful in them.

Source: `rules.md` R2.40 to R2.43; the forms are in `sets/member_numbers.toml`. The citizen number
tells province, sex and year of birth: Circular 59/2021/TT-BCA. No finding repeats a number.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Final
from unicodedata import normalize

from dangbo.rules.days import LAST_MONTH
from dangbo.rules.instruments import instrument_on
from dangbo.rules.verdicts import Findings, Verdict, finding

CITIZEN: Final = "citizen"
SECRET: Final = frozenset({CITIZEN})
SHOWN: Final = 3
HIDDEN: Final = "•"
OLD_IDENTITY: Final = 9
# Ð and Ɖ look like Đ and are met in its place.
D_WITH_STROKE: Final = str.maketrans("ÐƉðɖ", "ĐĐĐĐ")
BETWEEN: Final = re.compile(r"[\s.,'\"`’‘_/\\–—-]+")
AS_FRACTION: Final = re.compile(r"(\d+)[.,]0+")
AS_POWER: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
MOST_FORMS: Final = 1_000
LEADING_DIGITS: Final = re.compile(r"[0-9]*")


@dataclass(frozen=True)
class NumberForm:
    """How a number of one kind is written on a day; not `certain`: to be confirmed."""

    kind: str
    pattern: str
    digits: tuple[int, ...]
    zeros: int
    certain: bool
    source: str


@dataclass(frozen=True)
class CitizenParts:
    """What a citizen number tells; the province is empty for a birth abroad."""

    province: str
    sex: str
    birth_year: int


@lru_cache(maxsize=MOST_FORMS)
def number_form(*, kind: str, on: date) -> NumberForm | None:
    """Return how a number of a kind is written on a day; None for a kind that we do not know."""
    instrument = instrument_on("member_numbers", on)
    raw = instrument.values["forms"].get(kind)
    if raw is None:
        return None
    return NumberForm(
        kind=kind,
        pattern=raw["pattern"],
        digits=tuple(raw["digits"]),
        zeros=raw["zeros"],
        certain=raw["certain"],
        source=raw.get("source", instrument.source),
    )


def read_number(
    kind: str, text: str, *, on: date, birth: date | None = None, sex: str | None = None
) -> tuple[str, Verdict]:
    """Return a number as it is kept, eaten zeros put back, and what is to be said of it."""
    found = Findings()
    form = number_form(kind=kind, on=on)
    if form is None:
        found.refuse(finding("NUMBER_KIND_UNKNOWN", kind))
        return "", found.verdict()
    value = _clean(text)
    if value is not text and AS_POWER.fullmatch(text.strip()):
        found.refuse(finding("NUMBER_DIGITS_LOST", kind))
    else:
        value = _with_zeros(value, form, found)
        _judge_form(value, form, found)
    if kind == CITIZEN and not found.against:
        _judge_citizen(value, form.source, on=on, birth=birth, sex=sex, found=found)
    return value, found.verdict()


def citizen_parts(value: str) -> CitizenParts:
    """Return what a citizen number of twelve digits tells."""
    century, female = divmod(int(value[3]), 2)
    return CitizenParts(
        province=_provinces().get(value[:3], ""),
        sex="nu" if female else "nam",
        birth_year=1900 + 100 * century + int(value[4:6]),
    )


def masked(kind: str, value: str) -> str:
    """Return a number as lists show it: of a secret one the last three signs only."""
    if kind not in SECRET:
        return value
    hidden = max(len(value) - SHOWN, 0)
    return HIDDEN * hidden + value[hidden:]


def next_card_round(on: date) -> date:
    """Return the first day on or after this one on which cards are issued."""
    rounds = instrument_on("member_numbers", on).values["card_rounds"]
    days = [date(year, month, day) for year in (on.year, on.year + 1) for month, day in rounds]
    return next((day for day in days if day >= on), date(on.year + 1, LAST_MONTH, 31))


def _clean(text: str) -> str:
    if text.isascii() and text.isdecimal():
        return text
    compact = normalize("NFKC", text).strip()
    whole = AS_FRACTION.fullmatch(compact)
    compact = whole[1] if whole else compact
    return BETWEEN.sub("", compact).upper().translate(D_WITH_STROKE)


def _with_zeros(value: str, form: NumberForm, found: Findings) -> str:
    """Put back the zeros that a spreadsheet took from the beginning, and say so."""
    there = len(_digits(value))
    for digits in form.digits:
        missing = digits - there
        if 0 < missing <= form.zeros and _fits(padded := "0" * missing + value, form):
            found.warn(finding("NUMBER_ZEROS_EATEN", form.kind, missing=missing))
            return padded
    return value


def _digits(value: str) -> str:
    found = LEADING_DIGITS.match(value)
    return found[0] if found else ""


def _fits(value: str, form: NumberForm) -> bool:
    return re.fullmatch(form.pattern, value, re.ASCII) is not None


def _judge_form(value: str, form: NumberForm, found: Findings) -> None:
    if not value:
        found.refuse(finding("NUMBER_EMPTY", form.kind))
    elif form.kind == CITIZEN and value.isdecimal() and len(value) == OLD_IDENTITY:
        found.refuse(finding("NUMBER_OLD_IDENTITY", form.kind))
    elif not _fits(value, form):
        found.refuse(finding("NUMBER_FORM", form.kind, form.source, signs=len(value)))
    elif len(set(_digits(value))) == 1:
        found.refuse(finding("NUMBER_PLACEHOLDER", form.kind))


def _judge_citizen(
    value: str, source: str, *, on: date, birth: date | None, sex: str | None, found: Findings
) -> None:
    parts = citizen_parts(value)
    if parts.birth_year > on.year:
        found.refuse(finding("NUMBER_IMPOSSIBLE", CITIZEN, source))
    if not parts.province:
        found.warn(finding("NUMBER_PROVINCE_UNKNOWN", CITIZEN, source))
    if birth is not None and birth.year != parts.birth_year:
        found.warn(finding("NUMBER_BIRTH_CONTRADICTS", CITIZEN, source))
    if sex and sex != parts.sex:
        found.warn(finding("NUMBER_SEX_CONTRADICTS", CITIZEN, source))


@cache
def _provinces() -> Mapping[str, str]:
    text = resources.files("dangbo.rules").joinpath("sets/citizen_provinces.toml")
    provinces: dict[str, str] = tomllib.loads(text.read_text("utf-8"))["provinces"]
    return provinces
