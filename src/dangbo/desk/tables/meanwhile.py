"""Say what changed since something was last looked at: acts, states, and what would come of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.desk.queries.meanwhile import Meanwhile, OtherState
from dangbo.desk.tables.differing import state_words
from dangbo.desk.tables.marks import MARKS, Sides
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.decision_facts import title_of
from dangbo.ui.parts import Change

MOST: Final = 50
NAMED: Final = 5
# A larger result is compared by its sums alone.
COMPARED: Final = 500


@dataclass(frozen=True)
class ActTold:
    """An act in words, with the page of its decision."""

    day: Any
    title: str
    url: str
    who: str
    orgs: str


def acts_told(acts: Iterable[Meanwhile]) -> list[ActTold]:
    """Tell acts: when, what, who, and of which organisations."""
    return [
        ActTold(each.at, _title(each), _url(each), _who(each.actor), _orgs(each.orgs))
        for each in acts
    ]


def _title(each: Meanwhile) -> str:
    name = (each.row.title or title_of(each.row)) if each.row else ""
    if not each.correction:
        return name or _("Quyết định, nhật ký số %(number)s") % {"number": each.seq}
    if not name:
        return _("Hủy một quyết định, nhật ký số %(number)s") % {"number": each.decision}
    return _("Đính chính: %(title)s") % {"title": name}


def _url(each: Meanwhile) -> str:
    return reverse("orgs:decision", args=[each.decision])


def _who(actor: str) -> str:
    return _("người vận hành máy chủ") if actor == OPERATOR.name else actor


def _orgs(names: Sequence[str]) -> str:
    text = "; ".join(names[:NAMED])
    if len(names) <= NAMED:
        return text
    values = {"names": text, "more": len(names) - NAMED}
    return _("%(names)s và %(more)s tổ chức khác") % values


def states_told(
    found: Sequence[OtherState], names: Mapping[int, OrgName], sides: Sides
) -> list[Change]:
    """Tell what organisations were on the day as it was seen, and what they are now."""
    rows = []
    for each in found[:MOST]:
        was, now = state_words(each.was, each.now, names, sides.on)
        name = names[each.org].name if each.org in names else ""
        rows.append(Change(name, was, now))
    return rows


def summary_of(sides: Sides, names: Mapping[int, OrgName]) -> str:
    """Return what becomes of each organisation in short, to be compared with a later look."""
    if len(sides.marks) > COMPARED:
        return json.dumps({"": [[mark.icon, count] for mark, count in sides.counted()]})
    return json.dumps({names[org].uid: list(codes) for org, codes in sides.marks.items()})


def keys_of(summary: str) -> list[str]:
    """Return the keys of the organisations that somebody saw concerned."""
    return [uid for uid in _read(summary) if uid and "\0" not in uid][:COMPARED]


def compared(seen: str, sides: Sides, names: Mapping[int, OrgName]) -> list[Change]:
    """Tell what would become of organisations otherwise than was seen."""
    before, after = _read(seen), _read(summary_of(sides, names))
    if "" in before or "" in after:
        return []
    called = {name.uid: name.name for name in names.values()}
    return [
        Change(called.get(uid, uid), _words(before.get(uid, ())), _words(after.get(uid, ())))
        for uid in sorted(before.keys() | after.keys())
        if before.get(uid) != after.get(uid)
    ][:MOST]


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {uid: codes for uid, codes in found.items() if isinstance(codes, list)}


def _words(codes: Iterable[Any]) -> str:
    said = [str(MARKS[code].text) for code in codes if isinstance(code, str) and code in MARKS]
    return ", ".join(said) or _("không đổi")
