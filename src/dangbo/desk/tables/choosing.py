"""Draw those to choose from: the lines of a tree with tick boxes, and those chosen so far."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dangbo.desk.queries.choosing import Tray
from dangbo.desk.queries.directory import Called
from dangbo.desk.queries.lines import Line
from dangbo.orgs.phrases import kind_name
from dangbo.ui.parts import Badge, Node, invented_badge

SHOWN: Final = 8
OFFERED: Final = 8
PART: Final = "?phan="


@dataclass(frozen=True)
class TickLine:
    """One line of a tree in which one can tick; a line that only opens more has no box."""

    node: Node
    ticked: bool
    url: str
    children: Sequence["TickLine"]
    children_url: str
    part: bool
    badges: Sequence[Badge]


def tick_lines(
    nodes: Iterable[Node], *, asked: Mapping[str, str], tray: Tray, chosen: Collection[str]
) -> list[TickLine]:
    """Turn the lines of a tree of organisations into lines to tick, at the addresses of a page.

    `asked` is what every address of the page has to carry.
    """
    return [
        TickLine(
            node,
            node.key in chosen,
            _opened(node, asked),
            tick_lines(node.children, asked=asked, tray=tray, chosen=chosen),
            _below(node, asked),
            PART in node.children_url,
            [*node.badges, *elsewhere_badges(tray, node.key)],
        )
        for node in nodes
    ]


def _opened(node: Node, asked: Mapping[str, str]) -> str:
    """Return where a line leads without a script: the same page, open there, or as a list."""
    if PART in node.children_url:
        return f"?{urlencode({**asked, 'cach': 'loc', 'duoi': node.key.rpartition('--')[0]})}"
    return f"?{urlencode({**asked, 'cach': 'cay', 'mo': node.key})}#node-{node.key}"


def _below(node: Node, asked: Mapping[str, str]) -> str:
    if not node.children_url:
        return ""
    if PART not in node.children_url:
        return f"?{urlencode({**asked, 'muc': node.key})}"
    key = node.key.rpartition("--")[0]
    return f"?{urlencode({**asked, 'muc': key, 'phan': node.children_url.split('=')[-1]})}"


def elsewhere_badges(tray: Tray, key: str) -> list[Badge]:
    """Mark an organisation that other changes of the draft change too."""
    others = tray.elsewhere.get(key, ())
    if not others:
        return []
    numbers = ", ".join(map(str, others[:3]))
    return [
        Badge(
            _("Thay đổi %(numbers)s") % {"numbers": numbers},
            "note",
            _("Đã có trong thay đổi khác của bản soạn này"),
        )
    ]


@dataclass(frozen=True)
class Card:
    """An organisation with what tells it from others, in words."""

    key: str
    name: str
    words: str
    badges: Sequence[Badge]
    ticked: bool = False


def card_of(org: Called, tray: Tray, on: date, *, chosen: Collection[str] = ()) -> Card:
    """Return an organisation as it is shown wherever one chooses."""
    words = [kind_name(org.kind, on) if org.kind else "", org.superior, org.code]
    badges = [invented_badge(brief=True)] if org.invented else []
    if org.new:
        badges.append(Badge(_("Tổ chức mới"), "good", _("Hình thành trong bản soạn này")))
    elif not org.known:
        badges.append(Badge(_("Không có trong sổ"), "bad"))
    elif not org.stands:
        badges.append(Badge(_("Không tồn tại trong ngày này"), "warn"))
    badges += elsewhere_badges(tray, org.key)
    return Card(org.key, org.name, " · ".join(filter(None, words)), badges, org.key in chosen)


@dataclass(frozen=True)
class TrayView:
    """Those chosen so far: how many, of which kinds, the first of them, and what to mind."""

    total: int
    cards: Sequence[Card]
    more: int
    kinds: Sequence[tuple[str, int]]
    nested: Sequence[tuple[str, str]]
    more_nested: int
    typed: int


def tray_view(tray: Tray, on: date) -> TrayView:
    """Return the tray as a page shows it."""
    names = {row.key: row.name for row in tray.rows}
    nested = [(names[each.below], names[each.above]) for each in tray.nested]
    return TrayView(
        len(tray.rows),
        [card_of(row, tray, on) for row in tray.rows[:SHOWN]],
        max(0, len(tray.rows) - SHOWN),
        [(kind_name(kind, on) if kind else _("Chưa rõ"), n) for kind, n in tray.by_kind.items()],
        nested[:5],
        max(0, len(nested) - 5),
        len(tray.typed),
    )


@dataclass(frozen=True)
class LineRow:
    """A line of a pasted list with those it may mean."""

    line: Line
    cards: Sequence[Card]
    state: Badge
    more: int = 0


def line_rows(
    lines: Iterable[Line], found: Mapping[str, Called], tray: Tray, on: date
) -> list[LineRow]:
    """Return lines as a page shows them."""
    return [
        LineRow(
            line,
            [card_of(found[key], tray, on) for key in line.keys[:OFFERED] if key in found],
            _state(line),
            max(0, len(line.keys) - OFFERED),
        )
        for line in lines
    ]


def _state(line: Line) -> Badge:
    words: dict[str, Badge] = {
        "resolved": Badge(_("Đã rõ"), "good"),
        "ambiguous": Badge(_("Cần chọn một"), "warn"),
        "unknown": Badge(_("Không tìm thấy"), "bad"),
        "duplicate": Badge(_("Trùng dòng %(number)s") % {"number": line.first}, "plain"),
        "dropped": Badge(_("Đã bỏ"), "plain"),
        "settled": Badge(_("Đã xử lý nơi khác"), "plain"),
        "spare": Badge(_("Không dùng: chỉ chọn được một"), "warn"),
    }
    return words.get(line.state, Badge(line.state))
