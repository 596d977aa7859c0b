"""Ask for a grant, for its end, for a loan of a role, and as whom to look."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.orgs.forms import named_org, org_field
from dangbo.papers.forms.citing import named_paper, paper_field
from dangbo.rights.phrases import role_name
from dangbo.rules.granting import MARKED
from dangbo.rules.rights import roles_on
from dangbo.ui.fields import DayField, PickSelect, offer

LONGEST: Final = 300
NONE: Final = ("", _("Chọn…"))
DAY: Final = timedelta(days=1)


def _reason(label: Any, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=1000, widget=area)


class ActForm(forms.Form):
    """Ask for an act; read organisations and papers for the actor."""

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.today = actor, today

    def clean_org(self) -> int | None:
        """Return the organisation that was named, or nothing: the whole register."""
        text = self.cleaned_data["org"]
        if not text:
            return None
        return named_org(actor=self.actor, text=text, on=self.today).id

    def clean_paper(self) -> Any:
        """Return the paper that was named, or nothing."""
        return named_paper(actor=self.actor, text=self.cleaned_data["paper"])

    @property
    def only_checks(self) -> bool:
        """Say whether the act is only to be judged."""
        return "check" in self.data

    def _after(self, name: str) -> date | None:
        """Return the day after the last one that was typed."""
        last: date | None = self.cleaned_data[name]
        return last + DAY if last else None


class GrantForm(ActForm):
    """Ask which role an account is given, where, from when until when, and why."""

    username = forms.ChoiceField(label=_("Tài khoản"), widget=PickSelect)
    role = forms.ChoiceField(
        label=_("Vai trò"), help_text=_("Vai trò nào làm được gì ghi ở cuối trang này.")
    )
    org = org_field(
        _("Tổ chức"),
        required=False,
        help_text=_("Quyền có ở tổ chức này và mọi đơn vị trực thuộc. Bỏ trống: toàn hệ thống."),
    )
    person = forms.CharField(
        label=_("Mã đảng viên"),
        required=False,
        max_length=LONGEST,
        help_text=_(
            "Chỉ cho vai trò đảng viên: gắn tài khoản với hồ sơ của người đó. "
            "Từ đó chức vụ của người ấy cho các vai trò tương ứng."
        ),
    )
    start = DayField(label=_("Từ ngày"))
    last = DayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Bỏ trống: đến khi thu quyền.")
    )
    paper = paper_field()
    reason = _reason(_("Lý do, căn cứ khi không có văn bản"), required=False)

    def __init__(self, *args: Any, accounts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].initial = self.today
        offer(self, "username", [NONE, *accounts])
        offer(self, "role", [NONE, *_roles(self.today)])

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        names = ("username", "role", "org", "start", "paper", "reason")
        told = {name: self.cleaned_data[name] for name in names}
        return {**told, "person": self.cleaned_data["person"].strip(), "end": self._after("last")}


class WithdrawForm(ActForm):
    """Ask from which day a grant holds no more, and why."""

    on = DayField(label=_("Thu từ ngày"), help_text=_("Từ ngày này không còn quyền."))
    paper = paper_field()
    reason = _reason(_("Lý do, căn cứ khi không có văn bản"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.today

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {name: self.cleaned_data[name] for name in ("on", "paper", "reason")}


class LendForm(ActForm):
    """Ask which role of one's own somebody else may act in, from when until when, and why."""

    grant = forms.ChoiceField(label=_("Vai trò của mình"))
    username = forms.ChoiceField(label=_("Người làm thay"), widget=PickSelect)
    start = DayField(label=_("Từ ngày"))
    last = DayField(label=_("Đến hết ngày"))
    reason = _reason(_("Lý do"))

    def __init__(
        self,
        *args: Any,
        accounts: Iterable[tuple[str, str]],
        roles: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].initial = self.today
        offer(self, "username", [NONE, *(each for each in accounts if each[0] != self.actor.name)])
        offer(self, "grant", [NONE, *roles])

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        role, _sep, org = self.cleaned_data["grant"].partition(":")
        told = {name: self.cleaned_data[name] for name in ("username", "start", "reason")}
        return {**told, "grant": (role, int(org) if org else None), "end": self._after("last")}


class SeeAsForm(ActForm):
    """Ask as which role somebody wants to look, over which organisation, and why."""

    role = forms.ChoiceField(label=_("Xem như vai trò"))
    org = org_field(
        _("Tổ chức"),
        required=False,
        help_text=_("Ở tổ chức này và mọi đơn vị trực thuộc. Bỏ trống: toàn hệ thống."),
    )
    reason = _reason(_("Lý do"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = roles_on(self.today).roles
        offer(
            self, "role", [NONE, *(each for each in _roles(self.today) if not known[each[0]].own)]
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an organisation for a role that is held over the whole register only."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        role = roles_on(self.today).roles.get(told.get("role", ""))
        if role is not None and role.whole and told.get("org") is not None:
            self.add_error("org", _("Vai trò này chỉ có trên toàn hệ thống. Bỏ trống tổ chức."))
        return told


def _roles(on: date) -> list[tuple[str, str]]:
    codes = [code for code in roles_on(on).roles if code != MARKED]
    return [(code, role_name(code, on=on)) for code in codes]
