"""Say where decisions take members, whose course that concerns, and what stands against it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import F, Q

from dangbo.audit.access import acts_by_seq
from dangbo.audit.queries import params_of
from dangbo.members.access import chunks, every
from dangbo.members.commands.keeping import make_persons, persons_of
from dangbo.members.models import Carry, Event, Posting
from dangbo.members.replay import BELIEVED
from dangbo.rules.member_carries import carries_of, listed_in
from dangbo.rules.member_course import CarryOver, Course
from dangbo.rules.projection import Projection
from dangbo.rules.timelines import Timeline
from dangbo.rules.verdicts import Finding, finding

CARRY: Final = ("act", "position", "on", "source", "result", "persons")
Row = tuple[int, int, date, int, int | None, str | None]
Way = tuple[date, int]
Changes = Sequence[Mapping[str, Any]]
Named = Callable[[Iterable[str]], Mapping[str, int]]


def known(uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of those persons of these keys who are known."""
    return {uid: pk for uid, (pk, _) in persons_of(uids).items()}


def reserved(uids: Iterable[str], *, invented: bool) -> dict[str, int]:
    """Return the ids of the persons of these keys, keeping a place for those nobody knows yet.

    A decision may list somebody whose admission is recorded only later: the list holds for him.
    """
    wanted = sorted(uids)
    persons = make_persons(wanted, persons_of(wanted), invented=invented)
    return {uid: pk for uid, (pk, _) in persons.items()}


def rows_wanted(
    found: Projection, stated: Mapping[int, Changes] | None = None, named: Named = known
) -> dict[Row, None]:
    """Return what the decisions of a projection say of members, in rows.

    `stated` has the changes of decisions that are not in the journal; `named` gives the ids of the
    persons that keys name.
    """
    days = {seq: act.on for seq, act in found.acts.items()}
    days |= {each.seq: each.act.on for each in found.revisions if each.act is not None}
    for each in found.revisions:
        if each.act is None:
            days.pop(each.seq, None)
    changes = changes_of_acts(days, stated or {})
    persons = named({uid for each in changes.values() for uid in listed_in(each)})
    return {
        row: None
        for seq, each in changes.items()
        for source, carry in carries_of(seq=seq, on=days[seq], changes=each, persons=persons)
        for row in _as_rows(source, carry)
    }


def changes_of_acts(acts: Iterable[int], stated: Mapping[int, Changes]) -> dict[int, Changes]:
    """Return the changes of decisions, of those in the journal as it keeps them."""
    wanted = set(acts)
    kept = acts_by_seq(wanted - stated.keys())
    found: dict[int, Changes] = {seq: params_of(act)["changes"] for seq, act in kept.items()}
    return found | {seq: stated[seq] for seq in wanted & stated.keys()}


def _as_rows(source: int, carry: CarryOver) -> Iterator[Row]:
    first = (carry.seq, carry.position, carry.on, source)
    for result in sorted(set(carry.listed.values())):
        own = sorted(person for person, to in carry.listed.items() if to == result)
        yield (*first, result, listed(own))
    if carry.rest is not None:
        yield (*first, carry.rest, None)


def listed(persons: Iterable[int] | None) -> str | None:
    """Return a list of persons as a row keeps it; None: all the others."""
    return None if persons is None else f"[{', '.join(map(str, persons))}]"


def rows_believed(acts: Iterable[int]) -> Iterator[tuple[int, Row]]:
    """Yield what is believed now of members by decisions, each with its row's id."""
    for ids in chunks(acts):
        for pk, *values in every(Carry).filter(BELIEVED, act__in=ids).values_list("pk", *CARRY):
            yield pk, (*values[:5], listed(values[5]))


def broken(timelines: Mapping[int, Timeline], since: date) -> Iterator[int]:
    """Yield organisations that do not stand without a break from a day on."""
    for org, timeline in timelines.items():
        at: date | None = since
        for version in sorted(timeline, key=lambda each: each.start):
            if at is None or version.start > at:
                break
            at = version.end
        if at is not None:
            yield org


def concerned(orgs: Iterable[int], since: date) -> set[int]:
    """Return who is posted in organisations from a day on, or has an event there, if of no day."""
    found: set[int] = set()
    for ids in chunks(orgs):
        posted = (
            every(Posting).filter(BELIEVED, org__in=ids).filter(Q(end=None) | Q(end__gte=since))
        )
        found.update(posted.values_list("person", flat=True))
        met = every(Event).filter(BELIEVED, org__in=ids, on__gte=since)
        found.update(met.values_list("person", flat=True))
    return found | gone_by(ways_through(orgs, since))


def ways_through(orgs: Iterable[int], since: date, laid: Sequence[Row] = ()) -> set[Way]:
    """Return by which ways members came to organisations, also by others on the same day.

    Whoever comes and goes on the same day has no posting in between that would tell of it. `laid`
    has what decisions that are only foreseen say of members.
    """
    ways = {way for way in _ways_into(orgs, laid) if way[0] >= since}
    fresh = ways
    while fresh:
        found: set[Way] = set()
        for on in {way[0] for way in fresh}:
            before = _ways_into({source for day, source in fresh if day == on}, laid, on=on)
            found.update(before)
        fresh = found - ways
        ways |= fresh
    return ways


def _ways_into(
    orgs: Iterable[int], laid: Sequence[Row], *, on: date | None = None
) -> Iterator[Way]:
    wanted = set(orgs)
    for ids in chunks(wanted):
        rows = every(Carry).filter(BELIEVED, result__in=ids).exclude(source=F("result"))
        rows = rows if on is None else rows.filter(on=on)
        yield from rows.values_list("on", "source").distinct()
    for _act, _position, day, source, result, _persons in laid:
        if result in wanted and source != result and on in {None, day}:
            yield day, source


def gone_by(ways: Iterable[Way]) -> set[int]:
    """Return whose posting in the source of a way ends on its day."""
    days: dict[date, set[int]] = defaultdict(set)
    for on, source in ways:
        days[on].add(source)
    found: set[int] = set()
    for on, own in days.items():
        for ids in chunks(own):
            posted = every(Posting).filter(BELIEVED, org__in=ids, end=on)
            found.update(posted.values_list("person", flat=True))
    return found


def together(after: Iterable[Course]) -> Iterator[Finding]:
    """Say once for each organisation how many members are concerned, others as they are."""
    counted: Counter[tuple[str, object, object]] = Counter()
    for course in after:
        for _, each in course.against:
            counted[each.code, each.fact("org"), each.fact("on")] += 1
    for (code, org, on), count in counted.items():
        yield finding(code, org=_plain(org), on=_plain(on), count=count)


def _plain(value: object) -> str | int | None:
    return value if isinstance(value, str | int) else None
