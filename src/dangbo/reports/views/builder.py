"""Build a question over indicators in the browser, show its answer, and list what is behind it."""

from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.filters import PICKED
from dangbo.reports.phrases import name_of
from dangbo.reports.phrases.questions import filter_words
from dangbo.reports.queries.questions import items_behind
from dangbo.reports.queries.questions_kept import DIGITS, count_unseen, open_question
from dangbo.reports.tables.addresses import area_tabs
from dangbo.reports.tables.behind import behind_columns, is_invented
from dangbo.reports.tables.builder import chart_of, columns_of, kept_columns, question_url
from dangbo.reports.tables.builder_form import offer_of
from dangbo.reports.views.asking import file_urls
from dangbo.reports.views.builder_asking import Told, asking_of, grid_of, pairs_in, told_by
from dangbo.reports.views.inventions import invented_words
from dangbo.rules.indicators import Indicator
from dangbo.rules.question_addresses import NAMES, ORG, pairs_of
from dangbo.rules.question_days import TODAY, DayWord
from dangbo.rules.questions import Kept, Question
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chip, Crumb
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50
AT_ONCE: Final = 2_000
# Of which saved question a question is being changed.
SAVED: Final = "cau_hoi"
EXAMPLES: Final = (
    Question(("dang_vien",), by=("sex", "age")),
    Question(("dang_vien", "ty_le_dang_vien_nu"), scope="below"),
    Question(("ket_nap_dang_vien",), start=DayWord("ago", unit="year", number=5), pace="year"),
    Question(
        ("dang_vien",),
        by=("education",),
        filters=(Kept("sex", ("nu",)),),
        days=(DayWord("last", day=date(2000, 6, 30)), TODAY),
    ),
)


def build(request: ActorRequest) -> HttpResponseBase:
    """Show the form of a question and, once it asks for something, its answer."""
    pairs = pairs_in(request)
    told = told_by(request, pairs)
    if told.answer and format_asked(request):
        return sent(request, told, title=_("Hỏi số liệu"), file=f"hoi-so-lieu-{told.question.org}")
    plainly = pairs_of(told.question)
    if told.answer and pairs != plainly:
        kept = [(name, value) for name, value in _others(request) if value]
        return redirect(f"{request.path}?{urlencode([*plainly, *kept])}")
    saved = _saved(request)
    context = {
        **frame(request, "reports:ask"),
        "title": _("Hỏi số liệu"),
        "fresh": not pairs,
        "offer": offer_of(told.question, request.as_of.on, typed=request.GET.dict()),
        "examples": examples(request) if not pairs else [],
        "saved": saved,
        "save_url": _save_url(told, saved),
        "kept": [(name, value) for name, value in _others(request) if name == SAVED],
        **answered(request, told),
    }
    return render(request, "reports/builder.html", context)


def _others(request: ActorRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.GET.lists()
        if name not in {*NAMES, *PICKED}
        for value in values
    ]


def _saved(request: ActorRequest) -> Any:
    asked = request.GET.get(SAVED, "")
    if not asked.isdecimal() or len(asked) > DIGITS:
        return None
    found = open_question(actor=request.actor, pk=int(asked))
    return found if found.changeable else None


def _save_url(told: Told, saved: Any) -> str:
    if saved:
        return question_url("reports:question_change", told.question, saved.id)
    return question_url("reports:question_save", told.question)


def examples(request: ActorRequest) -> list[dict[str, str]]:
    """Return questions to begin with, each in one sentence."""
    found = []
    for question in EXAMPLES:
        told = told_by(request, pairs_of(question), counted=False)
        if told.sentence:
            url = question_url("reports:ask", told.question)
            found.append({"url": url, "text": told.sentence})
    return found


def frame(request: ActorRequest, current: str) -> dict[str, Any]:
    """Return what the pages of questions share."""
    news = count_unseen(request.actor) or None
    asked = str(request.GET.get(ORG, ""))
    tabs = area_tabs(current, asked)
    return {
        "crumbs": [Crumb(_("Số liệu"), reverse("reports:home")), Crumb(_("Hỏi số liệu"))],
        "tabs": [*tabs[:-1], replace(tabs[-1], count=news)],
    }


