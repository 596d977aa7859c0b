"""Read from an address which members are asked for; what cannot be read narrows nothing."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.members.enums import Activity, Sex, StandingKind
from dangbo.members.phrases import attribute_name, attribute_value
from dangbo.members.phrases.names import MINORITY
from dangbo.members.queries import MemberFilters
from dangbo.orgs.forms import INVENTED, Narrowing
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.rules.member_attributes import AttributeKind, Form, attribute_kinds
from dangbo.rules.person_catalogues import ethnicities
from dangbo.ui.fields import DayField, offer
from dangbo.ui.parts import Text

LONGEST: Final = 200
OLDEST: Final = 130
ANY: Final = ("", lazy("Tất cả"))
# Signs before or instead of the value of an attribute in the address.
UPWARDS, HAS, LACKS = "tu:", "co", "khong"
ATTRIBUTE: Final = "a."
MAIN: Final = ("q", "to_chuc", "tu_cach")
# How the typed organisation is told from another of its name: its key goes along.
KEYS: Final = ("khoa", "ten")


class AgeField(forms.IntegerField):
    """Full years that may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=OLDEST, **kwargs)


class MemberNarrowing(Narrowing):
    """Narrow the register by what members are and were."""

    q = forms.CharField(label=lazy("Họ tên, số, ngày sinh"), required=False, max_length=LONGEST)
    to_chuc = forms.CharField(label=lazy("Tổ chức"), required=False, max_length=LONGEST)
    tu_cach = forms.ChoiceField(
        label=lazy("Tư cách"), required=False, choices=[ANY, *StandingKind.choices]
    )
    sinh_hoat = forms.ChoiceField(
        label=lazy("Tình trạng sinh hoạt"), required=False, choices=[ANY, *Activity.choices]
    )
    gioi = forms.ChoiceField(label=lazy("Giới tính"), required=False, choices=[ANY, *Sex.choices])
    dan_toc = forms.ChoiceField(label=lazy("Dân tộc"), required=False)
    ton_giao = forms.ChoiceField(
        label=lazy("Tôn giáo"),
        required=False,
        choices=[ANY, (HAS, lazy("Có tôn giáo")), (LACKS, lazy("Không tôn giáo"))],
    )
    tuoi_tu = AgeField(label=lazy("Tuổi đời từ"))
    tuoi_den = AgeField(label=lazy("Tuổi đời đến"))
    td_tu = AgeField(label=lazy("Tuổi đảng từ"))
    td_den = AgeField(label=lazy("Tuổi đảng đến"))
    kn_tu = DayField(label=lazy("Kết nạp từ ngày"), required=False)
    kn_den = DayField(label=lazy("Kết nạp đến ngày"), required=False)
    tam_thoi = forms.ChoiceField(
        label=lazy("Sinh hoạt tạm thời"),
        required=False,
        choices=[ANY, ("den", lazy("Từ nơi khác đến")), ("di", lazy("Đang đi nơi khác"))],
    )
    da_o = forms.CharField(label=lazy("Từng sinh hoạt ở"), required=False, max_length=LONGEST)
    da_o_ngay = DayField(label=lazy("Ở đó vào ngày"), required=False)
    minh_hoa = forms.ChoiceField(label=lazy("Minh họa"), required=False, choices=INVENTED)

    def __init__(
        self, query: QueryDict, *, actor: Actor, on: date, known: date | None = None
    ) -> None:
        super().__init__(query)
        self.actor, self.on, self.known = actor, on, known
        self.found: dict[str, OrgName] = {}
        groups = [(code, each.name) for code, each in ethnicities().items()]
        minority = (MINORITY, _("Dân tộc thiểu số"))
        offer(self, "dan_toc", [ANY, minority, *groups])
        for kind in attribute_kinds().values():
            # What is guarded is asked for only by those who may see it of somebody.
            if actor.may(kind.act) if kind.guarded else kind.counted:
                choices = [ANY, *_choices(kind)]
                name = f"{ATTRIBUTE}{kind.code}"
                self.fields[name] = forms.ChoiceField(
                    label=attribute_name(kind.code), required=False, choices=choices
                )

    def clean_to_chuc(self) -> str:
        """Find the organisation whose members are asked for."""
        text = str(self.cleaned_data["to_chuc"]).strip()
        if text and text == self.data.get("ten") and self.data.get("khoa"):
            return self._find("to_chuc", str(self.data["khoa"]), self.on)
        return self._find("to_chuc", text, self.on)

    def clean(self) -> dict[str, Any]:
        """Find the organisation of the past, as it was called on the day asked for."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        text = str(told.get("da_o") or "").strip()
        if text:
            try:
                self._find("da_o", text, told.get("da_o_ngay") or self.on)
            except forms.ValidationError as error:
                self.add_error("da_o", error)
        return told

    def _find(self, name: str, text: str, on: date) -> str:
        if not text:
            return ""
        try:
            self.found[name] = find_org(actor=self.actor, text=text, on=on, known=self.known)
        except AmbiguousOrg as error:
            raise forms.ValidationError(several_orgs(text, error.matches)) from error
        except UnknownOrg as error:
            raise forms.ValidationError(no_org(text, error.nearest)) from error
        return text

    @property
    def org(self) -> OrgName | None:
        """Return the organisation whose members are asked for, None: all."""
        self.is_valid()
        return self.found.get("to_chuc")

    @property
    def filters(self) -> MemberFilters:
        """Return what is asked of members."""
        told = self.wanted
        past = self.found.get("da_o")
        day = told.get("da_o_ngay")
        minority = told.get("dan_toc") == MINORITY
        return MemberFilters(
            text=str(told.get("q") or "").strip(),
            standing=_one(told.get("tu_cach")),
            activity=_one(told.get("sinh_hoat")),
            sex=str(told.get("gioi") or ""),
            ethnicities=frozenset() if minority else _one(told.get("dan_toc")),
            minority=True if minority else None,
            religious={HAS: True, LACKS: False}.get(str(told.get("ton_giao"))),
            ages=_range(told.get("tuoi_tu"), told.get("tuoi_den")),
            party_ages=_range(told.get("td_tu"), told.get("td_den")),
            admitted_since=told.get("kn_tu"),
            admitted_until=told.get("kn_den"),
            ever_in=past.id if past and day is None else None,
            in_on=(past.id, day) if past and day is not None else None,
            temporary=_temporary(told.get("tam_thoi")),
            invented={"khong": False, "chi": True}.get(str(told.get("minh_hoa"))),
            **self._attributes(),
        )

    def _attributes(self) -> dict[str, Any]:
        values: dict[str, frozenset[str]] = {}
        levels: dict[str, str] = {}
        having, lacking = set(), set()
        for name, value in self._asked_attributes():
            if value == HAS and _is_open(name):
                having.add(name)
            elif (value == LACKS and _is_open(name)) or value == "-":
                lacking.add(name)
            elif value.startswith(UPWARDS):
                levels[name] = value.removeprefix(UPWARDS)
            else:
                values[name] = frozenset({value})
        return {
            "values": values,
            "at_least": levels,
            "having": frozenset(having),
            "lacking": frozenset(lacking),
        }

    def _asked_attributes(self) -> Iterator[tuple[str, str]]:
        for name, value in self.wanted.items():
            if name.startswith(ATTRIBUTE) and value:
                yield name.removeprefix(ATTRIBUTE), str(value)

    def shown(self, name: str) -> str:
        """Return what one field asks for in words; an organisation by its name."""
        if name in self.found:
            return self.found[name].name
        return super().shown(name)

    @property
    def more_names(self) -> list[str]:
        """Return the fields that stand behind the first few."""
        return [name for name in self.fields if name not in MAIN]

    @property
    def more_asked(self) -> int:
        """Count those of the fields behind that narrow the list."""
        return sum(1 for name in self.more_names if self.value(name))


class FilterBox(NamedTuple):
    """One field of the filters: a choice, a day or a text."""

    name: str
    id: str
    label: Text
    value: str
    options: list[tuple[str, Text]]
    day: bool
    error: str


def boxes_of(form: MemberNarrowing, names: Iterable[str]) -> list[FilterBox]:
    """Return fields of the filters as the page draws them, with what was typed."""
    found = []
    for name in names:
        field = form.fields[name]
        options = [(str(value), label) for value, label in getattr(field, "choices", ())]
        typed = str(form.data.get(name, ""))
        errors: list[Any] = list(form.errors.get(name, ()))
        is_day = isinstance(field, DayField)
        label = field.label or name
        html_id = f"loc-{name.replace('.', '-')}"
        found.append(
            FilterBox(name, html_id, label, typed, options, is_day, " ".join(map(str, errors)))
        )
    return found


def _choices(kind: AttributeKind) -> Iterator[tuple[str, str]]:
    """Yield what may be asked of an attribute; levels also with those above them."""
    for code in kind.values if kind.form is Form.LISTED else ():
        name = attribute_value(kind.code, code)
        yield code, name
        if kind.ordered:
            yield f"{UPWARDS}{code}", _("%(value)s trở lên") % {"value": name}
    if kind.form is Form.LISTED:
        yield "-", _("Chưa có")
    else:
        yield HAS, _("Có")
        yield LACKS, _("Không có")


def _is_open(kind: str) -> bool:
    return attribute_kinds()[kind].form is not Form.LISTED


def _one(value: Any) -> frozenset[str]:
    return frozenset({str(value)}) if value else frozenset()


def _range(first: int | None, last: int | None) -> tuple[int, int | None] | None:
    return None if first is None and last is None else (first or 0, last)


def _temporary(value: Any) -> Literal["", "in", "out"]:
    if value == "den":
        return "in"
    return "out" if value == "di" else ""


def several_orgs(text: str, orgs: Iterable[OrgName]) -> str:
    """Say that a text means several organisations, and which."""
    names = "; ".join(f"{each.name} ({each.uid})" for each in list(orgs)[:5])
    words = {"text": text, "names": names}
    return _("“%(text)s” là tên của nhiều tổ chức. Ghi khóa của một tổ chức: %(names)s.") % words


def no_org(text: str, nearest: Iterable[OrgName]) -> str:
    """Say that a text means no organisation, and which come nearest."""
    names = "; ".join(f"{each.name} ({each.uid})" for each in list(nearest)[:5])
    if not names:
        return _("Không có tổ chức nào là “%(text)s”. Kiểm tra chính tả.") % {"text": text}
    words = {"text": text, "names": names}
    return _("Không có tổ chức nào là “%(text)s”. Gần giống nhất: %(names)s.") % words
