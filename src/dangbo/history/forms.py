"""Read what narrows a list of published figures, and what a hand-over needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.history.commands import Terms
from dangbo.history.queries import FigureRow
from dangbo.history.queries.handing import Wish
from dangbo.orgs.forms import ANY, Narrowing, YearField
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.ui.fields import DayField

LONGEST: Final = 200
MOST_NAMED: Final = 10
MARKED: Final = [
    ANY,
    ("trai", _("Trái nhau, in sai, khác số sổ đếm")),
    ("dem", _("Sổ đếm được")),
]


class FigureFilter(Narrowing):
    """Narrow published figures by text, indicator, years and marks."""

    q = forms.CharField(label=_("Chỉ tiêu, lời nguồn"), required=False, max_length=LONGEST)
    chi_tieu = forms.ChoiceField(label=_("Chỉ tiêu"), required=False)
    tu_nam = YearField(label=_("Từ năm"))
    den_nam = YearField(label=_("Đến năm"))
    dau = forms.ChoiceField(label=_("Chỉ hiện"), required=False, choices=MARKED)

    def __init__(self, *args: Any, rows: Iterable[FigureRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {row.indicator: row.name for row in rows}
        field = self.fields["chi_tieu"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *sorted(names.items(), key=lambda each: each[1])]

    def narrowed(self, rows: Iterable[FigureRow]) -> list[FigureRow]:
        """Return the rows that the filter leaves."""
        return [row for row in rows if self._keeps(row)]

    def _keeps(self, row: FigureRow) -> bool:
        text = fold(f"{row.name} {row.as_printed} {row.note}")
        since, until = self.value("tu_nam"), self.value("den_nam")
        return (
            all(word in text for word in fold(self.value("q")).split())
            and self.value("chi_tieu") in {"", row.indicator}
            and (not since or row.when.last.year >= since)
            and (not until or row.when.start.year <= until)
            and self._marked(row)
        )

    def _marked(self, row: FigureRow) -> bool:
        asked = self.value("dau")
        if asked == "dem":
            return row.computed is not None
        at_fault = row.agrees is False or bool({"conflict", "malformed"} & set(row.flags))
        return at_fault if asked == "trai" else True


class HandoverForm(forms.Form):
    """Ask what is handed over, on which day, to whom, where, and by which paper."""

    to_chuc = forms.CharField(
        label=_("Tổ chức bàn giao"),
        max_length=300,
        help_text=_("Tên, mã hoặc khóa. Các tổ chức trực thuộc đi theo."),
    )
    ngay = DayField(
        label=_("Ngày bàn giao"),
        help_text=_("Theo hiện trạng ngày này; thay đổi về sau không vào gói."),
    )
    ben_nhan = forms.CharField(
        label=_("Bên nhận"),
        required=False,
        max_length=300,
        help_text=_("Ghi như sẽ in trong biên bản. Để trống thì in dòng chấm để điền."),
    )
    noi_lap = forms.CharField(
        label=_("Nơi lập biên bản"), required=False, max_length=200, help_text=_("Ví dụ: Hạ Long.")
    )
    so_van_ban = forms.CharField(
        label=_("Số quyết định"),
        required=False,
        max_length=200,
        help_text=_("Đã có trong sổ văn bản. Để trống thì lấy quyết định của ngày bàn giao."),
    )
    minh_hoa = forms.BooleanField(label=_("Kèm dữ liệu minh họa"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """Find the organisation that is meant on the day."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("to_chuc") and told.get("ngay"):
            told["org"] = _org_meant(self, "to_chuc", self.actor, told["ngay"])
        return told

    @property
    def wish(self) -> Wish:
        """Return what was asked for, as the act takes it."""
        told = self.cleaned_data
        return Wish(
            told["org"],
            told["ngay"],
            to=told["ben_nhan"],
            place=told["noi_lap"],
            paper=told["so_van_ban"],
            with_invented=told["minh_hoa"],
        )


class ReceiveForm(forms.Form):
    """Ask how a package is received: under whom, from which day, why, with what prefix."""

    truc_thuoc = forms.CharField(
        label=_("Đưa về trực thuộc"),
        required=False,
        max_length=300,
        help_text=_("Tên, mã hoặc khóa của tổ chức trong sổ này. Để trống thì giữ nguyên chỗ cũ."),
    )
    ngay = DayField(label=_("Từ ngày"), required=False)
    ly_do = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=1000,
        help_text=_("Cần ghi khi gói không kèm quyết định."),
    )
    tien_to = forms.CharField(
        label=_("Tiền tố cho khóa bị trùng"),
        required=False,
        max_length=40,
        help_text=_("Chỉ ghi khi có khóa trùng, ví dụ: nhan-2025-."),
    )

    def __init__(self, *args: Any, actor: Actor, given: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.given = actor, given

    def clean(self) -> dict[str, Any]:
        """Find the superior that is meant on the day."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        day = told.get("ngay") or self.given
        if told.get("truc_thuoc"):
            told["under"] = _org_meant(self, "truc_thuoc", self.actor, day)
        return told

    @property
    def terms(self) -> Terms:
        """Return what was asked for, as the act takes it."""
        told = self.cleaned_data
        return Terms(told.get("under"), told["ngay"], told["ly_do"], told["tien_to"])


class PackageForm(forms.Form):
    """Ask for a hand-over package."""

    goi = forms.FileField(
        label=_("Gói bàn giao (.zip)"),
        allow_empty_file=True,
        help_text=_("Đúng tệp bên giao đã gửi: không giải nén, không sửa."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )


class ReceiptForm(forms.Form):
    """Ask for a receipt."""

    bien_nhan = forms.FileField(
        label=_("Biên nhận (.bien-nhan.json)"),
        allow_empty_file=True,
        help_text=_("Tệp bên nhận gửi lại sau khi nạp gói."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json"}),
    )


def _org_meant(form: forms.Form, field: str, actor: Actor, on: date) -> OrgName | None:
    """Return the organisation that a field means on a day, or mark the field with what is near."""
    text = form.cleaned_data[field]
    try:
        return find_org(actor=actor, text=text, on=on)
    except UnknownOrg as error:
        words = gettext("Không có tổ chức nào là “%(text)s”.") % {"text": text}
        if error.nearest:
            words += " " + gettext("Gần nhất: %(names)s.") % {"names": _listed(error.nearest)}
    except AmbiguousOrg as error:
        values = {"text": text, "names": _listed(error.matches)}
        words = gettext("“%(text)s” chỉ nhiều tổ chức; hãy ghi khóa: %(names)s.") % values
    form.add_error(field, words)
    return None


def _listed(orgs: Iterable[OrgName]) -> str:
    return "; ".join(f"{each.name} [{each.uid}]" for each in list(orgs)[:MOST_NAMED])
