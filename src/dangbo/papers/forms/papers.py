"""Ask for a paper, for what is amended, and for files."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.papers.enums import Force, Secrecy
from dangbo.papers.files.storage import size_limit
from dangbo.papers.forms.days import PartialDayField
from dangbo.papers.phrases import LABELS, kind_name, sentence_of
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_drafts import PaperDraft
from dangbo.rules.paper_files import EXTENSIONS
from dangbo.rules.paper_numbers import paper_kinds
from dangbo.rules.papers import LENGTHS
from dangbo.rules.verdicts import Verdict
from dangbo.ui.fields import PickSelect, offer
from dangbo.ui.settling import SettledForm


def text(name: str, *, help_text: Any = "", lines: int = 0) -> forms.CharField:
    """Return a text field of a paper, no longer than the rules let it be."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
    return forms.CharField(
        label=LABELS[name],
        required=False,
        max_length=LENGTHS[name],
        widget=widget,
        help_text=help_text,
    )


class PaperForm(SettledForm):
    """Ask for a paper; what its number says may stay empty."""

    number_raw = text("number_raw", help_text=_("Ghi như trên văn bản, ví dụ 537-QĐ/TU."))
    day = PartialDayField(
        label=LABELS["day"],
        required=False,
        help_text=_("Chỉ biết tháng hoặc năm thì ghi 5/1965 hoặc 1965."),
    )
    day_basis = forms.CharField(
        label=_("Căn cứ suy ra ngày"),
        required=False,
        max_length=200,
        help_text=_("Chỉ ghi khi văn bản không ghi ngày mà suy từ ngữ cảnh."),
    )
    kind = forms.ChoiceField(label=LABELS["kind"], required=False, widget=PickSelect)
    issuer_code = text("issuer_code", help_text=_("Để trống để lấy theo số văn bản."))
    issuer = text("issuer", help_text=_("Ví dụ: Ban Thường vụ Tỉnh ủy Quảng Ninh."))
    subject = text("subject", lines=3, help_text=_("Để trống với văn bản Mật, Tối mật, Tuyệt mật."))
    force = forms.ChoiceField(label=LABELS["force"], choices=Force.choices, required=False)
    secrecy = forms.ChoiceField(label=LABELS["secrecy"], choices=Secrecy.choices, required=False)
    kept_at = text("kept_at", help_text=_("Nơi tìm bản giấy, ví dụ: Kho lưu trữ, hộp 12."))
    own_series = forms.BooleanField(
        label=LABELS["own_series"],
        required=False,
        help_text=_("Số chạy liên tục trong một nhiệm kỳ của cấp ủy."),
    )
    term = text("term", help_text=_("Ví dụ 2020-2025; cần với văn bản đi của cấp ủy."))

    main_names: ClassVar[tuple[str, ...]] = ("number_raw", "day", "kind", "issuer", "subject")
    more_names: ClassVar[tuple[str, ...]] = (
        *("issuer_code", "day_basis", "force", "secrecy", "kept_at", "own_series", "term"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, f"{kind_name(code)} ({code})") for code in paper_kinds()]
        given = self.data.get("kind") or self.initial.get("kind") or ""
        if given and given not in paper_kinds():
            kinds.append((given, given))
        choices = [("", _("Lấy theo số văn bản")), *kinds]
        offer(self, "kind", choices)

    def clean(self) -> dict[str, Any]:
        """Join a day with the words it was inferred from."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        basis, day = told.get("day_basis", ""), told.get("day")
        if basis and "day" in told and not (day and day.precision is Precision.DAY):
            raise ValidationError({"day": _("Ngày suy ra phải đủ ngày, tháng, năm.")})
        told["day"] = self._day(day, basis)
        told["force"] = told.get("force") or Force.NOT_STATED.value
        return told

    def _day(self, typed: PartialDay | None, basis: str) -> PartialDay | None:
        """Return the day that was typed; words of a source stay with a day left as it was."""
        if typed is None:
            return None
        precision = Precision.INFERRED if basis else typed.precision
        before: PartialDay | None = self.initial.get("day")
        if not basis and before and (before.first, before.precision) == (typed.first, precision):
            return before
        return PartialDay(typed.first, precision, basis)

    @property
    def told(self) -> dict[str, Any]:
        """Return what was typed, as the acts take it."""
        names = PaperDraft.__dataclass_fields__
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    @property
    def draft(self) -> PaperDraft:
        """Return what was typed, as the rules judge it."""
        return replace(PaperDraft(), **self.told)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """Return the fields that nearly each paper needs."""
        return [self[name] for name in self.main_names]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Return the other fields."""
        return [self[name] for name in self.more_names]

    @property
    def more_needed(self) -> bool:
        """Say whether any of the other fields is filled or wrong, so that they are shown."""
        usual = {"", None, False, Force.NOT_STATED.value}
        return any(field.errors or field.value() not in usual for field in self.more_fields)

    def mark(self, verdict: Verdict) -> None:
        """Mark the fields that stand against the act; the findings above say why."""
        for each in verdict.against:
            if each.where in self.fields:
                self.add_error(each.where, sentence_of(each))


class AmendForm(PaperForm):
    """Ask for what is amended on a paper, and why."""

    reason = forms.CharField(
        label=LABELS["reason"],
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
        help_text=_("Vì sao sửa; được giữ trong nhật ký cùng nội dung trước và sau."),
    )
    main_names = ("reason", *PaperForm.main_names)

    @classmethod
    def of(cls, draft: PaperDraft, *args: Any) -> "AmendForm":
        """Return the form filled with what is recorded."""
        initial: dict[str, Any] = dict(vars(draft))
        if draft.day and draft.day.precision is Precision.INFERRED:
            initial["day_basis"] = draft.day.text
        return cls(*args, initial=initial)


class FileForm(forms.Form):
    """Ask for one file of a paper."""

    file = forms.FileField(label=LABELS["file"], allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        endings = [ending for group in EXTENSIONS.values() for ending in group]
        field.widget.attrs["accept"] = ",".join(endings)
        field.help_text = _("PDF, Word (.docx), PNG, JPEG, WebP, TIFF; nhiều nhất %(size)s MB.") % {
            "size": size_limit() // (1024 * 1024)
        }


class RemoveFileForm(forms.Form):
    """Ask why a file is taken away."""

    reason = forms.CharField(
        label=LABELS["reason"], max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
