"""Read from an address of which organisation and time, and how cut, an indicator is asked."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.orgs.forms import Narrowing
from dangbo.reports.phrases import dimension_name, name_of
from dangbo.reports.queries import ORG
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import Step, step_named
from dangbo.ui.fields import DayField, offer

LONGEST: Final = 200
ORG_FIELD: Final = "to_chuc"
# What goes along of an organisation that was picked: its key, and the name that was shown.
PICKED: Final = ("khoa", "ten")
# More lines than six cannot be told apart in one picture.
MOST_OTHERS: Final = 5
STEPS: Final = [("year", _("Theo năm")), ("quarter", _("Theo quý")), ("month", _("Theo tháng"))]


def ticked(form: forms.Form, name: str) -> list[str]:
    """Return which choices of a field are ticked; what is none of them is left out."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    choices: Any = field.choices
    known = {code for code, _words in choices}
    asked = field.widget.value_from_datadict(form.data, form.files, name) or ()
    return [each for each in dict.fromkeys(asked) if each in known]


def org_asked(given: Mapping[str, Any]) -> str:
    """Return the key of the organisation that was picked, else the text that was typed."""
    typed, key, shown = (str(given.get(name) or "") for name in (ORG_FIELD, *PICKED))
    return key if key and typed and typed == shown else typed


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
    """Choose the step of a course and its start, by what it is cut, or what is drawn with it."""

    buoc = forms.ChoiceField(label=_("Từng kỳ"), required=False, choices=STEPS)
    theo = forms.ChoiceField(label=_("Chia theo"), required=False)
    cung = forms.MultipleChoiceField(
        label=_("Vẽ cùng chỉ tiêu khác"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, indicator: Indicator, alike: Sequence[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = [each for each in indicator.by if each != ORG]
        whole = ("", _("Không chia"))
        offer(self, "theo", [whole, *((each, dimension_name(each)) for each in ways)])
        offer(self, "cung", [(each.code, name_of(each)) for each in alike])

    @property
    def step(self) -> Step:
        """Return the step that is asked for: years where none is."""
        return step_named(str(self.value("buoc"))) or "year"

    @property
    def way(self) -> str:
        """Return by what the course is cut, or nothing."""
        return str(self.value("theo"))

    @property
    def others(self) -> list[str]:
        """Return the indicators that are drawn with it; none where it is cut."""
        return [] if self.way else ticked(self, "cung")[:MOST_OTHERS]


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
