"""Find who persons are by a name, a day of birth or a number, as the index of each database can."""

import json
import re
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from dangbo.base.days import DayError, parse_day
from dangbo.base.secrets import lookups
from dangbo.base.spans import known_at
from dangbo.base.vietnamese import nfc, words
from dangbo.members.access import every
from dangbo.members.models import Identity, Number

LEAST_DIGITS: Final = 4
FEW: Final = 20_000
COMPACT: Final = re.compile(r"[\s.\-/]+")
MATCHING: Final = "SELECT rowid FROM members_name WHERE members_name MATCH %s LIMIT %s"
LISTED: Final = "SELECT value FROM json_each(%s)"
ALIKE: Final = "SELECT id FROM members_identity WHERE (' ' || name_folded) LIKE ALL (%s)"


@dataclass(frozen=True)
class Meaning:
    """The identities that a text means; `few`: so few that it is best to begin with them.

    PostgreSQL judges that by itself.
    """

    rows: QuerySet[Identity]
    few: bool = True


def meaning(text: str, *, act: int | None) -> Meaning:
    """Return the identities, as believed after an act, that a text means.

    A day is one of birth, a text with four digits or more is a number, any other is a name: each
    of its words begins a word of the name, in any order, blind to accents, đ and case.
    """
    rows = every(Identity).filter(known_at(act))
    asked = nfc(text.replace("\0", ""))
    try:
        return Meaning(rows.filter(birth=parse_day(asked)))
    except DayError:
        pass
    if sum(sign.isdigit() for sign in asked) >= LEAST_DIGITS:
        return Meaning(rows.filter(person__in=bearing(asked, act=act).values("person")))
    begun = [word for word in dict.fromkeys(words(asked)) if word.isalnum()]
    return _named(rows, begun) if begun else Meaning(rows.none())


def named(text: str, *, act: int | None) -> QuerySet[Identity]:
    """Return the identities that a text means, however many."""
    return meaning(text, act=act).rows


def _named(rows: QuerySet[Identity], begun: list[str]) -> Meaning:
    if connection.vendor == "postgresql":
        patterns = [f"% {word}%" for word in begun]
        return Meaning(rows.filter(pk__in=RawSQL(ALIKE, [patterns])))  # noqa: S611
    match = " AND ".join(f'"{word}"*' for word in begun)
    with connection.cursor() as cursor:
        cursor.execute(MATCHING, [match, FEW + 1])
        found = [row for (row,) in cursor.fetchall()]
    if len(found) <= FEW:
        # Asked once: the index is slower to read than the list of what it found.
        return Meaning(rows.filter(pk__in=RawSQL(LISTED, [json.dumps(found)])))  # noqa: S611
    held = Q()
    for word in begun:
        held &= Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}")
    return Meaning(rows.filter(held), few=False)


def bearing(text: str, *, act: int | None) -> QuerySet[Number]:
    """Return the rows of a number of any kind, of any day, as believed after an act."""
    value = COMPACT.sub("", nfc(text)).upper()
    wanted = [value, nfc(text), *lookups(value)]
    kinds = ("file", "card", "citizen")
    return every(Number).filter(known_at(act), kind__in=kinds, lookup__in=wanted)
