"""Confirm that nothing in the records of members has changed, list that, and take it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.members.commands.seen import paper_of
from dangbo.members.phrases import Called
from dangbo.members.tables.members import member_url
from dangbo.orgs.views.asking import on_day
from dangbo.quality import queries
from dangbo.quality.commands import confirm_records, foresee_confirming, take_back
from dangbo.quality.forms.confirming import ConfirmForm
from dangbo.quality.forms.filters import OrgFilter
from dangbo.quality.phrases import in_words
from dangbo.quality.queries import FoundRow
from dangbo.quality.tables.confirming import confirm_columns, confirmed_card
from dangbo.quality.tables.parts import STALE, address
from dangbo.quality.views.frame import PAIRS_PER_PAGE, REFUSED, crumbs, frame, where_of
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.addresses import with_day
from dangbo.ui.paging import page_of
from dangbo.ui.tables import table_of


def confirm(request: ActorRequest) -> HttpResponse:
    """Show whose records are confirmed, and the verdict; on a post, record it."""
    given = request.POST if request.method == "POST" else request.GET
    uids = list(dict.fromkeys(given.getlist("row")))
    if not uids:
        messages.warning(request, _("Chưa chọn hồ sơ nào. Đánh dấu ít nhất một dòng."))
        return redirect(address("quality:list", muc=STALE))
    rows = queries.to_confirm(actor=request.actor, uids=uids, on=request.as_of.on)
    if len(rows) < len(uids):
        raise Http404(_("Không có đảng viên này, hoặc tài khoản không được xem."))
    # The list posts whom it chose; the page itself posts the day as well.
    posted = request.method == "POST" and "ngay" in request.POST and request.as_of.is_today
    today = request.as_of.today
    form = ConfirmForm(request.POST if posted else None, actor=request.actor, today=today)
    if not posted:
        return _page(request, rows, form, _foreseen(request, uids), 200)
    if not form.is_valid():
        return _page(request, rows, form, Verdict(), REFUSED)
    try:
        act = confirm_records(
            actor=request.actor,
            persons=uids,
            on=form.cleaned_data["ngay"],
            reason=form.note,
            paper=paper_of(actor=request.actor, paper=form.cleaned_data["so"]),
        )
    except RuleError as error:
        return _page(request, rows, form, error.verdict, REFUSED)
    told = _("Đã xác nhận %(count)s hồ sơ. Bỏ xác nhận: mục Đã xác nhận, nhật ký số %(act)s.")
    messages.success(request, told % {"count": format_number(len(uids)), "act": act.seq})
    return redirect(member_url(uids[0]) if len(uids) == 1 else address("quality:list", muc=STALE))


def _foreseen(request: ActorRequest, uids: list[str]) -> Verdict:
    today = request.as_of.today
    return foresee_confirming(
        actor=request.actor, persons=uids, on=min(request.as_of.on, today), today=today
    )


def _page(
    request: ActorRequest, rows: list[FoundRow], form: ConfirmForm, verdict: Verdict, status: int
) -> HttpResponse:
    title = _("Xác nhận hồ sơ không có gì thay đổi")
    names = {row.uid: row.member.name for row in rows}
    one = rows[0].uid if len(rows) == 1 else ""
    context = {
        "title": title,
        "crumbs": crumbs(title),
        "uids": list(names),
        "count": len(rows),
        "table": table_of(request, confirm_columns(), rows, caption=title),
        "form": form,
        "findings": in_words(verdict, called=Called(), names=names),
        "back_url": member_url(one) if one else address("quality:list", muc=STALE),
    }
    return render(request, "quality/confirm.html", context, status=status)


def confirmed(request: ActorRequest) -> HttpResponse:
    """List what was confirmed, each act with the way to take it back."""
    acts = queries.confirming_acts(**on_day(request))
    page = page_of(acts, request, PAIRS_PER_PAGE)
    found = queries.confirmed_by(acts=list(page), **on_day(request))
    context = {
        "title": _("Hồ sơ đã xác nhận"),
        **frame("quality:confirmed", where_of(request, ""), OrgFilter(request.GET)),
        "page": page,
        "rows": [confirmed_card(each) for each in found],
        "may": request.actor.may(MEMBER_CHANGE),
    }
    return render(request, "quality/confirmed.html", context)


def unconfirm(request: ActorRequest, act: int) -> HttpResponse:
    """Take back what an act confirmed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        take_back(actor=request.actor, act=act, reason=request.POST.get("ly_do", "").strip())
    except RuleError as error:
        for each in in_words(error.verdict, called=Called(), names={}):
            messages.error(request, str(each.text))
    else:
        messages.success(request, _("Đã bỏ xác nhận: hồ sơ được xét như trước."))
    return redirect(with_day(reverse("quality:confirmed"), request.as_of))
