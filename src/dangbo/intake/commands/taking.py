"""Take the rows of a checked list into the register: all that are ready, or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal, last_act
from dangbo.base.bulk import insert_rows, uncollected
from dangbo.intake.access import lock_intake, parts_of
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake, Provenance
from dangbo.intake.queries.keeping import Judged, judged_in, key_of
from dangbo.intake.queries.matching import (
    ATTRIBUTES,
    GROUP,
    IDENTITY,
    RESIDENCE,
    STATED,
    keys_of,
    person_ids,
    residence_of,
)
from dangbo.members.commands import record_events
from dangbo.orgs.queries import org_ids
from dangbo.papers.access import find_paper
from dangbo.papers.models import Paper
from dangbo.rules.row_states import BY_PAPER, CHANGED, NEW, NUMBERS
from dangbo.rules.typed_days import day_told
from dangbo.rules.verdicts import Verdict, finding

if TYPE_CHECKING:
    from dangbo.audit.models import Act

CODE: Final = "intake.taken"
AT_ONCE: Final = 10_000
PROVENANCE: Final = ("intake", "person", "row", "fields")
WHO: Final = ("name", "birth", *IDENTITY, *STATED)
Event = dict[str, Any]


@transaction.atomic
def take_intake(
    *, actor: Actor, intake: int, paper: str = "", reason: str = "", expected: int | None = None
) -> Intake:
    """Record what the new and changed rows of a checked list say, or raise RuleError.

    `expected` is the number of rows that the user confirmed; `paper` the number of one that stands
    in the register, needed where the list changes what is corrected by paper only.
    """
    hold_journal()
    row = lock_intake(actor, intake)
    _ready(row, expected)
    key = key_of(row)
    rows = [each for part in parts_of(row) for each in judged_in(part, key) if _is_taken(each)]
    cited = find_paper(actor=actor, number=paper) if paper.strip() else None
    if cited is None and any(_by_paper(each) for each in rows):
        Verdict((finding("PAPER_FOR_IDENTITY"),)).require()
    taking = _Taking(actor, row, cited, reason)
    for at in range(0, len(rows), AT_ONCE):
        with uncollected():
            taking.take(rows[at : at + AT_ONCE])
    row.acts = [act.seq for act in taking.acts]
    row.stage, row.changed_at = Stage.TAKEN, timezone.now()
    row.save()
    return row


def _ready(row: Intake, expected: int | None) -> None:
    ready = row.counts.get(NEW, 0) + row.counts.get(CHANGED, 0)
    last = last_act()
    against = []
    if row.stage != Stage.CHECKED:
        against.append(finding("LIST_NOT_CHECKED", stage=row.stage))
    elif row.checked != (last.seq if last else 0):
        against.append(finding("REGISTER_CHANGED_SINCE"))
    elif not ready:
        against.append(finding("NOTHING_TO_TAKE"))
    elif expected is not None and expected != ready:
        against.append(finding("COUNT_CHANGED", expected=expected, count=ready))
    Verdict(tuple(against)).require()


def _is_taken(row: Judged) -> bool:
    return row.state.state in {NEW, CHANGED}


def _by_paper(row: Judged) -> bool:
    return any(each.field in BY_PAPER and each.old for each in row.state.changes)


@dataclass
class _Taking:
    """Records runs of rows, each in an act of its own, within one transaction."""

    actor: Actor
    intake: Intake
    paper: Paper | None
    reason: str

    def __post_init__(self) -> None:
        self.acts: list[Act] = []

    def take(self, rows: Sequence[Judged]) -> None:
        """Record a run of rows, with where each person's fields came from."""
        defaults = self.intake.defaults
        uids = {row.values.get("org") or defaults.get("org", "") for row in rows}
        orgs = org_ids(uids=uids - {""})
        bodies = _bodies(rows)
        persons: dict[int, str] = {}
        events: list[Event] = []
        for row in rows:
            uid = persons[row.state.number] = row.state.person or uuid4().hex
            if row.state.person:
                events += _changing(row, uid, bodies.get(uid, {}))
            else:
                events += _entering(row, uid, {**defaults}, orgs)
        act = record_events(
            actor=self.actor,
            on=self.intake.on,
            events=events,
            paper=self.paper,
            reason=self.reason or self.intake.name,
            code=CODE,
            invented=self.intake.invented,
        )
        self.acts.append(act)
        self._remember(rows, persons)

    def _remember(self, rows: Sequence[Judged], persons: Mapping[int, str]) -> None:
        ids = person_ids(persons.values())

        def told() -> Iterator[tuple[Any, ...]]:
            for row in rows:
                fields = [each.field for each in row.state.changes] or sorted(row.values)
                person = ids[persons[row.state.number]]
                yield self.intake.pk, person, row.state.number, " ".join(fields)

        insert_rows(Provenance, PROVENANCE, told())


def _bodies(rows: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    """Return where the persons live whose residence a run of rows changes."""
    uids = [
        row.state.person
        for row in rows
        if row.state.person and any(each.field in RESIDENCE for each in row.state.changes)
    ]
    ids = person_ids(uids)
    found = residence_of(ids.values(), keys_of(ids.values()))
    return {uid: found.get(person, {}) for uid, person in ids.items()}


def _entering(
    row: Judged, uid: str, defaults: Mapping[str, str], orgs: Mapping[str, int]
) -> Iterator[Event]:
    values = {**defaults, **row.values}
    enter: Event = {
        "change": "enter",
        "person": uid,
        "org": orgs[values["org"]],
        "standing": values["standing"],
        "activity": values.get("activity", "active"),
        "identity": _identity(values),
    }
    admitted = values.get("admitted", "")
    if len(admitted) == len("1980-02-03"):
        enter |= {"admitted": admitted, "counted_from": admitted}
    official = values.get("recognised", "")
    if values["standing"] == "official" and len(official) == len("1980-02-03"):
        enter["recognised"] = official
    yield enter
    yield from _qualities(row.values, uid)
    residence = {code: values[name] for name, code in RESIDENCE.items() if values.get(name)}
    if residence:
        yield {"change": "sheet", "person": uid, "group": GROUP, "body": residence}


def _changing(row: Judged, uid: str, body: Mapping[str, Any]) -> Iterator[Event]:
    new = {each.field: each.new for each in row.state.changes}
    identity = _identity({name: text for name, text in new.items() if name in WHO})
    if identity:
        yield {"change": "identify", "person": uid, "identity": identity}
    yield from _qualities(new, uid)
    residence = {code: new[name] for name, code in RESIDENCE.items() if name in new}
    if residence:
        yield {"change": "sheet", "person": uid, "group": GROUP, "body": {**body, **residence}}


def _qualities(values: Mapping[str, str], uid: str) -> Iterator[Event]:
    for name, value in values.items():
        if name in NUMBERS:
            yield {"change": "number", "person": uid, "kind": name, "value": value}
        elif name in ATTRIBUTES:
            yield {"change": "attribute", "person": uid, "kind": name, "value": value}


def _identity(values: Mapping[str, str]) -> Event:
    told: Event = {name: values[name] for name in WHO if values.get(name)}
    if "birth" in told:
        day = day_told(told["birth"])
        told |= {"birth": day.first.isoformat(), "birth_precision": day.precision.value}
    return told
