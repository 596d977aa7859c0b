"""Read from a request what a page of record quality is about."""

from typing import Any, Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.quality.tables.parts import area_tabs
from dangbo.ui.addresses import query_with, query_without
from dangbo.ui.parts import Chip, Crumb

PER_PAGE: Final = 50
PAIRS_PER_PAGE: Final = 20
REFUSED: Final = 422


class Where(NamedTuple):
    """The organisation that a page is about: what was typed, its id, key and name."""

    chosen: Chosen
    id: int | None
    uid: str
    name: str


def where_of(request: ActorRequest, text: str) -> Where:
    """Return the organisation that the address asks for."""
    chosen = chosen_org(request, text, on=request.as_of.on)
    org = chosen.org
    return Where(chosen, org.id if org else None, org.uid if org else "", org.name if org else "")


def titled(title: str, where: Where) -> str:
    """Return a title with the organisation that the page is about."""
    if not where.name:
        return title
    return _("%(title)s: %(org)s") % {"title": title, "org": where.name}


def frame(current: str, where: Where, form: Any) -> dict[str, Any]:
    """Return what every page of the area shows: tabs, the filter and the organisation."""
    return {
        "tabs": area_tabs(current, where.uid),
        "form": form,
        "chosen": where.chosen,
        "org": where,
    }


def chips(request: ActorRequest, form: Any, *, leaving_out: str = "") -> list[Chip]:
    """Return the filters that are set, each with the address without it."""
    return [
        Chip(field.label or "", form.shown(name), query_without(request, name, request.GET[name]))
        for name, field in form.fields.items()
        if name != leaving_out and form.value(name) and name in request.GET
    ]


def file_urls(request: ActorRequest) -> dict[str, str]:
    """Return the addresses of the list as files."""
    return {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")}


def crumbs(*steps: str) -> list[Crumb]:
    """Return the path to a page of this area."""
    return [Crumb(_("Chất lượng dữ liệu"), reverse("quality:home")), *map(Crumb, steps)]
