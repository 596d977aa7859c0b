"""Read what narrows the lists of badges and cards from the address of the page."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.honours.enums import BadgeKind, CardKind
from dangbo.honours.phrases import level_name
from dangbo.orgs.forms import ANY, Narrowing
from dangbo.rules.badges import badge_rules, next_round, rounds_between
from dangbo.ui.fields import offer

LONGEST: Final = 200
BACK, AHEAD = 12, 2
WHERE = _("Trong tổ chức")
COMING: Final = frozenset({"due", "waits", "posthumous", "given"})
GROUPS: Final = {
    "": (_("Đủ điều kiện, đang chờ, truy tặng"), COMING),
    "du": (_("Đủ điều kiện"), frozenset({"due"})),
    "moi": (_("Mới đủ trong đợt này"), frozenset({"due"})),
    "cho": (_("Đang chờ"), frozenset({"waits"})),
    "truy": (_("Truy tặng"), frozenset({"posthumous"})),
    "som": (_("Có thể tặng sớm khi bệnh nặng"), frozenset({"early"})),
    "da": (_("Đã ghi tặng ở đợt này"), frozenset({"given"})),
}


def round_choices(on: date) -> list[tuple[str, str]]:
    """Return the award dates around a day, the latest first."""
    days = rounds_between(date(on.year - BACK, 1, 1), date(on.year + AHEAD, 12, 31))
    return [(day.isoformat(), format_day(day)) for day in reversed(list(days))]


def level_choices(on: date) -> list[tuple[str, Any]]:
    """Return the levels of badges of a day."""
    return [ANY, *((str(level), level_name(level)) for level in badge_rules(on).levels)]


class DueFilter(Narrowing):
    """Choose the round, and narrow those who come into question at it."""

    dot = forms.ChoiceField(label=_("Đợt trao"), required=False)
    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)
    q = forms.CharField(label=_("Tên đảng viên"), required=False, max_length=LONGEST)
    muc = forms.ChoiceField(label=_("Mức huy hiệu"), required=False)
    dien = forms.ChoiceField(
        label=_("Diện"),
        required=False,
        choices=[(key, label) for key, (label, _states) in GROUPS.items()],
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        offer(self, "dot", round_choices(on))
        offer(self, "muc", level_choices(on))

    @property
    def round_day(self) -> date:
        """Return the round that was chosen, or the next one."""
        asked = self.value("dot")
        return date.fromisoformat(asked) if asked else next_round(self.on)

    @property
    def level(self) -> int | None:
        """Return the level that was chosen."""
        return int(self.value("muc")) if self.value("muc") else None

    @property
    def states(self) -> frozenset[str]:
        """Return the states that were chosen."""
        return GROUPS[self.value("dien")][1]


class GivenFilter(Narrowing):
    """Narrow what was given: by person, number, organisation, kind and year."""

    q = forms.CharField(label=_("Tên, số"), required=False, max_length=LONGEST)
    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)
    loai = forms.ChoiceField(label=_("Loại"), required=False)
    nam = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, *args: Any, years: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "nam", [ANY, *((str(each), str(each)) for each in years)])

    @property
    def year(self) -> int | None:
        """Return the year that was chosen."""
        return int(self.value("nam")) if self.value("nam") else None


class AwardsFilter(GivenFilter):
    """Narrow the badges given, by level too."""

    muc = forms.ChoiceField(label=_("Mức huy hiệu"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "loai", [ANY, *BadgeKind.choices])
        offer(self, "muc", level_choices(on))
        self.order_fields(["q", "to_chuc", "muc", "loai", "nam"])

    @property
    def level(self) -> int | None:
        """Return the level that was chosen."""
        return int(self.value("muc")) if self.value("muc") else None


class IssuesFilter(GivenFilter):
    """Narrow the cards issued."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "loai", [ANY, *CardKind.choices])


class CardsDueFilter(Narrowing):
    """Narrow the members who have no card."""

    q = forms.CharField(label=_("Tên đảng viên"), required=False, max_length=LONGEST)
    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)
