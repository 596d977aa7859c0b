"""List what comes out differently, organisation by organisation and span by span."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.desk.commands import Foreseen
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import DecisionRow
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.decision_facts import title_of
from dangbo.orgs.tables.parts import decision_url, org_url
from dangbo.rules.differences import Difference
from dangbo.rules.timelines import State
from dangbo.ui.tables import Column

Names = Mapping[int, OrgName]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Differing:
    """A span over which an organisation comes out differently, in words."""

    name: str
    url: str
    span: str
    was: str
    now: str
    basis: str
    basis_url: str


def differing_rows(
    found: Iterable[Difference], *, foreseen: Foreseen, decisions: Mapping[int, DecisionRow]
) -> list[Differing]:
    """Return differences as rows; `decisions` are those that they rest on."""
    return [_row(each, foreseen, decisions) for each in found]


def _row(each: Difference, foreseen: Foreseen, decisions: Mapping[int, DecisionRow]) -> Differing:
    name = foreseen.names.get(each.org)
    was, now = state_words(each.was, each.now, foreseen.names, each.start)
    basis = decisions.get(each.now_basis)
    return Differing(
        name.name if name else "",
        org_url(name.uid) if name and each.org not in foreseen.begun else "",
        span_words(each.start, each.end),
        was,
        now,
        _basis(each, basis),
        decision_url(basis) if basis else "",
    )


def _basis(each: Difference, basis: DecisionRow | None) -> str:
    if each.now is None:
        return ""
    return basis.title or title_of(basis) if basis else _("bản này")


def span_words(start: date, end: date | None) -> str:
    """Return a half-open span in words, its last day included."""
    if end is None:
        return _("từ %(start)s") % {"start": format_day(start)}
    if end == start + DAY:
        return _("ngày %(start)s") % {"start": format_day(start)}
    values = {"start": format_day(start), "last": format_day(end - DAY)}
    return _("từ %(start)s đến hết %(last)s") % values


def state_words(was: State | None, now: State | None, names: Names, on: date) -> tuple[str, str]:
    """Say what an organisation was and is instead, as far as the two differ."""
    if was is None or now is None:
        absent = _("không có")
        return (whole(was, names, on) if was else absent, whole(now, names, on) if now else absent)
    said = [
        pair
        for pair in (
            (was.name, now.name),
            (kind_name(was.kind, on), kind_name(now.kind, on)),
            (_under(was, names), _under(now, names)),
            (_code(was), _code(now)),
            (was.short_name or "–", now.short_name or "–"),
            (was.sector or "–", now.sector or "–"),
        )
        if pair[0] != pair[1]
    ]
    return "; ".join(old for old, _new in said), "; ".join(new for _old, new in said)


def whole(state: State, names: Names, on: date) -> str:
    """Return an organisation in one line: name, kind, superior."""
    return ", ".join((state.name, kind_name(state.kind, on), _under(state, names)))


def _under(state: State, names: Names) -> str:
    if state.superior is None:
        return _("ở đầu cây")
    superior = names.get(state.superior)
    return _("trực thuộc %(name)s") % {"name": superior.name if superior else _("(không rõ tên)")}


def _code(state: State) -> str:
    return _("mã %(code)s") % {"code": state.code} if state.code else _("chưa có mã")


def differing_columns() -> Sequence[Column]:
    """Return the columns of what comes out differently."""
    return [
        Column("name", lazy("Tổ chức"), main=True, url=lambda row: row.url),
        Column("span", lazy("Trong khoảng")),
        Column("was", lazy("Sổ đang ghi")),
        Column("now", lazy("Sẽ thành")),
        Column("basis", lazy("Theo"), url=lambda row: row.basis_url, phone=False, whole=True),
    ]
