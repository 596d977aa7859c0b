"""Search organisations by any name they ever bore, and papers and whatever else beside them."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.queries.finding import nearest_orgs, search
from dangbo.orgs.queries.states import states_near
from dangbo.orgs.tables.parts import org_url, paper_url
from dangbo.orgs.tables.searching import FoundOrg, found_columns, found_orgs
from dangbo.orgs.views.asking import on_day
from dangbo.papers.queries import PaperFilter, papers
from dangbo.ui.addresses import query_with, with_day
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chip
from dangbo.ui.searching import FoundGroup, FoundLine, found_groups
from dangbo.ui.tables import table_of

LONGEST: Final = 200
MOST: Final = 500
PER_PAGE: Final = 50
PAPERS: Final = 10
OTHERS: Final = 10
HINTS: Final = 4
LEAST: Final = 2


def search_page(request: ActorRequest) -> HttpResponseBase:
    """Show what a text finds: organisations of any time, what other areas know, then papers."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    rows = _orgs(request, text) if text else []
    if format_asked(request):
        return exported(
            request,
            title=_("Kết quả tìm tổ chức đảng"),
            columns=found_columns(),
            rows=rows,
            file="tim-to-chuc",
            chips=[Chip(_("Tìm"), text, "")],
            invented=lambda row: row.match.invented,
            about_persons=False,
        )
    page = page_of(rows, request, PER_PAGE)
    context = {
        "text": text,
        "search_text": text,
        "page": page,
        "full": len(rows) == MOST,
        "table": table_of(request, found_columns(), page, caption=_("Tổ chức tìm thấy")),
        "nearest": nearest_orgs(text=text, **on_day(request)) if text and not rows else [],
        "papers": _papers(request, text) if text else [],
        "groups": _groups(request, text, OTHERS),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }
    return render(request, "orgs/search.html", context)


def _orgs(request: ActorRequest, text: str) -> list[FoundOrg]:
    asked = on_day(request)
    matches = search(text=text, limit=MOST, **asked)
    briefs = states_near(orgs=[match.id for match in matches], **asked)
    above = {each.superior for each in briefs.values() if each.superior is not None}
    superiors = states_near(orgs=above, **asked)
    return found_orgs(matches, briefs, superiors, text=text, on=asked["on"])


def _papers(request: ActorRequest, text: str) -> list[dict[str, Any]]:
    found = papers(actor=request.actor, narrowed=PaperFilter(text=text))[:PAPERS]
    return [
        {"name": each.citation, "subject": each.subject, "url": paper_url(each.uid)}
        for each in found
    ]


def hints(request: ActorRequest) -> HttpResponse:
    """Return the first few that a text means, in groups, for the list under the search."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    if len(text) < LEAST:
        return JsonResponse({"groups": []})
    matches = search(text=text, limit=HINTS, **on_day(request))
    orgs = [FoundLine(each.name, org_url(each.uid)) for each in matches]
    papers = [
        FoundLine(each["name"], each["url"], each["subject"])
        for each in _papers(request, text)[:HINTS]
        if each["url"]
    ]
    groups = [
        FoundGroup("orgs", _("Tổ chức đảng"), "network", orgs),
        *_groups(request, text, HINTS),
        FoundGroup("papers", _("Văn bản"), "file-text", papers),
    ]
    told = [
        {"title": str(group.title), "rows": [_hint(request, each) for each in group.lines]}
        for group in groups
        if group.lines
    ]
    answer = JsonResponse({"groups": told})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _hint(request: ActorRequest, line: FoundLine) -> dict[str, str]:
    return {"name": line.name, "more": line.more, "url": with_day(line.url, request.as_of)}


def _groups(request: ActorRequest, text: str, limit: int) -> list[FoundGroup]:
    return found_groups(text=text, limit=limit, **on_day(request)) if len(text) >= LEAST else []
