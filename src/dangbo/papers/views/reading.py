"""Show papers: the list, one paper, its files, and the list as a file."""

from dataclasses import replace
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import passed
from dangbo.papers import queries, tables
from dangbo.papers.exports import FORMATS, exported
from dangbo.papers.files.storage import open_content
from dangbo.papers.forms.filters import chips_of, narrowed_by, selects
from dangbo.ui.paging import page_of
from dangbo.ui.panels import panels_for
from dangbo.ui.parts import Act, Crumb
from dangbo.ui.tables import sort_of, table_of


def index(request: ActorRequest) -> HttpResponse:
    """Show the papers that the filters leave, a page at a time."""
    asked = _asked(request)
    page = page_of(asked["rows"], request)
    context = {
        "page": page,
        "table": table_of(
            request, tables.COLUMNS, page, caption=_("Sổ văn bản"), sort=asked["sort"]
        ),
        "acts": [Act(_("Ghi văn bản"), reverse("papers:record"), "plus", main=True)],
        "exports": {form: _export_url(request, form) for form in sorted(FORMATS)},
        **asked,
    }
    return render(request, "papers/papers.html", context)


def export(request: ActorRequest, form: str) -> HttpResponseBase:
    """Send the list as a file, with the rows, columns and order that the page shows."""
    if form not in FORMATS:
        raise Http404
    asked = _asked(request)
    made_up = replace(asked["narrowed"], invented=True)
    excluded = asked["narrowed"].invented is False
    return exported(
        request,
        form=form,
        columns=[head.column for head in table_of(request, tables.COLUMNS, [], caption="").heads],
        rows=asked["rows"][:],
        chips=asked["chips"],
        invented=0 if excluded else len(queries.papers(actor=request.actor, narrowed=made_up)),
    )


def _asked(request: ActorRequest) -> dict[str, Any]:
    narrowed = narrowed_by(request.GET)
    sort = sort_of(request, tables.COLUMNS, default="-day")
    rows = selects(request.GET, queries.filter_choices(actor=request.actor))
    return {
        "narrowed": narrowed,
        "sort": sort,
        "selects": rows,
        "chips": chips_of(request, narrowed, rows),
        "rows": queries.papers(actor=request.actor, narrowed=narrowed, sort=str(sort)),
    }


def _export_url(request: ActorRequest, form: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse('papers:export', args=[form])}?{query.urlencode()}"


def detail(request: ActorRequest, uid: str) -> HttpResponse:
    """Show one paper: what is recorded, its files, what it decided, and who recorded it."""
    page = queries.paper_page(actor=request.actor, uid=uid)
    panels = panels_for(
        "paper",
        actor=request.actor,
        subject=page.paper,
        on=request.as_of.on,
        known=request.as_of.known,
    )
    context = {
        "paper": page.paper,
        "badges": tables.badges_of(page.paper),
        "acts": tables.acts_of(page.paper),
        "facts": tables.facts_of(page),
        "files": tables.file_lines(uid, page.files),
        "moments": tables.moments_of(page.acts),
        "panels": panels,
        "crumbs": crumbs(page.paper.name),
    }
    return render(request, "papers/paper.html", context)


def file(request: ActorRequest, uid: str, digest: str) -> HttpResponseBase:
    """Send a file of a paper to be saved, never to be run in the page."""
    found = queries.paper_file(actor=request.actor, uid=uid, digest=digest)
    try:
        content = open_content(digest)
    except FileNotFoundError:
        raise Http404(_("Tệp không còn trên máy chủ; xin báo người quản trị.")) from None
    answer = FileResponse(content, content_type=found.media_type)
    # As it was put in: its sum is in the register.
    return passed(answer, request, name=found.name)


def crumbs(*steps: str) -> list[Crumb]:
    """Return the path from the list of papers to a page."""
    return [Crumb(_("Văn bản"), reverse("papers:list")), *(Crumb(step) for step in steps)]
