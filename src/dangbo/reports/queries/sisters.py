"""Set organisations beside each other: those under one superior, those below, those of one kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dangbo.audit.access import act_known_on
from dangbo.orgs.access import paths_on, versions_on
from dangbo.orgs.queries import children, roots, tree
from dangbo.orgs.queries.indicators import Asked
from dangbo.reports.queries.answering import below, value_of
from dangbo.reports.queries.branches import values_by_branch
from dangbo.reports.queries.from_columns import is_answering
from dangbo.rules.indicator_values import Value
from dangbo.rules.paths import orgs_of

Among = Literal["ben_canh", "truc_thuoc", "cung_loai"]
# More rows than these are no comparison that anybody reads; each costs statements of its own.
MOST: Final = 100


@dataclass(frozen=True)
class Sister:
    """An organisation of a comparison with its values by indicator; `own`: the one asked for."""

    id: int
    uid: str
    name: str
    kind: str
    invented: bool
    own: bool
    values: Mapping[str, Value | None]


@dataclass(frozen=True)
class Compared:
    """Some organisations beside each other; `left` more were left out."""

    rows: Sequence[Sister]
    left: int = 0


def compared(asked: Asked, among: Among, codes: Sequence[str]) -> Compared:
    """Return the organisations that are compared with one, each with its values."""
    upper = asked.org if among == "truc_thuoc" else _superior(asked)
    rows = _of_one_kind(asked) if among == "cung_loai" else _level(asked, upper)
    shown = rows[:MOST]
    if asked.org in {row[0] for row in rows} - {row[0] for row in shown}:
        shown = [*shown[:-1], next(row for row in rows if row[0] == asked.org)]
    told = _values(asked, [row[0] for row in shown], codes, upper if among != "cung_loai" else None)
    found = [
        Sister(*row, own=row[0] == asked.org, values={code: told[code][row[0]] for code in codes})
        for row in shown
    ]
    return Compared(found, len(rows) - len(shown))


Row = tuple[int, str, str, str, bool]


def _superior(asked: Asked) -> int | None:
    rows = versions_on(asked.actor, on=asked.on, known=act_known_on(asked.known))
    return rows.filter(org=asked.org).values_list("superior", flat=True).first()


def _level(asked: Asked, upper: int | None) -> list[Row]:
    actor, on, known = asked.actor, asked.on, asked.known
    if upper is None:
        rows = roots(actor=actor, on=on, known=known)
    else:
        rows = children(actor=actor, org=upper, on=on, known=known)
    return [(each.id, each.uid, each.name, each.kind, each.invented) for each in rows]


def _of_one_kind(asked: Asked) -> list[Row]:
    """Return those of the same kind under the same top, as far as they may be read."""
    paths = paths_on(asked.actor, on=asked.on, known=act_known_on(asked.known))
    own = paths.filter(org=asked.org).values_list("path", flat=True).first()
    if own is None:
        return []
    rows = tree(actor=asked.actor, on=asked.on, known=asked.known, org=orgs_of(own)[0])
    kind = next((each.kind for each in rows if each.id == asked.org), None)
    return [
        (each.id, each.uid, each.name, each.kind, each.invented)
        for each in rows
        if each.kind == kind
    ]


def _values(
    asked: Asked, orgs: Sequence[int], codes: Sequence[str], upper: int | None
) -> dict[str, dict[int, Value | None]]:
    of_upper = replace(asked, org=upper, _kept={}) if upper is not None else None
    asks = {org: replace(asked, org=org, _kept={}) for org in orgs}
    found: dict[str, dict[int, Value | None]] = {}
    for code in codes:
        if of_upper and is_answering(of_upper):
            found[code] = {each.id: each.value for each in below(code, of_upper)}
        elif of_upper and (told := values_by_branch(code, of_upper, orgs)) is not None:
            found[code] = dict(told)
        else:
            found[code] = {org: value_of(code, each) for org, each in asks.items()}
    return found
