"""Find who persons are by a name, a day of birth or a number, as the index of each database can."""

import re
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
BEGUN_MANY: Final = """
SELECT COUNT(*) FROM (SELECT rowid FROM members_name WHERE members_name MATCH %s LIMIT %s)
"""
BEGUN: Final = {
    "sqlite": "SELECT rowid FROM members_name WHERE members_name MATCH %s",
    "postgresql": "SELECT id FROM members_identity WHERE (' ' || name_folded) LIKE ALL (%s)",
}


def is_few(text: str) -> bool:
    """Say whether so few persons are meant that it is best to begin with them.

    PostgreSQL judges that by itself.
    """
    asked = _words(text)
    if connection.vendor != "sqlite" or not asked or _is_day_or_number(nfc(text)):
        return True
    with connection.cursor() as cursor:
        cursor.execute(BEGUN_MANY, [_match(asked), FEW + 1])
        found: int = cursor.fetchone()[0]
    return found <= FEW


def named(text: str, *, act: int | None) -> QuerySet[Identity]:
    """Return the identities, as believed after an act, that a text means.

    A day is one of birth, a text with four digits or more is a number, any other is a name: each
    of its words begins a word of the name, in any order, blind to accents, đ and case.
    """
    rows = every(Identity).filter(known_at(act))
    asked = nfc(text.replace("\0", ""))
    try:
        return rows.filter(birth=parse_day(asked))
    except DayError:
        pass
    if _is_day_or_number(asked):
        return rows.filter(person__in=bearing(asked, act=act).values("person"))
    return rows.filter(begun(asked))


def begun(text: str) -> Q:
    """Return the condition of names of which each word of a text begins a word."""
    asked = _words(text)
    if not asked:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        given: list[object] = [[f"% {word}%" for word in asked]]
    elif is_few(text):
        given = [_match(asked)]
    else:
        held = Q()
        for word in asked:
            held &= Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}")
        return held
    return Q(pk__in=RawSQL(BEGUN[connection.vendor], given))  # noqa: S611 - words are parameters


def _words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(words(text)) if word.isalnum()]


def _match(asked: list[str]) -> str:
    return " AND ".join(f'"{word}"*' for word in asked)


def _is_day_or_number(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) >= LEAST_DIGITS


def bearing(text: str, *, act: int | None) -> QuerySet[Number]:
    """Return the rows of a number of any kind, of any day, as believed after an act."""
    value = COMPACT.sub("", nfc(text)).upper()
    wanted = [value, nfc(text), *lookups(value)]
    kinds = ("file", "card", "citizen")
    return every(Number).filter(known_at(act), kind__in=kinds, lookup__in=wanted)
