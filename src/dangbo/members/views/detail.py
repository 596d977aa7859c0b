"""Show one member on a day: the card, what held when, what happened, and the record."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.commands.revealing import note_reveal
from dangbo.members.queries import Member, course_of, member
from dangbo.members.queries.sheets import photo_of
from dangbo.members.tables.cards import (
    attribute_groups,
    card_facts,
    initials_of,
    number_lines,
    path_crumbs,
    posting_lines,
    standing_lines,
)
from dangbo.members.tables.courses import moments_of
from dangbo.members.tables.members import standing_badges
from dangbo.members.tables.sheets import sheets_told
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.states import path_to
from dangbo.orgs.views.asking import all_time, on_day
from dangbo.rules.member_numbers import SECRET
from dangbo.rules.record_groups import PHOTO
from dangbo.ui.panels import panels_for
from dangbo.ui.parts import Act, Badge, invented_badge
from dangbo.ui.record_acts import acts_for

MOMENTS = 30


@sensitive_variables()
def detail(request: ActorRequest, uid: str) -> HttpResponse:
    """Show a member as he or she was on the day; secret numbers whole only on request."""
    unmasked = request.method == "POST" and "hien-so" in request.POST
    found = member(uid=uid, unmasked=unmasked, **on_day(request))
    if found is None:
        return render(request, "members/not_known_yet.html", {"title": _("Đảng viên")})
    secret = {each.kind for each in found.numbers if each.kind in SECRET} - found.hidden
    if unmasked and secret:
        note_reveal(actor=request.actor, uid=uid, kinds=secret)
    path = _path(request, found)
    on = request.as_of.on
    context = {
        "member": found,
        "title": found.row.name,
        "crumbs": path_crumbs(path, found.row.name),
        "badges": _badges(found),
        "acts": _acts(request, found),
        "initials": initials_of(found.row.name),
        "photo": bool(found.sheets.get(PHOTO)),
        "facts": card_facts(found, path, on),
        "numbers": (numbers := number_lines(found, on)),
        "masked": not unmasked and bool(secret) and any(each.secret for each in numbers),
        "attributes": attribute_groups(found, on),
        "postings": posting_lines(found, on),
        "standings": standing_lines(found, on),
        "sheets": (sheets := sheets_told(uid, found.sheets, found.hidden)),
        "sheets_left": sum(1 for each in sheets if not each.filled and not each.hidden),
        "panels": panels_for("member", subject=found.row, **on_day(request)),
        **_timeline(request, found),
    }
    answer = render(request, "members/detail.html", context)
    if unmasked:
        answer["Cache-Control"] = "private, no-store"
    return answer


def _path(request: ActorRequest, found: Member) -> list[OrgName]:
    if found.row.org is None:
        return []
    path = path_to(org=found.row.org.id, **on_day(request))
    names = names_on(orgs=path, **on_day(request))
    return [names[each] for each in path if each in names]


def _badges(found: Member) -> list[Badge]:
    badges = standing_badges(found.row)
    if found.forgotten:
        badges.append(Badge(_("Dữ liệu cá nhân đã bị xóa"), "warn"))
    return [*badges, invented_badge()] if found.row.invented else badges


def _acts(request: ActorRequest, found: Member) -> list[Act]:
    own = Act(_("Ghi việc"), reverse("members:acts", args=[found.row.uid]), "pen-line", main=True)
    return [own, *acts_for("member", actor=request.actor, subject=found.row)]


def _timeline(request: ActorRequest, found: Member) -> dict[str, Any]:
    steps = course_of(uid=found.row.uid, **all_time(request))
    told = moments_of(steps, request.as_of.on, marked=not found.row.invented)
    shown = told if request.GET.get("dong") == "het" else told[:MOMENTS]
    return {"moments": shown, "moments_left": len(told) - len(shown)}


def photo(request: ActorRequest, uid: str) -> HttpResponse:
    """Send a member's photo, to be shown and never kept on the way."""
    found = photo_of(uid=uid, **all_time(request))
    if found is None:
        raise Http404
    answer = HttpResponse(found.content, content_type=found.media_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
