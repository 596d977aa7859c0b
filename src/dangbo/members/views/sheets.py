"""Show and change one group of a member's record, and the photo."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from dangbo.accounts.access import NotGranted
from dangbo.accounts.middleware import ActorRequest
from dangbo.members.commands.picturing import drop_photo, keep_photo
from dangbo.members.commands.seen import ChangedSince, record_seen
from dangbo.members.files.pictures import PictureError
from dangbo.members.forms.photos import PhotoForm, picture_words
from dangbo.members.forms.sheets import SheetForm
from dangbo.members.phrases.names import record_name
from dangbo.members.queries import Member, member
from dangbo.members.queries.meanwhile import last_act_about
from dangbo.members.queries.sheets import sheets_of
from dangbo.members.tables.members import member_url
from dangbo.members.tables.sheets import sheet_told
from dangbo.members.views.acting import CONFLICT, REFUSED, crumbs
from dangbo.members.views.naming import recent_in
from dangbo.orgs.views.asking import on_day
from dangbo.rules.record_groups import PHOTO, record_groups


@sensitive_post_parameters()
@sensitive_variables()
def sheet(request: ActorRequest, uid: str, group: str) -> HttpResponse:
    """Show a group of the record; on a post, record it as it is now believed."""
    if group not in record_groups():
        raise Http404
    found = _known(request, uid)
    if group in found.hidden:
        raise NotGranted(record_groups()[group].act, here=True)
    body = dict(found.sheets.get(group) or {})
    since = last_act_about(uid=uid)
    known = record_groups()[group]
    form = SheetForm(request.POST or None, group=known, body=body, since=since)
    if request.method == "POST" and request.as_of.is_today and form.is_valid():
        return _record(request, found, group, form)
    return _page(request, found, group, form, REFUSED if request.method == "POST" else 200)


def _record(request: ActorRequest, found: Member, group: str, form: SheetForm) -> HttpResponse:
    uid = found.row.uid
    since = form.cleaned_data.get("since") or 0
    event = {"change": "sheet", "person": uid, "group": group, "body": form.body}
    try:
        record_seen(
            actor=request.actor,
            uid=uid,
            since=since,
            on=request.as_of.today,
            events=[event],
            invented=found.row.invented,
        )
    except ChangedSince:
        recent = recent_in(request, uid=uid, since=since)
        form.data = {**request.POST.dict(), "since": str(last_act_about(uid=uid))}
        return _page(request, found, group, form, CONFLICT, recent=recent)
    messages.success(request, _("Đã cập nhật hồ sơ."))
    return redirect(member_url(uid))


def _page(
    request: ActorRequest, found: Member, group: str, form: SheetForm, status: int, **more: Any
) -> HttpResponse:
    uid, title = found.row.uid, record_name(record_groups()[group])
    stated = sheets_of(uid=uid, actor=request.actor, known=request.as_of.known).get(group)
    context = {
        "title": title,
        "line": found.row.name,
        "crumbs": crumbs(found, title),
        "form": form,
        "sheet": sheet_told(uid, group, found.sheets.get(group) or {}),
        "recorded": stated.recorded if stated else None,
        "keep": f"{uid} sheet {group}",
        "back_url": member_url(uid),
        **more,
    }
    answer = render(request, "members/sheet.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def change_photo(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask for a photo; on a post, keep it or drop the one that is there."""
    found = _known(request, uid)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and request.as_of.is_today:
        if "bo" in request.POST:
            drop_photo(actor=request.actor, uid=uid, on=request.as_of.today)
            messages.success(request, _("Đã bỏ ảnh."))
            return redirect(member_url(uid))
        if form.is_valid() and _kept(request, uid, form):
            messages.success(request, _("Đã lưu ảnh."))
            return redirect(member_url(uid))
    title = _("Ảnh của %(name)s") % {"name": found.row.name}
    context = {
        "title": title,
        "crumbs": crumbs(found, _("Ảnh")),
        "form": form,
        "member": found,
        "photo": bool(found.sheets.get(PHOTO)),
        "back_url": member_url(uid),
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "members/photo.html", context, status=status)


def _kept(request: ActorRequest, uid: str, form: PhotoForm) -> bool:
    content = form.cleaned_data["photo"]
    try:
        keep_photo(actor=request.actor, uid=uid, content=content, on=request.as_of.today)
    except PictureError as error:
        form.add_error("photo", picture_words(error.code))
        return False
    return True


def _known(request: ActorRequest, uid: str) -> Member:
    found = member(uid=uid, **on_day(request))
    if found is None:
        raise Http404
    return found