def answered(request: ActorRequest, told: Told) -> dict[str, Any]:
    """Return the answer of a question for its page."""
    context: dict[str, Any] = {
        "told": told,
        "chosen": told.chosen,
        "problems": [] if not told.question.indicators and not pairs_in(request) else told.problems,
        "exports": file_urls(request),
    }
    if told.answer is None or told.org is None:
        return context
    grid = grid_of(told.question, told.answer)
    title = _("Kết quả")
    chart = chart_of(grid, title, request.as_of)
    asked = asking_of(request).of(told.org.id, told.answer.moments[-1])
    context |= {
        "chart": chart,
        "grid": grid,
        "crossed": grid.layout.columns == ("second",),
        "table": None if chart else table_of(request, columns_of(grid), grid.rows, caption=title),
        "invented": invented_words(told.asked[0], asked),
    }
    return context


def sent(request: ActorRequest, told: Told, *, title: str, file: str) -> HttpResponseBase:
    """Answer with the figures of a question as a file, the question in its head."""
    if told.answer is None or told.org is None:
        return redirect(request.path)
    grid = grid_of(told.question, told.answer)
    return exported(
        request,
        title=title,
        columns=kept_columns(grid),
        rows=grid.rows,
        file=file,
        org=told.org.name,
        chips=[Chip(_("Câu hỏi"), told.sentence, "")],
        about_persons=False,
    )


def behind(request: ActorRequest) -> HttpResponseBase:
    """List who or what was counted in one cell of an answer, a page at a time or as a file."""
    told = told_by(request, pairs_in(request), counted=False)
    if told.faults or told.org is None or not _is_cell(told):
        context = {
            **frame(request, ""),
            "title": _("Danh sách đã được đếm"),
            **answered(request, told),
        }
        return render(request, "reports/builder_list.html", context)
    [definition] = told.asked
    asked, items = items_behind(told.question, org=told.org, asking=asking_of(request))
    items = queries.in_order(asked, items, definition.subject)
    columns = behind_columns(definition)
    if format_asked(request):
        return exported(
            request,
            title=name_of(definition),
            columns=columns,
            rows=_Lines(definition, asked, items),
            file=f"{definition.code.replace('_', '-')}-{told.org.uid}",
            org=told.org.name,
            chips=[Chip(_("Câu hỏi"), told.sentence, "")],
            invented=is_invented,
            about_persons=definition.subject == "person",
        )
    page = page_of(items, request, PER_PAGE)
    rows = _told(definition, asked, list(page))
    title = name_of(definition)
    context = {
        **frame(request, ""),
        "title": title,
        "told": told,
        "chosen": told.chosen,
        "chips": [
            Chip(label, value, question_url("reports:ask", told.question))
            for label, value in filter_words(told.question, request.as_of.on)
        ],
        "ask_url": question_url("reports:ask", told.question),
        "count": len(items),
        "page": page,
        "table": table_of(request, columns, rows, caption=title) if rows else None,
        "exports": file_urls(request),
    }
    return render(request, "reports/builder_list.html", context)


def _is_cell(told: Told) -> bool:
    question = told.question
    return len(question.indicators) == len(question.days) == 1 and question.scope == "one"


def _told(definition: Indicator, asked: Any, items: list[Any]) -> list[Any]:
    if definition.subject == "org":
        return list(queries.orgs_behind(asked, items))
    return list(queries.persons_behind(asked, items))


class _Lines:
    """The lines of a long list, named some at a time while the file is being sent."""

    def __init__(self, definition: Indicator, asked: Any, items: list[Any]) -> None:
        self.definition, self.asked, self.items = definition, asked, items

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Any:
        for at in range(0, len(self.items), AT_ONCE):
            yield from _told(self.definition, self.asked, self.items[at : at + AT_ONCE])
