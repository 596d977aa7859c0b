"""Turn decisions into the rows of a list, and what one did into the rows of its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.orgs.phrases import change_name, kind_name
from dangbo.orgs.queries import DecisionRow
from dangbo.orgs.queries.states import OrgBrief
from dangbo.orgs.queries.telling import SuccessionRow, ToldChange, TouchRow
from dangbo.orgs.tables.lineages import part_words
from dangbo.orgs.tables.moments import sentences
from dangbo.orgs.tables.parts import (
    change_words,
    cited,
    day_short,
    decision_url,
    marks,
    org_url,
    paper_words,
)
from dangbo.ui.tables import Column

Briefs = Mapping[int, OrgBrief]


@dataclass(frozen=True)
class Listed:
    """A decision of a list, with the kinds of its changes."""

    row: DecisionRow
    kinds: Sequence[str]
    title: str


def listed(
    rows: Iterable[DecisionRow],
    kinds: Mapping[int, Sequence[str]],
    told: Mapping[int, Sequence[ToldChange]],
) -> list[Listed]:
    """Return decisions as rows; one without a title goes by its first sentence."""
    return [
        Listed(row, kinds.get(row.act, ()), row.title or _first(told.get(row.act, ())))
        for row in rows
    ]


def _first(told: Sequence[ToldChange]) -> str:
    return sentences(told[:1])[0].rstrip(".") if told else _("Quyết định")


def decision_columns() -> list[Column]:
    """Return the columns of a list of decisions."""
    return [
        Column(
            "title",
            lazy("Nội dung"),
            main=True,
            url=lambda each: decision_url(each.row),
            badges=lambda each: marks(invented=each.row.invented),
        ),
        Column("day", lazy("Có hiệu lực"), sortable=True, value=lambda each: day_short(each.row)),
        Column(
            "paper",
            lazy("Văn bản"),
            whole=True,
            sortable=True,
            value=lambda each: paper_words(each.row),
            url=lambda each: cited(each.row).url,
        ),
        Column(
            "issuer",
            lazy("Cơ quan ban hành"),
            value=lambda each: each.row.paper_issuer,
            phone=False,
        ),
        Column("kinds", lazy("Loại thay đổi"), value=_kinds),
        Column(
            "touched",
            lazy("Số tổ chức"),
            sortable=True,
            numeric=True,
            value=lambda each: each.row.touched,
        ),
    ]


def _kinds(each: Listed) -> str:
    return ", ".join(change_name(kind) for kind in each.kinds)


@dataclass(frozen=True)
class Touched:
    """An organisation of a decision: its part in it, and what it was before and after."""

    name: str
    uid: str
    invented: bool
    change: str
    before: str
    after: str


def touched_rows(
    touches: Iterable[TouchRow], before: Briefs, after: Briefs, on: date
) -> list[Touched]:
    """Return what a decision did to each organisation, each once for a change and a role."""
    superiors = {**before, **after}
    rows = []
    for touch in dict.fromkeys(touches):
        was, now = before.get(touch.org), after.get(touch.org)
        if was is None or now is None:
            continue
        told = _difference(was, now, superiors, on)
        rows.append(
            Touched(
                now.name,
                now.uid,
                now.invented,
                change_words(touch.change, touch.role),
                *told,
            )
        )
    return rows


def _difference(was: OrgBrief, now: OrgBrief, superiors: Briefs, on: date) -> tuple[str, str]:
    """Say what an organisation was and has become, as far as the two differ."""
    if not was.stands and not now.stands:
        return _("không có"), _("không có")
    if not was.stands:
        return _("chưa có"), _whole(now, superiors, on)
    if not now.stands:
        return _whole(was, superiors, on), _("không còn")
    said = [
        (old, new)
        for old, new in (
            (was.name, now.name),
            (kind_name(was.kind, on), kind_name(now.kind, on)),
            (_under(was, superiors), _under(now, superiors)),
            (_code(was), _code(now)),
        )
        if old != new
    ]
    if not said:
        return _("như cũ"), _("như cũ")
    return "; ".join(old for old, _new in said), "; ".join(new for _old, new in said)


def _whole(brief: OrgBrief, superiors: Briefs, on: date) -> str:
    words = [kind_name(brief.kind, on)]
    if brief.superior is not None:
        words.append(_under(brief, superiors))
    return ", ".join(words)


def _under(brief: OrgBrief, superiors: Briefs) -> str:
    superior = superiors.get(brief.superior or 0)
    if superior is None:
        return _("ở đầu cây")
    return _("trực thuộc %(name)s") % {"name": superior.name}


def _code(brief: OrgBrief) -> str:
    return _("mã %(code)s") % {"code": brief.code} if brief.code else _("chưa có mã")


def touched_columns(eve: str, day: str) -> list[Column]:
    """Return the columns of what a decision did to each organisation."""
    return [
        Column(
            "name",
            lazy("Tổ chức"),
            main=True,
            url=lambda row: org_url(row.uid),
            badges=lambda row: marks(invented=row.invented),
        ),
        Column("change", lazy("Thay đổi")),
        Column("before", _("Trước (ngày %(day)s)") % {"day": eve}),
        Column("after", _("Sau (ngày %(day)s)") % {"day": day}),
    ]


@dataclass(frozen=True)
class Handed:
    """One succession of a decision."""

    source: OrgBrief | None
    result: OrgBrief | None
    whole: bool


def handed_rows(rows: Iterable[SuccessionRow], before: Briefs, after: Briefs) -> list[Handed]:
    """Return who handed on to whom by a decision."""
    return [Handed(before.get(s), after.get(r or 0), whole) for s, r, whole in rows]


def handed_columns() -> list[Column]:
    """Return the columns of who handed on to whom."""
    return [
        Column("source", lazy("Từ tổ chức"), main=True, value=_source, url=_url_of("source")),
        Column("part", lazy("Phần"), value=lambda row: part_words(whole=row.whole)),
        Column("result", lazy("Vào tổ chức"), value=_result, url=_url_of("result")),
    ]


def _source(row: Handed) -> str:
    return row.source.name if row.source else _("(không rõ tên)")


def _result(row: Handed) -> str:
    if row.result is None:
        return _("không nêu rõ nơi nhận")
    if row.source and row.source.id == row.result.id:
        return _("chính tổ chức đó, tiếp tục hoạt động")
    return row.result.name


def _url_of(side: str) -> Any:
    def url(row: Handed) -> str:
        brief: OrgBrief | None = getattr(row, side)
        return org_url(brief.uid) if brief else ""

    return url
