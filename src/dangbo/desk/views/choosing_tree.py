"""Draw the tree of a day so that organisations can be ticked in it, level by level."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.desk.queries.choosing import Tray, path_of
from dangbo.desk.tables.choosing import TickLine, tick_lines
from dangbo.orgs.queries import children, org_ids, roots
from dangbo.orgs.queries.states import children_counts, counts_by_child, matching, states_near
from dangbo.orgs.tables.trees import PART, Level, found_nodes, level_nodes
from dangbo.ui.parts import Node

FEW_ROOTS = 3
COUNTED = 20_000


@dataclass(frozen=True)
class Picture:
    """The lines of a tree, how many organisations were found, and how many are not drawn."""

    lines: list[TickLine]
    found: int | None = None
    left_out: int = 0


@dataclass(frozen=True)
class TickTree:
    """The tree of a day for one page: `asked` is what each of its addresses has to carry."""

    actor: Actor
    on: date
    asked: Mapping[str, str]
    tray: Tray
    chosen: Collection[str]

    def searched(self, text: str) -> Picture:
        """Return those whose name holds a text, with the open path to each."""
        found = matching(actor=self.actor, on=self.on, text=text, limit=PART)
        orgs = {org for path in found.paths for org in path}
        briefs = states_near(actor=self.actor, orgs=orgs, on=self.on)
        ends = [path[-1] for path in found.paths]
        below = children_counts(actor=self.actor, orgs=ends, on=self.on)
        nodes = found_nodes(found.paths, briefs, below, self.on)
        return Picture(self._lines(nodes), found.total, found.total - len(found.paths))

    def opened(self, at: str) -> Picture:
        """Return the top of the tree, open down to one organisation if it is asked for."""
        path = path_of(actor=self.actor, key=at, on=self.on) if at else []
        briefs = states_near(actor=self.actor, orgs=path, on=self.on)
        opened: dict[int, list[Node]] = {}
        current = path[-1] if path else None
        for org in reversed(path):
            opened[org] = level_nodes(self._level(org, briefs[org].uid, opened, current), self.on)
        top = self._level(None, "", opened, current)
        for row in top.rows if len(top.rows) <= FEW_ROOTS else ():
            if row.id not in opened and row.children:
                opened[row.id] = level_nodes(self._level(row.id, row.uid, opened, None), self.on)
        return Picture(self._lines(level_nodes(top, self.on)))

    def below(self, key: str, first: str) -> list[TickLine]:
        """Return the lines directly under an organisation, or one part of a long level."""
        org = org_ids(uids=[key]).get(key)
        level = self._level(org, key, {}, None)
        start = int(first) if first.isdecimal() else None
        return self._lines(level_nodes(level, self.on, first=start))

    def _level(
        self, org: int | None, uid: str, opened: dict[int, list[Node]], current: int | None
    ) -> Level:
        if org is None:
            rows = roots(actor=self.actor, on=self.on)
        else:
            rows = children(actor=self.actor, org=org, on=self.on)
        small = sum(row.below for row in rows) <= COUNTED
        counts = counts_by_child(actor=self.actor, on=self.on, org=org) if small else {}
        return Level(uid, rows, counts, opened, current)

    def _lines(self, nodes: list[Node]) -> list[TickLine]:
        return tick_lines(nodes, asked=self.asked, tray=self.tray, chosen=self.chosen)
