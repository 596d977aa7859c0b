"""Tell what was changed in a draft, before and after, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.desk.enums import State
from dangbo.desk.phrases import field_name, part_name, summary_of
from dangbo.desk.phrases.values import told_change, told_head
from dangbo.ui.parts import Change

Names = Mapping[str, str]


@dataclass(frozen=True)
class EditRow:
    """One edit as a page shows it: who, when, what, and what it was before."""

    revision: int
    at: datetime
    by: str
    part: str
    what: str
    changes: list[Change]
    lines: list[str]
    undoable: bool


def edit_row(edit: Any, names: Names, on: date) -> EditRow:
    """Return one edit of a draft in words."""
    tellers = {"head": _head, "changes": _list, "order": _order, "state": _state}
    what, changes, lines = tellers.get(edit.part, _one)(edit.before, edit.after, names, on)
    return EditRow(
        revision=edit.revision,
        at=edit.at,
        by=str(edit.user),
        part=part_name(edit.part),
        what=what,
        changes=changes,
        lines=lines,
        undoable=edit.part != "state",
    )


def changes_in(edits: Iterable[Any]) -> list[Mapping[str, Any]]:
    """Return every change that edits speak of, to know what to call whom."""
    found: list[Mapping[str, Any]] = []
    for edit in edits:
        if edit.part == "changes" or edit.part.startswith("change:"):
            for side in (edit.before, edit.after):
                found += [side] if isinstance(side, dict) else side or []
    return found


def _head(before: Any, after: Any, _names: Names, _on: date) -> Any:
    old = {each.field: each.text for each in told_head(before or {})}
    new = {each.field: each.text for each in told_head(after or {})}
    return "", _changed(old, new), []


def _one(before: Any, after: Any, names: Names, on: date) -> Any:
    old = {each.field: each.text for each in told_change(before, names, on)} if before else {}
    new = {each.field: each.text for each in told_change(after, names, on)} if after else {}
    return summary_of(after or before, names, on), _changed(old, new), []


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    found = (
        Change(field_name(name), old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*old, *new])
    )
    return [each for each in found if each.differs]


def _list(before: Any, after: Any, names: Names, on: date) -> Any:
    gone, come = before or [], after or []
    shown = [summary_of(each, names, on) for each in (come or gone)[:20]]
    more = len(come or gone) - len(shown)
    if more > 0:
        shown.append(_("và %(count)s thay đổi khác") % {"count": more})
    count = len(come or gone)
    said = (
        ngettext("Thêm %(count)s thay đổi", "Thêm %(count)s thay đổi", count)
        if come
        else ngettext("Bỏ %(count)s thay đổi", "Bỏ %(count)s thay đổi", count)
    )
    return said % {"count": count}, [], shown


def _order(_before: Any, after: Any, _names: Names, _on: date) -> Any:
    return _("Xếp lại thứ tự %(count)s thay đổi") % {"count": len(after or [])}, [], []


def _state(before: Any, after: Any, _names: Names, _on: date) -> Any:
    change = Change(_("Trạng thái"), State(before).label, State(after).label)
    return "", [change], []
