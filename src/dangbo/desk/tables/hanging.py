"""Say which drafts speak of the same organisations, and which wait for a day."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.desk.enums import State
from dangbo.desk.queries.drafted import DraftBrief, drafts_naming
from dangbo.desk.queries.hanging import Hanging, HangingLine

SHOWN = 20


def hanging_drafts(
    *, actor: Actor, uids: Collection[str], besides: Collection[int]
) -> Hanging | None:
    """Return the other drafts, open or waiting for their day, that name any organisation."""
    found = drafts_naming(actor=actor, uids=uids, besides=besides)
    if not found:
        return None
    return Hanging(
        _("Bản soạn khác có nêu các tổ chức này"), len(found), lines=draft_lines(found[:SHOWN])
    )


def draft_lines(drafts: Iterable[DraftBrief]) -> list[HangingLine]:
    """Return drafts in words; those that one may not read go by their owner alone."""
    return [HangingLine(_words(each), _url(each)) for each in drafts]


def _words(each: DraftBrief) -> str:
    title = each.title or _("Bản soạn số %(number)s") % {"number": each.id}
    values = {
        "title": title if each.readable else _("Một bản soạn"),
        "owner": each.owner,
        "on": format_day(each.on) if each.on else "",
    }
    if each.state == State.SCHEDULED:
        return _("%(title)s (%(owner)s), đã ký, chờ hiệu lực ngày %(on)s") % values
    return _("%(title)s (%(owner)s), đang soạn") % values


def _url(each: DraftBrief) -> str:
    if not each.readable:
        return ""
    name = "desk:result" if each.state == State.SCHEDULED else "desk:check"
    return reverse(name, args=[each.id])
