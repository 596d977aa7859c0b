"""Read from a request which organisation or person it is about, and narrow lists by one."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.access import ask_page
from dangbo.orgs.queries import Standing, standing_of
from dangbo.orgs.views.asking import on_day, org_of
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.posts.queries import PersonName, person_named
from dangbo.ui.addresses import query_with, query_without
from dangbo.ui.page_acts import page_acts
from dangbo.ui.parts import Chip, Tab


class Page(NamedTuple):
    """One of the lists of this area."""

    url_name: str
    title: str


def tabs(current: str) -> list[Tab]:
    """Return the lists of this area."""
    pages = [
        Page("posts:home", _("Bí thư, người đứng đầu")),
        Page("posts:plans", _("Quy hoạch")),
        Page("posts:declarations", _("Kê khai tài sản")),
    ]
    return [Tab(each.title, reverse(each.url_name), each.url_name == current) for each in pages]


def standing(request: ActorRequest, uid: str) -> Standing:
    """Return an organisation as it stood on the day; 404 where the register never knew it."""
    org = org_of(request, uid)
    ask_page(request.actor, page_acts(request), org.id, on=request.as_of.on)
    found = standing_of(org=org, **on_day(request))
    if found is None:
        raise Http404(_("Sổ chưa biết tổ chức này vào ngày đang xem."))
    return found


def person_of(request: ActorRequest, uid: str) -> PersonName:
    """Return the person of an address; 404 where there is none that may be read."""
    found = person_named(actor=request.actor, uid=uid, known=request.as_of.known)
    if found is None:
        raise Http404(_("Không có người này, hoặc tài khoản không được xem."))
    return found


def chosen(request: ActorRequest, text: str) -> Chosen:
    """Return the organisation that a list is narrowed to."""
    return chosen_org(request, text, on=request.as_of.on)


def chips(request: ActorRequest, form: Any, where: Chosen) -> list[Chip]:
    """Return the filters that are set, each with the address without it."""
    return [
        Chip(
            field.label or "",
            where.org.name if name == "to_chuc" and where.org else form.shown(name),
            query_without(request, name, request.GET[name]),
        )
        for name, field in form.fields.items()
        if form.value(name)
    ]


def file_urls(request: ActorRequest) -> Mapping[str, str]:
    """Return the addresses of the list as files."""
    return {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")}
