"""Say what is counted from columns: the official postings, or those of persons who are something.

What a measure asks is made from the filters of the list of members, so that both mean the same.
What depends on the day itself, as an age does, has no measure: it is asked of the tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any, Final

from dangbo.members.queries.filtering import EVERYONE, MemberFilters
from dangbo.rules.member_attributes import at_least
from dangbo.rules.person_catalogues import MAJORITY, NO_RELIGION

STANDING: Final = "members_standing"
ATTRIBUTE: Final = "members_attribute"
IDENTITY: Final = "members_identity"


@dataclass(frozen=True)
class Measure:
    """Whose official postings are counted: of everybody, or of whom a row `t` of a table says so.

    `among` names columns with the values of which one is asked, `other` with those that none is.
    """

    table: str = ""
    among: tuple[tuple[str, tuple[str, ...]], ...] = ()
    other: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> str:
        """Return the name under which its columns are kept."""
        told = repr((self.table, self.among, self.other))
        return f"members-{sha256(told.encode()).hexdigest()[:16]}"

    @property
    def dated(self) -> bool:
        """Say whether the rows that say so hold over spans."""
        return self.table != IDENTITY

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables on whose rows it rests."""
        return ("members_posting", *((self.table,) if self.table else ()))

    def conditions(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield each condition on a row `t`, with its values."""
        for sides, word in ((self.among, "IN"), (self.other, "NOT IN")):
            for column, values in sides:
                yield f"t.{column} {word} ({', '.join(['%s'] * len(values))})", values


Sides = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


def measure_of(filters: MemberFilters) -> Measure | None:
    """Return the measure that some filters ask for; None where columns do not answer them."""
    asked = [
        each.name
        for each in fields(filters)
        if getattr(filters, each.name) != getattr(EVERYONE, each.name)
    ]
    if not asked:
        return Measure()
    one = asked[0] if len(asked) == 1 else ""
    value = getattr(filters, one, None)
    if one in {"values", "at_least", "having"} and len(value or ()) != 1:
        return None
    return _measure(one, value)


def _measure(name: str, value: Any) -> Measure | None:
    if name in {"standing", "activity"}:
        return Measure(STANDING, ((name, tuple(sorted(value))),))
    if name == "sex":
        return Measure(IDENTITY, (("sex", (value,)),))
    if name in {"minority", "religious"} and value:
        column, usual = OTHER[name]
        return Measure(IDENTITY, other=((column, (usual, "")),))
    return _attribute(name, value)


OTHER: Final = {"minority": ("ethnicity", MAJORITY), "religious": ("religion", NO_RELIGION)}


def _attribute(name: str, value: Any) -> Measure | None:
    if name == "having":
        return Measure(ATTRIBUTE, (("kind", tuple(value)),))
    if name not in {"values", "at_least"}:
        return None
    ((kind, wanted),) = value.items()
    values = at_least(kind, wanted) if name == "at_least" else wanted
    return Measure(ATTRIBUTE, (("kind", (kind,)), ("value", tuple(sorted(values)))))


_registered: Final[dict[str, Measure]] = {}


def register_measure(filters: MemberFilters) -> None:
    """Keep columns of what some filters ask, where columns can answer it; call it in `ready()`."""
    measure = measure_of(filters)
    if measure is not None:
        _registered[measure.key] = measure


def measures() -> list[Measure]:
    """Return the measures of which columns are kept."""
    return list(_registered.values())
