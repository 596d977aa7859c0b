"""Say on the desk what sources state about organisations that are to end."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.desk.queries.hanging import Hanging, HangingLine
from dangbo.history.phrases import SECTIONS
from dangbo.history.queries.hanging import stated_of
from dangbo.orgs.queries import names_on
from dangbo.orgs.tables.parts import org_url

SHOWN: Final = 20


def statements_hanging(*, actor: Actor, orgs: Collection[int], on: date) -> Hanging | None:
    """Return the statements about organisations: they stay with them when they end."""
    found = stated_of(actor=actor, orgs=orgs)
    if not found:
        return None
    most = sorted(found, key=lambda org: (-found[org].total(), org))[:SHOWN]
    names = names_on(actor=actor, orgs=most, on=on)
    return Hanging(
        _("Lịch sử đã công bố của các tổ chức kết thúc; vẫn giữ ở trang của chúng"),
        sum(each.total() for each in found.values()),
        lines=[
            HangingLine(f"{names[org].name}: {_counted(found[org])}", org_url(names[org].uid))
            for org in most
            if org in names
        ],
    )


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[name]} {words}" for name, words in SECTIONS.items() if counts[name])
