"""Write a draft as a file that reads back to the same."""

from collections.abc import Mapping
from typing import Any, Final

import yaml
from django.utils.translation import gettext_lazy as _

from dangbo.desk.files.shapes import HEAD, PAPER
from dangbo.rules.draft_slots import BEGINNING, EMPTY, SLOTS, Shape

ABOUT: Final = _(
    "Quyết định về tổ chức đảng. Thử: dangbo decide TỆP --dry-run; ghi: dangbo decide TỆP"
)


def write_decision(content: Mapping[str, Any]) -> bytes:
    """Return the file of a draft, finished or not; what found no organisation is left out."""
    head = content.get("head", {})
    told: dict[str, Any] = {"paper": _paper(head)} if _paper(head) else {}
    told |= {name: head[name] for name in HEAD if head.get(name)}
    told["changes"] = [_change(each) for each in content.get("changes", ())]
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)
    return f"# {ABOUT}\n{text}".encode()


def _paper(head: Mapping[str, Any]) -> dict[str, Any]:
    if head.get("paper"):
        return {"uid": head["paper"]}
    return {name: head[kept] for name, kept in PAPER.items() if head.get(kept)}


def _change(change: Mapping[str, Any]) -> dict[str, Any]:
    kind = change["change"]
    found: dict[str, Any] = {"change": kind}
    if kind in BEGINNING and change.get("org"):
        found["org"] = change["org"]
    for slot in SLOTS[kind]:
        value = change.get(slot.name)
        if value not in EMPTY:
            found[slot.name] = _value(slot.shape, value)
    return found


def _value(shape: Shape, value: Any) -> Any:
    if shape in {Shape.NEW, Shape.EITHER}:
        return _entry(value)
    if shape in {Shape.RESULTS, Shape.NEWS, Shape.ROWS}:
        return [_entry(each) for each in value]
    if shape is Shape.MEMBERS:
        return _entry(value)
    return value


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in entry.items()
        if name not in {"new", "typed"} and value not in EMPTY
    }
