"""Say who is on a draft and who changed what in it; ask others in, and undo."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import share_draft, undo_edit, unshare_draft
from dangbo.desk.queries.directory import called
from dangbo.desk.queries.meaning import one_line
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.queries.opening import Draft, edits_on, may_be_asked, open_draft, people_on
from dangbo.desk.tables.edits import changes_in, edit_row
from dangbo.desk.views.asking import day_of, lead_on, refused, whole
from dangbo.desk.views.frame import step_context
from dangbo.rules.verdicts import RuleError
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb

SHARE: Final = "desk/share.html"
EDITS: Final = "desk/edits.html"
PER_PAGE: Final = 30


def share(request: ActorRequest, draft: int) -> HttpResponse:
    """Show who is on a draft; its owner asks people in and lets them go."""
    row = open_draft(actor=request.actor, draft=draft)
    if request.method != "POST":
        return render(request, SHARE, _people(request, row))
    deed, _sign, username = request.POST.get("do", "").partition(":")
    try:
        if deed == "stop":
            unshare_draft(actor=request.actor, draft=row.pk, username=one_line(username))
            messages.success(request, _("Đã thôi chia sẻ với %(name)s.") % {"name": username})
        else:
            added = share_draft(
                actor=request.actor,
                draft=row.pk,
                username=one_line(request.POST.get("username", "")),
                may_write=request.POST.get("may_write") == "1",
            )
            messages.success(request, _("Đã chia sẻ với %(name)s.") % {"name": str(added.user)})
    except RuleError as error:
        return refused(request, SHARE, _people(request, row), error.verdict)
    return lead_on(request, reverse("desk:share", args=[row.pk]))


def _people(request: ActorRequest, row: Draft) -> dict[str, Any]:
    frame = step_context(request, row, "desk:share")
    return {
        **frame,
        "crumbs": [*frame["crumbs"], Crumb(_("Chia sẻ"))],
        "people": people_on(draft=row),
        "accounts": may_be_asked(actor=request.actor, draft=row) if frame["owned"] else [],
        "username": request.POST.get("username", ""),
    }


def edits(request: ActorRequest, draft: int) -> HttpResponse:
    """Show who changed what, newest first; on a post give one part back what it had before."""
    row = open_draft(actor=request.actor, draft=draft)
    if request.method == "POST":
        revision = whole(request.POST.get("revision", ""))
        try:
            undo_edit(actor=request.actor, draft=row.pk, revision=revision)
        except RuleError as error:
            return refused(request, EDITS, _edits(request, row), error.verdict)
        messages.success(request, _("Đã trả lại như trước khi sửa."))
        return lead_on(request, reverse("desk:edits", args=[row.pk]))
    return render(request, EDITS, _edits(request, row))


def _edits(request: ActorRequest, row: Draft) -> dict[str, Any]:
    page = page_of(edits_on(draft=row), request, PER_PAGE)
    on = day_of(request, row)
    shown = list(page)
    keys = keys_in({"changes": changes_in(shown)})
    found = called(actor=request.actor, content=row.content, keys=keys, on=on)
    names = {key: each.name for key, each in found.items()}
    frame = step_context(request, row, "desk:edits")
    return {
        **frame,
        "crumbs": [*frame["crumbs"], Crumb(_("Nhật ký soạn"))],
        "page": page,
        "edits": [edit_row(edit, names, on) for edit in shown],
    }
