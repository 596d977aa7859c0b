"""Read from an address of which organisation and time, and how cut, an indicator is asked."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.orgs.forms import Narrowing
from dangbo.reports.phrases import dimension_name
from dangbo.reports.queries import ORG
from dangbo.rules.indicators import Indicator
from dangbo.ui.fields import DayField, offer

LONGEST: Final = 200
STEPS: Final = [("year", _("Theo năm")), ("month", _("Theo tháng"))]


class OrgTime(Narrowing):
    """Choose an organisation with all below it, and the first day of a period."""

    to_chuc = forms.CharField(label=_("Tổ chức"), required=False, max_length=LONGEST)
    tu = DayField(label=_("Kỳ tính từ ngày"), required=False)


class Cut(OrgTime):
    """Choose by what an indicator is broken down."""

    theo = forms.ChoiceField(label=_("Phân tích theo"), required=False)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = [each for each in indicator.by if each != ORG]
        offer(self, "theo", [(each, dimension_name(each)) for each in self.ways])
        if not self.ways:
            del self.fields["theo"]

    @property
    def way(self) -> str:
        """Return the dimension that is asked for, the first where none is; "" without any."""
        asked = str(self.value("theo")) if self.ways else ""
        return asked or next(iter(self.ways), "")


class Course(OrgTime):
    """Choose whether a course is told by year or by month, and from when."""

    buoc = forms.ChoiceField(label=_("Từng kỳ"), required=False, choices=STEPS)

    @property
    def step(self) -> str:
        """Return the step that is asked for: years where none is."""
        return str(self.value("buoc")) or "year"


class Cell(Cut):
    """Choose the part of an indicator whose list is shown."""

    ma = forms.CharField(required=False, max_length=LONGEST, strip=False)
    theo2 = forms.CharField(required=False, max_length=LONGEST)
    ma2 = forms.CharField(required=False, max_length=LONGEST, strip=False)
    rieng = forms.BooleanField(required=False)

    @property
    def cell(self) -> list[tuple[str, str]]:
        """Return the dimensions of the part with its codes; nothing where all are asked for."""
        if not (self.value("theo") and self.data.get("ma")):
            return []
        second = str(self.value("theo2"))
        pairs = [(self.way, "ma")]
        if second in self.ways and second != self.way and self.data.get("ma2"):
            pairs.append((second, "ma2"))
        return [(way, str(self.value(code)).strip()) for way, code in pairs]
