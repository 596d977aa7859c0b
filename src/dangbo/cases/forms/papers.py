"""Ask for a paper to be put into a case, and for the reason of what is taken back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.cases.forms.fields import ActForm, DayField
from dangbo.papers.forms.citing import named_paper, paper_field
from dangbo.rules.member_documents import catalogue
from dangbo.ui.fields import PickSelect, offer


class DocumentForm(forms.Form):
    """Ask for a paper of the catalogue: its day, its pages, and where it is kept."""

    number = forms.TypedChoiceField(label=_("Loại giấy tờ"), coerce=int, widget=PickSelect)
    signed = DayField(label=_("Ngày ký"), required=False)
    pages = forms.IntegerField(label=_("Số trang"), required=False, min_value=1, max_value=999)
    paper = paper_field(
        _("Văn bản trong sổ"), _("Bản chụp là tệp của văn bản này trong sổ văn bản.")
    )
    reference = forms.CharField(
        label=_("Nơi để bản gốc"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: tủ 2, hộp 5."),
    )

    def __init__(self, *args: Any, actor: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        choices = [(str(each.number), f"{each.number}. {each.name}") for each in catalogue(on=on)]
        offer(self, "number", choices)

    def clean_paper(self) -> Any:
        """Return the paper that was named, or nothing."""
        return named_paper(actor=self.actor, text=self.cleaned_data["paper"])


class ReasonForm(ActForm):
    """Ask on which day a case is stopped and why."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["paper"]
        self.fields["on"].initial = today
        self.fields["note"].label = _("Lý do")
        self.fields["note"].required = True


class UndoForm(ActForm):
    """Ask why a step is undone, or by which paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["on"]
        self.fields["note"].label = _("Lý do")
