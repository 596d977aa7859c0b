"""Show what an act on badges or cards said, and take it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.honours.commands import void_honours
from dangbo.honours.forms.acts import VoidForm
from dangbo.honours.queries import recorded_act
from dangbo.honours.tables.parts import badge_line, card_line, cited
from dangbo.honours.views.asking import asked, card_crumbs, crumbs
from dangbo.members.commands.seen import paper_of
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Fact


def act(request: ActorRequest, act: int) -> HttpResponse:
    """Show an act with all that it says; on a valid post, take it back."""
    found = recorded_act(actor=request.actor, act=act)
    if found is None:
        raise Http404(_("Không có lần ghi này, hoặc đã được hủy."))
    back = reverse("honours:awards" if found.badges else "honours:issues")
    form, verdict = (
        VoidForm(request.POST if request.method == "POST" else None, actor=request.actor),
        Verdict(),
    )
    if request.as_of.is_today and form.is_valid():
        try:
            void_honours(
                actor=request.actor,
                act=act,
                reason=form.cleaned_data["reason"],
                paper=paper_of(actor=request.actor, paper=form.cleaned_data["paper"]),
            )
        except RuleError as error:
            verdict = error.verdict
        else:
            messages.success(request, _("Đã hủy lần ghi."))
            return redirect(back)
    title = _("Lần ghi tặng huy hiệu") if found.badges else _("Lần ghi cấp thẻ")
    lines = [*map(badge_line, found.badges), *map(card_line, found.cards)]
    about = {
        "title": title,
        "found": found,
        "lines": lines,
        "facts": [
            Fact(_("Ngày"), format_day(found.on)),
            Fact(_("Căn cứ"), cited(found.basis).text, url=cited(found.basis).url),
            Fact(_("Số nhật ký"), str(found.act)),
        ],
        "crumbs": (crumbs if found.badges else card_crumbs)(title),
        "back_url": back,
    }
    names = {line.uid: line.name for line in lines}
    page = "honours/act.html"
    return asked(request, page, form=form, verdict=verdict, names=names, about=about)
