"""Lay out the members of a drafted change's sources, each with where he or she goes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dangbo.base.vietnamese import fold
from dangbo.members.phrases import standing_name
from dangbo.members.queries import MemberRow
from dangbo.members.queries.posted import Posted
from dangbo.members.tables.members import birth_words, member_url


@dataclass(frozen=True)
class ChoiceRow:
    """A member with the words that tell him or her from others, and the place chosen so far."""

    uid: str
    name: str
    url: str
    about: str
    to: str
    invented: bool


@dataclass(frozen=True)
class PlaceCount:
    """How many go to one place."""

    name: str
    count: int


def choice_rows(
    rows: Sequence[MemberRow], listed: Mapping[str, str], *, several: bool
) -> list[ChoiceRow]:
    """Return members as the page lists them; of several sources each says which."""
    found = []
    for row in rows:
        words = [birth_words(row), standing_name(row.standing)]
        words += [row.org.name] if several and row.org else []
        words += [row.numbers["card"]] if row.numbers.get("card") else []
        about = " · ".join(filter(None, words))
        to = listed.get(row.uid, "")
        found.append(ChoiceRow(row.uid, row.name, member_url(row.uid), about, to, row.invented))
    return found


def place_counts(
    people: Sequence[Posted], listed: Mapping[str, str], names: Mapping[str, str], rest: str
) -> list[PlaceCount]:
    """Count who goes where; those not listed go where all the rest go."""
    counts = Counter(listed.get(each.uid, "") for each in people)
    places = [PlaceCount(name, counts[key]) for key, name in names.items() if counts[key]]
    return [*places, PlaceCount(_("Còn lại: %(rest)s") % {"rest": rest}, counts[""])]


def narrowed(
    people: Sequence[Posted], listed: Mapping[str, str], *, text: str, to: str
) -> list[Posted]:
    """Return those whose name or number has a text in it, and who go to a place ("-": to none)."""
    wanted, bare = fold(text), "".join(text.split())
    return [
        each
        for each in people
        if (not text or wanted in fold(each.name) or any(bare in one for one in each.numbers))
        and (not to or listed.get(each.uid, "-") == to)
    ]
