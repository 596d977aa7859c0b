"""Show somebody what he or she may do, and let a role be lent for a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import ActorRequest
from dangbo.rights.commands import lend_role
from dangbo.rights.forms.acts import LendForm
from dangbo.rights.queries import granted
from dangbo.rights.queries.holding import BEHALF
from dangbo.rights.tables import grants as tables
from dangbo.rights.views.frame import ask_as_oneself, asked, done_or_told
from dangbo.rights.views.modes import is_oneself, may_see_as
from dangbo.rules.rights import RIGHT_GRANT
from dangbo.ui.parts import Act, Crumb
from dangbo.ui.tables import table_of


def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own roles, what they allow, what is lent, and what one may take up."""
    actor, on, today = request.actor, request.as_of.on, request.as_of.today
    roles = granted.own_roles_of(actor=actor, on=on)
    lines = tables.act_lines(granted.acts_of(roles, on=on), on=on)
    loans = granted.lent_by(actor=actor, on=on)
    taken, free = request.session.get(BEHALF), is_oneself(request)
    lent = [row for row in granted.lent_to(actor=actor, on=today) if row.act != taken]
    context = {
        "title": _("Quyền của tôi"),
        "roles": table_of(request, tables.own_role_columns(on), roles, caption=_("Vai trò")),
        "lines": table_of(request, tables.ACT_COLUMNS, lines, caption=_("Được làm")),
        "loans": table_of(request, tables.loan_columns(on), loans, caption=_("Đã ủy quyền")),
        "lent": tables.lent_lines(lent, on=today),
        "may_lend": free and bool(granted.lendable(actor=actor, on=today)),
        "acts_always": _offered(request),
        "crumbs": [Crumb(_("Quyền của tôi"))],
    }
    return render(request, "rights/mine.html", context)


def _offered(request: ActorRequest) -> list[Act]:
    acts = [Act(_("Vai trò và quyền"), reverse("rights:matrix"), "table")]
    if request.actor.may(RIGHT_GRANT):
        acts.append(Act(str(tables.AREA), reverse("rights:home"), "users"))
    if may_see_as(request):
        acts.append(Act(_("Xem như"), reverse("rights:see_as"), "eye"))
    return acts


def lend(request: ActorRequest) -> HttpResponse:
    """Ask which role somebody else may act in and until when; on a valid post, lend it."""
    ask_as_oneself(request)
    actor, today, title = request.actor, request.as_of.today, _("Ủy quyền")
    own = granted.lendable(actor=actor, on=today)
    form = LendForm(
        request.POST or None,
        actor=actor,
        today=today,
        accounts=granted.accounts_to_choose(),
        roles=tables.role_choices(own, on=today),
    )
    given = form.given() if form.is_valid() else {}
    act, verdict = done_or_told(request, form, lend_role, **given)
    if act is not None:
        messages.success(request, _("Đã ủy quyền."))
        return redirect("rights:mine")
    crumbs = [Crumb(_("Quyền của tôi"), reverse("rights:mine")), Crumb(title)]
    about = {"title": title, "save": title, "crumbs": crumbs, "back_url": reverse("rights:mine")}
    return asked(request, form, verdict, **about)
