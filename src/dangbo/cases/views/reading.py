"""Answer the page of one case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.cases.exports import letters_of
from dangbo.cases.phrases.names import kind_name
from dangbo.cases.queries.pages import CasePage, case_page
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.tables import pages as tables
from dangbo.letters.queries.registry import letter_kind
from dangbo.ui.parts import Act, Crumb


def detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a case as it stood on the day."""
    as_of = request.as_of
    page = case_page(actor=request.actor, pk=pk, on=as_of.on, known=as_of.known)
    context = {
        "page": page,
        "title": title_of(page.row),
        "badges": tables.badges_of(page.row),
        "steps": tables.path_of(page, as_of.on),
        "nexts": tables.next_acts(page),
        "facts": tables.facts_of(page),
        "documents": tables.document_lines(page),
        "moments": tables.moments_of(page),
        "acts": tables.acts_of(page, ()),
        "letters": letter_acts(page),
        "document_url": reverse("cases:document", args=[pk]),
        "crumbs": crumbs(page.row),
    }
    return render(request, "cases/case.html", context)


def title_of(row: CaseRow) -> str:
    """Return what a case is called: its kind and its person."""
    return f"{kind_name(row.kind)}: {row.person.name}"


def letter_acts(page: CasePage) -> list[tuple[str, Act, Act]]:
    """Return the letters that a case can print, each as PDF and as DOCX."""
    found = []
    for key in letters_of(page.row):
        kind = letter_kind(key)
        urls = [reverse("cases:letter", args=[page.row.id, key, form]) for form in ("pdf", "docx")]
        acts = (Act("PDF", urls[0], "download"), Act("Word", urls[1], "download"))
        found.append((str(kind.title) if kind else key, *acts))
    return found


def crumbs(row: CaseRow | None, *steps: str) -> list[Crumb]:
    """Return the path from the board to a page."""
    found = [Crumb(_("Hồ sơ đảng viên"), reverse("cases:home"))]
    if row is not None:
        url = reverse("cases:detail", args=[row.id]) if steps else ""
        found.append(Crumb(title_of(row), url))
    return [*found, *(Crumb(each) for each in steps)]
