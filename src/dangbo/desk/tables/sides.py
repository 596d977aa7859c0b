"""Draw the tree before and after, those concerned marked and those untouched counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext as _

from dangbo.base.vietnamese import sort_key
from dangbo.desk.tables.marks import MARKS, Sides, States
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.parts import org_url
from dangbo.ui.parts import Text

# So many of one mark below an organisation are shown; of more, the first, and the others folded.
MOST: Final = 12
FIRST: Final = 6

Side = Literal["before", "after"]


@dataclass(frozen=True)
class Marked:
    """A mark as one side shows it."""

    icon: str
    text: Text
    tone: str


@dataclass(frozen=True)
class Fold:
    """Lines with the same marks that are opened by a click."""

    marks: Sequence[Marked]
    lines: Sequence["Line"]


@dataclass(frozen=True)
class Line:
    """An organisation on one side, with those below it that are concerned or lead to them."""

    name: str
    url: str
    kind: str
    marks: Sequence[Marked]
    notes: Sequence[Text]
    children: Sequence["Line"]
    folds: Sequence[Fold]
    unchanged: int
    invented: bool


@dataclass(frozen=True)
class _Drawing:
    states: States
    children: Mapping[int | None, Sequence[int]]
    sides: Sides
    side: Side
    names: Mapping[int, OrgName]
    begun: frozenset[int]
    unchanged: Mapping[int, int]
    on: date

    def lines(self, superior: int | None) -> list[Line]:
        return [self.line(org) for org in self.children.get(superior, ())]

    def notes(self, org: int) -> Iterator[str]:
        """Say where an organisation goes, on one side, and where it came from on the other."""
        codes, before = self.sides.marks.get(org, ()), self.side == "before"
        if before and "ends" in codes and (results := self.sides.results.get(org)):
            yield _("vào %(names)s") % {"names": "; ".join(self.called(each) for each in results)}
        if "moves" in codes:
            other = self.sides.after[org] if before else self.sides.before[org]
            where = {"name": self.called(other.superior)}
            yield _("về %(name)s") % where if before else _("từ %(name)s") % where
        if "renamed" in codes and not before:
            yield _("tên cũ: %(name)s") % {"name": self.sides.before[org].name}

    def called(self, org: int | None) -> str:
        if org is None:
            return _("đầu cây")
        state = self.sides.after.get(org) or self.sides.before.get(org)
        if state is None:
            return self.names[org].name if org in self.names else _("(không rõ tên)")
        return state.name

    def line(self, org: int) -> Line:
        state = self.states[org]
        name = self.names.get(org)
        below = self.lines(org)
        folds = _folds(below)
        folded = {id(line) for fold in folds for line in fold.lines}
        return Line(
            state.name,
            org_url(name.uid) if name and org not in self.begun else "",
            kind_name(state.kind, self.on),
            _marked(self.sides.marks.get(org, ()), self.side),
            list(self.notes(org)),
            [line for line in below if id(line) not in folded],
            folds,
            self.unchanged.get(org, 0),
            bool(name and name.invented),
        )


def drawn(
    sides: Sides,
    side: Side,
    *,
    names: Mapping[int, OrgName],
    begun: frozenset[int],
    counts: Mapping[int, int],
) -> list[Line]:
    """Return the lines of one side; `counts` says how many stand directly below each one now."""
    states = sides.before if side == "before" else sides.after
    return _Drawing(
        states, _children(states), sides, side, names, begun, _unchanged(sides, counts), sides.on
    ).lines(None)


def _children(states: States) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    for org, state in sorted(states.items(), key=lambda each: sort_key(each[1].name)):
        found[state.superior].append(org)
    return found


def _unchanged(sides: Sides, counts: Mapping[int, int]) -> dict[int, int]:
    """Return how many below each organisation are not shown: they are the same on both sides."""
    shown = _children(sides.before)
    return {org: count - len(shown.get(org, ())) for org, count in counts.items()}


def _folds(below: Iterable[Line]) -> list[Fold]:
    alike: dict[tuple[Marked, ...], list[Line]] = defaultdict(list)
    for line in below:
        alike[tuple(line.marks)].append(line)
    return [Fold(marks, some[FIRST:]) for marks, some in alike.items() if len(some) > MOST]


def _marked(codes: Iterable[str], side: Side) -> list[Marked]:
    marks = [MARKS[code] for code in codes]
    words = [(each, each.before if side == "before" else each.after) for each in marks]
    return [Marked(each.icon, text, each.tone) for each, text in words if text]
