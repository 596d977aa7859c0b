"""Write and read the members of a hand-over package."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.members.phrases import activity_name, sex_name, standing_name
from dangbo.members.queries.handing import HandedMember
from dangbo.ui.sheets import Cell, Sheet, csv_lines

ROLL_VERSION: Final = 1
DAYS: Final = ("birth", "counted_from", "admitted")
Members = Sequence[HandedMember]


def counts_of_members(members: Members) -> dict[str, int]:
    """Return how many members there are, and how many of each standing."""
    found = Counter(each.standing for each in members)
    return {
        "total": len(members),
        "official": found["official"],
        "probationary": found["probationary"],
    }


def members_of(manifest: Mapping[str, Any]) -> int:
    """Return how many members a manifest says go along; older ones say nothing of members."""
    return int(manifest["counts"].get("members", {}).get("total", 0))


def roll_of(members: Members, on: str) -> dict[str, Any]:
    """Return the members as JSON: what is empty is left out."""
    return {"dangbo_members": ROLL_VERSION, "on": on, "members": [_told(each) for each in members]}


def _told(each: HandedMember) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: value for name, value in vars(each).items() if value and name != "org_name"
    }
    for name in DAYS:
        if name in found:
            found[name] = found[name].isoformat()
    for name in ("numbers", "attributes"):
        if name in found:
            found[name] = dict(sorted(found[name].items()))
    return found


def roll_sheet(members: Members, title: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """Return the list of members for a spreadsheet; no cell can start a formula."""
    heads = [
        *(_("Họ và tên"), _("Giới tính"), _("Ngày sinh"), _("Tổ chức"), _("Khóa tổ chức")),
        *(_("Tư cách"), _("Tình trạng"), _("Ngày kết nạp"), _("Ngày tính tuổi đảng")),
        *(_("Số thẻ"), _("Số lý lịch"), _("Khóa")),
    ]
    rows: Iterator[list[Cell]] = (
        [
            *(each.name, sex_name(each.sex), _day(each.birth), each.org_name, each.org),
            *(standing_name(each.standing), activity_name(each.activity)),
            *(_day(each.admitted), _day(each.counted_from)),
            *(each.numbers.get("card", ""), each.numbers.get("file", ""), each.key),
        ]
        for each in members
    )
    return "".join(csv_lines(Sheet(title, list(facts), heads, rows))).encode()


def _day(value: Any) -> str:
    return format_day(value) if value else ""


def entering(roll: Mapping[str, Any], org_of: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the events by which the members of a package enter another register.

    `org_of` gives the organisations there by the key that the package calls them.
    """
    events: list[dict[str, Any]] = []
    for each in roll["members"]:
        events += _entering(each, org_of)
    return events


def _entering(each: Mapping[str, Any], org_of: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    who = ("name", "sex", "birth", "birth_precision", "ethnicity", "religion", "home_town")
    stood = ("standing", "activity", "counted_from", "admitted")
    yield {
        "change": "enter",
        "person": each["key"],
        "org": org_of[each["org"]],
        "identity": {name: each[name] for name in who if name in each},
        **{name: each[name] for name in stood if name in each},
    }
    if each.get("temporary"):
        yield {
            "change": "post_temporarily",
            "person": each["key"],
            "org": org_of[each["temporary"]],
        }
    for change in ("number", "attribute"):
        for kind, value in each.get(f"{change}s", {}).items():
            yield {"change": change, "person": each["key"], "kind": kind, "value": value}
