"""Ask which of two records is right where they differ, and why they are merged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.members.commands.merge_conflicts import Conflict
from dangbo.members.queries import AmbiguousMember, UnknownMember, find_member
from dangbo.papers.forms.citing import named_key, paper_field

KEPT, GONE = "giu", "bo"
PRECISION: Final = "birth_precision"


def reason_field() -> forms.CharField:
    """Return the field of why, where there is no paper."""
    return forms.CharField(
        label=lazy("Lý do"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("Cần lý do hoặc văn bản; lý do được giữ trong nhật ký."),
    )


class ReasonForm(forms.Form):
    """Ask for the paper or the reason of an act."""

    so = paper_field()
    ly_do = reason_field()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_so(self) -> str:
        """Find the paper that is cited."""
        return named_key(actor=self.actor, text=str(self.cleaned_data["so"]))

    @property
    def reason(self) -> str:
        """Return why, without blanks around it."""
        return str(self.cleaned_data["ly_do"]).strip()


class MergeForm(ReasonForm):
    """Ask for a choice at each conflict of two records; `words` are what both sides state."""

    def __init__(
        self,
        *args: Any,
        conflicts: Sequence[Conflict],
        words: Mapping[int, tuple[str, str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        differing = {each.field for each in conflicts if each.kind == "identity"}
        self.conflicts = conflicts
        self.chosen: dict[str, Conflict] = {}
        self.places: dict[str, tuple[int, int]] = {}
        for at, each in enumerate(conflicts):
            if each.kind == "identity" and not (each.field == PRECISION and "birth" in differing):
                self._ask_which(each, words[at])
            elif each.act is not None and each.position is not None:
                self._ask_to_drop(each, words[at])
        self.precision = next((each for each in conflicts if each.field == PRECISION), None)
        self.order_fields([*self.chosen, *self.places, "so", "ly_do"])

    def _ask_which(self, conflict: Conflict, words: tuple[str, str, str]) -> None:
        label, kept, gone = words
        name = f"nhan-{conflict.field}"
        self.chosen[name] = conflict
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[(KEPT, kept or _("(để trống)")), (GONE, gone or _("(để trống)"))],
            initial=KEPT if conflict.kept else GONE,
            widget=forms.RadioSelect,
        )

    def _ask_to_drop(self, conflict: Conflict, words: tuple[str, str, str]) -> None:
        name = f"viec-{conflict.act}-{conflict.position}"
        if name in self.fields:
            return
        self.places[name] = (int(conflict.act or 0), int(conflict.position or 0))
        label, kept, gone = words
        both = _("Hồ sơ giữ lại: %(kept)s. Hồ sơ nhập đi: %(gone)s.")
        told = both % {"kept": kept, "gone": gone} if kept else gone
        self.fields[name] = forms.BooleanField(
            label=label, required=False, initial=conflict.kind != "attribute", help_text=told
        )

    @property
    def dropped(self) -> list[tuple[int, int]]:
        """Return the events of the one who goes that are left out."""
        return [place for name, place in self.places.items() if self._told(name)]

    @property
    def identity(self) -> dict[str, Any]:
        """Return what is believed then of who the person is, where both differ."""
        told = {}
        for name, conflict in self.chosen.items():
            side = self._told(name)
            told[conflict.field] = conflict.gone if side == GONE else conflict.kept
            if conflict.field == "birth" and self.precision is not None:
                own = self.precision
                told[PRECISION] = own.gone if side == GONE else own.kept
        return told

    def _told(self, name: str) -> Any:
        if self.is_bound and hasattr(self, "cleaned_data"):
            return self.cleaned_data.get(name)
        return self.fields[name].initial

    def which(self) -> Iterator[BoundField]:
        """Yield the fields of who the person is."""
        return (self[name] for name in self.chosen)

    def drops(self) -> Iterator[BoundField]:
        """Yield the events that may be left out."""
        return (self[name] for name in self.places)


class TwoForm(forms.Form):
    """Ask for two persons by name, number or key."""

    mot = forms.CharField(
        label=lazy("Hồ sơ giữ lại"),
        max_length=200,
        help_text=lazy("Họ tên, số lý lịch, hoặc mã trong sổ."),
    )
    hai = forms.CharField(label=lazy("Hồ sơ nhập đi"), max_length=200)

    def __init__(self, *args: Any, asked: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_mot(self) -> str:
        """Find whom the first text means."""
        return self._person("mot")

    def clean_hai(self) -> str:
        """Find whom the second text means."""
        return self._person("hai")

    def _person(self, name: str) -> str:
        try:
            return find_member(text=self.cleaned_data[name].strip(), **self.asked).uid
        except UnknownMember as error:
            raise ValidationError(_("Sổ không có ai như vậy. Kiểm tra, hoặc ghi mã.")) from error
        except AmbiguousMember as error:
            keys = "; ".join(f"{each.name} ({each.uid})" for each in error.matches)
            words = _("Có nhiều người: %(keys)s. Ghi mã trong ngoặc.") % {"keys": keys}
            raise ValidationError(words) from error
