"""Show how far the reports of a period are, and what people of an organisation are reminded of."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts.phrases import spoken
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.views.choosing import chosen_org
from dangbo.reports.queries import first_org
from dangbo.returns.access import may_set_periods
from dangbo.returns.forms import BoardFilter
from dangbo.returns.forms.filters import SHOWN
from dangbo.returns.phrases import AREA, period_name
from dangbo.returns.queries.boards import Board, board_of, notes_for
from dangbo.returns.queries.periods import period_named, periods_offered
from dangbo.returns.tables import boards
from dangbo.returns.tables.periods import home_acts
from dangbo.returns.views.asking import until_of
from dangbo.rules.return_periods import ReturnPeriod, periods_ended
from dangbo.ui.tables import table_of

MOST_PERIODS: Final = 20


def home(request: ActorRequest) -> HttpResponse:
    """Show each organisation below by each form; the running period is offered as well."""
    on, actor = request.as_of.on, request.actor
    ended = periods_ended(today=on, most=1)
    period = period_named(request.GET.get("ky", "")) or ended[0]
    form = BoardFilter(request.GET, periods=_choices([period]))
    chosen = chosen_org(request, str(form.value("to_chuc")), on=period.cut_off)
    org = chosen.org
    if org is None and not chosen.asked:
        org = first_org(actor=actor, on=min(on, period.cut_off), known=None) or first_org(
            actor=actor, on=on, known=None
        )
    context: dict[str, Any] = {
        "title": AREA,
        "form": form,
        "chosen": chosen,
        "org": org,
        "periods": _choices(_offered(request, org, period)),
        "period": period,
        "shown": form.value("hien"),
        "acts": home_acts() if may_set_periods(actor) and request.as_of.is_today else [],
        "choices": SHOWN,
    }
    if org is not None:
        board = board_of(actor=actor, org=org, period=period, today=on, until=until_of(request))
        names = {each.code: spoken(each).name for each in board.forms}
        notes = boards.note_moments(notes_for(actor=actor, org=org), names)
        context |= {"board": board, "notes": notes, **_shown(request, board, form)}
    return render(request, "returns/home.html", context)


def _offered(
    request: ActorRequest, org: OrgName | None, period: ReturnPeriod
) -> list[ReturnPeriod]:
    """Return the periods to choose from, with the one that is shown."""
    on = request.as_of.on
    found = periods_offered(actor=request.actor, org=org, on=on, most=MOST_PERIODS)
    return found if period.code in {each.code for each in found} else [*found, period]


def _choices(periods: Sequence[ReturnPeriod]) -> list[tuple[str, str]]:
    return [(each.code, period_name(each)) for each in periods]


def _shown(request: ActorRequest, board: Board, form: BoardFilter) -> dict[str, Any]:
    rows = boards.narrowed(board, str(form.value("hien")))
    table = None
    if rows and board.forms:
        columns = boards.board_columns(board.forms)
        table = table_of(request, columns, rows, caption=_("Tiến độ gửi báo cáo"))
    return {
        "line": boards.kind_line(board),
        "stats": boards.board_stats(board) if board.below else [],
        "due": boards.due_words(board),
        "table": table,
        "any": bool(board.rows),
    }
