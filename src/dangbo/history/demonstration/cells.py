"""Follow which cells a told story begins, ends and moves, so that members can be put into them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dangbo.history.demonstration.drafts import Change, Draft
from dangbo.history.demonstration.scene import BELOW, SINGLE
from dangbo.rules.cell_turns import CellBegun, CellEnded, CellTurn

CELLS: Final = frozenset({SINGLE, BELOW})
SECTION: Final = "dang_bo_bo_phan"


@dataclass
class _Tree:
    """The organisations of the story at one point of it: kind and superior of each."""

    committee: str
    kinds: dict[str, str] = field(default_factory=dict)
    superiors: dict[str, str] = field(default_factory=dict)

    def begin(self, described: Mapping[str, Any]) -> None:
        """Have an organisation stand that a change describes."""
        self.kinds[described["org"]] = described["kind"]
        self.superiors[described["org"]] = described["superior"]

    def end(self, org: str) -> None:
        """Have an organisation stand no more."""
        del self.kinds[org], self.superiors[org]

    def replace(self, source: str, result: str) -> None:
        """Put whatever stands under one organisation under another."""
        for org, superior in self.superiors.items():
            if superior == source:
                self.superiors[org] = result

    def host(self, cell: str) -> str:
        """Return the grassroots organisation of a cell."""
        if self.kinds[cell] == SINGLE:
            return cell
        superior = self.superiors[cell]
        return self.superiors[superior] if self.kinds.get(superior) == SECTION else superior

    def hosts(self) -> dict[str, str]:
        """Return each cell with its grassroots organisation."""
        return {org: self.host(org) for org, kind in self.kinds.items() if kind in CELLS}

    def below(self, org: str) -> tuple[str, ...]:
        """Return the cells of a grassroots organisation; the organisation itself, if it is one."""
        return tuple(cell for cell, host in self.hosts().items() if host == org)

    def inside(self, hosts: Mapping[str, str]) -> frozenset[str]:
        """Return the cells of the committee."""
        return frozenset(c for c, host in hosts.items() if self.superiors[host] == self.committee)


def cell_turns(*, committee: str, drafts: Sequence[Draft]) -> Iterator[CellTurn]:
    """Yield what each decision does to cells; `place` is that of the decision in the story."""
    tree = _Tree(committee)
    for place, draft in enumerate(drafts):
        before = tree.hosts()
        heirs: dict[str, str] = {}
        sources: dict[str, tuple[str, ...]] = {}
        for change in draft.changes:
            _apply(tree, change, heirs, sources)
        after = tree.hosts()
        yield CellTurn(
            on=draft.on,
            place=place,
            begun=tuple(_begun(before, after, draft, sources)),
            ended=tuple(_ended(before, after, heirs, tree)),
            hosts={cell: host for cell, host in after.items() if before.get(cell, host) != host},
            inside=tree.inside(after),
        )


def sectors_of(drafts: Iterable[Draft]) -> dict[str, str]:
    """Return the sector of each organisation whose beginning states one."""
    described = (each for draft in drafts for change in draft.changes for each in _stated(change))
    return {each["org"]: each["sector"] for each in described if each.get("sector")}


def _stated(change: Change) -> Iterator[Mapping[str, Any]]:
    if isinstance(change.get("org"), str):
        yield change
    results = [change.get("result"), *change.get("results", ())]
    yield from (each for each in results if isinstance(each, Mapping))


def _apply(
    tree: _Tree, change: Change, heirs: dict[str, str], sources: dict[str, tuple[str, ...]]
) -> None:
    what = change["change"]
    if what in {"import", "found"}:
        tree.begin(change)
    elif what == "dissolve":
        tree.end(change["org"])
    elif what in {"absorb", "merge"}:
        _joined(tree, change, heirs)
    elif what == "retype":
        tree.kinds[change["org"]] = change["kind"]
        heirs[change["org"]] = change["org"]
    elif what == "hand_over_part":
        sources[change["result"]["org"]] = tree.below(change["source"])
        tree.begin(change["result"])
    else:
        _moved(tree, change)


def _joined(tree: _Tree, change: Change, heirs: dict[str, str]) -> None:
    result = change["result"]
    if isinstance(result, Mapping):
        tree.begin(result)
        result = result["org"]
    for source in change["sources"]:
        tree.replace(source, result)
        tree.end(source)
        heirs[source] = result


def _moved(tree: _Tree, change: Change) -> None:
    for org in change.get("orgs", ()):
        tree.superiors[org] = change["superior"]
    for result in change.get("results", ()):
        if result["org"] not in tree.kinds:
            tree.begin(result)
    for org, superior in change.get("below", {}).items():
        tree.superiors[org] = superior


def _begun(
    before: Mapping[str, str],
    after: Mapping[str, str],
    draft: Draft,
    sources: Mapping[str, tuple[str, ...]],
) -> Iterator[CellBegun]:
    """Yield new cells but those that go on from others: these bring all members along."""
    for cell in sorted(after.keys() - before.keys()):
        yield CellBegun(cell, after[cell], draft.imports, sources.get(cell, ()))


def _ended(
    before: Mapping[str, str], after: Mapping[str, str], heirs: Mapping[str, str], tree: _Tree
) -> Iterator[CellEnded]:
    for cell in sorted(before.keys() - after.keys()):
        heir = heirs.get(cell)
        if heir is not None and heir in after:
            yield CellEnded(cell, (heir,), carried=True)
        elif heir is not None:
            below = tree.below(heir)
            old = tuple(each for each in below if each in before)
            yield CellEnded(cell, old or below, late=not old)
        else:
            yield CellEnded(cell, ())
