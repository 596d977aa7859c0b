"""Show the logs to the auditor: both lists, one row, the closings, and files of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit import tables
from dangbo.audit.enums import AccessCode
from dangbo.audit.exports.door import Mark, file_sent
from dangbo.audit.exports.logs import FORMATS, MOST, exported
from dangbo.audit.files.closings import Closed, to_text
from dangbo.audit.files.pdf import closing_pdf
from dangbo.audit.forms import BEFORE, LogForm, before_asked
from dangbo.audit.phrases import ACTS, access_words, act_words
from dangbo.audit.queries import pages, search
from dangbo.audit.queries.own import person_key, readings_of
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Crumb, Text, invented_badge
from dangbo.ui.tables import Column, table_of

LABELS: Final[Mapping[str, Text]] = dict(AccessCode.choices)
# A page to print and the file to keep: what they say is all they are, so they bear no mark.
CLOSING_FILES: Final[Mapping[str, tuple[str, Callable[[Closed], bytes]]]] = {
    "pdf": ("application/pdf", closing_pdf),
    "json": ("application/json", lambda closed: to_text(closed).encode()),
}
Search = Callable[..., list[search.LogRow]]


def acts(request: ActorRequest) -> HttpResponseBase:
    """Search the journal of acts."""
    return _log(request, "audit:acts", search.acts, tables.ACT_COLUMNS, ACTS)


def accesses(request: ActorRequest) -> HttpResponseBase:
    """Search the log of sign-ins, readings and exports."""
    return _log(request, "audit:accesses", search.accesses, tables.ACCESS_COLUMNS, LABELS)


def _log(
    request: ActorRequest,
    page: str,
    asked: Search,
    columns: Sequence[Column],
    codes: Mapping[str, Text],
) -> HttpResponseBase:
    require_reader(request)
    form = LogForm(request, codes)
    chips = list(form.chips(request))
    given = {"actor": request.actor, "narrowed": form.narrowed}
    title = _("Nhật ký")
    kind = request.GET.get("xuat", "")
    if kind in FORMATS:
        rows = asked(limit=MOST, **given)
        shown = [head.column for head in table_of(request, columns, (), caption=title).heads]
        return exported(request, form=kind, title=title, columns=shown, rows=rows, chips=chips)
    before = before_asked(request)
    rows = asked(before=before, limit=search.PAGE + 1, **given)
    more, rows = len(rows) > search.PAGE, rows[: search.PAGE]
    context = {
        "title": title,
        "tabs": tables.tabs_of(page),
        "form": form,
        "more_asked": form.more_asked,
        "chips": chips,
        "table": table_of(request, columns, rows, caption=title),
        "exports": {each: query_with(request, xuat=each) for each in FORMATS},
        "first_url": query_with(request) if before else "",
        "older_url": query_with(request, **{BEFORE: rows[-1].seq}) if more else "",
    }
    return render(request, "audit/log.html", context)


def act(request: ActorRequest, seq: int) -> HttpResponse:
    """Show one act: who, what, before and after, on which paper, and its place in the chain."""
    require_reader(request)
    page = pages.act_page(actor=request.actor, seq=seq)
    title = _("Việc số %(seq)s") % {"seq": seq}
    return _row(request, page, "audit:acts", title, act_words)


def access(request: ActorRequest, seq: int) -> HttpResponse:
    """Show one sign-in, reading or export."""
    require_reader(request)
    page = pages.access_page(actor=request.actor, seq=seq)
    title = _("Lượt số %(seq)s") % {"seq": seq}
    return _row(request, page, "audit:accesses", title, access_words)


def _row(
    request: ActorRequest,
    page: pages.RowPage,
    parent: str,
    title: str,
    words: Callable[[str], Any],
) -> HttpResponse:
    context = {
        "title": title,
        "line": words(page.row.code),
        "crumbs": crumbs(parent, title),
        "badges": [invented_badge()] if page.row.invented else [],
        "facts": tables.facts_of(page, words),
        "places": tables.places_of_row(page.row),
        "places_left": max(0, len(page.row.places) - tables.MOST_PLACES),
        "changes": tables.changes_of(page.content),
        "content": tables.content_of(page),
        "chain": tables.chain_facts(page),
    }
    return render(request, "audit/row.html", context)


def own(request: ActorRequest) -> HttpResponse:
    """Show somebody who looked at his or her own record."""
    person = person_key(request.actor.person)
    if not person:
        raise Http404(_("Tài khoản này không gắn với hồ sơ đảng viên nào."))
    before = before_asked(request)
    rows = readings_of(person=person, before=before, limit=search.PAGE + 1)
    more, rows = len(rows) > search.PAGE, rows[: search.PAGE]
    title = _("Ai đã xem hồ sơ của tôi")
    context = {
        "title": title,
        "table": table_of(request, tables.OWN_COLUMNS, rows, caption=title),
        "first_url": query_with(request, **{BEFORE: None}) if before else "",
        "older_url": query_with(request, **{BEFORE: rows[-1].seq}) if more else "",
    }
    return render(request, "audit/own.html", context)


def closings(request: ActorRequest) -> HttpResponse:
    """List the closings, each as a page to print and a file to keep."""
    require_reader(request)
    rows = search.closings(actor=request.actor)
    context = {
        "title": _("Nhật ký"),
        "tabs": tables.tabs_of("audit:closings"),
        "table": table_of(request, tables.CLOSING_COLUMNS, rows, caption=_("Chốt ngày")),
    }
    return render(request, "audit/closings.html", context)


def closing_file(request: ActorRequest, number: int, form: str) -> HttpResponseBase:
    """Send a closing as the page to print or as the file to keep."""
    require_reader(request)
    closed = pages.closing_page(actor=request.actor, number=number)
    if form not in CLOSING_FILES:
        raise Http404
    media_type, written = CLOSING_FILES[form]

    def unmarked(_mark: Mark) -> bytes:
        return written(closed)

    name = f"chot-{closed.day.isoformat()}-{closed.number}.{form}"
    return file_sent(request, unmarked, media_type=media_type, name=name, persons=None)


def require_reader(request: ActorRequest) -> None:
    """Refuse whoever may not read the logs."""
    if not search.may_read(request.actor):
        raise PermissionDenied


def crumbs(parent: str, title: str) -> list[Crumb]:
    """Return the path from a list to one of its rows."""
    names = dict(tables.PAGES)
    return [
        Crumb(_("Nhật ký"), reverse("audit:acts")),
        Crumb(names[parent], reverse(parent)),
        Crumb(title),
    ]
