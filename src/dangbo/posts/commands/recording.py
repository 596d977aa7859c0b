"""Record an act on posts: one effective day, all or nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows
from dangbo.papers.models import Paper
from dangbo.posts.access import ask_for_entries, persons_by_uid
from dangbo.posts.models import Entry
from dangbo.posts.queries.judging import verdict_on_posts
from dangbo.posts.replay import SEATED, holder_of, refold
from dangbo.rules.post_entries import Given, kept_entry, persons_in
from dangbo.rules.verdicts import Verdict

DECIDED: Final = "posts.decided"
ENTRY: Final = (
    *("act", "position", "on", "precision", "change", "person", "org", "facts", "invented"),
    "opened_by",
)
ASIDE: Final = frozenset({"change", "person", "org"})


@transaction.atomic
def record_posts(
    *,
    actor: Actor,
    on: date,
    posts: Sequence[Given],
    paper: Paper | None = None,
    precision: str = "day",
    reason: str = "",
    invented: bool = False,
    recorded: date | None = None,
) -> Act:
    """Record entries on posts on a day, or raise RuleError with every reason against them."""
    ask_for_entries(actor, posts)
    hold_journal()
    verdict_on_posts(on=on, entries=posts).require()
    kept = [kept_entry(each) for each in posts]
    act = record(
        actor=actor,
        code=DECIDED,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"posts": kept, "precision": precision},
        recorded=recorded,
        invented=invented,
    )
    persons = persons_by_uid(persons_in(kept))
    write_entries(kept, act, on=on, precision=precision, persons=persons)
    refold({holder_of(each, persons) for each in kept}, by=act.seq)
    return act


def foresee_posts(*, actor: Actor, on: date, posts: Sequence[Given]) -> Verdict:
    """Return every reason and warning about entries as `record_posts` would, writing nothing."""
    ask_for_entries(actor, posts)
    return verdict_on_posts(on=on, entries=posts)


def write_entries(
    kept: Sequence[Mapping[str, Any]],
    act: Act,
    *,
    on: date,
    precision: str,
    persons: Mapping[str, int],
) -> None:
    """Write the entries of an act as rows."""
    insert_rows(Entry, ENTRY, _rows(kept, act, on, precision, persons))


def _rows(
    kept: Sequence[Mapping[str, Any]],
    act: Act,
    on: date,
    precision: str,
    persons: Mapping[str, int],
) -> Iterator[tuple[Any, ...]]:
    for position, entry in enumerate(kept):
        person = None if entry["change"] in SEATED else persons[entry["person"]]
        facts = {name: value for name, value in entry.items() if name not in ASIDE}
        text = json.dumps(facts, ensure_ascii=False)
        first = (act.seq, position, on, precision, entry["change"], person, entry.get("org"))
        yield (*first, text, act.invented, act.seq)
