"""Lay out one report: what it is, its figures, its course, and what may be done with it."""

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.layouts.queries import Filled
from dangbo.layouts.tables.grid import Grid, grid_of
from dangbo.orgs.tables.parts import org_url, paper_url
from dangbo.papers.queries.rows import PaperRow
from dangbo.returns.phrases import state_badge, step_icon, step_name, step_past
from dangbo.returns.queries.figures import Sent
from dangbo.returns.queries.judging import At
from dangbo.returns.queries.reading import Report, StepRow
from dangbo.returns.tables.addresses import cell_url, report_url
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.returns import MOVES, StepKind
from dangbo.ui.parts import Act, Badge, Cited, Fact, Moment, Tone, invented_badge

# In the order in which they are offered; the first that is, is the main one.
OFFERED: tuple[StepKind, ...] = (
    *("send", "receive", "confirm", "fill", "take_up", "send_back", "reopen", "remind"),
)
TONES: dict[str, Tone] = {"send_back": "warn", "reopen": "warn", "receive": "good", "send": "gold"}


def badges_of(at: At) -> list[Badge]:
    """Return the marks of a report."""
    report = at.report
    marks = [state_badge(report.state, begun=report.begun)]
    if not at.layout.confirmed:
        marks.append(Badge(_("Bố cục chưa xác nhận"), "warn"))
    if report.org.invented:
        marks.append(invented_badge())
    return marks


def facts_of(at: At, sent: Sent | None) -> list[Fact]:
    """Return what is known of a report, and of what was sent."""
    period, receiver = at.report.period, at.place.receiver
    facts = [
        Fact(_("Tổ chức"), at.place.org.name, org_url(at.place.org.uid)),
        Fact(_("Kỳ số liệu"), f"{format_day(period.start)} – {format_day(period.cut_off)}"),
    ]
    if at.place.level is not None:
        outside = not at.place.above
        where = _("cấp trên ngoài sổ này") if outside else receiver.name
        facts.append(Fact(_("Gửi lên"), where, "" if outside else org_url(receiver.uid)))
        facts.append(
            Fact(_("Hạn gửi"), format_day(period.due[at.place.level]), since=period.source)
        )
    if sent is not None:
        facts += [
            Fact(_("Số liệu chốt ngày"), format_day(sent.recorded)),
            Fact(_("Theo nhật ký đến số"), str(sent.known)),
        ]
    version = _("%(code)s, phiên bản %(version)s")
    layout = (sent or at).layout
    facts.append(Fact(_("Biểu"), version % {"code": layout.code, "version": layout.version}))
    return facts


def grid(report: Report, told: Filled, *, turn: int) -> Grid:
    """Return the figures of a report, each with the way to the list behind it."""

    def url(key: CellKey) -> str:
        return cell_url(report, key, turn=turn)

    return grid_of(told, url)


def acts_of(at: At, allowed: Sequence[StepKind], *, typed: bool) -> list[Act]:
    """Return the steps that lead on from a report, of those that the reader has a right to."""
    report = at.report
    found: list[Act] = []
    for kind in OFFERED:
        if kind not in allowed or report.state not in MOVES[kind][0]:
            continue
        if (kind == "fill" and not typed) or (kind == "remind" and not at.place.above):
            continue
        url = report_url(report, "fill") if kind == "fill" else report_url(report, "step", kind)
        found.append(Act(step_name(kind), url, step_icon(kind), main=not found))
    return found


def moments_of(report: Report, papers: dict[str, PaperRow]) -> list[Moment]:
    """Return the course of a report, the newest step first."""
    turns = {each.number: turn for turn, each in enumerate(report.sendings, start=1)}
    return [
        _moment(report, each, papers.get(each.paper), turns.get(each.number, 0))
        for each in reversed(report.steps)
    ]


def _moment(report: Report, step: StepRow, paper: PaperRow | None, turn: int) -> Moment:
    written = _("%(actor)s ghi lúc %(moment)s, nhật ký số %(act)s") % {
        "actor": step.actor,
        "moment": f"{localtime(step.at):%H:%M %d/%m/%Y}",
        "act": step.act,
    }
    return Moment(
        format_day(step.recorded),
        step_past(step.kind),
        step.reason,
        report_url(report, turn=turn) if turn else "",
        [Cited(paper.citation, paper_url(paper.uid))] if paper else (),
        icon=step_icon(step.kind),
        tone=TONES.get(step.kind, "plain"),
        details=[written],
    )
