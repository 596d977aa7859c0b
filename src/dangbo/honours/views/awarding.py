"""Record the badges given at a round, and one that is given again."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.honours import queries
from dangbo.honours.commands import foresee_badges, record_badges
from dangbo.honours.forms.acts import MOST, AwardForm, ReissueForm
from dangbo.honours.tables.parts import state_words
from dangbo.honours.views.asking import all_invented, asked, crumbs
from dangbo.honours.views.lists import asked_in
from dangbo.members.commands.seen import paper_of
from dangbo.members.tables.members import member_url
from dangbo.orgs.views.asking import on_day
from dangbo.rules.verdicts import RuleError, Verdict

ASKED: Final = frozenset({"due", "posthumous"})


def award(request: ActorRequest) -> HttpResponse:
    """Ask for the decision on the badges of those ticked, or of all that the list asks for."""
    if not request.as_of.is_today:
        return redirect("honours:home")
    found = asked_in(request)
    round_day = found.form.round_day
    back = f"{reverse('honours:home')}?{request.GET.urlencode()}"
    ticked = set(request.POST.getlist("row"))
    wanted = [
        each
        for each in (found.found if ticked else found.rows)
        if (each.uid in ticked if ticked else each.state in ASKED)
    ]
    if not wanted or len(wanted) > MOST:
        messages.warning(request, _unusable(len(wanted)))
        return redirect(back)
    rows = queries.due_rows(actor=request.actor, dues=wanted, round_day=round_day)
    sent = request.POST if "buoc" in request.POST else None
    form = AwardForm(sent, actor=request.actor, rows=rows)
    verdict = Verdict()
    if form.is_valid():
        badges = form.badges()
        verdict = foresee_badges(actor=request.actor, on=round_day, badges=badges)
        if form.is_settled(verdict):
            try:
                record_badges(
                    actor=request.actor,
                    on=round_day,
                    badges=badges,
                    paper=paper_of(actor=request.actor, paper=form.cleaned_data["paper"]),
                    reason=form.cleaned_data["reason"],
                    invented=all_invented(rows),
                )
            except RuleError as error:
                verdict = error.verdict
            else:
                done = _("Đã ghi tặng Huy hiệu Đảng cho %(count)s đảng viên.")
                messages.success(request, done % {"count": format_number(len(rows))})
                return redirect(back)
    title = _("Ghi quyết định tặng Huy hiệu Đảng")
    about = {
        "title": title,
        "line": _("Đợt %(day)s, %(count)s đảng viên")
        % {"day": format_day(round_day), "count": format_number(len(rows))},
        "crumbs": crumbs(title),
        "back_url": back,
        "number_label": _("Số huy hiệu"),
        "lines": [(row, state_words(row), box) for row, box in zip(rows, form.boxes, strict=True)],
    }
    names = {row.due.uid: row.member.name for row in rows}
    page = "honours/award.html"
    return asked(request, page, form=form, verdict=verdict, names=names, about=about)


def _unusable(count: int) -> str:
    if count:
        most = format_number(MOST)
        return _("Mỗi lần ghi nhiều nhất %(most)s người. Lọc bớt lại.") % {"most": most}
    return _("Chưa chọn đảng viên nào đủ điều kiện. Đánh dấu ít nhất một dòng.")


def reissue(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask for a badge that a member lost to be given again."""
    members = queries.shown_members(uids=[uid], **on_day(request))
    if not members or not request.as_of.is_today:
        raise Http404(_("Không có người này, hoặc tài khoản không được xem."))
    row = members[0]
    given = queries.badges_of(person=row.id, **on_day(request))
    levels = list(dict.fromkeys(each.level for each in given))
    today = request.as_of.today
    form = ReissueForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        uid=uid,
        levels=levels,
        initial={"on": today},
    )
    verdict = Verdict()
    if form.is_valid():
        on, badges = form.cleaned_data["on"], form.badges()
        verdict = foresee_badges(actor=request.actor, on=on, badges=badges)
        if form.is_settled(verdict):
            try:
                record_badges(
                    actor=request.actor,
                    on=on,
                    badges=badges,
                    paper=paper_of(actor=request.actor, paper=form.cleaned_data["paper"]),
                    reason=form.cleaned_data["reason"],
                    invented=row.invented,
                )
            except RuleError as error:
                verdict = error.verdict
            else:
                messages.success(request, _("Đã ghi cấp lại huy hiệu."))
                return redirect(member_url(uid))
    title = _("Cấp lại Huy hiệu Đảng")
    about = {
        "title": title,
        "line": row.name,
        "crumbs": crumbs(title),
        "back_url": member_url(uid),
    }
    names = {uid: row.name}
    page = "honours/act_form.html"
    return asked(request, page, form=form, verdict=verdict, names=names, about=about)
