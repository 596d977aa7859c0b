"""Ask for a group of a member's record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from dangbo.members.phrases.names import record_name
from dangbo.rules.record_groups import (
    SOURCE,
    STATED,
    RecordField,
    RecordGroup,
    body_of,
    entries_in,
    limits,
)
from dangbo.ui.fields import DayField

# Empty entries offered below those that are there.
SPARE: Final = 3


class SheetForm(forms.Form):
    """Ask for every field of a group; a list of entries has a few empty ones below."""

    def __init__(
        self, *args: Any, group: RecordGroup, body: Mapping[str, Any], since: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        entries = entries_in(group=group.code, body=body)
        self.count = min(limits().rows, len(entries) + SPARE) if group.rows else 1
        for number in range(self.count):
            entry = entries[number] if number < len(entries) else {}
            for field in group.fields:
                made = _field(field)
                made.initial = entry.get(field.code, "")
                self.fields[f"{number}.{field.code}"] = made
        self.fields[STATED] = DayField(label=_("Ngày khai"), required=False)
        self.fields[STATED].initial = _day(body)
        self.fields[SOURCE] = forms.CharField(
            label=_("Theo giấy tờ, người khai"),
            required=False,
            max_length=limits().line,
            help_text=_("Ví dụ: lý lịch đảng viên khai năm 2018."),
        )
        self.fields[SOURCE].initial = str(body.get(SOURCE, ""))
        self.fields["since"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=since
        )

    @property
    def entries(self) -> list[Mapping[str, str]]:
        """Return what was typed, entry by entry."""
        return [
            {
                field.code: str(self.cleaned_data.get(f"{number}.{field.code}") or "")
                for field in self.group.fields
            }
            for number in range(self.count)
        ]

    @property
    def body(self) -> dict[str, Any]:
        """Return what was typed as the group is kept."""
        stated = self.cleaned_data.get(STATED)
        return body_of(
            group=self.group.code,
            entries=self.entries,
            stated=stated.isoformat() if stated else "",
            source=str(self.cleaned_data.get(SOURCE) or ""),
        )

    @property
    def rows(self) -> Iterator[tuple[int, Sequence[BoundField]]]:
        """Yield the fields of each entry, with its number."""
        for number in range(self.count):
            yield number + 1, [self[f"{number}.{field.code}"] for field in self.group.fields]

    @property
    def about(self) -> list[BoundField]:
        """Return the fields of where the group comes from."""
        return [self[STATED], self[SOURCE]]


def _field(field: RecordField) -> forms.CharField:
    lines = field.form == "text"
    return forms.CharField(
        label=record_name(field),
        required=False,
        max_length=limits().text if lines else limits().line,
        widget=forms.Textarea(attrs={"rows": 4}) if lines else forms.TextInput(),
    )


def _day(body: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(body.get(STATED, "")))
    except ValueError:
        return None
