"""Show who holds which roles, one grant, and what the roles are."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import ActorRequest, ask
from dangbo.rights.forms.filters import HoldersFilter
from dangbo.rights.queries.granted import grant_page
from dangbo.rights.queries.holders import holders
from dangbo.rights.tables import grants as tables
from dangbo.rights.tables import roles as role_tables
from dangbo.rules.rights import RIGHT_GRANT, roles_on
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act
from dangbo.ui.tables import sort_of, table_of


def home(request: ActorRequest) -> HttpResponse:
    """List the roles in force on the day, by grant and by post."""
    ask(request.actor, RIGHT_GRANT)
    on, form = request.as_of.on, HoldersFilter(request.GET, on=request.as_of.on)
    columns = tables.holder_columns(on)
    sort = sort_of(request, columns, default="username")
    rows = form.narrowed(holders(actor=request.actor, on=on, known=request.as_of.known))
    page = page_of(tables.sorted_holders(rows, sort, on), request)
    context = {
        "title": str(tables.AREA),
        "form": form,
        "page": page,
        "table": table_of(request, columns, page, caption=_("Quyền đang có"), sort=sort),
        "acts": [Act(_("Giao quyền"), reverse("rights:grant"), "plus", main=True)],
        "acts_always": [
            Act(_("Vai trò"), reverse("rights:matrix"), "table"),
            Act(_("Xem như"), reverse("rights:see_as"), "eye"),
        ],
    }
    return render(request, "rights/list.html", context)


def detail(request: ActorRequest, act: int) -> HttpResponse:
    """Show one grant with its course; who holds it sees it as well."""
    on = request.as_of.on
    page = grant_page(actor=request.actor, act=act, on=on)
    roles = roles_on(on)
    url = reverse("rights:withdraw", args=[act])
    over = page.row.end is not None and page.row.end <= request.as_of.today
    context = {
        "title": page.row.username,
        "row": page.row,
        "facts": tables.facts_of(page, on=on),
        "badges": tables.badges_of(page, on=on),
        "moments": tables.moments_of(page),
        "allowed": role_tables.acts_words(page.row.role, roles, on=on),
        "acts": [Act(_("Thu quyền"), url, "circle-minus")] if page.may_end and not over else [],
        "crumbs": tables.crumbs(actor=request.actor, row=page.row),
    }
    return render(request, "rights/grant.html", context)


def matrix(request: ActorRequest) -> HttpResponse:
    """Show the roles with their acts and places, and the posts that give them."""
    on = request.as_of.on
    roles, title = roles_on(on), _("Vai trò và quyền")
    shown = partial(table_of, request)
    tabled = {
        "roles": shown(
            role_tables.ROLE_COLUMNS, role_tables.role_lines(roles, on=on), caption=_("Vai trò")
        ),
        "matrix": shown(
            role_tables.MATRIX_COLUMNS, role_tables.matrix_lines(roles, on=on), caption=_("Việc")
        ),
        "posts": shown(
            role_tables.POST_COLUMNS, role_tables.post_lines(roles, on=on), caption=_("Chức vụ")
        ),
    }
    context = {"title": title, "source": roles.source, "since": roles.since, **tabled}
    crumbs = tables.crumbs(title, actor=request.actor)
    return render(request, "rights/matrix.html", {**context, "crumbs": crumbs})
