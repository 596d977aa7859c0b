"""Name badges, the ways in which they are given, and why cards are issued."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.labels import label_of
from dangbo.honours.enums import BadgeKind, CardKind

STATES: Final = {
    "due": lazy("Đủ điều kiện"),
    "waits": lazy("Đang chờ"),
    "early": lazy("Có thể tặng sớm"),
    "posthumous": lazy("Truy tặng"),
    "given": lazy("Đã ghi tặng"),
}


def level_name(level: int) -> str:
    """Return a level in a cell."""
    return _("%(years)s năm") % {"years": level}


def badge_name(level: int) -> str:
    """Return what the badge of a level is called."""
    return _("Huy hiệu %(years)s năm tuổi Đảng") % {"years": level}


def kind_name(kind: str) -> str:
    """Return how a badge came to be given."""
    return label_of(BadgeKind, kind)


def card_kind_name(kind: str) -> str:
    """Return why a card was issued or taken."""
    return label_of(CardKind, kind)


def state_name(state: str) -> str:
    """Return where a member stands at a round."""
    return str(STATES.get(state, state))
