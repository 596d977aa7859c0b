"""Ask for an act on posts: its day, its paper or reason, and what it says."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.papers.forms.citing import OR_REASON, named_paper, paper_field
from dangbo.posts.enums import Level, Reason, Side, Way
from dangbo.posts.forms.lists import Named, post_choices, read_list
from dangbo.rules.bodies import offices_on
from dangbo.ui.fields import DayField, offer
from dangbo.ui.settling import SettledForm

LONGEST = 200
LIST_HELP = _(
    "Mỗi dòng một người: họ và tên đầy đủ, hoặc mã. "
    "Chức danh khác ghi sau dấu chấm phẩy, ví dụ: Nguyễn Văn An; Bí thư, Ủy viên Ban Chấp hành."
)


class ActForm(SettledForm):
    """Ask when an act takes effect, and by which paper or for what reason."""

    on = DayField(label=_("Ngày có hiệu lực"))
    paper = paper_field(_("Văn bản"), OR_REASON)
    reason = forms.CharField(
        label=_("Lý do, căn cứ khi không có văn bản"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        last = ["on", "paper", "reason"]
        self.order_fields([*(each for each in self.fields if each not in last), *last])

    def clean_paper(self) -> Any:
        """Return the paper that was named, or nothing."""
        return named_paper(actor=self.actor, text=self.cleaned_data["paper"])

    def clean(self) -> dict[str, Any]:
        """Ask for a paper or a reason."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "paper" in told and told["paper"] is None and not told.get("reason"):
            self.add_error("reason", _("Cần văn bản hoặc lý do."))
        return told

    @abstractmethod
    def entries(self) -> list[dict[str, Any]]:
        """Return what the act says, as the acts take it."""


class ListForm(ActForm):
    """Ask for an act on a list of persons."""

    lines = forms.CharField(
        label=_("Danh sách"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=LIST_HELP,
        strip=False,
    )
    usual = ""

    def __init__(self, *args: Any, kind: str, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.day = kind, day

    def clean(self) -> dict[str, Any]:
        """Read the list once all else is known."""
        told = super().clean()
        if "lines" in told:
            day = told.get("on") or self.day
            usual = told.get("post") or self.usual
            try:
                told["named"] = read_list(
                    actor=self.actor, text=told["lines"], kind=self.kind, on=day, usual=usual
                )
            except ValidationError as error:
                self.add_error("lines", error)
        return told

    @property
    def named(self) -> Sequence[Named]:
        """Return who was named, with the posts stated."""
        found: Sequence[Named] = self.cleaned_data.get("named", ())
        return found


class BeginForm(ListForm):
    """Ask who comes into which posts of an organisation, and how."""

    how = forms.ChoiceField(label=_("Cách giữ chức"), choices=Way.choices, initial=Way.ELECTED)
    post = forms.ChoiceField(
        label=_("Chức danh"),
        required=False,
        help_text=_("Dùng cho các dòng không ghi chức danh riêng."),
    )

    def __init__(self, *args: Any, org: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.org = org
        choices = [("", _("Ghi ở từng dòng")), *post_choices(self.kind, self.day)]
        offer(self, "post", choices)
        self.order_fields(["how", "post", "lines", "on", "paper", "reason"])

    def entries(self) -> list[dict[str, Any]]:
        """Return the posts that begin."""
        return [
            {
                "change": "begin",
                "person": each.person.uid,
                "org": self.org,
                "body": body,
                "title": title,
                "how": self.cleaned_data["how"],
            }
            for each in self.named
            for body, title in each.posts
        ]


class EndForm(ActForm):
    """Ask which of the posts held in an organisation end, and why."""

    held = forms.MultipleChoiceField(label=_("Thôi giữ chức"), widget=forms.CheckboxSelectMultiple)
    why = forms.ChoiceField(
        label=_("Vì sao thôi"),
        choices=[each for each in Reason.choices if each[0] != Reason.ORG_ENDED],
    )

    def __init__(
        self, *args: Any, org: int | None, held: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.org = org
        offer(self, "held", held)

    def entries(self) -> list[dict[str, Any]]:
        """Return the posts that end."""
        return [self._end(value.split("|")) for value in self.cleaned_data["held"]]

    def _end(self, parts: list[str]) -> dict[str, Any]:
        person, place, title = parts
        told = {"change": "end", "person": person, "title": title}
        where = {"outside": place} if self.org is None else {"org": self.org, "body": place}
        return {**told, **where, "reason": self.cleaned_data["why"]}


class SeatsForm(ActForm):
    """Ask how many seats a paper gives a body, and for which term."""

    body = forms.ChoiceField(label=_("Cơ quan"))
    seats = forms.IntegerField(label=_("Số lượng"), min_value=1, max_value=500)
    name = forms.CharField(
        label=_("Nhiệm kỳ"), required=False, max_length=LONGEST, help_text=_("Ví dụ 2020-2025.")
    )
    until = DayField(label=_("Nhiệm kỳ đến ngày"), required=False)

    def __init__(self, *args: Any, org: int, kind: str, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.org = org
        bodies = [each for each in offices_on(day).bodies_of(kind) if each.committee]
        offer(self, "body", [(b.code, b.name) for b in bodies])

    def entries(self) -> list[dict[str, Any]]:
        """Return the seats that are fixed."""
        names = ("body", "seats", "name", "until")
        told = {name: self.cleaned_data[name] for name in names}
        return [{"change": "seats", "org": self.org, **told}]


class OutsideForm(ActForm):
    """Ask for a post that a person holds outside the register."""

    title = forms.CharField(label=_("Chức danh"), max_length=LONGEST)
    outside = forms.CharField(
        label=_("Nơi giữ chức"),
        max_length=LONGEST,
        help_text=_("Ví dụ: Ban Chấp hành Đảng bộ tỉnh; Ban Chấp hành Đoàn Khối."),
    )
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices, initial=Level.PROVINCE)
    side = forms.ChoiceField(label=_("Khối"), choices=Side.choices)
    how = forms.ChoiceField(label=_("Cách giữ chức"), choices=Way.choices)

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def entries(self) -> list[dict[str, Any]]:
        """Return the post that begins."""
        names = ("title", "outside", "level", "side", "how")
        told = {name: self.cleaned_data[name] for name in names}
        return [{"change": "begin", "person": self.person, **told}]
