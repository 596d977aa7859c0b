"""Show what an organisation is on a day, against a year ago and the start of its term."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, NamedTuple

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.access import last_act
from dangbo.base.days import format_day
from dangbo.cases.queries.boards import urgency
from dangbo.members.queries import total_members
from dangbo.members.queries.pyramids import Pyramids, pyramids
from dangbo.orgs.exports import exported, format_asked
from dangbo.quality.queries import Figures, figures
from dangbo.quality.queries.kept import Kept
from dangbo.quality.tables.figures import term_stats
from dangbo.quality.tables.parts import address
from dangbo.reports import queries
from dangbo.reports.forms.filters import OrgTime
from dangbo.reports.queries import Asked
from dangbo.reports.queries.dimensions import DIMENSIONS
from dangbo.reports.queries.terms import Term, term_of
from dangbo.reports.queries.traits import whos
from dangbo.reports.tables import dashboard as tables
from dangbo.reports.tables.addresses import area_tabs
from dangbo.reports.tables.parts import part_columns
from dangbo.reports.tables.pyramids import Drawn, pyramid
from dangbo.reports.tables.then import ThenRow, then_columns, then_row
from dangbo.reports.views.asking import Where, where_of
from dangbo.reports.views.inventions import made_up_words
from dangbo.rules.days import DAY, add_months
from dangbo.rules.indicator_values import Value
from dangbo.rules.rights import MEMBER_READ
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Chart, Stat

MEMBERS: Final = "dang_vien"
YEAR: Final = 12
WHO: Final = (
    *("to_chuc_co_so", "chi_bo", MEMBERS, "dang_vien_chinh_thuc", "dang_vien_du_bi"),
    *("ty_le_dang_vien_nu", "dang_vien_dan_toc_thieu_so", "dang_vien_tu_30_nam_tuoi_dang"),
    *("tuoi_doi_binh_quan", "ty_le_dai_hoc_tro_len", "ty_le_llct_trung_cap_tro_len"),
)
NEEDS: Final = ("chi_bo_duoi_muc_toi_thieu", "chi_bo_chua_co_dang_vien", "dang_bo_chua_co_chi_bo")
PYRAMIDS: Final = ("age", "party_age")
LEVELS: Final = ("education", "theory")
QUALITY: Final = Kept[Figures | None]()


class Times(NamedTuple):
    """The question of the day, and the same of a year ago and of the start of the term."""

    now: Asked
    year: Asked
    term: Asked
    told: Term

    @property
    def all(self) -> tuple[Asked, Asked, Asked]:
        """Return the three questions."""
        return self.now, self.year, self.term


def dashboard(request: ActorRequest) -> HttpResponseBase:
    """Show the dashboard of an organisation, or give one of its tables as a file."""
    form = OrgTime(request.GET)
    where = where_of(request, form)
    readable = where.asked is not None and queries.answers(queries.indicator(MEMBERS), where.asked)
    if where.asked and readable and format_asked(request):
        return _file(request, where, where.asked)
    context: dict[str, Any] = {
        "title": _("Tổng quan tổ chức"),
        "line": where.name,
        "tabs": area_tabs("reports:dashboard", where.uid),
        "form": form,
        "where": where,
        "chosen": where.chosen,
        "asked": where.asked,
        "exports": {"xlsx": query_with(request, xuat="xlsx", bang=None)},
        "course_url": tables.course_url(where.uid),
    }
    if where.asked and readable:
        context |= _board(request, where, where.asked)
    return render(request, "reports/dashboard.html", context)


def _board(request: ActorRequest, where: Where, asked: Asked) -> dict[str, Any]:
    times = _times(asked)
    return {
        "times": times,
        "rows": _then(times, where.uid),
        "needs": _needs(asked, where.uid),
        "movement": _movement(asked, where.uid),
        "charts": _charts(request, asked, where.uid),
        "quality": _quality(asked, where.uid),
        "invented": _invented(asked),
    }


def _times(asked: Asked) -> Times:
    told = term_of(asked)
    whos(asked, ())  # kept in common by the three days
    days = (add_months(asked.on, -YEAR), told.start)
    year, term = (asked.at(on=each) for each in days)
    return Times(asked, year, term, told)


def _then(times: Times, org: str) -> list[ThenRow]:
    found = []
    for code in WHO:
        values = [queries.value_of(code, each) for each in times.all]
        if values[0] is not None:
            found.append(then_row(queries.indicator(code), values, times.all, org))
    return found


def _needs(asked: Asked, org: str) -> list[Stat]:
    """Return what is due and what needs a look; cases only for who may read them."""
    stats: list[Stat] = []
    if queries.answers(queries.indicator("ho_so_dang_giai_quyet"), asked):
        found = urgency(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
        stats = tables.case_stats(found, partial(address, "cases:home", org))
    for code in NEEDS:
        value = queries.value_of(code, asked)
        if value is not None:
            stats.append(tables.need_stat(queries.indicator(code), value, asked, org))
    return stats


def _movement(asked: Asked, org: str) -> list[tables.Line]:
    eve = asked.at(on=asked.start - DAY)
    codes = (tables.RISEN, tables.FALLEN, MEMBERS, *tables.UP, *tables.DOWN)
    values = {code: queries.value_of(code, asked) or Value(0) for code in codes}
    values["eve"] = queries.value_of(MEMBERS, eve) or Value(0)
    start, end = format_day(asked.start), format_day(asked.on)
    rest_url = address("members:movement", org, tu=start, den=end)
    return tables.movement_lines(values, eve, asked, org, rest_url)


def _charts(request: ActorRequest, asked: Asked, org: str) -> list[Chart]:
    found = _pyramids(asked)
    cells = {"age": found.age, "party_age": found.party_age}
    drawn = {way: pyramid(_drawn(way, asked, org), cells[way]) for way in PYRAMIDS}
    for way in LEVELS:
        drawn[way] = tables.level_chart(_drawn(way, asked, org), found.attributes[way])
    return [
        replace(each, xlsx_url=query_with(request, xuat="xlsx", bang=way))
        for way, each in drawn.items()
    ]


def _pyramids(asked: Asked) -> Pyramids:
    return pyramids(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known, kinds=LEVELS)


def _drawn(way: str, asked: Asked, org: str) -> Drawn:
    return Drawn(MEMBERS, way, DIMENSIONS[way].order(asked.on), asked, org)


def _quality(asked: Asked, org: str) -> Sequence[Stat]:
    """Return how good the records are; told again without counting while no act has come."""
    last = last_act()
    over = asked.actor.over(MEMBER_READ)
    key = (last and (last.seq, last.at), over, asked.org, asked.on, asked.known)
    found = QUALITY.answer(key, lambda: _quality_figures(asked))
    return term_stats(found.sums, org)[1:] if found and found.sums.total else ()


def _quality_figures(asked: Asked) -> Figures | None:
    return figures(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)


def _invented(asked: Asked) -> str:
    value = queries.value_of(MEMBERS, asked)
    real = total_members(
        actor=asked.actor, org=asked.org, on=asked.on, known=asked.known, invented=False
    )
    return made_up_words(value.part - real) if value else ""


def _file(request: ActorRequest, where: Where, asked: Asked) -> HttpResponseBase:
    """Answer with what the page compares, or with one of its breakdowns."""
    way = request.GET.get("bang", "")
    rows: Sequence[Any]
    if way in PYRAMIDS or way in LEVELS:
        ways = [way, "sex"] if way in PYRAMIDS else [way]
        rows, columns = queries.broken_down(MEMBERS, ways, asked), part_columns(ways, asked.on)
    elif way == "bien-dong":
        rows, columns = _movement(asked, where.uid), tables.movement_columns()
    else:
        times = _times(asked)
        rows, columns = _then(times, where.uid), then_columns(times.all)
    return exported(
        request,
        title=_("Tổng quan: %(org)s") % {"org": where.name},
        columns=columns,
        rows=rows,
        file="-".join(filter(None, ("tong-quan", way.replace("_", "-"), where.uid))),
        org=where.name,
        about_persons=False,
    )
