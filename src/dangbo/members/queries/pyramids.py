"""Count the members of a day by sex and by the bands of age and of Party age together."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.members.queries.counting import Found, attribute_cells, banded, together
from dangbo.members.queries.grouping import counted_rows, known_condition
from dangbo.members.queries.scopes import Scope
from dangbo.rules.age_bands import bands_on
from dangbo.rules.member_attributes import Form, attribute_kinds


class Pyramids(NamedTuple):
    """How many members each band has of each sex, and each value of the attributes that count.

    `""` is a band, a sex or a value that is not known.
    """

    total: int
    age: Mapping[tuple[str, str], int]
    party_age: Mapping[tuple[str, str], int]
    attributes: Mapping[str, Mapping[str, int]]


NOBODY = Pyramids(0, {}, {}, {})


def pyramids(
    *, actor: Actor, org: int, on: date, known: date | None = None, kinds: tuple[str, ...] = ()
) -> Pyramids:
    """Return the pyramids of an organisation and all below it, and some attributes by value."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return NOBODY
    age = _by_age(scope)
    total = sum(age.values())
    values = attribute_cells(scope)
    attributes = {kind: _of_kind(values, kind, total) for kind in kinds}
    return Pyramids(total, age, _by_party_age(scope), attributes)


def _of_kind(values: Found, kind: str, total: int) -> Counter[str]:
    """Return the values of one attribute; who has none is told as not known."""
    found = Counter({shown: n for (quality, shown), n in values.items() if quality == kind})
    found[""] += total - found.total()
    return found


def _by_age(scope: Scope) -> Found:
    bands = banded("t.birth", bands_on("age", scope.on).bands, scope.on)
    columns = f"{bands} AS band, t.sex AS sex"
    return together(counted_rows(scope, columns=columns, table="members_identity", dated=False))


def _by_party_age(scope: Scope) -> Found:
    """Group by what the standing says and the sex; an identity is one row of a person."""
    bands = banded("t.counted_from", bands_on("party_age", scope.on).bands, scope.on)
    sex = (
        "(SELECT MAX(i.sex) FROM members_identity i WHERE i.person_id = t.person_id"  # noqa: S608
        f" AND {known_condition('i', scope)})"
    )
    columns = f"{bands} AS band, {sex} AS sex"
    found = together(counted_rows(scope, columns=columns, table="members_standing"))
    return Counter({(band, of or ""): n for (band, of), n in found.items()})


IDENTITY = ("sex", "ethnicity", "religion", "age")
STANDING = ("standing", "activity", "party_age")


def is_counted_by(way: str) -> bool:
    """Say whether members can be counted by something in one statement."""
    kind = attribute_kinds().get(way)
    listed = kind is not None and kind.counted and kind.form is not Form.TEXT
    return way in IDENTITY or way in STANDING or listed


def counts_by(
    way: str, *, actor: Actor, org: int, on: date, known: date | None = None
) -> Mapping[str, int]:
    """Return how many members of a day have each code of one thing; `""` is not known."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return {}
    if way not in IDENTITY and way not in STANDING:
        return _of_kind(attribute_cells(scope), way, sum(n for (n,) in counted_rows(scope)))
    field = f"t.{way}"
    if way == "age":
        field = banded("t.birth", bands_on("age", on).bands, on)
    if way == "party_age":
        field = banded("t.counted_from", bands_on("party_age", on).bands, on)
    dated = way in STANDING
    table = "members_standing" if dated else "members_identity"
    cells = together(counted_rows(scope, columns=f"{field} AS code", table=table, dated=dated))
    return Counter({code or "": n for (code,), n in cells.items()})
