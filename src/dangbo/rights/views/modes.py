"""Let somebody work on behalf of another, look as another role, and leave either."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.access import ActorRequest, NotGranted
from dangbo.rights.commands import record_seen_as
from dangbo.rights.forms.acts import SeeAsForm
from dangbo.rights.queries.granted import lent_to
from dangbo.rights.queries.holding import BEHALF, SEEN_AS
from dangbo.rights.tables import grants as tables
from dangbo.rights.views.frame import ask_as_oneself, asked, done_or_told
from dangbo.rules.rights import ACCOUNT_MANAGE, RIGHT_GRANT


@require_POST
def take_up(request: ActorRequest, act: int) -> HttpResponse:
    """Go on in the role that somebody lends."""
    today = request.as_of.today
    row = next((row for row in lent_to(actor=request.actor, on=today) if row.act == act), None)
    if row is None:
        raise Http404
    request.session.pop(SEEN_AS, None)
    request.session[BEHALF] = act
    messages.success(request, _("Từ nay làm thay %(name)s.") % {"name": row.behalf})
    return redirect("rights:mine")


@require_POST
def stop(request: ActorRequest) -> HttpResponse:
    """Go back to one's own rights."""
    request.session.pop(BEHALF, None)
    request.session.pop(SEEN_AS, None)
    messages.success(request, _("Đang làm với quyền của chính mình."))
    return redirect("rights:mine")


def is_oneself(request: ActorRequest) -> bool:
    """Say whether somebody works with the own rights, and neither on behalf nor as another."""
    return not request.actor.behalf and not request.session.get(SEEN_AS)


def may_see_as(request: ActorRequest) -> bool:
    """Say whether somebody may look as another role: who gives rights or keeps accounts."""
    actor = request.actor
    return is_oneself(request) and (actor.may(RIGHT_GRANT) or actor.may(ACCOUNT_MANAGE))


def see_as(request: ActorRequest) -> HttpResponse:
    """Ask as which role to look and why; on a valid post, note it and look so."""
    ask_as_oneself(request)
    if not may_see_as(request):
        raise NotGranted(RIGHT_GRANT)
    title = _("Xem như vai trò khác")
    form = SeeAsForm(request.POST or None, actor=request.actor, today=request.as_of.today)
    given = dict(form.cleaned_data) if form.is_valid() else {}
    act, verdict = done_or_told(request, form, record_seen_as, **given)
    if act is not None:
        request.session[SEEN_AS] = {"role": given["role"], "org": given["org"]}
        return redirect("rights:mine")
    line = _("Chỉ thấy những gì vai trò đó thấy mà tài khoản này cũng được xem; không ghi được gì.")
    return asked(
        request,
        form,
        verdict,
        title=title,
        line=line,
        save=_("Xem như"),
        plain=True,
        back_url=reverse("rights:mine"),
        crumbs=tables.crumbs(title, actor=request.actor),
    )
