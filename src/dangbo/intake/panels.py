"""Say on the page of a member which list each field came from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.intake.phrases import field_name
from dangbo.intake.queries.looking import Origin, origins_of
from dangbo.rules.member_numbers import masked
from dangbo.ui.panels import Panel


@dataclass(frozen=True)
class Source:
    """A row of a list, with what it says of a person: field and text as it was brought."""

    name: str
    day: str
    row: int
    url: str
    fields: list[tuple[str, str]]


def origins_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Show which lists brought what is recorded of a member, the newest first; None: no list."""
    told = [each for each in origins_of(actor=actor, person=subject.uid) if each.on <= on]
    if not told:
        return None
    rows: dict[tuple[int, int], list[Origin]] = {}
    for each in told:
        rows.setdefault((each.intake, each.row), []).append(each)
    context = {"sources": [_source(own) for own in rows.values()]}
    return Panel(_("Nguồn"), "intake/_origins.html", context, "origins")


def _source(own: list[Origin]) -> Source:
    first = own[0]
    url = f"{reverse('intake:rows', args=[first.intake])}?xem=het"
    fields = [(field_name(each.field), _as_shown(each)) for each in own]
    return Source(first.name, format_day(first.on), first.row, url, fields)


def _as_shown(origin: Origin) -> str:
    """Return the text as it was brought, a secret number as the page of a member shows it."""
    return masked(origin.field, origin.raw)
