"""Read the persons, organisations and papers that officers name in words."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.cases.queries.people import Named, persons_named
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError, find_paper
from dangbo.papers.forms.days import PartialDayField
from dangbo.rules.verdicts import Verdict
from dangbo.ui.fields import DayField

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


def read_org(*, actor: Actor, text: str, on: date) -> int:
    """Return the one organisation that a key, a code or a name means, or say which it may be."""
    try:
        return find_org(actor=actor, text=text, on=on).id
    except AmbiguousOrg as error:
        names = "; ".join(f"{each.name} ({each.uid})" for each in error.matches)
        message = _("Nhiều tổ chức mang tên này: %(names)s. Ghi mã trong ngoặc.")
        raise ValidationError(message, params={"names": names}) from error
    except UnknownOrg as error:
        names = "; ".join(each.name for each in error.nearest) or "–"
        message = _("Không có tổ chức nào tên như vậy. Gần giống: %(names)s.")
        raise ValidationError(message, params={"names": names}) from error


def read_paper(*, actor: Actor, number: str) -> Any:
    """Return the paper of a number, or nothing where none is named."""
    if not number:
        return None
    try:
        return find_paper(actor=actor, number=number)
    except (UnknownPaperError, AmbiguousPaperError) as error:
        raise ValidationError(str(error)) from error


class ActForm(forms.Form):
    """Ask for an act on a case: its day, its paper, a remark; warnings have to be read first."""

    on = DayField(label=_("Ngày"))
    paper = forms.CharField(
        label=_("Văn bản"),
        required=False,
        max_length=LONGEST,
        help_text=_("Số văn bản đã có trong sổ văn bản. Chưa có thì để trống."),
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
        return read_paper(actor=self.actor, number=self.cleaned_data["paper"])

    def is_settled(self, verdict: Verdict) -> bool:
        """Say whether the act may be done now: allowed, its warnings read, and not only checked."""
        read = set(self.data.get("seen", "").split())
        told = {each.code for each in verdict.warnings}
        return verdict.allows and told <= read and "check" not in self.data
