"""Ask for one event of a member: what, from which day, on which paper."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.members.forms.days import judged_days
from dangbo.members.forms.filters import no_org, several_orgs
from dangbo.members.forms.values import (
    attribute_field,
    day_field,
    identity_fields,
    number_field,
    standing_field,
)
from dangbo.members.phrases.findings import Called, finding_text
from dangbo.orgs.forms import org_field
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.papers.forms.citing import named_key, paper_field
from dangbo.papers.forms.days import PartialDayField
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_numbers import read_number
from dangbo.rules.person_names import read_name
from dangbo.rules.verdicts import Verdict

# The events that have no running case of their own, in the order in which they are offered.
OFFERED: Final = (
    *("transfer", "post_temporarily", "end_temporary", "exempt", "suspend", "resume", "die"),
    *("attribute", "number", "identify"),
)
TO_ORG: Final = frozenset({"transfer", "post_temporarily", "enter"})
# The events that ask which attribute or number they are of.
OF_KIND: Final = frozenset({"attribute", "number"})
# The events that state when somebody was born.
STATES_DAYS: Final = frozenset({"enter", "identify"})
RECEIVING: Final = _("Tổ chức tiếp nhận")
FACTS: Final = ("birth_name", "other_names", "birthplace")


class EventForm(forms.Form):
    """Ask for an event of a kind; `kind` is the attribute or the number it is of."""

    on = PartialDayField(
        label=_("Có hiệu lực từ ngày"),
        help_text=_("Ngày đã qua cũng được: sổ tính lại từ ngày ấy."),
    )
    so = paper_field()
    ly_do = forms.CharField(
        label=_("Lý do, ghi chú"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    since = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # The organisation that was meant, once the form has been read.
    org: OrgName | None = None

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        change: str,
        today: date,
        kind: str = "",
        known: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {
            "on": PartialDay(today, Precision.DAY),
            **(known or {}),
            **kwargs.pop("initial", {}),
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.actor, self.change, self.kind, self.today = actor, change, kind, today
        self.known = known or {}
        self.warned: tuple[Any, ...] = ()
        own = _fields_of(change, kind)
        rest = {name: self.fields[name] for name in self.fields}
        self.fields.clear()
        self.fields.update({**own, **rest})
        if change == "identify":
            self.fields["so"].required = True
            self.fields["on"].label = _("Ghi nhận từ ngày")
        if change == "die":
            self.fields["on"].label = _("Từ trần ngày")

    def clean_so(self) -> str:
        """Find the paper that is cited."""
        return named_key(actor=self.actor, text=str(self.cleaned_data["so"]))

    def clean(self) -> dict[str, Any]:
        """Find the organisation as it was on the day, and read names and numbers by their rules."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("to_chuc"):
            self._find_org(str(told["to_chuc"]).strip(), self.day)
        if told.get("name"):
            told["name"] = self._read("name", read_name(str(told["name"])))
        for name in ("value", "card"):
            if told.get(name) and (self.change == "number" or name == "card"):
                kind = self.kind if name == "value" else "card"
                given = {key: self.known.get(key) for key in ("sex",)}
                birth = self.known.get("birth_day")
                found = read_number(kind, str(told[name]), on=self.day, birth=birth, **given)
                told[name] = self._read(name, found)
        if self.change in STATES_DAYS and "on" in told:
            self._judge_days({"admitted": self.known.get("admitted"), **told})
        if self.change == "identify" and not self.errors and not self.identity:
            self.add_error(None, _("Chưa có thông tin nào khác với sổ."))
        return told

    def _judge_days(self, told: Mapping[str, Any]) -> None:
        verdict = judged_days(told, on=self.day)
        for each in verdict.against:
            where = each.where if each.where in self.fields else "birth"
            self.add_error(where, finding_text(each, Called()))
        self.warned = (*self.warned, *verdict.warnings)

    def _find_org(self, text: str, on: date) -> None:
        try:
            self.org = find_org(actor=self.actor, text=text, on=on)
        except AmbiguousOrg as error:
            self.add_error("to_chuc", several_orgs(text, error.matches))
        except UnknownOrg as error:
            self.add_error("to_chuc", no_org(text, error.nearest))

    def _read(self, name: str, found: tuple[str, Verdict]) -> str:
        value, verdict = found
        for each in verdict.against:
            self.add_error(name, finding_text(each, Called()))
        self.warned = (*self.warned, *verdict.warnings)
        return value

    @property
    def day(self) -> date:
        """Return the day from which the event holds."""
        typed = self.cleaned_data.get("on")
        return typed.first if isinstance(typed, PartialDay) else self.today

    @property
    def precision(self) -> str:
        """Return how exactly that day is known."""
        typed = self.cleaned_data.get("on")
        return str(typed.precision) if isinstance(typed, PartialDay) else "day"

    @property
    def identity(self) -> dict[str, Any]:
        """Return what is stated of who the person is that differs from what is known."""
        told: dict[str, Any] = {}
        for name in identity_fields(needed=False):
            value = self.cleaned_data.get(name)
            if name == "birth":
                told |= _birth(value, self.known.get("birth"))
            elif (value or "") != (self.known.get(name) or ""):
                told[name] = value or ""
        return told

    def events(self, uid: str) -> list[dict[str, Any]]:
        """Return what was typed as events of a person."""
        event: dict[str, Any] = {"change": self.change, "person": uid}
        told = self.cleaned_data
        if self.change in TO_ORG and self.org is not None:
            event["org"] = self.org.id
        if self.change in OF_KIND:
            event |= {"kind": self.kind, "value": str(told.get("value") or "")}
        if self.change == "identify":
            event["identity"] = self.identity
        if self.change != "enter":
            return [event]
        days = ("admitted", "counted_from")
        event |= {"standing": told["standing"], "identity": self.identity}
        event |= {name: told[name].isoformat() for name in days if told.get(name)}
        card = str(told.get("card") or "")
        number = {"change": "number", "person": uid, "kind": "card", "value": card}
        return [event, number] if card else [event]


def _birth(typed: Any, known: Any) -> dict[str, Any]:
    before = (known.first, known.precision) if isinstance(known, PartialDay) else None
    now = (typed.first, typed.precision) if isinstance(typed, PartialDay) else None
    if now == before:
        return {}
    if now is None:
        return {"birth": None, "birth_precision": "day"}
    return {"birth": now[0].isoformat(), "birth_precision": str(now[1])}


def _fields_of(change: str, kind: str) -> dict[str, forms.Field]:
    makers: dict[str, Callable[[], dict[str, forms.Field]]] = {
        "transfer": lambda: {"to_chuc": org_field(RECEIVING, day="on")},
        "post_temporarily": lambda: {"to_chuc": org_field(RECEIVING, day="on")},
        "attribute": lambda: {"value": attribute_field(kind)},
        "number": lambda: {"value": number_field(kind)},
        "identify": lambda: identity_fields(needed=True),
        "enter": _entry_fields,
    }
    return makers[change]() if change in makers else {}


def _entry_fields() -> dict[str, forms.Field]:
    return {
        **identity_fields(needed=True),
        "to_chuc": org_field(_("Nơi sinh hoạt"), day="on"),
        "standing": standing_field(),
        "admitted": day_field(_("Ngày quyết định kết nạp")),
        "counted_from": day_field(
            _("Ngày tính tuổi đảng"), _("Để trống nếu chưa rõ; thường là ngày quyết định kết nạp.")
        ),
        "card": number_field("card", new=True),
    }
