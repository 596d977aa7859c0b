"""Tell an event of a member in one sentence."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.members.phrases.names import (
    activity_name,
    attribute_name,
    attribute_value,
    change_name,
    number_name,
    standing_name,
)
from dangbo.rules.member_changes import day_in

Facts = Mapping[str, Any]
Names = Mapping[int, str]


def event_sentence(change: str, facts: Facts, orgs: Names) -> str:
    """Return what an event says beyond its kind, with organisations by the names of its day."""
    teller = TELLERS.get(change)
    return teller(facts, orgs) if teller else ""


def _org(facts: Facts, orgs: Names) -> str:
    return orgs.get(facts.get("org") or 0, _("(không rõ tên)"))


def _day(facts: Facts, name: str) -> str:
    day = day_in(facts[name]) if facts.get(name) else None
    return format_day(day) if day else ""


def _entered(facts: Facts, orgs: Names) -> str:
    words = {"org": _org(facts, orgs), "standing": standing_name(str(facts.get("standing", "")))}
    said = [_("Đảng viên %(standing)s, sinh hoạt tại %(org)s.") % words]
    if facts.get("activity", "active") != "active":
        said.append(activity_name(str(facts["activity"])).capitalize() + ".")
    if admitted := _day(facts, "admitted"):
        said.append(_("Quyết định kết nạp ngày %(day)s.") % {"day": admitted})
    if recognised := _day(facts, "recognised"):
        said.append(_("Chính thức từ ngày %(day)s.") % {"day": recognised})
    if facts.get("from"):
        said.append(_("Chuyển đến từ %(place)s.") % {"place": facts["from"]})
    return " ".join(said)


def _admitted(facts: Facts, orgs: Names) -> str:
    words = {"org": _org(facts, orgs), "day": _day(facts, "admitted")}
    return _("Lễ kết nạp tại %(org)s; quyết định kết nạp ngày %(day)s.") % words


def _restored(facts: Facts, orgs: Names) -> str:
    words = {"org": _org(facts, orgs), "standing": standing_name(str(facts.get("standing", "")))}
    return _("Đảng viên %(standing)s, sinh hoạt tại %(org)s; tuổi đảng liên tục.") % words


def _to_org(facts: Facts, orgs: Names) -> str:
    return _("Về %(org)s.") % {"org": _org(facts, orgs)}


def _moved_out(facts: Facts, orgs: Names) -> str:
    return _("Đến %(place)s.") % {"place": facts["to"]} if facts.get("to") else ""


def _caused(facts: Facts, orgs: Names) -> str:
    return _("Lý do: %(cause)s.") % {"cause": facts["cause"]} if facts.get("cause") else ""


def _attribute(facts: Facts, orgs: Names) -> str:
    kind, value = str(facts["kind"]), str(facts["value"])
    words = {"kind": attribute_name(kind), "value": attribute_value(kind, value)}
    return _("%(kind)s: %(value)s.") % words if value else _("%(kind)s: không còn.") % words


def _number(facts: Facts, orgs: Names) -> str:
    words = {"kind": number_name(str(facts["kind"]))}
    return _("%(kind)s.") % words if facts["value"] else _("%(kind)s: không còn dùng.") % words


TELLERS: Final[Mapping[str, Callable[[Facts, Names], str]]] = {
    "enter": _entered,
    "move_in": _entered,
    "admit": _admitted,
    "readmit": _admitted,
    "restore": _restored,
    "transfer": _to_org,
    "post_temporarily": _to_org,
    "move_out": _moved_out,
    "strike_off": _caused,
    "annul": _caused,
    "attribute": _attribute,
    "number": _number,
}


def act_sentence(change: str, persons: int) -> str:
    """Return what an act did to how many persons, for messages."""
    words = {"what": change_name(change), "count": persons}
    return _("%(what)s: đã ghi cho %(count)s đảng viên.") % words
