"""Turn the organisations of a day into the lines of a tree, long levels cut into parts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.numbers import format_number
from dangbo.base.vietnamese import sort_key
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import ChildRow, Counts, TreeRow
from dangbo.orgs.queries.states import OrgBrief
from dangbo.orgs.tables.parts import counts_words, marks, org_url
from dangbo.ui.parts import Node
from dangbo.ui.tables import Column

PART: Final = 200


class Level(NamedTuple):
    """What it takes to draw one level: its rows, what they count, and what is open below them."""

    parent: str
    rows: Sequence[ChildRow]
    counts: Mapping[int, Counts]
    opened: Mapping[int, Sequence[Node]]
    current: int | None = None


class BranchRow(NamedTuple):
    """One organisation of a branch that is written out in full, with its depth from 1."""

    depth: int
    org: TreeRow
    superior: str
    below: int


def branch_url(uid: str) -> str:
    """Return the address of the lines directly below an organisation, or of the top."""
    return reverse("orgs:branch", args=[uid]) if uid else reverse("orgs:top")


def level_nodes(level: Level, on: date, *, first: int | None = None) -> list[Node]:
    """Return the first part of a level and a line for each further part; or one part alone."""
    if first is not None:
        return [_node(row, level, on) for row in level.rows[first : first + PART]]
    nodes = [_node(row, level, on) for row in level.rows[:PART]]
    return nodes + [_part(level, at, on) for at in range(PART, len(level.rows), PART)]


def _node(row: ChildRow, level: Level, on: date) -> Node:
    counts = level.counts.get(row.id)
    words = [kind_name(row.kind, on), counts_words(counts) if counts else ""]
    opened = level.opened.get(row.id, ())
    return Node(
        key=row.uid,
        label=row.name,
        url=org_url(row.uid),
        kind=" · ".join(filter(None, words)),
        count=row.below or None,
        count_title=_("%(number)s tổ chức bên dưới") % {"number": format_number(row.below)},
        children=opened,
        children_url=branch_url(row.uid) if row.children else "",
        open=bool(opened),
        current=row.id == level.current,
        badges=marks(invented=row.invented),
    )


def _part(level: Level, first: int, on: date) -> Node:
    """Return the line that stands for a further part of a long level and opens it."""
    rows = level.rows[first : first + PART]
    wanted = {level.current, *level.opened}
    held = any(row.id in wanted for row in rows)
    top = reverse("orgs:search")
    values = {
        "first": format_number(first + 1),
        "last": format_number(first + len(rows)),
        "total": format_number(len(level.rows)),
    }
    return Node(
        key=f"{level.parent}--{first}",
        label=_("Xem thêm: tổ chức thứ %(first)s đến %(last)s trong %(total)s") % values,
        url=f"{org_url(level.parent)}?page={first // PART + 1}#ben-duoi" if level.parent else top,
        kind=_("từ %(from)s đến %(to)s") % {"from": rows[0].name, "to": rows[-1].name},
        children=level_nodes(level, on, first=first) if held else (),
        children_url=f"{branch_url(level.parent)}?phan={first}",
        open=held,
    )


def found_nodes(
    paths: Iterable[Sequence[int]],
    briefs: Mapping[int, OrgBrief],
    children: Mapping[int, int],
    on: date,
) -> list[Node]:
    """Return the tree of those found and of all above them, every path open."""
    found = {path[-1] for path in paths}
    below: dict[int, set[int]] = defaultdict(set)
    tops: set[int] = set()
    for path in paths:
        shown = [org for org in path if org in briefs]
        tops.update(shown[:1])
        for superior, org in pairwise(shown):
            below[superior].add(org)

    def nodes(orgs: Iterable[int]) -> list[Node]:
        ordered = sorted((briefs[org] for org in orgs), key=lambda each: sort_key(each.name))
        return [_found(each, nodes(below[each.id]), found, children, on) for each in ordered]

    return nodes(tops)


def _found(
    brief: OrgBrief,
    inner: Sequence[Node],
    found: Collection[int],
    children: Mapping[int, int],
    on: date,
) -> Node:
    lazy_below = brief.id in children and not inner
    return Node(
        key=brief.uid,
        label=brief.name,
        url=org_url(brief.uid),
        kind=kind_name(brief.kind, on),
        children=inner,
        children_url=branch_url(brief.uid) if lazy_below else "",
        open=bool(inner),
        current=brief.id in found,
        badges=marks(invented=brief.invented),
    )


def branch_rows(rows: Sequence[TreeRow]) -> list[BranchRow]:
    """Put a whole branch in the order of reading, each organisation before those below it."""
    names = {row.id: row.name for row in rows}
    below: dict[int | None, list[TreeRow]] = defaultdict(list)
    for row in rows:
        below[row.superior if row.superior in names else None].append(row)
    ordered: list[tuple[int, TreeRow]] = []
    pending = [(1, row) for row in reversed(below[None])]
    while pending:
        depth, row = pending.pop()
        ordered.append((depth, row))
        pending += [(depth + 1, child) for child in reversed(below[row.id])]
    sizes: dict[int, int] = defaultdict(int)
    for _depth, row in reversed(ordered):
        if row.superior in names:
            sizes[row.superior] += sizes[row.id] + 1
    return [
        BranchRow(depth, row, names.get(row.superior or 0, ""), sizes[row.id])
        for depth, row in ordered
    ]


def branch_nodes(rows: Sequence[BranchRow], on: date, current: int | None = None) -> list[Node]:
    """Return a whole branch with every line open."""
    lines = iter(rows)
    following = next(lines, None)

    def level(depth: int) -> Iterator[Node]:
        nonlocal following
        while following is not None and following.depth == depth:
            row = following
            following = next(lines, None)
            inner = list(level(depth + 1))
            yield Node(
                key=row.org.uid,
                label=row.org.name,
                url=org_url(row.org.uid),
                kind=kind_name(row.org.kind, on),
                count=row.below or None,
                count_title=_("%(number)s tổ chức bên dưới") % {"number": format_number(row.below)},
                children=inner,
                open=bool(inner),
                current=row.org.id == current,
                badges=marks(invented=row.org.invented),
            )

    return list(level(1))


def branch_columns(on: date) -> list[Column]:
    """Return the columns of a branch that is written out in full."""
    return [
        Column("name", lazy("Tổ chức"), main=True, value=lambda row: row.org.name),
        Column("depth", lazy("Cấp"), numeric=True),
        Column("kind", lazy("Loại hình"), value=lambda row: kind_name(row.org.kind, on)),
        Column("superior", lazy("Trực thuộc")),
        Column("code", lazy("Mã"), value=lambda row: row.org.code),
        Column("below", lazy("Số tổ chức bên dưới"), numeric=True),
        Column("key", lazy("Khóa"), value=lambda row: row.org.uid),
    ]
