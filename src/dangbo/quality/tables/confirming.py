"""Lay out whose record is to be confirmed, and what was confirmed by whom."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from dangbo.base.days import format_day
from dangbo.members.tables.columns import birth_column, member_of, name_column, org_column
from dangbo.members.tables.members import marks, member_url
from dangbo.quality.phrases.findings import sentences
from dangbo.quality.queries import Confirmed
from dangbo.quality.tables.lists import org_words
from dangbo.ui.tables import Column

NAMED: Final = 5


def confirm_columns() -> list[Column]:
    """Return the columns of those whose records are to be confirmed."""
    return [
        name_column(member_of),
        birth_column(member_of),
        org_column(member_of, value=lambda row: org_words(row.member)),
        Column("found", lazy("Lần ghi cuối"), value=lambda row: sentences(row.findings)),
    ]


def confirmed_words(row: Confirmed) -> str:
    """Say on which day records were confirmed and by whom it was recorded."""
    said = {"day": format_day(row.day), "who": row.by, "recorded": format_day(row.recorded)}
    return _("Xác nhận ngày %(day)s; người ghi: %(who)s, ngày %(recorded)s") % said


def confirmed_card(row: Confirmed) -> dict[str, Any]:
    """Return what a page shows of an act that confirmed records."""
    left = len(row.members) - NAMED
    more = ngettext("và %(left)s người nữa", "và %(left)s người nữa", left) % {"left": left}
    return {
        "names": [(each.name, member_url(each.uid), marks(each)) for each in row.members[:NAMED]],
        "more": more if left > 0 else "",
        "said": confirmed_words(row),
        "reason": row.reason or row.paper,
        "back_url": reverse("quality:unconfirm", args=[row.act]),
    }
