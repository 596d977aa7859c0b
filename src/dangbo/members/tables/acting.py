"""Lay out what can be recorded of a member, what it would change, and what others recorded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day, format_partial
from dangbo.members.enums import NumberKind
from dangbo.members.phrases import (
    activity_name,
    attribute_name,
    attribute_value,
    change_name,
    number_name,
)
from dangbo.members.phrases.events import event_sentence
from dangbo.members.phrases.names import change_icon, field_name
from dangbo.members.queries import Member
from dangbo.members.queries.meanwhile import Recent
from dangbo.members.tables.cards import kind_url
from dangbo.members.tables.courses import identity_word
from dangbo.rules.days import PartialDay
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.ui.parts import Act, Change, Text

ACTIVITIES: Final = {"exempt": "exempt", "suspend": "suspended", "resume": "active"}
EXPLAINED: Final = {
    "transfer": lazy("Sang chi bộ khác trong sổ này, từ một ngày."),
    "post_temporarily": lazy("Vẫn thuộc chi bộ cũ, sinh hoạt ở nơi khác một thời gian."),
    "end_temporary": lazy("Thôi sinh hoạt tạm thời, về lại chi bộ của mình."),
    "exempt": lazy("Được miễn công tác và sinh hoạt đảng."),
    "suspend": lazy("Bị đình chỉ sinh hoạt đảng."),
    "resume": lazy("Hết miễn hoặc hết đình chỉ, sinh hoạt bình thường."),
    "die": lazy("Ghi ngày từ trần; tên vẫn còn ở những ngày trước đó."),
    "attribute": lazy("Trình độ, nghề nghiệp, nơi làm việc, đoàn thể: có từ một ngày."),
    "number": lazy("Số lý lịch, số thẻ, số căn cước: dùng từ một ngày."),
    "identify": lazy("Họ tên, ngày sinh, quê quán…: sửa theo văn bản."),
}


@dataclass(frozen=True)
class Stated:
    """An event as it was typed, and what was known of the person before."""

    change: str
    kind: str
    day: date
    org: str
    value: str
    identity: Mapping[str, Any]
    birth: PartialDay | None
    known: Mapping[str, Any]


@dataclass(frozen=True)
class Offer:
    """Something that can be recorded, with what it is for."""

    act: Act
    why: Text


def act_groups(found: Member) -> list[tuple[str, list[Offer]]]:
    """Return what can be recorded of a member as he or she is, by group."""
    moves = ["transfer", "post_temporarily", *(["end_temporary"] if found.row.temporary else [])]
    activity = [
        name
        for name, becomes in ACTIVITIES.items()
        if becomes != found.row.activity and (name == "resume") != (found.row.activity == "active")
    ]
    groups = [(_("Thông tin"), ["attribute", "number", "identify"])]
    if found.row.standing:
        groups.insert(0, (_("Nơi sinh hoạt"), moves))
        groups.insert(1, (_("Tình trạng sinh hoạt"), [*activity, "die"]))
    return [(title, [_offer(found.row.uid, change) for change in own]) for title, own in groups]


def _offer(uid: str, change: str) -> Offer:
    url = reverse("members:act", args=[uid, change])
    return Offer(Act(change_name(change), url, change_icon(change)), EXPLAINED[change])


def kinds_of(found: Member, change: str) -> list[tuple[str, str, str]]:
    """Return the attributes or numbers to choose from: name, value now, address."""
    uid = found.row.uid
    if change == "number":
        return [
            (number_name(kind), found.row.numbers.get(kind, ""), kind_url(uid, change, kind))
            for kind in NumberKind.values
        ]
    return [
        (
            attribute_name(kind),
            attribute_value(kind, found.row.attributes.get(kind, "")),
            kind_url(uid, change, kind),
        )
        for kind in attribute_kinds()
    ]


def changes_of(found: Member, stated: Stated) -> list[Change]:
    """Return what an event changes, before and after."""
    return [each for each in _changes(found, stated) if each.differs]


def _changes(found: Member, stated: Stated) -> Iterator[Change]:
    row, change, day = found.row, stated.change, format_day(stated.day)
    if stated.org:
        temporary = change == "post_temporarily"
        place = row.temporary if temporary else row.org
        label = _("Sinh hoạt tạm thời") if temporary else _("Nơi sinh hoạt")
        yield Change(label, place.name if place else "", _from_day(stated.org, day))
    if change in ACTIVITIES:
        after = activity_name(ACTIVITIES[change])
        yield Change(_("Tình trạng"), activity_name(row.activity), _from_day(after, day))
    if change in {"attribute", "number"}:
        yield _of_kind(found, stated)
    if change == "identify":
        yield from _identity(stated)


def _of_kind(found: Member, stated: Stated) -> Change:
    kind, value = stated.kind, stated.value
    if stated.change == "number":
        before = found.row.numbers.get(kind, "")
        return Change(number_name(kind), before, value or _("không còn dùng"))
    before = attribute_value(kind, found.row.attributes.get(kind, ""))
    return Change(attribute_name(kind), before, attribute_value(kind, value) or _("không còn"))


def _from_day(text: str, day: str) -> str:
    return _("%(text)s, từ %(day)s") % {"text": text, "day": day}


def _identity(stated: Stated) -> Iterator[Change]:
    for name, value in stated.identity.items():
        if name == "birth_precision":
            continue
        before = stated.known.get(name)
        if name == "birth":
            yield Change(field_name(name), _birth(before), _birth(stated.birth))
        else:
            words = (identity_word(name, each) for each in (before, value))
            yield Change(field_name(name), *words)


def _birth(day: object) -> str:
    return format_partial(day) if isinstance(day, PartialDay) else ""


def recent_told(acts: Iterable[Recent], orgs: Mapping[int, str]) -> list[str]:
    """Return what others recorded of a person, each in one sentence; organisations by name."""
    return [
        _("%(time)s, %(actor)s: %(what)s")
        % {
            "time": f"{localtime(each.at):%H:%M %d/%m/%Y}",
            "actor": each.actor,
            "what": _told(each, orgs),
        }
        for each in acts
    ]


def _told(recent: Recent, orgs: Mapping[int, str]) -> str:
    said = "; ".join(_said(change, facts, orgs) for change, facts in recent.events)
    return said or _("Tổ chức nơi đang sinh hoạt đã thay đổi theo quyết định.")


def _said(change: str, facts: dict[str, Any], orgs: Mapping[int, str]) -> str:
    return f"{change_name(change)}. {event_sentence(change, facts, orgs)}".strip()


def orgs_in(acts: Iterable[Recent]) -> set[int]:
    """Return the organisations that such sentences name."""
    told = (facts.get("org") for each in acts for _change, facts in each.events)
    return {org for org in told if isinstance(org, int)}
