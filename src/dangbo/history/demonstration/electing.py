"""Elect the committees of invented grassroots organisations, plan for the term after, declare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.orgs.access import versions_on
from dangbo.posts.access import posted_below, posts_on, readable_posts
from dangbo.posts.commands import record_posts
from dangbo.rules.draws import Draws

TERM: Final = 5
# Congresses of grassroots organisations meet in the middle of the first year of a term.
CONGRESS: Final = (6, 15)
DECLARED: Final = (12, 20)
# A committee has so many seats at least, one more for so many members, and so many at most.
LEAST, A_SEAT, MOST = 7, 12, 13
COMMISSION: Final = 3
PLANNED: Final = 3
REASON: Final = "Dữ liệu minh họa"
Entry = Mapping[str, Any]
Head = tuple[str, date]


@dataclass(frozen=True)
class Elected:
    """The committee of one organisation: the members from the congress on, and who joins later."""

    org: int
    sitting: Sequence[str]
    leader: str
    later: Sequence[Head]

    @property
    def seats(self) -> int:
        """Return how many seats it has: enough for those who join as secretaries."""
        return len(self.sitting) + len({uid for uid, _on in self.later})


def elect(*, actor: Actor, committee: str, seed: int, last: date) -> None:
    """Record the committees of the last term that began before the story ends, and what follows."""
    year = last.year - last.year % TERM
    congress = date(year, *CONGRESS)
    if congress >= last:
        return
    draws = Draws(f"{committee} {seed} committees")
    there = versions_on(OPERATOR, on=congress, known=None)
    hosts = there.filter(kind="dang_bo_co_so", org__uid__startswith=f"{committee}.mh.")
    ids = hosts.order_by("org__uid").values_list("org", flat=True)
    found = [each for host in ids if (each := _elected(host, congress, last, draws)) is not None]
    if not found:
        return
    told: dict[str, Any] = {"actor": actor, "reason": REASON, "invented": True}
    term = f"{year}-{year + TERM}"
    record_posts(on=congress, posts=[e for each in found for e in _begun(each, term)], **told)
    later = sorted({on for each in found for _uid, on in each.later})
    for on in later:
        record_posts(on=on, posts=list(_joining(found, on)), **told)
    _prepare(found, year, last, told)


def _elected(org: int, congress: date, last: date, draws: Draws) -> Elected | None:
    """Choose who sits: the secretary, whoever leads later and is there, and some who stay."""
    leads = _leads(org, congress)
    there = _members(org, congress)
    staying = set(_members(org, last))
    if not leads or leads[0][1] > congress or len(there) < LEAST:
        return None
    size = min(LEAST + len(there) // A_SEAT, MOST)
    leader = leads[0][0]
    own = dict.fromkeys([leader, *(uid for uid, _on in leads if uid in there)])
    rest = draws.shuffled([uid for uid in there if uid not in own])
    rest.sort(key=lambda uid: uid not in staying)
    sitting = [*own, *rest][:size]
    return Elected(org, sitting, leader, [each for each in leads if each[0] not in sitting])


def _leads(org: int, since: date) -> list[Head]:
    """Return who is secretary from a day on, each with the first day from then."""
    rows = readable_posts(OPERATOR, known=None).filter(org=org, title="bi_thu", body="bch")
    now = set(posts_on(OPERATOR, on=since, known=None).filter(org=org).values_list("pk", flat=True))
    found = rows.order_by("start", "person__uid").values_list("pk", "person__uid", "start")
    return [(uid, max(start, since)) for pk, uid, start in found if pk in now or start > since]


def _members(org: int, on: date) -> list[str]:
    rows = posted_below(OPERATOR, org=org, on=on, known=None)
    return sorted(rows.values_list("person__uid", flat=True))


def _begun(each: Elected, term: str) -> Iterator[Entry]:
    bch = {"org": each.org, "body": "bch"}
    yield {"change": "seats", "seats": each.seats, "name": term, **bch}
    for uid in each.sitting:
        yield {"change": "begin", "person": uid, "title": "uv_bch", "how": "elected", **bch}
    deputy = next(uid for uid in each.sitting if uid != each.leader)
    yield {"change": "begin", "person": deputy, "title": "pho_bi_thu", "how": "elected", **bch}
    chair, *others = [uid for uid in each.sitting if uid not in {each.leader, deputy}][:COMMISSION]
    ubkt = {"org": each.org, "body": "ubkt", "how": "elected"}
    yield {"change": "begin", "person": chair, "title": "chu_nhiem_ubkt", **ubkt}
    for uid in others:
        yield {"change": "begin", "person": uid, "title": "uv_ubkt", **ubkt}


def _joining(found: Sequence[Elected], on: date) -> Iterator[Entry]:
    """Yield the membership of those who become secretaries on a day and do not sit yet."""
    for each in found:
        first = dict(reversed(each.later))
        for uid, day in first.items():
            if day == on:
                place = {"org": each.org, "body": "bch", "title": "uv_bch"}
                yield {"change": "begin", "person": uid, "how": "by_election", **place}


def _prepare(found: Sequence[Elected], year: int, last: date, told: Mapping[str, Any]) -> None:
    """Plan secretaries for the term after, and say how far declarations of the year came."""
    on = date(year + TERM - 2, 10, 1)
    if on > last:
        return
    term = f"{year + TERM}-{year + 2 * TERM}"
    plans = [
        {
            "change": "plan",
            "person": uid,
            "org": e.org,
            "body": "bch",
            "title": "bi_thu",
            "term": term,
        }
        for e in found
        for uid in _still(e, on)[:PLANNED]
    ]
    if plans:
        record_posts(on=on, posts=plans, **told)
    declared = {"change": "declare", "year": on.year, "kind": "yearly"}
    persons = list(dict.fromkeys(uid for e in found for uid in _still(e, on)))
    rows = [
        {**declared, "person": uid, "status": "done" if at % 5 else "due"}
        for at, uid in enumerate(persons)
    ]
    declared_on = date(on.year, *DECLARED)
    if rows and declared_on <= last:
        record_posts(on=declared_on, posts=rows, **told)


def _still(each: Elected, on: date) -> list[str]:
    """Return who of a committee sits in it still on a day."""
    rows = posts_on(OPERATOR, on=on, known=None).filter(org=each.org, title="uv_bch")
    return sorted(rows.values_list("person__uid", flat=True))
