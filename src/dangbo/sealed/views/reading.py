"""Show confidential records to their readers; to all others they are not there."""

from pathlib import PurePath

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import passed
from dangbo.sealed import tables
from dangbo.sealed.phrases.names import AREA
from dangbo.sealed.queries.records import may_open, record_page, records_of, sealed_file
from dangbo.sealed.views.frame import unkept
from dangbo.ui.parts import Act
from dangbo.ui.tables import table_of


@unkept
def home(request: ActorRequest) -> HttpResponse:
    """List the records that one reads."""
    rows = records_of(actor=request.actor)
    open_ = Act(_("Mở hồ sơ kín"), reverse("sealed:choose"), "plus", main=True)
    offered = may_open(actor=request.actor)
    context = {
        "title": AREA,
        "count": len(rows),
        "acts": [open_] if offered else [],
        "rows": rows,
        "table": table_of(request, tables.RECORD_COLUMNS, rows, caption=AREA),
    }
    return render(request, "sealed/home.html", context)


@unkept
def detail(request: ActorRequest, uid: str) -> HttpResponse:
    """Show a record: what it is, its course, its files, who reads it, who looked at it."""
    page = record_page(actor=request.actor, uid=uid)
    context = {
        "title": page.row.standing.title,
        "badges": [tables.state_badge(page.row.standing)],
        "acts": tables.acts_of(page),
        "facts": tables.facts_of(page),
        "moments": tables.moments_of(page),
        "files": tables.files_of(page),
        "readers": [tables.reader_words(row) for row in page.readers if row.until is None],
        "viewings": [tables.viewing(row) for row in page.viewings],
        "readers_url": reverse("sealed:readers", args=[uid]),
        "crumbs": tables.crumbs(page.row),
    }
    return render(request, "sealed/record.html", context)


@unkept
def file(request: ActorRequest, uid: str, digest: str) -> HttpResponseBase:
    """Send a file to be saved, under a name that tells the log nothing."""
    try:
        found = sealed_file(actor=request.actor, uid=uid, digest=digest)
    except FileNotFoundError:
        raise Http404(_("Tệp không còn trên máy chủ; xin báo người quản trị.")) from None
    answer = HttpResponse(found.content, content_type=found.media_type)
    name = f"tep-{digest[:8]}{PurePath(found.name).suffix.lower()}"
    return passed(answer, request, name=name)
