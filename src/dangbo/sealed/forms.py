"""Turn what readers type on the pages of confidential records into arguments of acts."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.members.queries.searching import AmbiguousMember, UnknownMember, find_member
from dangbo.orgs.forms import named_org, org_field
from dangbo.rules.paper_files import EXTENSIONS
from dangbo.sealed.commands import Brought, Wanted
from dangbo.sealed.commands.entering import file_limit
from dangbo.sealed.commands.opening import About
from dangbo.sealed.enums import EntryKind
from dangbo.sealed.queries.accounts import Named, accounts_called
from dangbo.ui.fields import DayField, SuggestInput
from dangbo.ui.settling import SettledForm

LONGEST: Final = 200
PICK: Final = _("Gõ một phần tên rồi chọn. Không có thì để trống.")
LONGEST_TEXT: Final = 20_000


def _text(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=LONGEST, help_text=help_text)


def _long(label: Any, help_text: Any = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class OpenForm(SettledForm):
    """Ask for a record of one kind."""

    title = _text(_("Tên hồ sơ"), _("Ngắn gọn việc gì; chỉ người đọc thấy."), required=True)
    on = DayField(label=_("Ngày mở hồ sơ"))
    person = forms.CharField(
        label=_("Đảng viên"),
        required=False,
        max_length=LONGEST,
        help_text=PICK,
        widget=SuggestInput("members:suggest"),
    )
    org = org_field(_("Tổ chức"), required=False, help_text=PICK)
    others = _text(_("Người, nơi ngoài sổ"))
    note = _long(_("Nội dung ban đầu"))

    def __init__(self, *args: Any, actor: Actor, today: date, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.today, self.kind = actor, today, kind
        self.fields["on"].initial = today

    def clean_person(self) -> tuple[str, str]:
        """Return the key and the name of the person who was named."""
        text = self.cleaned_data["person"]
        if not text:
            return "", ""
        try:
            found = find_member(actor=self.actor, text=text, on=self.today)
        except UnknownMember as error:
            message = _("Sổ không có người nào như vậy. Kiểm tra họ tên, hoặc ghi mã.")
            raise ValidationError(message) from error
        except AmbiguousMember as error:
            names = "; ".join(f"{each.name} ({each.uid})" for each in error.matches)
            message = _("Có nhiều người: %(names)s. Ghi mã trong ngoặc.")
            raise ValidationError(message, params={"names": names}) from error
        return found.uid, found.name

    def clean_org(self) -> tuple[str, str]:
        """Return the key and the name of the organisation that was named."""
        text = self.cleaned_data["org"]
        if not text:
            return "", ""
        found = named_org(actor=self.actor, text=text, on=self.today)
        return found.uid, found.name

    def wanted(self) -> Wanted:
        """Return the record that is asked for."""
        told = self.cleaned_data
        person, person_name = told["person"]
        org, org_name = told["org"]
        about = About(person, person_name, org, org_name, told["others"])
        return Wanted(self.kind, told["title"], told["on"], about, told["note"])


class EntryForm(SettledForm):
    """Ask for an entry, with a file where there is one."""

    what = forms.ChoiceField(label=_("Loại"), choices=EntryKind.choices)
    on = DayField(label=_("Ngày"), help_text=_("Ngày của văn bản, cuộc họp hoặc việc được ghi."))
    text = _long(_("Nội dung"), rows=6)
    file = forms.FileField(label=_("Tệp"), required=False, allow_empty_file=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        field = self.fields["file"]
        endings = [ending for group in EXTENSIONS.values() for ending in group]
        field.widget.attrs["accept"] = ",".join(endings)
        field.help_text = _("PDF, Word (.docx), PNG, JPEG, WebP, TIFF; nhiều nhất %(size)s MB.") % {
            "size": file_limit() // (1024 * 1024)
        }

    def given(self) -> dict[str, Any]:
        """Return the entry that is asked for."""
        told = self.cleaned_data
        file = told["file"]
        files = [Brought(file.name, file.file)] if file else []
        return {**{name: told[name] for name in ("what", "on", "text")}, "files": files}


class ReaderForm(SettledForm):
    """Ask for an account to become a reader."""

    account = _text(
        _("Tài khoản"), _("Tên tài khoản, hoặc họ và tên của người đọc."), required=True
    )
    reason = _text(_("Lý do"), _("Vì sao người này cần đọc, theo phân công nào."), required=True)

    def clean_account(self) -> Named:
        """Return the one account that was named."""
        found = accounts_called(self.cleaned_data["account"])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Không có tài khoản nào đang dùng mang tên như vậy."))
        names = "; ".join(each.username for each in found)
        message = _("Nhiều tài khoản mang tên này: %(names)s. Ghi tên tài khoản.")
        raise ValidationError(message, params={"names": names})


class ReasonForm(SettledForm):
    """Ask for the reason of an act."""

    reason = _text(_("Lý do"), required=True)


class CloseForm(SettledForm):
    """Ask for the outcome of a record and the day of it."""

    on = DayField(label=_("Ngày kết thúc"))
    outcome = _long(_("Kết quả"), _("Kết luận, hình thức, văn bản kết thúc việc này."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
