"""Ask for an act on badges or cards: its day, its paper or reason, and what it says."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.honours.enums import CardKind
from dangbo.honours.phrases import level_name
from dangbo.honours.queries import BadgeDueRow
from dangbo.members.queries import AmbiguousMember, MemberRow, UnknownMember, find_member
from dangbo.papers.forms.citing import OR_REASON, named_key, paper_field
from dangbo.ui.fields import DayField, offer
from dangbo.ui.settling import SettledForm

LONGEST: Final = 200
MOST: Final = 500
NUMBER: Final = 40
KINDS: Final = {"due": "award", "given": "award", "waits": "award"}


class HonourForm(SettledForm):
    """Ask by which paper or for what reason something is recorded."""

    paper = paper_field(lazy("Văn bản"), OR_REASON)
    reason = forms.CharField(
        label=lazy("Lý do, căn cứ khi không có văn bản"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        last = ["paper", "reason"]
        self.order_fields([*(each for each in self.fields if each not in last), *last])

    def clean_paper(self) -> str:
        """Return the key of the paper that was named, or nothing."""
        return named_key(actor=self.actor, text=self.cleaned_data["paper"])

    def clean(self) -> dict[str, Any]:
        """Ask for a paper or a reason."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "paper" in told and not told["paper"] and not told.get("reason"):
            self.add_error("reason", _("Cần văn bản hoặc lý do."))
        return told


class AwardForm(HonourForm):
    """Ask for the numbers of the badges that are given at a round."""

    def __init__(self, *args: Any, rows: Sequence[BadgeDueRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"so-{row.due.uid}"] = forms.CharField(
                label=_("Số huy hiệu"), required=False, max_length=NUMBER
            )

    @property
    def boxes(self) -> list[BoundField]:
        """Return the boxes of the numbers in the order of the members."""
        return [self[f"so-{row.due.uid}"] for row in self.rows]

    def badges(self) -> list[dict[str, Any]]:
        """Return what the act says."""
        return [
            {
                "person": row.due.uid,
                "level": row.due.level,
                "kind": KINDS.get(row.due.state, row.due.state),
                "number": self.cleaned_data[f"so-{row.due.uid}"],
            }
            for row in self.rows
        ]


class DayForm(HonourForm):
    """Ask on which day something was done."""

    on = DayField(label=lazy("Ngày có hiệu lực"))


class ReissueForm(DayForm):
    """Ask which badge that was lost is given again."""

    level = forms.ChoiceField(label=lazy("Mức huy hiệu"))
    number = forms.CharField(label=lazy("Số huy hiệu mới"), required=False, max_length=NUMBER)

    def __init__(self, *args: Any, uid: str, levels: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uid = uid
        choices = [(str(each), level_name(each)) for each in levels]
        offer(self, "level", choices)
        self.order_fields(["level", "number", "on", "paper", "reason"])

    def badges(self) -> list[dict[str, Any]]:
        """Return what the act says."""
        told = self.cleaned_data
        level, number = int(told["level"]), told["number"]
        return [{"person": self.uid, "level": level, "kind": "reissue", "number": number}]


class CardsForm(DayForm):
    """Ask for the numbers of the cards that members get for the first time."""

    def __init__(self, *args: Any, rows: Sequence[MemberRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"so-{row.uid}"] = forms.CharField(
                label=_("Số thẻ"), required=False, max_length=NUMBER
            )
        self.order_fields(["on", "paper", "reason"])

    @property
    def lines(self) -> list[tuple[MemberRow, BoundField]]:
        """Return each member with the box of the number."""
        return [(row, self[f"so-{row.uid}"]) for row in self.rows]

    def cards(self) -> list[dict[str, Any]]:
        """Return what the act says."""
        told = self.cleaned_data
        return [{"person": row.uid, "number": told[f"so-{row.uid}"]} for row in self.rows]


class PastedCardsForm(DayForm):
    """Ask for cards by a list: a member and a number in each line."""

    lines_typed = forms.CharField(
        label=lazy("Danh sách"),
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
        help_text=lazy(
            "Mỗi dòng một người: họ và tên, số lý lịch hoặc mã; rồi dấu chấm phẩy hoặc phím Tab; "
            "rồi số thẻ. Dán thẳng hai cột từ Excel được."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: list[dict[str, Any]] = []
        self.order_fields(["lines_typed", "on", "paper", "reason"])

    def clean(self) -> dict[str, Any]:
        """Find whom the lines mean once the day is known."""
        told = super().clean()
        if "lines_typed" in told and told.get("on"):
            faults: list[str] = []
            lines = enumerate(told["lines_typed"].splitlines(), start=1)
            typed = [(at, line) for at, line in lines if line.strip()]
            if len(typed) > MOST:
                faults.append(_("Danh sách quá %(most)s dòng. Chia nhỏ ra.") % {"most": MOST})
                typed = []
            self.found = [
                card for at, line in typed if (card := self._card(at, line, faults)) is not None
            ]
            if faults:
                self.add_error("lines_typed", ValidationError(faults))
        return told

    def _card(self, at: int, line: str, faults: list[str]) -> dict[str, Any] | None:
        sign = "\t" if "\t" in line else ";"
        text, _sign, number = line.partition(sign)
        name = text.strip()
        on = self.cleaned_data["on"]
        try:
            row = find_member(actor=self.actor, text=name, on=on)
        except UnknownMember:
            words = _("Dòng %(at)s: sổ không có ai là “%(name)s”. Ghi đủ họ tên, hoặc số lý lịch.")
            faults.append(words % {"at": at, "name": name})
        except AmbiguousMember as error:
            keys = ", ".join(each.uid for each in error.matches)
            words = _("Dòng %(at)s: “%(name)s” có thể là nhiều người (%(keys)s). Ghi mã thay tên.")
            faults.append(words % {"at": at, "name": name, "keys": keys})
        else:
            return {"person": row.uid, "number": number.strip()}
        return None

    def cards(self) -> list[dict[str, Any]]:
        """Return what the act says."""
        return self.found


class OneCardForm(DayForm):
    """Ask for a new card for an old one, or for the taking back of a card."""

    kind = forms.ChoiceField(
        label=lazy("Việc"),
        choices=[each for each in CardKind.choices if each[0] != CardKind.FIRST.value],
    )
    number = forms.CharField(
        label=lazy("Số thẻ mới"),
        required=False,
        max_length=NUMBER,
        help_text=lazy("Để trống nếu giữ số cũ, hoặc khi thu lại thẻ."),
    )

    def __init__(self, *args: Any, uid: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uid = uid
        self.order_fields(["kind", "number", "on", "paper", "reason"])

    def cards(self) -> list[dict[str, Any]]:
        """Return what the act says."""
        told = self.cleaned_data
        return [{"person": self.uid, "kind": told["kind"], "number": told["number"]}]


class VoidForm(HonourForm):
    """Ask why an act is taken back."""
