"""Show what an act on posts said, and correct it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.posts.commands import correct_posts
from dangbo.posts.forms.registers import CorrectForm
from dangbo.posts.phrases import in_words
from dangbo.posts.queries.acts import recorded_act
from dangbo.posts.tables.acts import entry_lines
from dangbo.posts.views.acting import names_in
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb


def correct(request: ActorRequest, act: int) -> HttpResponse:
    """Show an act on posts as it stands; on a valid post, void it or one line, or redate."""
    found = recorded_act(actor=request.actor, act=act)
    if found is None:
        raise Http404(_("Không có lần ghi này, hoặc đã được hủy."))
    names = names_in(request, found.entries, Verdict())
    lines = entry_lines(found, names)
    form, verdict = CorrectForm(request.POST or None, lines=lines), Verdict()
    if request.as_of.is_today and form.is_valid():
        told = form.cleaned_data
        try:
            correct_posts(
                actor=request.actor,
                act=act,
                void=told["void"],
                on=told["on"],
                position=told.get("position"),
                reason=told["reason"],
            )
        except RuleError as error:
            verdict = error.verdict
            names |= names_in(request, found.entries, verdict)
        else:
            messages.success(request, _("Đã sửa lần ghi."))
            left = recorded_act(actor=request.actor, act=act)
            return redirect("posts:correct", act) if left else redirect("posts:home")
    context = {
        "title": _("Sửa một lần ghi chức vụ"),
        "found": found,
        "lines": lines,
        "form": form,
        "findings": in_words(verdict, on=found.on, names=names),
        "back_url": reverse("posts:home"),
        "crumbs": [
            Crumb(_("Cấp ủy, chức vụ"), reverse("posts:home")),
            Crumb(_("Sửa một lần ghi chức vụ")),
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "posts/correct.html", context, status=status)
