"""Show the bodies of an organisation, one body with all who ever sat in it, and one person."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import Standing
from dangbo.orgs.tables.parts import org_url
from dangbo.orgs.views.asking import on_day
from dangbo.posts import queries
from dangbo.posts.phrases import body_name, kind_of_declaration, post_name, status_name
from dangbo.posts.queries import Committee
from dangbo.posts.tables.lists import committee_columns, history_columns
from dangbo.posts.tables.parts import (
    board_url,
    cited,
    marks,
    member_url,
    post_moments,
    seats_of,
    size_words,
    term_words,
    to_heed,
)
from dangbo.posts.views.asking import file_urls, person_of, standing
from dangbo.rules.bodies import offices_on
from dangbo.ui.parts import Act, Crumb, Fact
from dangbo.ui.tables import table_of


def board(request: ActorRequest, uid: str) -> HttpResponse:
    """Show every body of an organisation on the day, with the acts that change them."""
    org = standing(request, uid)
    found = queries.bodies_of(org=org.id, **on_day(request))
    kind = org.nearest.kind
    parts = [_part(request, org, each) for each in _in_order(request, found)]
    context = {
        "title": _("Cấp ủy, chức vụ"),
        "org": org,
        "name": org.nearest.name,
        "badges": marks(invented=org.invented),
        "kind": kind_name(kind, request.as_of.on),
        "parts": parts,
        "acts": acts_of(org) if org.state else [],
        "acts_always": _seen(uid),
        "crumbs": crumbs(org, _("Cấp ủy, chức vụ")),
        "committee": org.nearest.name,
    }
    return render(request, "posts/board.html", context)


def _in_order(request: ActorRequest, found: dict[str, Committee]) -> list[Committee]:
    bodies = offices_on(request.as_of.on).bodies
    return sorted(found.values(), key=lambda each: bodies[each.body].rank)


def _part(request: ActorRequest, org: Standing, found: Committee) -> dict[str, Any]:
    name = body_name(found.body, request.as_of.on)
    columns, seats = committee_columns(found), seats_of(found)
    return {
        "code": found.body,
        "name": name,
        "size": size_words(found),
        "url": reverse("posts:body", args=[org.uid, found.body]),
        "heed": to_heed(found, request.as_of.on),
        "table": table_of(request, columns, seats, caption=name) if seats else None,
    }


def acts_of(org: Standing) -> list[Act]:
    """Return what can be done with the bodies of an organisation."""
    return [
        Act(_("Ghi giữ chức"), reverse("posts:begin", args=[org.uid]), "user-plus", main=True),
        Act(_("Ghi thôi giữ chức"), reverse("posts:end", args=[org.uid]), "circle-minus"),
        Act(_("Ghi số lượng"), reverse("posts:seats", args=[org.uid]), "hash"),
        Act(_("Ghi quy hoạch"), reverse("posts:plan", args=[org.uid]), "target"),
    ]


def _seen(uid: str) -> list[Act]:
    planned = f"{reverse('posts:plans')}?to_chuc={uid}"
    return [
        Act(_("Trang tổ chức"), org_url(uid), "network"),
        Act(_("Xem quy hoạch"), planned, "target"),
    ]


def crumbs(org: Standing, *steps: str) -> list[Crumb]:
    """Return the path to a page about the bodies of an organisation."""
    first = Crumb(_("Cấp ủy, chức vụ"), reverse("posts:home"))
    return [first, Crumb(org.nearest.name, board_url(org.uid)), *map(Crumb, steps)]


def body(request: ActorRequest, uid: str, code: str) -> HttpResponseBase:
    """Show one body of an organisation: who sits in it on the day, and who ever did."""
    if code not in offices_on(request.as_of.on).bodies:
        raise Http404(_("Không có cơ quan này trong danh mục."))
    org = standing(request, uid)
    asked = on_day(request)
    found = queries.committee_of(org=org.id, body=code, **asked)
    past = queries.history_of(org=org.id, body=code, **asked)
    name = body_name(code, request.as_of.on)
    columns, seats = committee_columns(found), seats_of(found)
    if format_asked(request):
        return exported(
            request,
            title=name,
            columns=columns,
            rows=seats,
            file=f"{code}-{uid}",
            org=org.nearest.name,
            invented=lambda row: row.invented,
        )
    terms = queries.terms_of(
        actor=request.actor, org=org.id, on=None, known=request.as_of.known, body=code
    )
    context = {
        "title": name,
        "org": org,
        "line": org.nearest.name,
        "size": size_words(found),
        "heed": to_heed(found, request.as_of.on),
        "table": table_of(request, columns, seats, caption=name),
        "count": len(seats),
        "exports": file_urls(request),
        "past": table_of(request, history_columns(), past, caption=_("Qua các thời kỳ")),
        "past_count": len(past),
        "terms": [Fact(term_words(each), "", paper=cited(each.basis)) for each in terms],
        "corrections": _recorded(past),
        "acts": acts_of(org)[:3] if org.state else [],
        "crumbs": crumbs(org, name),
        "committee": org.nearest.name,
    }
    return render(request, "posts/body.html", context)


def _recorded(rows: list[queries.PostRow]) -> list[dict[str, Any]]:
    """Return the acts that rows rest on, the latest first, for whoever has to correct one."""
    acts = {row.basis.act: row.basis for row in rows}
    acts |= {row.end_basis.act: row.end_basis for row in rows if row.end_basis is not None}
    own = sorted(acts.values(), key=lambda each: -each.act)
    return [
        {"cited": cited(each), "url": reverse("posts:correct", args=[each.act])} for each in own
    ]


def person(request: ActorRequest, uid: str) -> HttpResponse:
    """Show every post that a person held, the plans and the declarations of the day."""
    who = person_of(request, uid)
    asked = on_day(request)
    posts = queries.all_posts_of(person=who.id, **asked)
    planned = queries.plans(person=who.id, **asked)
    declared = queries.declarations(person=who.id, **asked)
    context = {
        "title": who.name,
        "badges": marks(invented=who.invented),
        "moments": post_moments(posts, request.as_of.on),
        "plans": [_planned(each) for each in planned],
        "declarations": [_declared(each) for each in declared],
        "acts": _person_acts(uid, posts),
        "acts_always": [Act(_("Hồ sơ đảng viên"), url, "user")] if (url := member_url(uid)) else [],
        "crumbs": [Crumb(_("Cấp ủy, chức vụ"), reverse("posts:home")), Crumb(who.name)],
    }
    return render(request, "posts/person.html", context)


def _person_acts(uid: str, posts: list[queries.PostRow]) -> list[Act]:
    acts = [
        Act(
            _("Ghi chức vụ ngoài sổ"), reverse("posts:outside", args=[uid]), "user-plus", main=True
        ),
        Act(_("Ghi kê khai"), f"{reverse('posts:declare')}?nguoi={uid}", "clipboard-list"),
    ]
    if any(each.org is None and each.end is None for each in posts):
        url = reverse("posts:end_outside", args=[uid])
        acts.insert(1, Act(_("Ghi thôi chức vụ ngoài sổ"), url, "circle-minus"))
    return acts


def _planned(row: queries.PlanRow) -> Fact:
    title = post_name(row.body, row.title, row.start)
    return Fact(row.term, f"{title}, {row.org.name}", board_url(row.org.uid), cited(row.basis))


def _declared(row: queries.DeclarationRow) -> Fact:
    label = _("Năm %(year)s") % {"year": row.year}
    value = f"{kind_of_declaration(row.kind)}: {status_name(row.status).lower()}"
    if row.receiver:
        value = _("%(value)s, nơi nhận: %(who)s") % {"value": value, "who": row.receiver}
    return Fact(label, value, paper=cited(row.basis))
