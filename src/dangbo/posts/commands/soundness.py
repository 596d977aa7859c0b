"""Say what a correction of posts leaves unsound."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dangbo.posts.access import every, uids_of
from dangbo.posts.models import BELIEVED, Entry, Post, Term
from dangbo.posts.replay import PERSON, SEATED, events_of, stored
from dangbo.rules.post_course import idle_events
from dangbo.rules.post_soundness import Seats, unsound_bodies
from dangbo.rules.posts import Holding
from dangbo.rules.verdicts import Finding, Verdict, finding


def unsound_after(rows: Iterable[Entry]) -> Verdict:
    """Say what does not hold where entries were corrected: tracks that idle, bodies overfull."""
    entries = list(rows)
    since = min(each.on for each in entries)
    persons = {each.person_id or 0 for each in entries if each.change not in SEATED}
    orgs = {each.org_id for each in entries if each.org_id is not None}
    return Verdict((*_idle(persons), *_unsound(orgs, since)))


def _idle(persons: Iterable[int]) -> Iterator[Finding]:
    holders = {(PERSON, each) for each in persons}
    spans = stored(holders)
    names = uids_of(persons)
    for holder, events in events_of(holders).items():
        held = [each.span for each in spans[holder]]
        for event in idle_events(events=events, spans=held):
            code = "NOT_HELD" if event.value is None else "BEGINS_NOTHING"
            title = event.track.split("|")[3]
            facts: dict[str, Any] = {"person": names[holder[1]], "title": title, "org": event.org}
            yield finding(code, "", on=event.on.isoformat(), **facts)


def _unsound(orgs: Iterable[int], since: date) -> Iterator[Finding]:
    for org in sorted(orgs):
        rows = every(Post).filter(BELIEVED, org=org)
        held = rows.values_list("person__uid", "body", "title", "start", "end")
        terms = every(Term).filter(BELIEVED, org=org)
        seats = terms.values_list("body", "seats", "start", "end")
        yield from unsound_bodies(
            org=org,
            holdings=[Holding(*each) for each in held],
            seats=[Seats(*each) for each in seats],
            since=since,
        )
