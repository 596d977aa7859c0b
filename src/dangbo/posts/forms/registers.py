"""Ask for planning lists, declarations of assets, and the correction of an act."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.posts.enums import DeclarationKind, DeclarationStatus
from dangbo.posts.forms.acts import LONGEST, ActForm, ListForm
from dangbo.posts.forms.lists import post_choices
from dangbo.ui.fields import DayField, offer


class PlanForm(ListForm):
    """Ask who is planned for which posts of an organisation, and in which term."""

    post = forms.ChoiceField(
        label=_("Chức danh"),
        required=False,
        help_text=_("Dùng cho các dòng không ghi chức danh riêng."),
    )
    term = forms.CharField(label=_("Nhiệm kỳ"), max_length=20, help_text=_("Ví dụ 2025-2030."))

    def __init__(self, *args: Any, org: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.org = org
        choices = [("", _("Ghi ở từng dòng")), *post_choices(self.kind, self.day)]
        offer(self, "post", choices)
        self.order_fields(["term", "post", "lines", "on", "paper", "reason"])

    def entries(self) -> list[dict[str, Any]]:
        """Return who is planned for what."""
        return [
            {
                "change": "plan",
                "person": each.person.uid,
                "org": self.org,
                "body": body,
                "title": title,
                "term": self.cleaned_data["term"],
            }
            for each in self.named
            for body, title in each.posts
        ]


class UnplanForm(ActForm):
    """Ask who leaves the planning lists of an organisation."""

    held = forms.MultipleChoiceField(
        label=_("Đưa ra khỏi quy hoạch"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, org: int, held: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.org = org
        offer(self, "held", held)

    def entries(self) -> list[dict[str, Any]]:
        """Return what ends."""
        names = ("person", "body", "title", "term")
        rows = [
            dict(zip(names, value.split("|"), strict=True)) for value in self.cleaned_data["held"]
        ]
        return [{"change": "unplan", "org": self.org, **row} for row in rows]


class DeclareForm(ListForm):
    """Ask how far the declarations of some persons have come."""

    year = forms.IntegerField(label=_("Năm kê khai"), min_value=1990, max_value=2999)
    kind_of = forms.ChoiceField(
        label=_("Loại kê khai"), choices=DeclarationKind.choices, initial=DeclarationKind.YEARLY
    )
    status = forms.ChoiceField(label=_("Tình trạng"), choices=DeclarationStatus.choices)
    receiver = forms.CharField(label=_("Nơi nhận"), required=False, max_length=LONGEST)
    usual = ":"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].help_text = _("Mỗi dòng một người: họ và tên đầy đủ, hoặc mã.")
        self.order_fields(["year", "kind_of", "status", "receiver", "lines", "on", "paper"])

    def entries(self) -> list[dict[str, Any]]:
        """Return how far each declaration has come."""
        told = self.cleaned_data
        return [
            {
                "change": "declare",
                "person": each.person.uid,
                "year": told["year"],
                "kind": told["kind_of"],
                "status": told["status"],
                "receiver": told["receiver"],
            }
            for each in self.named
        ]


class CorrectForm(forms.Form):
    """Ask what was wrong with an act on posts: all of it or one line, its day or that it is."""

    position = forms.TypedChoiceField(
        label=_("Sửa phần nào"), required=False, coerce=int, empty_value=None
    )
    void = forms.BooleanField(label=_("Hủy, coi như chưa từng có"), required=False)
    on = DayField(label=_("Ngày đúng"), required=False)
    reason = forms.CharField(
        label=_("Vì sao sửa"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = _("Cả lần ghi (%(count)s dòng)") % {"count": len(lines)}
        choices = [("", whole), *((str(at), words) for at, words in lines)]
        offer(self, "position", choices)
        if len(lines) == 1:
            del self.fields["position"]
