"""Lay out how members go along with acts on organisations, for the pages that check and sign."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.desk.commands import Foreseen
from dangbo.desk.commands.along import Size
from dangbo.desk.queries.hanging import Hanging, HangingLine
from dangbo.members.commands.going_along import GoingAlong, Moved
from dangbo.members.queries.carried import carried_by
from dangbo.members.queries.naming import named_persons
from dangbo.members.queries.sizes import members_in
from dangbo.members.tables.counts import list_url
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.parts import org_url
from dangbo.rules.member_spans import TEMPORARY
from dangbo.ui.panels import Panel
from dangbo.ui.tables import Column, Table, table_of

SHOWN: Final = 20
MOST: Final = 100
Names = Mapping[int, OrgName]


@dataclass(frozen=True)
class OrgLine:
    """How many members an organisation has before and after, and where those go who leave."""

    name: str
    url: str
    before: int
    left: int
    came: int
    after: int
    official: int
    to: str


@dataclass(frozen=True)
class PersonLine:
    """A person with the page, and where he or she goes."""

    name: str
    url: str
    text: str


def members_sums(*, along: GoingAlong, on: date) -> list[tuple[str, str]]:
    """Return how many members would be elsewhere on a day, with the sums before and after."""
    moved = along.moved(on)
    if not moved:
        return []
    orgs = {org for each in moved for org in (each.was, each.now) if org is not None}
    sums = (
        (_("Đảng viên đổi nơi sinh hoạt"), len(moved)),
        (_("Đảng viên trước, ở các tổ chức ấy"), _sum(members_in(orgs, on=on))),
        (_("Đảng viên sau"), _sum(along.sizes(orgs, on))),
    )
    return [(label, format_number(count)) for label, count in sums]


def _sum(sizes: Mapping[int, Size]) -> int:
    return sum(each.members for each in sizes.values())


def carried_told(*, actor: Actor, acts: Collection[int], known: date | None) -> dict[int, str]:
    """Say of decisions how many members they took to another place."""
    counts = carried_by(actor=actor, acts=acts, known=known)
    return {
        act: _("%(count)s đảng viên đổi nơi sinh hoạt theo quyết định này.")
        % {"count": format_number(count)}
        for act, count in counts.items()
    }


def members_section(
    *, request: ActorRequest, along: GoingAlong, foreseen: Foreseen, on: date
) -> Panel | None:
    """Return how members go along on a day; None where nobody is concerned."""
    persons, stuck = along.persons(), along.stuck()
    if not persons and not stuck:
        return None
    moved, visits = along.moved(on), along.moved(on, TEMPORARY)
    names = _names(request.actor, foreseen, [*moved, *visits], stuck, on)
    lines = _lines(along, moved, names, foreseen, on)
    there = {each.person for each in (*moved, *visits)}
    context = {
        "stats": _stats(moved, visits, lines),
        "table": _table(request, lines) if lines else None,
        "people": _people(request.actor, moved, names),
        "people_left": max(0, len(moved) - MOST),
        "visitors": _people(request.actor, visits, names),
        "elsewhere": len(set(persons) - there),
        "stuck": _stuck(request.actor, stuck, names),
    }
    return Panel(_("Đảng viên"), "members/_going_along.html", context, "members")


def _names(
    actor: Actor,
    foreseen: Foreseen,
    moved: Sequence[Moved],
    stuck: Collection[int],
    on: date,
) -> Names:
    orgs = {org for each in moved for org in (each.was, each.now) if org is not None} | set(stuck)
    return {**names_on(actor=actor, orgs=orgs - foreseen.begun, on=on), **foreseen.names}


def _called(org: int | None, names: Names) -> str:
    if org is None:
        return _("ngoài sổ")
    return names[org].name if org in names else _("(không rõ tên)")


def _lines(
    along: GoingAlong, moved: Sequence[Moved], names: Names, foreseen: Foreseen, on: date
) -> list[OrgLine]:
    left: dict[int, Counter[int | None]] = defaultdict(Counter)
    came: Counter[int] = Counter()
    for each in moved:
        if each.was is not None:
            left[each.was][each.now] += 1
        if each.now is not None:
            came[each.now] += 1
    orgs = left.keys() | came.keys()
    before, after = members_in(orgs, on=on), along.sizes(orgs, on)
    lines = []
    for org in sorted(orgs, key=lambda one: (not left[one], _called(one, names))):
        to = "; ".join(f"{_called(o, names)}: {format_number(n)}" for o, n in left[org].items())
        lines.append(
            OrgLine(
                _called(org, names),
                org_url(names[org].uid) if org in names and org not in foreseen.begun else "",
                before[org].members if org in before else 0,
                left[org].total(),
                came[org],
                after[org].members,
                after[org].official,
                to,
            )
        )
    return lines


def _stats(
    moved: Sequence[Moved], visits: Sequence[Moved], lines: Sequence[OrgLine]
) -> list[tuple[str, str]]:
    """Return the sums; those before and after are of the same organisations, so they agree."""
    told = [
        (_("Đảng viên đổi nơi sinh hoạt"), len(moved)),
        (_("Tổng số trước"), sum(each.before for each in lines)),
        (_("Tổng số sau"), sum(each.after for each in lines)),
    ]
    if visits:
        told.append((_("Đổi nơi sinh hoạt tạm thời"), len(visits)))
    return [(label, format_number(count)) for label, count in told]


def _table(request: ActorRequest, lines: Sequence[OrgLine]) -> Table:
    def count(key: str) -> Any:
        return lambda line: format_number(getattr(line, key)) if getattr(line, key) else "–"

    columns = [
        Column("name", _("Tổ chức"), url=lambda line: line.url, main=True),
        Column("before", _("Trước"), value=count("before"), numeric=True),
        Column("left", _("Chuyển đi"), value=count("left"), numeric=True),
        Column("to", _("Chuyển về"), value=lambda line: line.to or "–"),
        Column("came", _("Nhận về"), value=count("came"), numeric=True),
        Column("after", _("Sau"), value=count("after"), numeric=True),
        Column("official", _("Sau, chính thức"), value=count("official"), numeric=True),
    ]
    return table_of(request, columns, lines, caption=_("Đảng viên trước và sau, theo tổ chức"))


def _people(actor: Actor, moved: Sequence[Moved], names: Names) -> list[PersonLine]:
    by_person = {each.person: each for each in moved}
    found = named_persons(actor=actor, persons=by_person, most=MOST)
    return [
        PersonLine(
            each.name,
            reverse("members:detail", args=[each.uid]),
            f"{_called(by_person[each.id].was, names)} → {_called(by_person[each.id].now, names)}",
        )
        for each in found
    ]


def _stuck(
    actor: Actor, stuck: Mapping[int, Sequence[int]], names: Names
) -> list[tuple[str, int, list[PersonLine]]]:
    return [
        (
            _called(org, names),
            len(persons),
            [
                PersonLine(each.name, reverse("members:detail", args=[each.uid]), "")
                for each in named_persons(actor=actor, persons=persons, most=SHOWN)
            ],
        )
        for org, persons in stuck.items()
    ]


def members_hanging(*, actor: Actor, orgs: Collection[int], on: date) -> Hanging | None:
    """Return how many members are posted in organisations that are touched, with their lists."""
    found = members_in(orgs, on=on)
    if not found:
        return None
    most = sorted(found, key=lambda org: (-found[org].members, org))[:SHOWN]
    names = names_on(actor=actor, orgs=most, on=on)
    return Hanging(
        _("Đảng viên đang sinh hoạt tại các tổ chức này"),
        sum(each.members for each in found.values()),
        lines=[
            HangingLine(
                _("%(org)s: %(count)s đảng viên")
                % {"org": names[org].name, "count": format_number(found[org].members)},
                list_url(names[org].uid),
            )
            for org in most
            if org in names
        ],
    )
