"""Tell an organisation's history: decisions, congresses, people and remarks in order of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.history.access import sources_by_act
from dangbo.history.phrases import CONGRESS_KINDS, NOTES
from dangbo.history.queries.sources import SourceRow, sources_in
from dangbo.history.queries.statements import congresses_of, leaders_of, notes_of
from dangbo.history.queries.times import When
from dangbo.orgs.queries import DecisionRow, decisions_touching
from dangbo.rules.days import PartialDay, Precision, last_day

ORDER = {"decision": 0, "congress": 1, "leader": 2, "note": 3}


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened or is said to: a decision, congress, leader or note."""

    kind: str
    key: str
    when: When | None
    title: str
    detail: str
    sources: Sequence[SourceRow]
    invented: bool
    decision: DecisionRow | None = None


def timeline_of(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None
) -> list[TimelineItem]:
    """Return all that is known to have happened up to a day, in order; undated things last."""
    items = [
        *_decisions(actor, org, on, known),
        *_congresses(actor, org, on, known),
        *_leaders(actor, org, on, known),
        *_notes(actor, org, on, known),
    ]
    return sorted(items, key=_place)


def _place(item: TimelineItem) -> tuple[bool, date, int, str]:
    start = item.when.start if item.when else date.max
    return (item.when is None, start, ORDER[item.kind], item.key)


def _decisions(
    actor: Actor, org: int, on: date | None, known: date | None
) -> Iterator[TimelineItem]:
    rows = [
        each
        for each in decisions_touching(actor=actor, org=org, known=known)
        if on is None or each.on <= on
    ]
    act = act_known_on(known)
    said = sources_by_act({each.act for each in rows}, known=act)
    sources = sources_in({committee for committee, _ in said.values()}, actor=actor, known=act)
    for row in rows:
        committee, keys = said.get(row.act, (0, []))
        yield TimelineItem(
            "decision",
            str(row.act),
            _when(row),
            row.title,
            "",
            tuple(sources[committee, key] for key in keys if (committee, key) in sources),
            row.invented,
            decision=row,
        )


def _when(row: DecisionRow) -> When:
    precision = Precision(row.precision)
    if precision in {Precision.MONTH, Precision.YEAR}:
        stated = PartialDay(row.on, precision, row.on_text)
        end = last_day(stated) + timedelta(days=1)
    else:
        end = row.on + timedelta(days=1)
    return When(row.on, end, precision, row.on_text, over=False)


def _congresses(
    actor: Actor, org: int, on: date | None, known: date | None
) -> Iterator[TimelineItem]:
    for each in congresses_of(actor=actor, org=org, on=on, known=known):
        title = f"{CONGRESS_KINDS[each.kind]} {each.ordinal}"
        if each.term:
            title += f" ({each.term})"
        detail = "; ".join(f"{name}: {count}" for name, count in each.results.items())
        detail = " ".join(filter(None, (detail, each.note)))
        yield TimelineItem(
            "congress", each.key, each.when, title, detail, each.sources, each.invented
        )


def _leaders(actor: Actor, org: int, on: date | None, known: date | None) -> Iterator[TimelineItem]:
    for each in leaders_of(actor=actor, org=org, on=on, known=known):
        title = f"{each.person}: {each.post}"
        yield TimelineItem(
            "leader", each.key, each.when, title, each.note, each.sources, each.invented
        )


def _notes(actor: Actor, org: int, on: date | None, known: date | None) -> Iterator[TimelineItem]:
    for each in notes_of(actor=actor, org=org, on=on, known=known):
        title = str(NOTES.get(each.code, ""))
        yield TimelineItem(
            "note", each.key, each.when, title, each.text, each.sources, each.invented
        )
