"""Time what the filter of rows costs somebody who may read one or two branches only."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from bench.filling import Filled
from bench.members import ON, PAGE, TEXTS
from bench.timing import Thing, row, row_each, side_by_side
from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.access import may_see, person_by_uid, readable_persons
from dangbo.members.queries import MemberFilters, members_of, total_members
from dangbo.orgs.access import paths_on
from dangbo.rules.rights import MEMBER_READ, ORG_READ, Rights

AIM, ONE_AIM = 1.5, 5_000.0
ASKED = 50


def lines(filled: Filled) -> Iterator[str]:
    """Ask in the name of grants over a province, a committee, an organisation, and over two."""
    levels = [[each for each in filled.orgs if each.level == level and each.ended is None]
              for level in range(4)]  # fmt: skip
    for what, level in (("a province", 1), ("a committee", 2), ("an organisation", 3)):
        org = levels[level][len(levels[level]) // 2].id
        yield from _beside_none(what, org)
    first, second = levels[2][0].id, levels[2][-1].id
    yield from _two(first, second)
    yield _one(levels[2][len(levels[2]) // 2].id)


def holder(*orgs: int) -> Actor:
    """Return somebody who reads members in some organisations and below."""
    paths = paths_on(OPERATOR, on=ON, known=None).filter(org__in=orgs)
    branches = tuple(sorted(paths.values_list("path", flat=True)))
    rights = Rights(((MEMBER_READ, branches), (ORG_READ, None)))
    return Actor("bench", user_id=1, branches=(), rights=rights)


def _beside_none(what: str, org: int) -> Iterator[str]:
    """Ask for all that the grant shows beside the same organisation without any filter."""
    mine: dict[str, Any] = {"actor": holder(org), "org": None, "on": ON}
    all_of: dict[str, Any] = {"actor": OPERATOR, "org": org, "on": ON}
    named = MemberFilters(text=TEXTS[0])
    assert total_members(**mine) == total_members(**all_of)  # noqa: S101
    for told in (MemberFilters(), named):
        ours, peer = (
            [each.id for each in members_of(**who, filters=told)] for who in (mine, all_of)
        )
        assert ours == peer  # noqa: S101
    things: dict[str, Thing] = {}
    for way, who in (("ours", mine), ("peer", all_of)):
        things |= {
            f"count {way}": partial(total_members, **who),
            f"list {way}": partial(members_of, **who),
            f"search {way}": partial(members_of, **who, filters=named),
        }
    found = side_by_side(things, runs=3)
    total = total_members(**mine)
    for name, told in (("count", "count"), ("list", f"first {PAGE}"), ("search", "search")):
        yield row(
            f"{told} by a grant over {what} ({total:,} members)",
            found[f"{name} ours"],
            found[f"{name} peer"],
            AIM,
        )


def _two(first: int, second: int) -> Iterator[str]:
    """Ask for what two grants show beside what each shows alone."""
    both: dict[str, Any] = {"actor": holder(first, second), "org": None, "on": ON}
    each = [{"actor": holder(org), "org": None, "on": ON} for org in (first, second)]
    assert total_members(**both) == sum(total_members(**who) for who in each)  # noqa: S101
    found = side_by_side(
        {
            "ours": partial(total_members, **both),
            "peer": lambda: [total_members(**who) for who in each],
        },
        runs=3,
    )
    yield row("count by grants over two committees", found["ours"], found["peer"], AIM)


def _one(org: int) -> str:
    """Open persons by their keys, one after the other, as pages of members do."""
    mine = holder(org)
    rows = members_of(actor=mine, org=None, on=ON, limit=ASKED)
    uids = [each.uid for each in rows]

    def opened(actor: Actor) -> None:
        for uid in uids:
            person_by_uid(actor, uid)

    assert all(may_see(mine, MEMBER_READ, each.id) for each in rows)  # noqa: S101
    assert readable_persons(mine).filter(uid__in=uids).count() == len(uids)  # noqa: S101
    found = side_by_side({"ours": partial(opened, mine), "peer": partial(opened, OPERATOR)})
    return row_each(
        "a member opened by key under a grant", found["ours"], found["peer"],
        number=len(uids), aim=ONE_AIM,
    )  # fmt: skip
