"""Count the members of an organisation and of all below it on a day, by what they are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.members.queries.elsewhere import away_for_a_time, here_for_a_time
from dangbo.members.queries.grouping import counted_rows
from dangbo.members.queries.scopes import Scope
from dangbo.orgs.access import versions_on
from dangbo.rules.age_bands import Band, band_days, bands_on
from dangbo.rules.member_attributes import AttributeKind, Form, at_least, attribute_kinds
from dangbo.rules.paths import WIDTH, orgs_of, segment
from dangbo.rules.person_catalogues import is_minority

ANY: Final = "*"
UNKNOWN: Final = ""
Figures = Mapping[str, int]
Found = Counter[tuple[Any, ...]]


class OrgCount(NamedTuple):
    """How many members an organisation directly below has, those below it included."""

    id: int
    uid: str
    name: str
    invented: bool
    total: int


@dataclass(frozen=True)
class MemberCounts:
    """How many members there are, and how many of each sort.

    Bands are by code, with `""` for those whose day is not known. `by_attribute` has each listed
    value, or `*` (any) where values are words; `at_least` each level and those above it together.
    `own` are posted in the organisation itself.
    """

    total: int
    by_standing: Figures
    by_activity: Figures
    by_sex: Figures
    minority: int
    by_ethnicity: Figures
    by_age: Figures
    by_party_age: Figures
    by_attribute: Mapping[str, Figures]
    at_least: Mapping[str, Figures]
    temporary_in: int
    temporary_out: int
    since: date | None
    admitted_since: int
    own: int
    below: tuple[OrgCount, ...]


def member_counts(
    *,
    actor: Actor,
    org: int | None,
    on: date,
    known: date | None = None,
    since: date | None = None,
    invented: bool = True,
) -> MemberCounts:
    """Count members on a day; `since` is the first day of admission of `admitted_since`."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known, invented=invented)
    if scope is None:
        return _counted(Counter(), Counter(), Counter(), on=on, since=since)
    per_path = _per_branch(scope)
    stands = _by_standing(scope, since)
    return _counted(
        stands,
        _by_identity(scope),
        attribute_cells(scope),
        on=on,
        since=since,
        temporary={"in": here_for_a_time(scope), "out": away_for_a_time(scope, stands.total())},
        own=per_path.get(scope.path, 0),
        below=_below(scope, per_path),
    )


