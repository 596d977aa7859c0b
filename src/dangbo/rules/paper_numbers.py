"""Read the number of a paper, as 537-QĐ/TU, without ever guessing.

Source: rules.md 9.1 and 9.2, after 66-QĐ/TW (2017) with 36-HD/VPTW (2018) and 399-QĐ/TW (2026)
with 05-HD/VPTW (2026) for Party papers; Decree 30/2020/NĐ-CP for those of the State. What follows
neither form is kept as it is written.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal
from unicodedata import normalize

Form = Literal["party", "state", "unparsed"]

# Spellings of a kind that rules.md 9.1 and 9.2 report, and those of headings set in capitals.
# QĐi (quy định) is another kind than QĐ (quyết định), so it is never shortened.
KIND_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {"Qđ": "QĐ", "Qđi": "QĐi", "QĐI": "QĐi", "CTR": "CTr", "TTR": "TTr"}
)
TWO_DIGITS = 2

SPACES = re.compile(r"\s+")
DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
SLASHES = re.compile(r"\s*/\s*")
# Capital eth and African D look like Đ and stand for it in text from other programs.
LETTERS = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "\u200b": "", "\ufeff": ""})

LEAD = r"(?:(?:[Ss]ố|SỐ)\s*:?\s*)?"
DAY = r"(?:\s*,?\s*ngày\s*(?P<d>[0-9]{1,2})[-/](?P<m>[0-9]{1,2})[-/](?P<y>[0-9]{4}))?"
PARTY = re.compile(
    LEAD + r"(?P<number>[0-9]{1,5})(?P<suffix>[a-zA-ZđĐ]?)"
    r"-(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,4})/(?P<issuer>[A-ZĐƯ][A-Za-zĐđƯư]{0,9})" + DAY
)
STATE = re.compile(
    LEAD + r"(?P<number>[0-9]{1,5})/(?P<year>[0-9]{4})"
    r"/(?P<code>[A-ZĐ][A-Za-zĐđ]*[0-9]*(?:-[A-ZĐ][A-Za-zĐđ0-9]*)*)" + DAY
)


@dataclass(frozen=True)
class PaperNumber:
    """What the number of a paper says; `normal` is the one way in which it is written."""

    raw: str
    form: Form
    normal: str
    number: int | None = None
    suffix: str = ""
    kind: str = ""
    issuer: str = ""
    year: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Issuer:
    """A body that issues papers: its code, its Vietnamese name and its level."""

    code: str
    name: str
    level: str


def parse_number(raw: str) -> PaperNumber:
    """Return what `raw` says; a text in neither form is kept as written, in NFC."""
    tight = SLASHES.sub("/", DASHES.sub("-", _clean(raw)))
    found = PARTY.fullmatch(tight) or STATE.fullmatch(tight)
    if found is None or not _is_possible(found.groupdict()):
        return PaperNumber(raw=raw, form="unparsed", normal=normalize("NFC", raw).strip())
    return (_party if found.re is PARTY else _state)(raw, found.groupdict())


def paper_kinds() -> Mapping[str, str]:
    """Return the kinds of paper known: abbreviation to Vietnamese name."""
    return {each["code"]: each["name"] for each in _table()["kind"]}


def paper_kind_terms() -> Mapping[str, str]:
    """Return the kinds of paper known: abbreviation to English term."""
    return {each["code"]: each["term"] for each in _table()["kind"]}


def issuers() -> Mapping[str, Issuer]:
    """Return the bodies known by the code they sign their papers with."""
    return {each["code"]: Issuer(**each) for each in _table()["issuer"]}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("dangbo.rules").joinpath("sets/paper_kinds.toml").read_text("utf-8")
    )


def _clean(raw: str) -> str:
    return SPACES.sub(" ", normalize("NFC", raw).translate(LETTERS)).strip()


def _is_possible(parts: Mapping[str, str | None]) -> bool:
    """Say whether a series, which begins at 1, and the calendar have such a number and day."""
    return int(parts["number"] or 0) > 0 and (parts["d"] is None or _day(parts) is not None)


def _day(parts: Mapping[str, str | None]) -> date | None:
    day, month, year = (int(parts[part] or 0) for part in "dmy")
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _party(raw: str, parts: Mapping[str, str]) -> PaperNumber:
    number, suffix, issuer = int(parts["number"]), parts["suffix"], parts["issuer"]
    kind = KIND_SPELLINGS.get(parts["kind"], parts["kind"])
    return PaperNumber(
        raw=raw,
        form="party",
        normal=f"{number:0{TWO_DIGITS}}{suffix}-{kind}/{issuer}",
        number=number,
        suffix=suffix,
        kind=kind,
        issuer=issuer,
        day=_day(parts),
    )


def _state(raw: str, parts: Mapping[str, str]) -> PaperNumber:
    """Read a state number: NĐ-CP is kind and issuer, QH15 the issuer alone."""
    number, year, code = int(parts["number"]), int(parts["year"]), parts["code"]
    kind, _, issuer = code.partition("-") if "-" in code else ("", "", code)
    return PaperNumber(
        raw=raw,
        form="state",
        normal=f"{number:0{TWO_DIGITS}}/{parts['year']}/{code}",
        number=number,
        kind=kind,
        issuer=issuer,
        year=year,
        day=_day(parts),
    )
