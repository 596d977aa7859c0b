"""Count organisations of a day by what they are, and over a period by what happened to them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from django.db.models import Count as Number

from dangbo.base.spans import valid_on
from dangbo.members.queries.scopes import Scope, posted
from dangbo.orgs.queries import TreeRow, changes_between, tree
from dangbo.orgs.queries.indicators import Asked, Counting, Item
from dangbo.orgs.queries.standing import versions_of
from dangbo.rules.cell_sizes import cell_size
from dangbo.rules.minimum_sizes import minimum_size
from dangbo.rules.org_kinds import KindSet, org_kinds

OFFICIAL: Final = "official"


class Here(NamedTuple):
    """An organisation of a day: its row, and what it is counted as."""

    row: TreeRow
    grassroots: bool
    cell: bool


class Headcount(NamedTuple):
    """How many members a single organisation has itself, and how many of them are official."""

    members: int
    official: int


def standing_orgs(asked: Asked) -> Sequence[Here]:
    """Return the organisation and all below it on the day."""
    return asked.kept("orgs", lambda: list(_standing(asked)))


def _standing(asked: Asked) -> Iterator[Here]:
    rows = tree(actor=asked.actor, on=asked.on, known=asked.known, org=asked.org)
    kinds = {each.id: each.kind for each in rows}
    rule = org_kinds().on(asked.on)
    for each in rows:
        above = kinds.get(each.superior or 0) or _kind_above(asked, each)
        yield Here(each, _is_grassroots(rule, each.kind, above), rule.is_cell(each.kind))


def _kind_above(asked: Asked, row: TreeRow) -> str | None:
    """Return the kind of what stands above the organisation asked for."""
    if row.superior is None:
        return None
    life = versions_of(actor=asked.actor, org=row.superior, known=asked.known)
    held = (each for each in life if each.start <= asked.on)
    return next((each.kind for each in held if each.end is None or asked.on < each.end), None)


def _is_grassroots(rule: KindSet, kind: str, above: str | None) -> bool:
    return rule.is_grassroots(kind=kind, superior=above)


def headcounts(asked: Asked) -> Mapping[int, Headcount]:
    """Return how many members each organisation has itself on the day."""
    return asked.kept("headcounts", lambda: _headcounts(asked))


def _headcounts(asked: Asked) -> dict[int, Headcount]:
    scope = Scope.of(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    if scope is None:
        return {}
    stood = valid_on(scope.on, scope.act, "person__standings__")
    rows = posted(scope).filter(stood).order_by()
    found: dict[int, Headcount] = defaultdict(lambda: Headcount(0, 0))
    counted = rows.values_list("org", "person__standings__standing").annotate(Number("pk"))
    for org, standing, number in counted:
        before = found[org]
        official = number if standing == OFFICIAL else 0
        found[org] = Headcount(before.members + number, before.official + official)
    return dict(found)


def size_code(asked: Asked, org: int) -> str:
    """Return by which size a cell is counted."""
    found = headcounts(asked).get(org)
    return cell_size(members=found.members if found else 0, on=asked.on)


def _too_small(asked: Asked, here: Here) -> bool:
    least = minimum_size(kind=here.row.kind, on=asked.on)
    if not here.cell or least is None:
        return False
    found = headcounts(asked).get(here.row.id, Headcount(0, 0))
    return (found.official if least.official else found.members) < least.members


def _without_cell(asked: Asked, here: Here) -> bool:
    if not here.grassroots or here.cell:
        return False
    above = {each.row.id: each.row.superior for each in standing_orgs(asked)}
    return here.row.id not in _over_cells(asked, above)


def _over_cells(asked: Asked, above: Mapping[int, int | None]) -> set[int]:
    def climb() -> set[int]:
        found: set[int] = set()
        for each in standing_orgs(asked):
            org = each.row.superior if each.cell else None
            while org is not None and org not in found:
                found.add(org)
                org = above.get(org)
        return found

    return asked.kept("over cells", climb)


CHOSEN: Final[Mapping[str, Callable[[Asked, Here], bool]]] = {
    "to_chuc_dang": lambda _asked, _here: True,
    "to_chuc_co_so": lambda _asked, here: here.grassroots,
    "dang_bo_co_so": lambda _asked, here: here.grassroots and not here.cell,
    "chi_bo_co_so": lambda _asked, here: here.grassroots and here.cell,
    "dang_bo_bo_phan": lambda _asked, here: (
        here.row.kind in {"dang_bo_bo_phan", "dang_bo_truc_thuoc_co_so"}
    ),
    "chi_bo_truc_thuoc": lambda _asked, here: here.cell and not here.grassroots,
    "chi_bo": lambda _asked, here: here.cell,
    "chi_bo_duoi_muc_toi_thieu": _too_small,
    "chi_bo_chua_co_dang_vien": lambda asked, here: (
        here.cell and here.row.id not in headcounts(asked)
    ),
    "dang_bo_chua_co_chi_bo": _without_cell,
}
# Which changes count, and in which role an organisation was touched by them.
HAPPENED: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "to_chuc_thanh_lap": (frozenset({"found", "restore"}), "subject"),
    "to_chuc_hop_nhat_sap_nhap": (frozenset({"merge", "absorb"}), "source"),
    "to_chuc_giai_the": (frozenset({"dissolve"}), "subject"),
    "to_chuc_chuyen_giao": (frozenset({"move"}), "subject"),
}


def countings() -> Iterator[tuple[str, Counting, None]]:
    """Yield each indicator of organisations with its list."""
    for code, chosen in CHOSEN.items():
        yield code, _of_day(chosen), None
    for code, (changes, role) in HAPPENED.items():
        yield code, _of_period(changes, role), None


def _of_day(chosen: Callable[[Asked, Here], bool]) -> Counting:
    def items(asked: Asked) -> list[Item]:
        return [
            Item(each.row.id, marks={"kind": each.row.kind})
            for each in standing_orgs(asked)
            if chosen(asked, each)
        ]

    return items


def _of_period(changes: frozenset[str], role: str) -> Counting:
    def items(asked: Asked) -> list[Item]:
        def ask() -> list[tuple[str, str, Item]]:
            happened = changes_between(
                actor=asked.actor,
                start=asked.start,
                end=asked.on,
                org=asked.org,
                known=asked.known,
            )
            return [(each.change, each.role, Item(each.org, each.on)) for each in happened]

        told = asked.kept("happened", ask)
        return [item for change, own, item in told if change in changes and own == role]

    return items
