"""Lay out how far the reports of a period are."""

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.layouts.phrases import spoken
from dangbo.orgs.phrases import kind_name
from dangbo.returns.phrases import period_name, state_badge
from dangbo.returns.queries.boards import Board, BoardRow
from dangbo.returns.queries.reading import Report
from dangbo.returns.tables.addresses import home_url, report_url
from dangbo.rules.form_layouts import Layout
from dangbo.ui.parts import Badge, Moment, Stat, invented_badge
from dangbo.ui.tables import Column

LATE: Final = "qua_han"
NOT_SENT: Final = ("draft", "confirmed")
CHOSEN: Final[dict[str, Callable[[BoardRow, Report], bool]]] = {
    LATE: lambda row, each: each.form in row.late,
    "chua_gui": lambda _row, each: each.state in NOT_SENT,
    "cho_nhan": lambda _row, each: each.state == "sent",
    "da_nhan": lambda _row, each: each.state == "received",
}


def narrowed(board: Board, shown: str) -> list[BoardRow]:
    """Return the rows of a board with a report that is as far as asked for."""
    chosen = CHOSEN.get(shown)
    if chosen is None:
        return list(board.rows)
    return [row for row in board.rows if any(chosen(row, each) for each in row.reports)]


def board_columns(forms: Sequence[Layout]) -> list[Column]:
    """Return the columns of a board: the organisation, then each form."""
    name = Column(
        "name",
        lazy("Tổ chức"),
        value=lambda row: row.place.org.name,
        url=lambda row: home_url(row.place.org.uid, row.reports[0].period.code),
        badges=_marks,
        main=True,
    )
    return [name, *(_form_column(number, form) for number, form in enumerate(forms))]


def _marks(row: BoardRow) -> list[Badge]:
    marks = [invented_badge(brief=True)] if row.place.org.invented else []
    if row.own:
        marks.insert(0, Badge(_("cấp mình"), "note"))
    return marks


def _form_column(number: int, form: Layout) -> Column:
    def badges(row: BoardRow) -> list[Badge]:
        report = row.reports[number]
        state = state_badge(report.state, begun=report.begun)
        asked = [Badge(_("Đã nhắc"), "note")] if report.reminders else []
        if report.form not in row.late:
            return [state, *asked]
        late = Badge(_("Quá hạn"), "bad", state.text)
        return [*([state] if report.begun else []), late, *asked]

    def url(row: BoardRow) -> str:
        return report_url(row.reports[number])

    def value(row: BoardRow) -> str:
        last = row.reports[number].last
        return format_day(last.recorded) if last else _("mở biểu")

    return Column(form.code, spoken(form).name, value=value, url=url, badges=badges)


def board_stats(board: Board) -> list[Stat]:
    """Return how many reports of those below are how far, each leading to those rows."""
    below = board.below
    counts = [
        (_("Phải gửi"), len(below), ""),
        (_("Chưa gửi"), sum(each.state in NOT_SENT for each in below), "chua_gui"),
        (_("Quá hạn"), board.late, LATE),
        (_("Chờ nhận"), sum(each.state == "sent" for each in below), "cho_nhan"),
        (_("Đã nhận"), sum(each.state == "received" for each in below), "da_nhan"),
    ]
    org, code = board.place.org.uid, board.period.code
    return [
        Stat(label, format_number(count), home_url(org, code, hien=shown))
        for label, count, shown in counts
    ]


def due_words(board: Board) -> str:
    """Return until when the reports of a period are sent, and what says so."""
    due = board.period.due
    values = {
        "period": period_name(board.period),
        "cut_off": format_day(board.period.cut_off),
        "grassroots": format_day(due["grassroots"]),
        "upper": format_day(due["upper"]),
    }
    return (
        _(
            "%(period)s: chốt số liệu ngày %(cut_off)s; cơ sở gửi trước hết ngày %(grassroots)s, "
            "cấp trên cơ sở trước hết ngày %(upper)s."
        )
        % values
    )


def kind_line(board: Board) -> str:
    """Return the organisation of a board with its kind."""
    place = board.place
    if not place.kind:
        return place.org.name
    return f"{place.org.name} · {kind_name(place.kind, board.period.cut_off)}"


def note_moments(reports: Sequence[Report], names: dict[str, str]) -> list[Moment]:
    """Return the reminders that people of an organisation are shown."""
    return [
        Moment(
            format_day(note.recorded),
            f"{names.get(report.form, report.form)} · {period_name(report.period)}",
            note.reason,
            report_url(report),
            icon="bell",
            tone="warn",
        )
        for report in reports
        for note in reversed(report.reminders)
    ]
