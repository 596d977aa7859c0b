"""Let roles be granted and withdrawn, with the verdict before the act."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import ActorRequest, ask
from dangbo.rights.commands import grant_role, withdraw
from dangbo.rights.forms.acts import GrantForm, WithdrawForm
from dangbo.rights.phrases import role_name
from dangbo.rights.queries.granted import accounts_to_choose, grant_page
from dangbo.rights.tables import grants as tables
from dangbo.rights.tables import roles as role_tables
from dangbo.rights.views.frame import ask_as_oneself, asked, done_or_told
from dangbo.rules.rights import RIGHT_GRANT, roles_on


def grant(request: ActorRequest) -> HttpResponse:
    """Ask whom to give which role; on a valid post, give it."""
    ask_as_oneself(request, also_on_behalf=True)
    ask(request.actor, RIGHT_GRANT)
    today, title = request.as_of.today, _("Giao quyền")
    form = GrantForm(
        request.POST or None, actor=request.actor, today=today, accounts=accounts_to_choose()
    )
    given = form.given() if form.is_valid() else {}
    act, verdict = done_or_told(request, form, grant_role, **given)
    if act is not None:
        messages.success(request, _("Đã giao quyền."))
        return redirect("rights:detail", act.seq)
    facts = role_tables.role_facts(roles_on(today), on=today)
    crumbs = tables.crumbs(title, actor=request.actor)
    about = {"title": title, "save": title, "role_facts": facts, "crumbs": crumbs}
    return asked(request, form, verdict, back_url=reverse("rights:home"), **about)


def withdraw_grant(request: ActorRequest, act: int) -> HttpResponse:
    """Ask from which day a grant ends and why; on a valid post, end it."""
    ask_as_oneself(request, also_on_behalf=True)
    today, title = request.as_of.today, _("Thu quyền")
    page = grant_page(actor=request.actor, act=act, on=today)
    if not page.may_end:
        raise Http404
    form = WithdrawForm(request.POST or None, actor=request.actor, today=today)
    given = form.given() if form.is_valid() else {}
    ended, verdict = done_or_told(request, form, withdraw, grant=act, **given)
    if ended is not None:
        messages.success(request, _("Đã thu quyền."))
        return redirect("rights:detail", act)
    told = (page.row.username, role_name(page.row.role, on=today), tables.place_words(page.row))
    return asked(
        request,
        form,
        verdict,
        title=title,
        save=title,
        line=" · ".join(told),
        back_url=tables.grant_url(act),
        crumbs=tables.crumbs(title, actor=request.actor, row=page.row),
    )
