"""Read from an address what a log is narrowed to; what cannot be read narrows nothing."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dangbo.audit.queries.search import LogFilter
from dangbo.ui.addresses import query_with
from dangbo.ui.fields import DayField
from dangbo.ui.parts import Chip, Text

LONGEST: Final = 200
BEFORE: Final = "truoc"
MOST_DIGITS: Final = 18
FOLDED: Final = ("ai", "viec", "doi_tuong", "to_chuc")


class LogForm(forms.Form):
    """Narrow a log by days, by who, by what, by whom it concerns, and by words."""

    tim = forms.CharField(label=_("Từ khóa"), required=False, max_length=LONGEST)
    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)
    ai = forms.CharField(label=_("Tài khoản"), required=False, max_length=LONGEST)
    viec = forms.ChoiceField(label=_("Việc"), required=False)
    doi_tuong = forms.CharField(
        label=_("Khóa của người, tổ chức, văn bản"), required=False, max_length=LONGEST
    )
    to_chuc = forms.CharField(
        label=_("Khóa tổ chức, kể cả cấp dưới"), required=False, max_length=LONGEST
    )

    def __init__(self, request: HttpRequest, codes: Mapping[str, Text]) -> None:
        super().__init__(request.GET)
        field = self.fields["viec"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Tất cả")), *codes.items()]
        self._words = dict(codes)
        self.is_valid()

    @property
    def narrowed(self) -> LogFilter:
        """Return what the log is narrowed to."""
        given: dict[str, Any] = self.cleaned_data
        return LogFilter(
            since=given.get("tu"),
            until=given.get("den"),
            actor=given.get("ai", ""),
            code=given.get("viec", ""),
            subject=given.get("doi_tuong", ""),
            text=given.get("tim", ""),
            org=given.get("to_chuc", ""),
        )

    @property
    def more_asked(self) -> int:
        """Return how many of the filters behind the fold are set."""
        return sum(bool(self.cleaned_data.get(name)) for name in FOLDED)

    def chips(self, request: HttpRequest) -> Iterable[Chip]:
        """Yield the filters that are set, each with the way to take it off."""
        for name, field in self.fields.items():
            if self.cleaned_data.get(name):
                told = self._words.get(request.GET[name], request.GET[name])
                url = query_with(request, **{name: None})
                yield Chip(field.label or name, told, url)


def before_asked(request: HttpRequest) -> int | None:
    """Return the number below which the rows of the page begin, None for the newest."""
    text = request.GET.get(BEFORE, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
