"""Show how many members an organisation has of each sort on a day; each figure opens its list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.queries.counting import member_counts
from dangbo.members.tables.counts import below_columns, count_blocks, filled, head_stats
from dangbo.members.tables.tabs import area_tabs
from dangbo.members.views.asking import narrowing
from dangbo.orgs.views.asking import on_day
from dangbo.ui.tables import table_of


def counts(request: ActorRequest) -> HttpResponse:
    """Show the figures of an organisation and of all below it, or of the whole register."""
    form = narrowing(request)
    org = form.org
    unread = bool(form.errors)
    found = None if unread else member_counts(org=org.id if org else None, **on_day(request))
    uid = org.uid if org else ""
    title = _("Số liệu đảng viên")
    below = filled(found.below) if found else []
    context = {
        "title": _("%(title)s của %(org)s") % {"title": title, "org": org.name} if org else title,
        "tabs": area_tabs("members:counts", org),
        "form": form,
        "org": org,
        "org_typed": org.name if org else form.data.get("to_chuc", ""),
        "total": found.total if found else 0,
        "stats": head_stats(found, uid) if found else [],
        "blocks": count_blocks(found, uid, request.as_of.on) if found else [],
        "below": table_of(request, below_columns(), below, caption=_("Tổ chức trực thuộc"))
        if below
        else None,
    }
    return render(request, "members/counts.html", context)
