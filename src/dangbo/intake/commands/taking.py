"""Take the rows of a checked list into the register: all that are ready, or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal, last_act
from dangbo.base.beside import Run, beside, uncollected
from dangbo.base.bulk import insert_rows
from dangbo.base.secrets import Sealing
from dangbo.intake.access import lock_intake, parts_of
from dangbo.intake.commands.checking import MODULES, WORTH
from dangbo.intake.enums import Stage
from dangbo.intake.files.fields import RESIDENCE
from dangbo.intake.files.parts import Judged
from dangbo.intake.files.taking import (
    Needs,
    PartOnGround,
    PartToTake,
    TakenPart,
    changing,
    fields_of,
    needs_of,
    taken_part,
)
from dangbo.intake.models import Intake, Part, Provenance
from dangbo.intake.queries.keeping import key_of
from dangbo.intake.queries.matching import keys_of, person_ids, residence_of
from dangbo.members.commands import record_events, reserve_persons
from dangbo.members.files.newcomers import Ground
from dangbo.members.replay import CourseTables
from dangbo.orgs.queries import org_ids
from dangbo.papers.access import find_paper
from dangbo.papers.models import Paper
from dangbo.rules.row_states import CHANGED, NEW
from dangbo.rules.verdicts import Verdict, finding

if TYPE_CHECKING:
    from dangbo.audit.models import Act

CODE: Final = "intake.taken"
PARTS_AT_ONCE: Final = 2
PROVENANCE: Final = ("intake", "person", "row", "fields")


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
    cited = find_paper(actor=actor, number=paper) if paper.strip() else None
    with beside(worth=row.rows >= WORTH, modules=MODULES) as run:
        taking = _Taking(actor, row, cited, reason, run)
        taking.take()
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


@dataclass
class _Taking:
    """Records a few parts at a time, each time in an act of its own, within one transaction."""

    actor: Actor
    intake: Intake
    paper: Paper | None
    reason: str
    run: Run
    acts: "list[Act]" = field(default_factory=list)
    needed: dict[int, Needs] = field(default_factory=dict)

    def take(self) -> None:
        """Record all parts; while one act is written, the next ones are prepared."""
        key, defaults = key_of(self.intake), self.intake.defaults

        def given(part: Part) -> PartToTake:
            return PartToTake(part.judged, key, defaults)

        orgs = self._orgs(given)
        tables = CourseTables()
        tables.gather(orgs.values())
        sealing = Sealing.at_hand()
        ids = iter(reserve_persons(sum(each.persons for each in self.needed.values())))

        def on_ground(part: Part) -> PartOnGround:
            needs = self.needed.pop(part.number)
            own = {uid: orgs[uid] for uid in needs.orgs}
            ground = Ground(self.intake.on, sealing, *tables.about(own.values()))
            return PartOnGround(given(part), list(islice(ids, needs.persons)), own, ground)

        waiting: list[TakenPart] = []
        for taken in self.run(taken_part, map(on_ground, self._parts())):
            waiting.append(taken)
            if len(waiting) == PARTS_AT_ONCE:
                self._record(waiting)
                waiting = []
        self._record(waiting)

    def _parts(self) -> Iterator[Part]:
        return parts_of(self.intake).defer("cells").iterator(chunk_size=1)

    def _orgs(self, given: Callable[[Part], PartToTake]) -> dict[str, int]:
        """Return the ids of the organisations of all parts, or refuse what needs a paper."""
        uids: dict[str, str] = {}
        for part in parts_of(self.intake).only("number", "counts"):
            needs = self._needs(part, given)
            if needs.paper and self.paper is None:
                Verdict((finding("PAPER_FOR_IDENTITY"),)).require()
            own = tuple(uids.setdefault(uid, uid) for uid in needs.orgs)
            self.needed[part.number] = needs._replace(orgs=own)
        return org_ids(uids=set(uids))

    def _needs(self, part: Part, given: Callable[[Part], PartToTake]) -> Needs:
        """Return what a part needs, as its check kept it; lists checked before are opened."""
        kept = part.counts.get("needs")
        return needs_of(given(part).rows(), self.intake.defaults) if kept is None else Needs(*kept)

    @uncollected()
    def _record(self, parts: Sequence[TakenPart]) -> None:
        changed = [row for part in parts for row in part.changed]
        new = [part.newcomers for part in parts if part.newcomers.persons]
        if not changed and not new:
            return
        bodies = _bodies(changed)
        events = [
            event
            for row in changed
            for event in changing(row, row.state.person, bodies.get(row.state.person, {}))
        ]
        act = record_events(
            actor=self.actor,
            on=self.intake.on,
            events=events,
            newcomers=new,
            paper=self.paper,
            reason=self.reason or self.intake.name,
            code=CODE,
            invented=self.intake.invented,
        )
        self.acts.append(act)
        self._remember(changed, parts)

    def _remember(self, changed: Sequence[Judged], parts: Sequence[TakenPart]) -> None:
        ids = person_ids(row.state.person for row in changed)
        told = [(ids[row.state.person], row.state.number, fields_of(row)) for row in changed]
        came = chain.from_iterable(part.origins for part in parts)
        rows = ((self.intake.pk, *origin) for origin in chain(told, came))
        insert_rows(Provenance, PROVENANCE, rows)


def _bodies(rows: Sequence[Judged]) -> dict[str, Mapping[str, Any]]:
    """Return where the persons live whose residence a run of rows changes."""
    uids = [
        row.state.person
        for row in rows
        if any(each.field in RESIDENCE for each in row.state.changes)
    ]
    ids = person_ids(uids)
    found = residence_of(ids.values(), keys_of(ids.values()))
    return {uid: found.get(person, {}) for uid, person in ids.items()}
