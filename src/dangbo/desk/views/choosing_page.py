"""Gather what a page for choosing organisations shows: one way to choose, and those chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.vietnamese import fold
from dangbo.desk.forms.choosing import ChoiceFilter
from dangbo.desk.queries.choosing import Tray, begun_besides, filtered, tray_of
from dangbo.desk.queries.directory import Called, called
from dangbo.desk.queries.lines import counts_of, in_order, kept_lines
from dangbo.desk.queries.opening import Draft
from dangbo.desk.queries.placing import Held, Place
from dangbo.desk.tables.choosing import Card, card_of, line_rows, tray_view
from dangbo.desk.tables.kinds import label_of
from dangbo.desk.views.asking import day_of
from dangbo.desk.views.choosing_tree import TickTree
from dangbo.desk.views.frame import step_context
from dangbo.orgs.phrases import change_name
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb, Tab

TABS: Final = ("cay", "loc", "dan", "khay")
CARRIED: Final = ("on", "known", "part")
PER_PAGE: Final = 50
FEW: Final = 20


@dataclass
class Choosing:
    """A field that organisations are chosen for, as one request asks for it."""

    request: ActorRequest
    draft: Draft
    place: Place
    held: Held

    @property
    def on(self) -> date:
        """Return the day on which those to choose from stand: that of effect, else today."""
        return day_of(self.request, self.draft)

    @property
    def tab(self) -> str:
        """Return which way of choosing is shown."""
        asked = self.request.GET.get("cach", "")
        return asked if asked in TABS else TABS[0]

    @property
    def asked(self) -> dict[str, str]:
        """Return what every address of the page has to carry."""
        return {name: self.request.GET[name] for name in CARRIED if self.request.GET.get(name)}

    @cached_property
    def tray(self) -> Tray:
        """Return those chosen so far."""
        return tray_of(
            actor=self.request.actor, content=self.draft.content, held=self.held, on=self.on
        )

    @cached_property
    def keys(self) -> dict[str, None]:
        """Return the keys of those chosen so far."""
        return self.tray.keys

    @cached_property
    def form(self) -> ChoiceFilter:
        """Return what narrows those to choose from."""
        asked = self.request.GET.copy()
        if self.held.change["change"] == "restore" and self.place.field == "org":
            asked.setdefault("ket_thuc", "" if "q" in asked else "1")
        return ChoiceFilter(asked, on=self.on)

    def called(self, keys: list[str]) -> dict[str, Called]:
        """Return organisations of the register or of the draft, by key."""
        return called(actor=self.request.actor, content=self.draft.content, keys=keys, on=self.on)


def back_url(choosing: Choosing) -> str:
    """Return the address of the change that one chooses for."""
    return reverse("desk:change", args=[choosing.place.draft, choosing.place.change])


def tree_of(choosing: Choosing) -> TickTree:
    """Return the tree to choose from."""
    return TickTree(
        choosing.request.actor, choosing.on, choosing.asked, choosing.tray, choosing.keys
    )


@dataclass(frozen=True)
class Below:
    """The organisation below which one looks, or those that its name may mean, with addresses."""

    asked: str = ""
    org: OrgName | None = None
    ambiguous: bool = False
    offers: tuple[tuple[Card, str], ...] = ()

    @property
    def settled(self) -> bool:
        """Say whether it is clear below whom one looks: one organisation, or anywhere."""
        return not self.asked or self.org is not None


def below_of(choosing: Choosing) -> Below:
    """Return the organisation below which the filter looks."""
    text = str(choosing.form.value("duoi")).strip()
    if not text:
        return Below()
    try:
        return Below(text, find_org(actor=choosing.request.actor, text=text, on=choosing.on))
    except AmbiguousOrg as error:
        return Below(text, ambiguous=True, offers=_offers(choosing, error.matches))
    except UnknownOrg as error:
        return Below(text, offers=_offers(choosing, error.nearest))


def _offers(choosing: Choosing, orgs: list[OrgName]) -> tuple[tuple[Card, str], ...]:
    cards = _cards(choosing, [org.uid for org in orgs[:FEW]])
    return tuple((card, query_with(choosing.request, duoi=card.key)) for card in cards)


def found_by(choosing: Choosing) -> Any:
    """Return the keys of those who answer to the filter, cut into pages as they are read."""
    form, below = choosing.form, below_of(choosing)
    if not below.settled:
        return []
    return filtered(
        actor=choosing.request.actor,
        on=choosing.on,
        text=form.value("q"),
        kind=form.value("loai"),
        below=below.org.id if below.org else None,
        ended=bool(form.value("ket_thuc")),
    )


def context_of(choosing: Choosing) -> dict[str, Any]:
    """Return everything that the page shows."""
    frame = step_context(choosing.request, choosing.draft, "desk:changes")
    field, change = choosing.held.field, choosing.held.change
    back = back_url(choosing)
    changes = Crumb(_("Thay đổi"), reverse("desk:changes", args=[choosing.draft.pk]))
    crumbs = [
        *frame["crumbs"][:-1],
        changes,
        Crumb(change_name(change["change"]), back),
        Crumb(_("Chọn")),
    ]
    return {
        **frame,
        "crumbs": crumbs,
        "heading": _("Chọn: %(field)s")
        % {"field": label_of(change["change"], choosing.place.field).lower()},
        "change": change_name(change["change"]),
        "day": choosing.on,
        "many": field.many,
        "tab": choosing.tab,
        "tabs": _tabs(choosing),
        "asked": choosing.asked,
        "form": choosing.form,
        "tray": tray_view(choosing.tray, choosing.on),
        "back_url": back,
        **PARTS[choosing.tab](choosing),
    }


def _tabs(choosing: Choosing) -> list[Tab]:
    labels = {
        "cay": _("Từ cây tổ chức"),
        "loc": _("Lọc theo tên, loại hình"),
        "dan": _("Dán danh sách"),
        "khay": _("Đã chọn"),
    }
    query = QueryDict(mutable=True)
    query.update(choosing.asked)
    counts = {"khay": len(choosing.tray.rows), "dan": len(choosing.tray.typed) or None}
    found = []
    for tab in TABS:
        query["cach"] = tab
        found.append(
            Tab(labels[tab], f"?{query.urlencode()}", tab == choosing.tab, counts.get(tab))
        )
    return found


def _tree_part(choosing: Choosing) -> dict[str, Any]:
    text, tree = choosing.form.value("q"), tree_of(choosing)
    picture = tree.searched(text) if text else tree.opened(choosing.request.GET.get("mo", ""))
    return {"picture": picture, "new": _new(choosing)}


def _filter_part(choosing: Choosing) -> dict[str, Any]:
    below = below_of(choosing)
    page = page_of(found_by(choosing), choosing.request, PER_PAGE)
    cards = _cards(choosing, list(page.object_list))
    return {"page": page, "cards": cards, "below": below, "new": _new(choosing)}


def _paste_part(choosing: Choosing) -> dict[str, Any]:
    lines = kept_lines(
        actor=choosing.request.actor,
        draft=choosing.draft,
        held=choosing.held,
        place=choosing.place,
        on=choosing.on,
    )
    page = page_of(in_order(lines), choosing.request, PER_PAGE)
    names = choosing.called([key for line in page.object_list for key in line.keys])
    rows = line_rows(page.object_list, names, choosing.tray, choosing.on)
    return {"page": page, "rows": rows, "counts": counts_of(lines)}


def _tray_part(choosing: Choosing) -> dict[str, Any]:
    page = page_of(list(choosing.keys), choosing.request, PER_PAGE)
    return {"page": page, "cards": _cards(choosing, list(page.object_list)), "new": []}


PARTS: Final[dict[str, Callable[[Choosing], dict[str, Any]]]] = {
    "cay": _tree_part,
    "loc": _filter_part,
    "dan": _paste_part,
    "khay": _tray_part,
}


def _new(choosing: Choosing) -> list[Card]:
    keys = begun_besides(choosing.draft.content, choosing.held)
    text = choosing.form.value("q")
    cards = _cards(choosing, keys)
    if text:
        cards = [card for card in cards if fold(text) in fold(card.name)]
    return cards[:FEW]


def _cards(choosing: Choosing, keys: list[str]) -> list[Card]:
    names = choosing.called(keys)
    chosen = choosing.keys
    return [card_of(names[key], choosing.tray, choosing.on, chosen=chosen) for key in keys]
