"""Read the persons, organisations and papers that officers name in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.cases.queries.people import Named, persons_named
from dangbo.papers.forms.citing import named_paper, paper_field
from dangbo.papers.forms.days import PartialDayField
from dangbo.ui.fields import DayField
from dangbo.ui.settling import SettledForm

__all__ = ["DayField", "PartialDayField"]
LONGEST = 200


def read_person(*, actor: Actor, text: str) -> Named:
    """Return the one person whom a key or a name means, or say who it may be."""
    found = persons_named(actor=actor, text=text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(_("Sổ không có người nào như vậy. Kiểm tra họ tên, hoặc ghi mã."))
    names = "; ".join(f"{each.name} ({each.uid})" for each in found)
    message = _("Có nhiều người: %(names)s. Ghi mã trong ngoặc.")
    raise ValidationError(message, params={"names": names})


class ActForm(SettledForm):
    """Ask for an act on a case: its day, its paper, a remark; warnings have to be read first."""

    on = DayField(label=_("Ngày"))
    paper = paper_field(
        _("Văn bản"), _("Gõ số hoặc trích yếu rồi chọn. Chưa có trong sổ văn bản thì để trống.")
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def put_last(self, *names: str) -> None:
        """Show some fields behind all others."""
        self.order_fields([*(each for each in self.fields if each not in names), *names])

    def clean_paper(self) -> Any:
        """Return the paper that was named, or nothing."""
        return named_paper(actor=self.actor, text=self.cleaned_data["paper"])
