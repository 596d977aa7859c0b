"""Say on the desk which posts hang on organisations that are to end."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.desk.queries.hanging import Hanging, HangingLine
from dangbo.orgs.queries import names_on
from dangbo.posts.queries.hanging import posts_held_in
from dangbo.posts.tables.parts import board_url

SHOWN: Final = 20


def posts_hanging(*, actor: Actor, orgs: Collection[int], on: date) -> Hanging | None:
    """Return the posts held in organisations: they end with them."""
    found = posts_held_in(actor=actor, orgs=orgs, on=on)
    if not found:
        return None
    most = sorted(found, key=lambda org: (-found[org], org))[:SHOWN]
    names = names_on(actor=actor, orgs=most, on=on)
    return Hanging(
        _("Chức vụ ở các tổ chức kết thúc; thôi theo quyết định này"),
        sum(found.values()),
        lines=[
            HangingLine(
                _("%(name)s: %(count)s chức vụ") % {"name": names[org].name, "count": found[org]},
                board_url(names[org].uid),
            )
            for org in most
            if org in names
        ],
    )
