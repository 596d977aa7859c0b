"""Give addresses, tabs and small values of record quality."""

from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.numbers import format_number
from dangbo.members.tables.members import member_url
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.record_groups import record_groups
from dangbo.rules.verdicts import Finding
from dangbo.ui.parts import Badge, Tab, invented_badge

TABS: Final = (
    ("quality:home", lazy("Tổng hợp")),
    ("quality:trend", lazy("Diễn biến")),
    ("quality:pairs", lazy("Có thể trùng")),
    ("quality:apart", lazy("Không phải một người")),
    ("quality:merges", lazy("Hồ sơ đã nhập")),
    ("quality:confirmed", lazy("Đã xác nhận")),
)
STALE: Final = "RECORD_STALE"
NUMBERS: Final = frozenset({"file", "card", "citizen"})
WHO: Final = frozenset({"name", "birth", "sex", "ethnicity", "religion", "home_town"})
CHANGES: Final = {
    "PROBATION_OVERDUE": "recognise",
    "TEMPORARY_OVER": "end_temporary",
    "ORG_ENDED": "transfer",
}


def area_tabs(current: str, org: str = "") -> list[Tab]:
    """Return the pages of this area about an organisation."""
    about = f"?{urlencode({'to_chuc': org})}" if org else ""
    return [Tab(label, f"{reverse(name)}{about}", name == current) for name, label in TABS]


def address(name: str, org: str = "", **asked: object) -> str:
    """Return a page of this area about an organisation."""
    given = {"to_chuc": org, **asked}
    query = urlencode({key: value for key, value in given.items() if value not in (None, "")})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def confirm_url(uid: str) -> str:
    """Return the page on which a member's record is confirmed."""
    return f"{reverse('quality:confirm')}?{urlencode({'row': uid})}"


def mend_url(uid: str, found: Finding) -> str:
    """Return the page on which what was found is mended."""
    if found.code == STALE:
        return confirm_url(uid)
    if change := CHANGES.get(found.code):
        return reverse("members:act", args=[uid, change])
    if found.where in WHO:
        return reverse("members:act", args=[uid, "identify"])
    if found.where in {*NUMBERS, *attribute_kinds()}:
        change = "number" if found.where in NUMBERS else "attribute"
        return f"{reverse('members:act', args=[uid, change])}?loai={found.where}"
    if found.where in record_groups():
        return reverse("members:sheet", args=[uid, found.where])
    return member_url(uid)


def marks(*, invented: bool) -> list[Badge]:
    """Return the mark of what was made up, or none."""
    return [invented_badge(brief=True)] if invented else []


def percent(part: float, whole: float) -> str:
    """Return a part of a whole in per cent with one decimal; nothing of nothing."""
    if not whole:
        return ""
    share = format_number(round(100 * part / whole, 1))
    # The sign stays beside its number, also in a narrow box.
    return f"{share}\N{NO-BREAK SPACE}%"
