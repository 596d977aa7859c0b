"""Name the codes by which indicators are broken down."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangbo.cases.phrases.names import kind_name as case_name
from dangbo.honours.phrases import card_kind_name, level_name
from dangbo.members.phrases import (
    activity_name,
    attribute_value,
    ethnicity_name,
    sex_name,
    standing_name,
)
from dangbo.members.phrases.movements import line_name
from dangbo.members.phrases.names import religion_name
from dangbo.orgs.phrases import kind_name
from dangbo.posts.phrases import body_name, title_name
from dangbo.rules.age_bands import Band, bands_on
from dangbo.rules.cell_sizes import cell_sizes_on

Naming = Callable[[str, date], str]


def _plain(name: Callable[[str], str]) -> Naming:
    return lambda code, _on: name(code)


def _valued(kind: str) -> Naming:
    return lambda code, _on: attribute_value(kind, code)


def _band(bands: Sequence[Band], code: str) -> str:
    found = next((each for each in bands if each.code == code), None)
    if found is None:
        return code
    return found.name_en if (get_language() or "").startswith("en") else found.name


NAMES: Final[Mapping[str, Naming]] = {
    "kind": kind_name,
    "size": lambda code, on: _band(cell_sizes_on(on), code),
    "sex": _plain(sex_name),
    "ethnicity": _plain(ethnicity_name),
    "religion": _plain(religion_name),
    "standing": _plain(standing_name),
    "activity": _plain(activity_name),
    "age": lambda code, on: _band(bands_on("age", on).bands, code),
    "party_age": lambda code, on: _band(bands_on("party_age", on).bands, code),
    "general_education": _valued("general_education"),
    "education": _valued("education"),
    "theory": _valued("theory"),
    "occupation": _valued("occupation"),
    "movement": _plain(line_name),
    "body": body_name,
    "title": title_name,
    "level": lambda code, _on: level_name(int(code)),
    "reason": _plain(card_kind_name),
    "case": _plain(case_name),
}


def code_name(dimension: str, code: str, on: date) -> str:
    """Return what a code of a dimension means on a day."""
    if not code:
        return _("Chưa rõ")
    naming = NAMES.get(dimension)
    name = naming(code, on) if naming else code
    return name[:1].upper() + name[1:]


def codes_name(dimensions: Sequence[str], codes: Sequence[str], on: date) -> str:
    """Return what the codes of one cell mean together."""
    pairs = zip(dimensions, codes, strict=True)
    return ", ".join(code_name(dimension, code, on) for dimension, code in pairs)
