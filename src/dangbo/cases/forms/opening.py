"""Ask for a case to be opened: of whom, where, and what its kind needs to know."""

from contextlib import suppress
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.cases.commands.opening import Wanted
from dangbo.cases.forms.fields import (
    LONGEST,
    ActForm,
    DayField,
    PartialDayField,
    read_person,
)
from dangbo.cases.phrases.names import reason_name
from dangbo.cases.queries.people import persons_named
from dangbo.members.enums import Sex, StandingKind
from dangbo.orgs.forms import named_org, org_field
from dangbo.rules.case_openings import AIMED, NEWCOMERS, OUTSIDE
from dangbo.rules.life_exits import strike_off_reasons
from dangbo.rules.membership_terms import term_on
from dangbo.ui.fields import Picked, SuggestInput, offer

NEW_PERSONS: Final = frozenset({"admission", "transfer_in"})
MOVES: Final = frozenset({"transfer_out", "transfer_internal", "transfer_abroad"})
OUTWARD: Final = OUTSIDE | {"transfer_abroad"}
TEMPORARY: Final = frozenset({"transfer_temporary", "temporary_outside"})
CAUSED: Final = frozenset({"exemption", "strike_off", "annulment"})
NEEDS_HEALTH: Final = frozenset({"weak_health", "long_treatment"})


def _text(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=LONGEST, help_text=help_text)


def begun_with(*, actor: Actor, person: str, org: str, on: date) -> dict[str, str]:
    """Return what a page that leads here has told: whom and where, shown by their names."""
    told = {"person": person, "org": org}
    if len(found := persons_named(actor=actor, text=person) if person else []) == 1:
        told["person"] = Picked(found[0].uid, found[0].name)
    with suppress(ValidationError):
        place = named_org(actor=actor, text=org, on=on)
        told["org"] = Picked(place.uid, place.name)
    return told


class OpenForm(ActForm):
    """Ask for a case of one kind."""

    person = forms.CharField(
        label=_("Đảng viên"),
        max_length=LONGEST,
        help_text=_("Gõ một phần tên rồi chọn; hoặc ghi số lý lịch, mã trong sổ."),
        widget=SuggestInput("cases:suggest"),
    )
    name = _text(_("Họ và tên"))
    sex = forms.ChoiceField(label=_("Giới tính"), choices=Sex.choices, required=False)
    birth = PartialDayField(label=_("Ngày sinh"), required=False)
    home_town = _text(_("Quê quán"))
    org = org_field(_("Chi bộ"), day="on")
    to_org = org_field(_("Chi bộ nơi đến"), day="on", required=False)
    to_text = _text(_("Nơi đến ngoài sổ"), _("Ghi khi nơi đến không có trong sổ này."))
    effect = DayField(
        label=_("Ngày quyết định hoặc thay đổi có hiệu lực"),
        required=False,
        help_text=_("Thời hạn làm thủ tục tính từ ngày này."),
    )
    end = DayField(label=_("Sinh hoạt tạm thời đến ngày"), required=False)
    study = forms.BooleanField(label=_("Đi học tập trung"), required=False)
    cause = forms.ChoiceField(label=_("Lý do"))
    count = forms.IntegerField(
        label=_("Bao nhiêu tháng, năm hoặc lần"), required=False, min_value=1, max_value=120
    )
    excused = forms.BooleanField(label=_("Có lý do chính đáng"), required=False)
    from_text = _text(_("Nơi đi"), _("Đảng bộ nơi chuyển đi, ngoài sổ này."), required=True)
    introduction = DayField(label=_("Ngày được giới thiệu đi"), required=False)
    standing = forms.ChoiceField(label=_("Tư cách đảng viên"), choices=StandingKind.choices)
    admitted = DayField(label=_("Ngày vào Đảng"))
    counted_from = DayField(
        label=_("Ngày tính tuổi đảng"),
        required=False,
        help_text=_("Để trống khi trùng với ngày vào Đảng."),
    )

    def __init__(self, *args: Any, kind: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        wanted = self._wanted_names()
        for name in [each for each in self.fields if each not in wanted]:
            del self.fields[name]
        if kind == "temporary_outside":
            self.fields["to_text"].required = True
            self.fields["to_text"].help_text = ""
        self.fields["on"].label = _("Ngày mở hồ sơ")
        self.fields["on"].initial = today
        if kind in NEW_PERSONS:
            self.fields["person"].required = False
            self.fields["person"].label = _("Người đã có trong sổ")
            self.fields["person"].help_text = _("Để trống nếu là người mới.")
            self.order_fields(["name", "sex", "birth", "home_town", "person"])
        if kind in CAUSED:
            choices = [("", "–"), *((code, reason_name(code)) for code in self._causes())]
            offer(self, "cause", choices)
        self.put_last("on", "paper", "note")

    def _wanted_names(self) -> set[str]:
        kind = self.kind
        wanted = {"on", "paper", "note", "person"}
        groups = {
            ("name", "sex", "birth", "home_town"): kind in NEW_PERSONS,
            ("org",): kind in NEWCOMERS,
            ("to_org",): kind in AIMED,
            ("to_text",): kind in OUTWARD,
            ("effect",): kind in MOVES,
            ("end", "study"): kind in TEMPORARY,
            ("cause",): kind in CAUSED,
            ("count", "excused"): kind == "strike_off",
            ("from_text", "introduction", "standing", "admitted", "counted_from"): kind
            == "transfer_in",
        }
        return wanted.union(*(names for names, there in groups.items() if there))

    def _causes(self) -> tuple[str, ...]:
        if self.kind == "exemption":
            return tuple(term_on("exemption_reasons", self.today).value)
        if self.kind == "strike_off":
            return strike_off_reasons(on=self.today)
        grounds = term_on("annulment_grounds", self.today).value
        return (*grounds, *term_on("repair_grounds", self.today).value)

    def clean_person(self) -> str:
        """Return the key of the person who was named."""
        text = self.cleaned_data["person"]
        return read_person(actor=self.actor, text=text).uid if text else ""

    def clean(self) -> dict[str, Any]:
        """Find the organisations of the day that were named."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("org", "to_org"):
            if told.get(name):
                try:
                    day = told.get("on") or self.today
                    told[name] = named_org(actor=self.actor, text=told[name], on=day).id
                except ValidationError as error:
                    self.add_error(name, error)
        if self.kind in NEW_PERSONS and not told.get("person") and not told.get("name"):
            self.add_error("name", _("Ghi họ tên, hoặc chọn người đã có trong sổ."))
        return told

    def wanted(self) -> Wanted:
        """Return the case that is asked for."""
        told = self.cleaned_data
        names = ("to_text", "effect", "end", "study", "cause", "count", "excused", "from_text")
        facts = {name: told.get(name) for name in names}
        facts |= {name: told.get(name) for name in ("introduction", "standing", "admitted")}
        facts["counted_from"] = told.get("counted_from") or told.get("admitted")
        health = self.kind == "exemption" and told.get("cause") in NEEDS_HEALTH
        return Wanted(
            kind=self.kind,
            on=told["on"],
            person=told.get("person") or "",
            identity=None if told.get("person") else self._identity(),
            org=told.get("org") or None,
            to_org=told.get("to_org") or None,
            facts=facts,
            conditions=frozenset({"health"} if health else ()),
        )

    def _identity(self) -> dict[str, Any]:
        told = self.cleaned_data
        names = ("name", "sex", "home_town")
        found = {name: told[name] for name in names if told.get(name)}
        if birth := told.get("birth"):
            found |= {"birth": birth.first, "birth_precision": birth.precision.value}
        return found
