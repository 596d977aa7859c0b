"""Lay out pairs of persons who may be one: side by side, and in the columns of files."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.phrases import (
    attribute_name,
    attribute_value,
    ethnicity_name,
    number_name,
    religion_name,
    sex_name,
)
from dangbo.members.phrases.names import field_name
from dangbo.members.queries import MemberRow
from dangbo.members.tables.members import birth_words, member_url, standing_words
from dangbo.quality.phrases import reason_words
from dangbo.quality.queries import ApartRow, PairRow
from dangbo.quality.tables.lists import org_words
from dangbo.quality.tables.parts import marks
from dangbo.ui.parts import Change
from dangbo.ui.tables import Column


def side(row: MemberRow) -> dict[str, Any]:
    """Return what a page shows of one person of a pair."""
    return {
        "name": row.name,
        "uid": row.uid,
        "url": member_url(row.uid),
        "birth": birth_words(row),
        "org": org_words(row),
        "standing": standing_words(row),
        "badges": marks(invented=row.invented),
    }


def pair_card(row: PairRow) -> dict[str, Any]:
    """Return what a page shows of a pair: both sides, why, and what can be done."""
    one, other = row.one.uid, row.other.uid
    return {
        "sides": [side(row.one), side(row.other)],
        "why": reason_words(row.likeness.reasons),
        "merge_url": reverse("quality:merge", args=[one, other]),
        "apart_url": reverse("quality:not_same", args=[one, other]),
    }


def told(row: MemberRow) -> str:
    """Return what a list says of one person of a pair, in one cell of a file."""
    return ", ".join(filter(None, (row.name, birth_words(row), org_words(row), row.uid)))


def pair_columns() -> list[Column]:
    """Return the columns of pairs for files; the page shows them side by side."""
    return [
        Column("one", lazy("Người thứ nhất"), value=lambda row: told(row.one), main=True),
        Column("other", lazy("Người thứ hai"), value=lambda row: told(row.other)),
        Column("why", lazy("Vì sao"), value=_why),
    ]


def _why(row: PairRow) -> str:
    return reason_words(row.likeness.reasons)


def apart_words(row: ApartRow) -> str:
    """Say who told two persons apart, and when."""
    said = {"who": row.by, "day": format_day(row.at.date())}
    return _("%(who)s, ngày %(day)s") % said


def apart_card(row: ApartRow) -> dict[str, Any]:
    """Return what a page shows of a pair that somebody told apart."""
    return {
        "sides": [side(row.one), side(row.other)],
        "said": apart_words(row),
        "reason": row.reason,
        "back_url": reverse("quality:same_again", args=[row.act]),
    }


def compared(row: PairRow) -> list[Change]:
    """Return what both sides state of each thing, those that nobody states left out."""
    sides = [dict(_stated(each)) for each in (row.one, row.other)]
    labels = dict.fromkeys([*sides[0], *sides[1]])
    rows = [Change(each, sides[0].get(each, ""), sides[1].get(each, "")) for each in labels]
    return [each for each in rows if each.before or each.after]


def _stated(row: MemberRow) -> Iterator[tuple[str, str]]:
    yield field_name("name"), row.name
    yield field_name("birth"), birth_words(row)
    yield field_name("sex"), sex_name(row.sex) if row.sex else ""
    yield field_name("ethnicity"), ethnicity_name(row.ethnicity) if row.ethnicity else ""
    yield field_name("religion"), religion_name(row.religion) if row.religion else ""
    yield field_name("home_town"), row.home_town
    yield field_name("standing"), standing_words(row)
    yield field_name("org"), org_words(row)
    yield field_name("admitted"), format_day(row.admitted) if row.admitted else ""
    yield field_name("counted_from"), format_day(row.counted_from) if row.counted_from else ""
    for kind, number in sorted(row.numbers.items()):
        yield number_name(kind), number
    for kind, value in sorted(row.attributes.items()):
        yield attribute_name(kind), attribute_value(kind, value)
