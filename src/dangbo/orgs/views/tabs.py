"""Give the pages of this area their tabs, and a filter its chips."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.forms import Narrowing
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Chip, Tab

TABS = (
    ("orgs:home", _("Cây tổ chức")),
    ("orgs:decisions", _("Quyết định")),
    ("orgs:changes", _("Thay đổi trong kỳ")),
    ("orgs:compare", _("So sánh hai ngày")),
)


def area_tabs(current: str) -> list[Tab]:
    """Return the tabs of the area, with the page called `current` marked."""
    return [Tab(label, reverse(name), name == current) for name, label in TABS]


def chips_of(request: ActorRequest, form: Narrowing) -> list[Chip]:
    """Return the filters that are set, each with the address of the page without it."""
    return [
        Chip(form.fields[name].label or name, form.shown(name), query_with(request, **{name: None}))
        for name in form.fields
        if form.value(name)
    ]
