"""Put what a draft keeps into words, field by field, for those who only read it."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.desk.phrases.names import field_name, field_place
from dangbo.orgs.phrases import kind_name
from dangbo.rules.draft_slots import ENTRY, SLOTS, Shape, Slot

MOST_NAMED: Final = 30
Names = Mapping[str, str]


class Told(NamedTuple):
    """A field with what it holds, in words."""

    field: str
    label: str
    text: str


def told_change(change: Mapping[str, Any], names: Names, on: date) -> list[Told]:
    """Return what each field of a change holds; fields that hold nothing are left out."""
    told = [
        Told(slot.name, field_name(slot.name), told_value(slot, change, names, on))
        for slot in SLOTS[change["change"]]
    ]
    return [each for each in told if each.text]


def told_head(head: Mapping[str, Any]) -> list[Told]:
    """Return what was typed of the paper and the day."""
    ordered = sorted(head.items(), key=lambda each: field_place(each[0]))
    return [Told(name, field_name(name), str(value)) for name, value in ordered if value]


def told_value(slot: Slot, entry: Mapping[str, Any], names: Names, on: date) -> str:
    """Return what one field holds in words, what was typed and not resolved included."""
    value, typed = entry.get(slot.name), (entry.get("typed") or {}).get(slot.name)
    said = [_value(slot, value, names, on)] if value not in (None, "", [], {}, False) else []
    texts = [typed] if isinstance(typed, str) else typed or ()
    said += [_("«%(text)s» (chưa rõ là tổ chức nào)") % {"text": text} for text in texts]
    return "; ".join(each for each in said if each)


def _value(slot: Slot, value: Any, names: Names, on: date) -> str:
    if slot.shape in {Shape.ORGS, Shape.RESULTS, Shape.NEWS, Shape.ROWS}:
        return _joined([_each(slot.shape, each, names, on) for each in value])
    sayers: dict[Shape, Callable[[], str]] = {
        Shape.KIND: lambda: kind_name(str(value), on),
        Shape.ORG: lambda: names.get(str(value), str(value)),
        Shape.FLAG: lambda: _("có"),
        Shape.PLACES: lambda: _places(value, names),
        Shape.MEMBERS: lambda: _members(value, names),
        Shape.NEW: lambda: _entry(value, names, on),
        Shape.EITHER: lambda: _entry(value, names, on),
    }
    return sayers[slot.shape]() if slot.shape in sayers else str(value)


def _places(places: Mapping[str, str], names: Names) -> str:
    said = (f"{names.get(c, c)} → {names.get(r, r)}" for c, r in places.items() if r)
    return _joined(list(said))


def _members(members: Mapping[str, Any], names: Names) -> str:
    """Say how many persons are listed for each organisation, and where all the others go."""
    listed = Counter(org for org in (members.get("listed") or {}).values() if org)
    said = [
        ngettext("%(count)s người → %(name)s", "%(count)s người → %(name)s", count)
        % {"count": count, "name": names.get(org, org)}
        for org, count in listed.items()
    ]
    if members.get("rest"):
        rest = names.get(members["rest"], members["rest"])
        said.append(_("tất cả còn lại → %(name)s") % {"name": rest})
    typed = (members.get("typed") or {}).get("rest")
    if typed:
        said.append(_("«%(text)s» (chưa rõ là tổ chức nào)") % {"text": typed})
    return _joined(said)


def _each(shape: Shape, each: Any, names: Names, on: date) -> str:
    if shape is Shape.ORGS:
        return names.get(str(each), str(each))
    return _row(each, names) if shape is Shape.ROWS else _entry(each, names, on)


def _joined(said: list[str]) -> str:
    more = len(said) - MOST_NAMED
    text = "; ".join(said[:MOST_NAMED])
    if more <= 0:
        return text
    return _("%(names)s; và %(more)s mục khác") % {"names": text, "more": more}


def _entry(entry: Any, names: Names, on: date) -> str:
    if not isinstance(entry, Mapping):
        return names.get(str(entry), str(entry))
    if entry.get("new") is False:
        return told_value(Slot("org", Shape.ORG), entry, names, on)
    said = [told_value(slot, entry, names, on) for slot in ENTRY]
    return ", ".join(each for each in said if each)


def _row(row: Mapping[str, Any], names: Names) -> str:
    typed = row.get("typed") or {}
    source = names.get(row.get("source") or "", row.get("source")) or typed.get("source") or "?"
    result = names.get(row.get("result") or "", row.get("result")) or typed.get("result")
    values = {"source": source, "result": result or _("nơi không nêu rõ")}
    if row.get("part") == "part":
        return _("một phần %(source)s → %(result)s") % values
    return _("toàn bộ %(source)s → %(result)s") % values
