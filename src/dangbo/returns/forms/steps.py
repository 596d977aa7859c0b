"""Ask for what a step of a report takes: a reason, a paper, the figures that nobody can count."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.base.numbers import NumberError, format_number, parse_number
from dangbo.papers.forms.citing import named_paper, paper_field
from dangbo.returns.phrases import sentence
from dangbo.rules.form_filling import rounded
from dangbo.rules.returns import REASONED, StepKind
from dangbo.rules.verdicts import finding
from dangbo.ui.settling import SettledForm

LONGEST: Final = 1_000
LABELS: Final = {
    "send_back": _("Lý do"),
    "reopen": _("Lý do"),
    "remind": _("Nội dung nhắc"),
}


class StepForm(SettledForm):
    """Ask for one step; `da_xem` is the last step that whoever acts saw."""

    da_xem = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ly_do = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    so = paper_field()

    def __init__(self, *args: Any, actor: Actor, kind: StepKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        field = self.fields["ly_do"]
        field.label = LABELS.get(kind, _("Ghi chú"))
        if kind in REASONED:
            field.required = True
            code = "WORDS_NEEDED" if kind == "remind" else "REASON_NEEDED"
            field.error_messages["required"] = sentence(finding(code))
        if kind not in ("send", "receive", "send_back", "reopen"):
            del self.fields["so"]
        if kind == "take_up":
            del self.fields["ly_do"]

    def clean_so(self) -> Any:
        """Find the paper that is cited."""
        return named_paper(actor=self.actor, text=str(self.cleaned_data["so"]))

    @property
    def reason(self) -> str:
        """Return the reason without blanks around it."""
        return str(self.cleaned_data.get("ly_do", "")).strip()


class NumberField(forms.Field):
    """A number typed the Vietnamese way."""

    def to_python(self, value: Any) -> Fraction | None:
        """Return the number that was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return Fraction(parse_number(text))
        except NumberError as error:
            raise ValidationError(str(error), code="invalid") from error


class FillForm(forms.Form):
    """Ask for the figures of the cells that are filled in by hand; `o0`, `o1` … in their order."""

    da_xem = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        cells: Sequence[tuple[str, str, str]],
        typed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = {f"o{number}": name for number, (name, *_rest) in enumerate(cells)}
        for number, (name, title, note) in enumerate(cells):
            value = typed.get(name)
            self.fields[f"o{number}"] = NumberField(
                label=title,
                required=False,
                help_text=note,
                initial=format_number(rounded(Fraction(value))) if value else "",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    def typed(self) -> dict[str, str]:
        """Return what was typed, by the names of cells."""
        told = {name: self.cleaned_data.get(field) for field, name in self.names.items()}
        return {name: str(value) for name, value in told.items() if value is not None}
