"""Give addresses, words and badges of members."""

from datetime import date
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.base.days import format_partial
from dangbo.members.phrases import (
    activity_name,
    standing_name,
)
from dangbo.members.queries import MemberRow
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.party_age import age_on
from dangbo.ui.parts import Badge, Tone, invented_badge

ACTIVE = "active"


def member_url(uid: str) -> str:
    """Return the address of a member."""
    return reverse("members:detail", args=[uid])


class Born(Protocol):
    """Somebody with a day of birth, as exactly as it is known."""

    @property
    def birth(self) -> date | None:
        """The first day that it may be."""

    @property
    def birth_precision(self) -> str:
        """How exactly it is known."""


def birth_words(row: Born) -> str:
    """Return the day of birth as exactly as it is known."""
    if row.birth is None:
        return ""
    return format_partial(PartialDay(row.birth, Precision(row.birth_precision)))


def party_years(row: MemberRow, on: date) -> int | None:
    """Return the Party age in full years on a day; None where its first day is not known."""
    return None if row.counted_from is None else age_on(since=row.counted_from, on=on).years


def standing_words(row: MemberRow) -> str:
    """Return what a member is, with the activity where it is not the usual one."""
    if not row.standing:
        return _("không phải đảng viên")
    words = standing_name(row.standing)
    return words if row.activity == ACTIVE else f"{words}, {activity_name(row.activity)}"


def told_apart(row: MemberRow) -> str:
    """Return what tells a member from others of that name: birth, standing, and the cell."""
    said = (birth_words(row), standing_words(row), row.org.name if row.org else "")
    return " · ".join(each for each in said if each)


def standing_badges(row: MemberRow) -> list[Badge]:
    """Return what a member is as badges."""
    if not row.standing:
        return [Badge(_("Không phải đảng viên vào ngày này"), "warn")]
    tone: Tone = "good" if row.standing == "official" else "note"
    badges = [Badge(_("Đảng viên %(standing)s") % {"standing": standing_name(row.standing)}, tone)]
    if row.activity != ACTIVE:
        badges.append(Badge(activity_name(row.activity).capitalize(), "warn"))
    return badges


def marks(row: MemberRow) -> list[Badge]:
    """Return the mark of an invented person, or none."""
    return [invented_badge(brief=True)] if row.invented else []
