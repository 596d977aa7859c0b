"""Turn the correspondence of two days into rows, and their counts into a table of differences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.numbers import format_number
from dangbo.base.vietnamese import sort_key
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import Counts, Pair
from dangbo.orgs.queries.states import OrgBrief
from dangbo.orgs.tables.parts import ADDED_UP, cells_below_grassroots, marks, org_url
from dangbo.rules.org_kinds import org_kinds
from dangbo.ui.tables import Column

Briefs = Mapping[int, OrgBrief]
MINUS: Final = "\u2212"
LAST: Final = 999
RANKS: Final = ("gone", "into", "part", "changed", "came", "new", "same")


@dataclass(frozen=True)
class Compared:
    """What an organisation of the first day became by the second, in words."""

    source: OrgBrief | None
    result: OrgBrief | None
    relation: str
    words: str

    @property
    def differs(self) -> bool:
        """Say whether the two days differ in it."""
        return self.relation != "same"

    @property
    def invented(self) -> bool:
        """Say whether any side of it was made up."""
        return any(each.invented for each in (self.source, self.result) if each)


def compared(
    pairs: Iterable[Pair], before: Briefs, after: Briefs, superiors: tuple[Briefs, Briefs]
) -> list[Compared]:
    """Return the rows of a comparison: what differs first, each kind in the order of names."""
    rows = []
    for pair in pairs:
        source, result = before.get(pair.source or 0), after.get(pair.result or 0)
        # One that stood elsewhere on the first day is no newcomer: it was moved in.
        was = before.get(pair.result or 0) if pair.source is None else source
        relation, words = _relation(pair, was, result, superiors)
        shown = was if relation == "came" else source
        rows.append(Compared(shown, result, relation, words))
    return sorted(rows, key=_order)


def _order(row: Compared) -> tuple[int, int, str]:
    """Put what differs most first, and in it the higher kinds, each in the order of names."""
    named = row.source or row.result
    if named is None:
        return RANKS.index(row.relation), LAST, ""
    kind = org_kinds().on(named.start).kinds.get(named.kind)
    return RANKS.index(row.relation), kind.rank if kind else LAST, sort_key(named.name)


def _relation(
    pair: Pair,
    was: OrgBrief | None,
    now: OrgBrief | None,
    superiors: tuple[Briefs, Briefs],
) -> tuple[str, str]:
    if pair.source is None:
        if was is not None and was.stands:
            return "came", _("Chuyển về từ nơi khác")
        return "new", _("Mới, không có tổ chức nguồn")
    if pair.result is None:
        return "gone", _("Kết thúc, không nêu nơi nhận")
    if pair.source != pair.result:
        if pair.whole:
            return "into", _("Toàn bộ nhập vào")
        return "part", _("Một phần chuyển vào")
    told = _differences(was, now, superiors) if was and now else []
    if not pair.whole:
        told.insert(0, _("giữ lại một phần"))
    text = "; ".join(told)
    return ("changed", text[:1].upper() + text[1:]) if told else ("same", _("Giữ nguyên"))


def _differences(was: OrgBrief, now: OrgBrief, superiors: tuple[Briefs, Briefs]) -> list[str]:
    told = []
    if was.name != now.name:
        told.append(_("đổi tên"))
    if was.kind != now.kind:
        values = {"before": kind_name(was.kind, was.start), "after": kind_name(now.kind, now.start)}
        told.append(_("%(before)s thành %(after)s") % values)
    if was.superior != now.superior:
        above = superiors[1].get(now.superior or 0)
        values = {"name": above.name if above else _("đầu cây")}
        told.append(_("chuyển về trực thuộc %(name)s") % values)
    if was.code != now.code:
        told.append(_("đổi mã thành %(code)s") % {"code": now.code or "–"})
    return told


def compared_columns(first: str, second: str) -> list[Column]:
    """Return the columns of a comparison of two days."""
    return [
        Column(
            "source",
            _("Ngày %(day)s") % {"day": first},
            main=True,
            value=lambda row: row.source.name if row.source else "–",
            url=lambda row: _url(row.source),
            badges=lambda row: marks(invented=row.invented and row.source is not None),
        ),
        Column(
            "kind_before",
            lazy("Loại hình ngày đầu"),
            value=lambda row: _kind(row.source),
            shown=False,
        ),
        Column("words", lazy("Thay đổi")),
        Column(
            "result",
            _("Ngày %(day)s") % {"day": second},
            value=lambda row: row.result.name if row.result else "–",
            url=lambda row: _url(row.result),
            badges=lambda row: marks(invented=row.invented and row.source is None),
        ),
        Column("kind_after", lazy("Loại hình ngày sau"), value=lambda row: _kind(row.result)),
    ]


def _url(brief: OrgBrief | None) -> str:
    return org_url(brief.uid) if brief else ""


def _kind(brief: OrgBrief | None) -> str:
    return kind_name(brief.kind, brief.start) if brief else ""


@dataclass(frozen=True)
class CountRow:
    """One count on two days."""

    label: str
    before: int
    after: int
    inner: bool = False

    @property
    def difference(self) -> str:
        """Return the difference with its sign, or nothing where there is none."""
        change = self.after - self.before
        if not change:
            return ""
        return f"{'+' if change > 0 else MINUS}{format_number(abs(change))}"


def count_rows(before: Counts, after: Counts, days: tuple[date, date]) -> list[CountRow]:
    """Lay the counts of two days side by side, what is part of another count below it."""

    def row(label: str, of: Callable[[Counts], int], *, inner: bool = False) -> CountRow:
        return CountRow(label, of(before), of(after), inner)

    rows = [
        row(_("Tổ chức cơ sở đảng"), lambda each: each.grassroots),
        row(_("đảng bộ cơ sở"), lambda each: each.grassroots_with_cells, inner=True),
        row(_("chi bộ cơ sở"), lambda each: each.grassroots_cells, inner=True),
        row(_("Chi bộ (tất cả)"), lambda each: each.cells),
        row(_("chi bộ dưới tổ chức cơ sở"), cells_below_grassroots, inner=True),
    ]
    kinds = dict.fromkeys((*before.by_kind, *after.by_kind))
    rows += [
        CountRow(kind_name(kind, days[1]), before.by_kind.get(kind, 0), after.by_kind.get(kind, 0))
        for kind in kinds
        if not kind.startswith(ADDED_UP)
    ]
    return [*rows, row(_("Tất cả tổ chức bên dưới"), lambda each: each.total)]