def total_members(
    *,
    actor: Actor,
    org: int | None,
    on: date,
    known: date | None = None,
    invented: bool = True,
) -> int:
    """Count members on a day, and nothing else."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known, invented=invented)
    return sum(count for (count,) in counted_rows(scope)) if scope else 0


def _by_standing(scope: Scope, since: date | None) -> Found:
    bands = banded("t.counted_from", bands_on("party_age", scope.on).bands, scope.on)
    columns = (
        f"t.standing AS standing, t.activity AS activity, {bands} AS band, "
        "CASE WHEN t.admitted >= %(since)s THEN 1 ELSE 0 END AS recent"
    )
    values = {"since": since or date.max}
    rows = counted_rows(scope, columns=columns, table="members_standing", values=values)
    return together(rows)


def _by_identity(scope: Scope) -> Found:
    bands = banded("t.birth", bands_on("age", scope.on).bands, scope.on)
    columns = f"t.sex AS sex, t.ethnicity AS ethnicity, {bands} AS band"
    return together(counted_rows(scope, columns=columns, table="members_identity", dated=False))


def attribute_cells(scope: Scope) -> Found:
    """Return counts by quality and value; the values of those that are not counted are one.

    They are not left out by a condition: for that SQLite would look up each kind of each person.
    """
    listed = [each.code for each in _counted_kinds() if each.form is not Form.TEXT]
    shown = f"CASE WHEN t.kind IN ({_quoted(listed)}) THEN t.value ELSE '{ANY}' END"
    columns = f"t.kind AS quality, {shown} AS shown"
    return together(counted_rows(scope, columns=columns, table="members_attribute"))


def _quoted(codes: Iterable[str]) -> str:
    """Write codes of our own sets as text of a statement."""
    return ", ".join(f"'{code}'" for code in codes)


def together(rows: Iterable[tuple[Any, ...]]) -> Found:
    """Add up rows whose last value is a count, by the values before it."""
    found: Found = Counter()
    for *values, count in rows:
        found[tuple(values)] += count
    return found


def _per_branch(scope: Scope) -> Counter[str]:
    """Count the members of the organisation itself and of each branch directly below, by path."""
    if not scope.path:
        return Counter()
    wide = len(scope.path) + WIDTH
    rows = counted_rows(scope, columns=f"SUBSTR(o.path, 1, {wide}) AS branch")
    return Counter(dict(rows))


def _below(scope: Scope, per_path: Mapping[str, int]) -> tuple[OrgCount, ...]:
    if not scope.path:
        return ()
    top = orgs_of(scope.path)[-1]
    rows = versions_on(scope.actor, on=scope.on, known=scope.act).filter(superior=top)
    fields = ("org", "org__uid", "name", "org__invented")
    return tuple(
        OrgCount(org, uid, name, invented, per_path.get(scope.path + segment(org), 0))
        for org, uid, name, invented in rows.order_by("name_sort", "org").values_list(*fields)
    )


def banded(field: str, bands: Sequence[Band], on: date) -> str:
    """Return the band in which a day is; dates written so are compared alike in both databases."""
    whens = " ".join(
        f"WHEN {field} >= '{days.first.isoformat()}' AND {field} <= '{days.last.isoformat()}'"
        f" THEN '{code}'"
        for code, days in band_days(bands, on).items()
    )
    return f"CASE {whens} ELSE '{UNKNOWN}' END"


def _counted_kinds() -> list[AttributeKind]:
    return [each for each in attribute_kinds().values() if each.counted]


def _counted(
    stands: Found,
    identities: Found,
    attributes: Found,
    *,
    on: date,
    since: date | None,
    temporary: Mapping[str, int] | None = None,
    own: int = 0,
    below: tuple[OrgCount, ...] = (),
) -> MemberCounts:
    """Add up what the statements grouped."""
    places = temporary or {}
    by_attribute = _values(attributes)
    return MemberCounts(
        total=stands.total(),
        by_standing=_summed(stands, 0, ("official", "probationary")),
        by_activity=_summed(stands, 1, ("active", "exempt", "suspended")),
        by_sex=_summed(identities, 0, ("nam", "nu")),
        minority=sum(n for (_, group, _), n in identities.items() if is_minority(group)),
        by_ethnicity=_summed(identities, 1),
        by_age=_summed(identities, 2, [each.code for each in bands_on("age", on).bands]),
        by_party_age=_summed(stands, 2, [each.code for each in bands_on("party_age", on).bands]),
        by_attribute=by_attribute,
        at_least=_levels(by_attribute),
        temporary_in=places.get("in", 0),
        temporary_out=places.get("out", 0),
        since=since,
        admitted_since=sum(n for (*_, recent), n in stands.items() if recent),
        own=own,
        below=below,
    )


def _summed(
    found: Mapping[tuple[Any, ...], int], place: int, order: Sequence[str] = ()
) -> dict[str, int]:
    """Add up by one part of the keys: those in order, even if none, then others by code."""
    sums: Counter[str] = Counter()
    for key, count in found.items():
        sums[key[place]] += count
    return {code: sums[code] for code in dict.fromkeys([*order, *sorted(sums)])}


def _values(found: Mapping[tuple[Any, ...], int]) -> dict[str, dict[str, int]]:
    """Lay out counts by attribute, every listed value in its order."""
    sums: dict[str, dict[str, int]] = {}
    for kind in _counted_kinds():
        codes = [ANY] if kind.form is Form.TEXT else list(kind.values)
        own = {value: count for (code, value), count in found.items() if code == kind.code}
        sums[kind.code] = {code: own.pop(code, 0) for code in codes} | own
    return sums


def _levels(by_attribute: Mapping[str, Figures]) -> dict[str, dict[str, int]]:
    """Return for each value of an ordered attribute how many have it or one above."""
    found: dict[str, dict[str, int]] = {}
    for kind in _counted_kinds():
        if kind.ordered:
            counts = by_attribute[kind.code]
            found[kind.code] = {
                value: sum(counts[each] for each in at_least(kind.code, value))
                for value in kind.values
            }
    return found
