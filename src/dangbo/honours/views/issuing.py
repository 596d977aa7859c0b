"""Record cards issued for the first time, given again, or taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.honours import queries
from dangbo.honours.commands import foresee_cards, record_cards
from dangbo.honours.forms.acts import MOST, CardsForm, DayForm, OneCardForm, PastedCardsForm
from dangbo.honours.views.asking import all_invented, asked, card_crumbs
from dangbo.members.commands.seen import paper_of
from dangbo.members.queries import MemberRow
from dangbo.members.tables.members import member_url
from dangbo.orgs.views.asking import on_day
from dangbo.rules.verdicts import RuleError, Verdict


def issue(request: ActorRequest) -> HttpResponse:
    """Ask for the card numbers of those ticked."""
    back = reverse("honours:cards")
    ticked = request.POST.getlist("row")
    if not request.as_of.is_today or not ticked or len(ticked) > MOST:
        if request.as_of.is_today:
            messages.warning(request, _("Chưa chọn đảng viên nào. Đánh dấu ít nhất một dòng."))
        return redirect(back)
    rows = queries.shown_members(uids=ticked, **on_day(request))
    sent = request.POST if "buoc" in request.POST else None
    initial = {"on": request.as_of.today}
    form = CardsForm(sent, actor=request.actor, rows=rows, initial=initial)
    title = _("Phát thẻ đảng viên")
    about = {
        "title": title,
        "line": _("%(count)s đảng viên") % {"count": format_number(len(rows))},
        "crumbs": card_crumbs(title),
        "back_url": back,
        "number_label": _("Số thẻ"),
    }
    return _answered(request, form, "honours/issue.html", about, rows)


def paste(request: ActorRequest) -> HttpResponse:
    """Ask for a list of members with the numbers of their cards."""
    if not request.as_of.is_today:
        return redirect("honours:cards")
    initial = {"on": request.as_of.today}
    form = PastedCardsForm(
        request.POST if request.method == "POST" else None, actor=request.actor, initial=initial
    )
    form.is_valid()
    uids = list(dict.fromkeys(each["person"] for each in form.found))
    members = queries.shown_members(uids=uids, **on_day(request))
    title, back = _("Phát thẻ theo danh sách"), reverse("honours:cards")
    about = {"title": title, "line": "", "crumbs": card_crumbs(title), "back_url": back}
    return _answered(request, form, "honours/act_form.html", about, members)


def change_card(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask for a new card for an old one of a member, or for its taking back."""
    members = queries.shown_members(uids=[uid], **on_day(request))
    if not members or not request.as_of.is_today:
        raise Http404(_("Không có người này, hoặc tài khoản không được xem."))
    row = members[0]
    initial = {"on": request.as_of.today}
    form = OneCardForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        uid=uid,
        initial=initial,
    )
    title = _("Đổi, cấp lại, thu thẻ")
    card = row.numbers.get("card", "")
    about = {
        "title": title,
        "line": _("%(name)s, số thẻ %(card)s") % {"name": row.name, "card": card or _("chưa có")},
        "crumbs": card_crumbs(title),
        "back_url": member_url(uid),
    }
    return _answered(request, form, "honours/act_form.html", about, members)


def _answered(
    request: ActorRequest,
    form: Any,
    template: str,
    about: Mapping[str, Any],
    members: Sequence[MemberRow],
) -> HttpResponse:
    """Show the form with its verdict; on a valid post whose verdict is settled, do the act."""
    verdict = Verdict()
    if form.is_valid():
        cards = form.cards()
        verdict = foresee_cards(actor=request.actor, on=form.cleaned_data["on"], cards=cards)
        if form.is_settled(verdict):
            try:
                _record(request, form, cards, invented=all_invented(members))
            except RuleError as error:
                verdict = error.verdict
            else:
                done = _("Đã ghi %(title)s: %(count)s người.")
                told = {"title": about["title"].lower(), "count": format_number(len(cards))}
                messages.success(request, done % told)
                return redirect(about["back_url"])
    names = {row.uid: row.name for row in members}
    return asked(request, template, form=form, verdict=verdict, names=names, about=about)


def _record(
    request: ActorRequest, form: DayForm, cards: Sequence[Mapping[str, Any]], *, invented: bool
) -> None:
    told = form.cleaned_data
    record_cards(
        actor=request.actor,
        on=told["on"],
        cards=cards,
        paper=paper_of(actor=request.actor, paper=told["paper"]),
        reason=told["reason"],
        invented=invented,
    )
