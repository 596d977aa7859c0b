"""Show who reads a record, and let that change by an act with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.sealed import tables
from dangbo.sealed.commands import add_reader, remove_reader
from dangbo.sealed.commands.reading import foresee_reader
from dangbo.sealed.forms import ReaderForm, ReasonForm
from dangbo.sealed.queries.records import ReaderRow, RecordPage, record_page, viewings
from dangbo.sealed.views.frame import asked, unkept
from dangbo.ui.paging import page_of
from dangbo.ui.tables import table_of


@unkept
def readers(request: ActorRequest, uid: str) -> HttpResponse:
    """Show who reads, who did, and everybody who looked."""
    page = record_page(actor=request.actor, uid=uid)
    title = _("Người đọc")
    rows = page_of(viewings(actor=request.actor, uid=uid), request, per_page=20)
    context = {
        "title": title,
        "line": page.row.standing.title,
        "now": [_line(uid, row) for row in page.readers if row.until is None],
        "past": [_line(uid, row) for row in page.readers if row.until is not None],
        "add_url": reverse("sealed:add_reader", args=[uid]),
        "rows": rows,
        "viewings": table_of(request, tables.VIEWING_COLUMNS, rows, caption=_("Ai đã xem")),
        "crumbs": tables.crumbs(page.row, title),
    }
    return render(request, "sealed/readers.html", context)


def _line(uid: str, row: ReaderRow) -> dict[str, object]:
    return {
        "name": tables.reader_words(row),
        "badges": tables.reader_badges(row),
        "course": tables.reader_course(row),
        "url": reverse("sealed:remove_reader", args=[uid, row.account]),
    }


@unkept
def add(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask whom to let in and why; on a post whose warning was read, do it."""
    page = record_page(actor=request.actor, uid=uid)
    form = ReaderForm(request.POST or None)
    verdict, line = Verdict(), page.row.standing.title
    if form.is_valid():
        named, reason = form.cleaned_data["account"], form.cleaned_data["reason"]
        given = {"actor": request.actor, "uid": uid, "account": named.id, "reason": reason}
        line = f"{line} · {named.name or named.username} ({named.username})"
        verdict = foresee_reader(**given)
        if form.is_settled(verdict):
            try:
                add_reader(**given)
                return _done(request, uid, _("Đã thêm người đọc."))
            except RuleError as error:
                verdict = error.verdict
    return _asked(request, page, form, verdict, title=_("Thêm người đọc"), line=line)


@unkept
def remove(request: ActorRequest, uid: str, account: int) -> HttpResponse:
    """Ask why a reader goes; on a valid post, take him or her off."""
    page = record_page(actor=request.actor, uid=uid)
    reads = (row for row in page.readers if row.account == account and row.until is None)
    row = next(reads, None)
    if row is None:
        raise Http404
    form, verdict = ReasonForm(request.POST or None), Verdict()
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            remove_reader(actor=request.actor, uid=uid, account=account, reason=reason)
            if account == request.actor.user_id:
                messages.success(request, _("Đã bỏ người đọc."))
                return redirect("sealed:home")
            return _done(request, uid, _("Đã bỏ người đọc."))
        except RuleError as error:
            verdict = error.verdict
    title = _("Bỏ người đọc %(name)s") % {"name": tables.reader_words(row)}
    return _asked(request, page, form, verdict, title=title, line=page.row.standing.title)


def _asked(
    request: ActorRequest,
    page: RecordPage,
    form: ReaderForm | ReasonForm,
    verdict: Verdict,
    *,
    title: str,
    line: str,
) -> HttpResponse:
    back = reverse("sealed:readers", args=[page.row.uid])
    path = tables.crumbs(page.row, title)
    return asked(
        request, form, verdict, title=title, save=title, back_url=back, path=path, line=line
    )


def _done(request: ActorRequest, uid: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("sealed:readers", uid)
