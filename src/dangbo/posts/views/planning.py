"""Put persons into the planning lists of an organisation, and take them out."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.views.asking import on_day
from dangbo.posts import queries
from dangbo.posts.forms.registers import PlanForm, UnplanForm
from dangbo.posts.tables.lists import planned_choices
from dangbo.posts.views.acting import asked
from dangbo.posts.views.asking import standing
from dangbo.posts.views.boards import crumbs


def plan(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask who is planned for which posts of an organisation."""
    org = standing(request, uid)
    form = PlanForm(
        request.POST or None,
        initial={"on": request.as_of.today},
        actor=request.actor,
        org=org.id,
        kind=org.nearest.kind,
        day=request.as_of.on,
    )
    about = {"line": org.nearest.name, "crumbs": crumbs(org)}
    return asked(request, form, _("Ghi quy hoạch"), _list_url(uid), about)


def unplan(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask who leaves the planning lists of an organisation."""
    org = standing(request, uid)
    rows = queries.plans(org=org.id, **on_day(request))
    form = UnplanForm(
        request.POST or None,
        initial={"on": request.as_of.today},
        actor=request.actor,
        org=org.id,
        held=planned_choices([each for each in rows if each.org.id == org.id]),
    )
    about = {"line": org.nearest.name, "crumbs": crumbs(org)}
    return asked(request, form, _("Đưa ra khỏi quy hoạch"), _list_url(uid), about)


def _list_url(uid: str) -> str:
    return f"{reverse('posts:plans')}?to_chuc={uid}"
