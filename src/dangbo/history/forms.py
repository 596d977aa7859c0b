"""Read what narrows a list of published figures."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.base.vietnamese import fold
from dangbo.history.queries import FigureRow
from dangbo.orgs.forms import ANY, Narrowing, YearField

LONGEST: Final = 200
MARKED: Final = [
    ANY,
    ("trai", _("Trái nhau, in sai, khác số sổ đếm")),
    ("dem", _("Sổ đếm được")),
]


class FigureFilter(Narrowing):
    """Narrow published figures by text, indicator, years and marks."""

    q = forms.CharField(label=_("Chỉ tiêu, lời nguồn"), required=False, max_length=LONGEST)
    chi_tieu = forms.ChoiceField(label=_("Chỉ tiêu"), required=False)
    tu_nam = YearField(label=_("Từ năm"))
    den_nam = YearField(label=_("Đến năm"))
    dau = forms.ChoiceField(label=_("Chỉ hiện"), required=False, choices=MARKED)

    def __init__(self, *args: Any, rows: Iterable[FigureRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {row.indicator: row.name for row in rows}
        field = self.fields["chi_tieu"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *sorted(names.items(), key=lambda each: each[1])]

    def narrowed(self, rows: Iterable[FigureRow]) -> list[FigureRow]:
        """Return the rows that the filter leaves."""
        return [row for row in rows if self._keeps(row)]

    def _keeps(self, row: FigureRow) -> bool:
        text = fold(f"{row.name} {row.as_printed} {row.note}")
        since, until = self.value("tu_nam"), self.value("den_nam")
        return (
            all(word in text for word in fold(self.value("q")).split())
            and self.value("chi_tieu") in {"", row.indicator}
            and (not since or row.when.last.year >= since)
            and (not until or row.when.start.year <= until)
            and self._marked(row)
        )

    def _marked(self, row: FigureRow) -> bool:
        asked = self.value("dau")
        if asked == "dem":
            return row.computed is not None
        at_fault = row.agrees is False or bool({"conflict", "malformed"} & set(row.flags))
        return at_fault if asked == "trai" else True
