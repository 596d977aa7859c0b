"""Lay out what differs between figures that were sent and others, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.audit.phrases import act_words
from dangbo.audit.queries.pages import act_url
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.members.tables.members import member_url
from dangbo.orgs.tables.parts import org_url, paper_url
from dangbo.returns.phrases import value_words
from dangbo.returns.queries.causes import Cause
from dangbo.returns.queries.comparing import Changed, Who
from dangbo.returns.queries.naming import Named
from dangbo.returns.queries.sums import AddedUp, Missing, NotAdded
from dangbo.rules.frozen_figures import Counted
from dangbo.rules.indicators import Subject
from dangbo.ui.parts import Badge, invented_badge
from dangbo.ui.tables import Column

# So many organisations that did not send are named one by one; more are counted.
FEW: Final = 3
NOBODY: Final = Named("person")


@dataclass(frozen=True)
class Line:
    """One person or organisation in a difference, with one act that explains it."""

    cell: str
    subject: Subject
    item: Counted
    way: str
    cause: Cause | None = None
    note: str = ""
    who: Named = NOBODY


def change_columns(before: str, now: str) -> list[Column]:
    """Return the columns of the cells that differ."""
    return [
        Column("title", lazy("Ô của biểu"), main=True),
        Column("before", before, value=lambda row: value_words(row.before), numeric=True),
        Column("now", now, value=lambda row: value_words(row.now), numeric=True),
        Column("gained", lazy("Thêm"), value=lambda row: len(row.gained) or "", numeric=True),
        Column("lost", lazy("Bớt"), value=lambda row: len(row.lost) or "", numeric=True),
        Column("why", lazy("Ghi chú"), value=_change_note),
    ]


def _change_note(row: Changed) -> str:
    if row.redefined:
        return _("Định nghĩa của chỉ tiêu đã đổi")
    return "" if row.gained or row.lost else _("Tính từ các ô khác, hoặc điền tay")


def change_lines(found: Sequence[Changed]) -> list[Line]:
    """Return who came into the figures and who fell out, one line an act."""
    return [line for each in found for line in _lines(each)]


def _lines(found: Changed) -> Iterator[Line]:
    for way, those in ((_("thêm"), found.gained), (_("bớt"), found.lost)):
        for who in those:
            yield from _of_one(Line(found.title, found.subject, who.item, way), who)


def _of_one(line: Line, who: Who) -> Iterator[Line]:
    if not who.causes:
        note = _("Không có việc nào về người hay tổ chức này ghi sau khi chốt")
        yield replace(line, note=note)
    for cause in who.causes:
        yield replace(line, cause=cause)


def named(lines: Iterable[Line], names: Mapping[tuple[str, int], Named]) -> list[Line]:
    """Return lines with the names of those they are about."""
    return [replace(each, who=names[each.subject, each.item.id]) for each in lines]


def line_columns() -> list[Column]:
    """Return the columns of persons and organisations in differences, with the acts."""
    return [
        Column(
            "who",
            lazy("Người, tổ chức"),
            value=who_words,
            url=_who_url,
            badges=_who_marks,
            main=True,
        ),
        Column("cell", lazy("Ô của biểu")),
        Column("way", lazy("Thêm, bớt"), whole=True),
        Column("cause", lazy("Vì việc ghi sau"), value=cause_words, url=_cause_url),
        Column("recorded", lazy("Ghi ngày"), value=_recorded, whole=True),
        Column("paper", lazy("Văn bản"), value=_paper_words, url=_paper_url),
    ]


def who_words(line: Line) -> str:
    """Return the name of a person or an organisation, or that it is not there any more."""
    if line.who.uid:
        return line.who.name
    if line.who.subject == "org":
        return _("Tổ chức không còn trong sổ")
    return _("Hồ sơ không còn, hoặc đã nhập vào hồ sơ khác")


def _who_url(line: Line) -> str:
    if not line.who.uid:
        return ""
    return member_url(line.who.uid) if line.who.subject == "person" else org_url(line.who.uid)


def _who_marks(line: Line) -> list[Badge]:
    return [invented_badge(brief=True)] if line.who.invented else []


def cause_words(line: Line) -> str:
    """Return which act explains a difference: what it did, of which day, and why."""
    cause = line.cause
    if cause is None:
        return line.note
    words = [str(act_words(cause.code))]
    if cause.on:
        words.append(_("ngày %(day)s") % {"day": format_day(cause.on)})
    if cause.reason:
        words.append(cause.reason)
    number = _("nhật ký số %(act)s") % {"act": cause.seq}
    return f"{', '.join(words)} ({number})"


def _cause_url(line: Line) -> str:
    return act_url(line.cause.row) if line.cause else ""


def _recorded(line: Line) -> str:
    return format_day(line.cause.recorded) if line.cause else ""


def _paper_words(line: Line) -> str:
    paper = line.cause.paper if line.cause else None
    return paper.citation if paper else ""


def _paper_url(line: Line) -> str:
    paper = line.cause.paper if line.cause else None
    return paper_url(paper.uid) if paper else ""


# Sums


def sum_words(found: NotAdded) -> str:
    """Return why a cell does not add up: who did not send, who differs, who moved inside."""
    silent_ones = [each for each in found.above_only if each.org and not each.sent]
    others = [each for each in found.above_only if each not in silent_ones]
    said = _silent_words(silent_ones) + [_missing_words(each) for each in others]
    if found.below_only:
        said.append(
            _("cấp dưới đếm mà báo cáo này không đếm: %(count)s") % {"count": len(found.below_only)}
        )
    if found.inside:
        said.append(
            _("chuyển giữa các đơn vị cấp dưới, ở cấp này không tính: %(count)s")
            % {"count": found.inside}
        )
    silent = [org.name for org, value in found.parts if value is None]
    if not said and silent:
        names = ", ".join(silent[:FEW]) + ("…" if len(silent) > FEW else "")
        said.append(_("chưa gửi: %(names)s") % {"names": names})
    return "; ".join(said) or _("số điền tay của cấp dưới cộng lại không bằng")


def _silent_words(found: Sequence[Missing]) -> list[str]:
    """Return who did not send: each by name, or how many they are together."""
    if len(found) <= FEW:
        return [_missing_words(each) for each in found]
    words = {
        "orgs": format_number(len(found)),
        "count": format_number(sum(len(each.items) for each in found)),
    }
    return [_("%(orgs)s đơn vị chưa gửi: %(count)s") % words]


def _missing_words(found: Missing) -> str:
    values = {"count": len(found.items), "org": found.org.name if found.org else ""}
    if found.org is None:
        return _("ngay tại tổ chức này, hoặc không còn ở đơn vị nào: %(count)s") % values
    if found.sent:
        return _("%(org)s đã gửi mà thiếu: %(count)s") % values
    return _("%(org)s chưa gửi: %(count)s") % values


SUM_COLUMNS: Final = [
    Column("title", lazy("Ô của biểu"), main=True),
    Column("above", lazy("Báo cáo này"), value=lambda row: value_words(row.above), numeric=True),
    Column("below", lazy("Cộng cấp dưới"), value=lambda row: value_words(row.below), numeric=True),
    Column(
        "away",
        lazy("Chênh lệch"),
        value=lambda row: value_words(row.above - row.below),
        numeric=True,
    ),
    Column("why", lazy("Vì sao"), value=sum_words),
]


def sum_lines(found: AddedUp) -> list[Line]:
    """Return the persons and organisations in sums that do not add up, each once a cell.

    Those of an organisation that did not send are told by its name alone.
    """
    return [line for each in found.differing for line in _sum_lines(each)]


def _sum_lines(found: NotAdded) -> Iterator[Line]:
    for missing in found.above_only:
        if missing.org is not None and not missing.sent:
            continue
        note = missing.org.name if missing.org else ""
        for item in missing.items:
            yield Line(found.title, found.subject, item, _("chỉ báo cáo này đếm"), None, note)
    for item in found.below_only:
        yield Line(found.title, found.subject, item, _("chỉ cấp dưới đếm"))


def sum_line_columns() -> list[Column]:
    """Return the columns of persons and organisations in sums that do not add up."""
    first, cell, way, *_rest = line_columns()
    return [first, cell, way, Column("note", lazy("Đơn vị"))]
