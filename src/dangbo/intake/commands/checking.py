"""Hold every row of a list against the register, a part at a time, and keep how far that came."""

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import last_act
from dangbo.base.beside import Run, beside, uncollected
from dangbo.base.secrets import OpenKey
from dangbo.intake.access import intake_row, lock_intake, note_progress, parts_of
from dangbo.intake.commands.opening import OPEN
from dangbo.intake.enums import Stage
from dangbo.intake.files.judging import JudgedPart, LinesToJudge, judge_part, sealed_part
from dangbo.intake.files.parts import lines_in
from dangbo.intake.files.reading import Asked, Cells, CellsToRead, read_part, survey
from dangbo.intake.models import Intake, Part
from dangbo.intake.queries.answers import answers_of
from dangbo.intake.queries.keeping import judged_in, key_of
from dangbo.intake.queries.matching import in_sight_of, known_of, matches_of
from dangbo.intake.queries.meaning import orgs_named
from dangbo.rules.column_mapping import with_columns
from dangbo.rules.member_rows import Org
from dangbo.rules.row_states import WRONG, RowState
from dangbo.rules.row_twins import Twins, met_twice
from dangbo.rules.typed_days import Column, columns_together
from dangbo.rules.verdicts import Finding, Verdict, finding

Given = TypeVar("Given")
Told = TypeVar("Told")
# Lists of so many rows are worth other processes, which take a moment to begin.
WORTH: Final = 6_000
MODULES: Final = tuple(f"dangbo.intake.files.{name}" for name in ("reading", "judging", "taking"))
TOLD: Final = ("LEGACY_CODING", "NUMBER_ZEROS_EATEN", "DAY_SHORT_YEAR", "DAY_FROM_SERIAL")
Progress = Callable[[int, int], None]


class CheckStopped(Exception):  # noqa: N818 - an answer, not a fault
    """Another check of the same list began, or the list was given up."""


@transaction.atomic
def start_check(*, actor: Actor, intake: int) -> Intake:
    """Note that a check begins; whoever checks the same list already stops.

    The list is from then on of whoever checks it: who brought it may see less of the register.
    """
    row = lock_intake(actor, intake)
    if row.stage not in OPEN:
        Verdict((finding("LIST_NOT_OPEN", stage=row.stage),)).require()
    Verdict(
        tuple(
            each
            for each in with_columns(row.headings, row.columns).findings
            if each.code == "COLUMN_OF_NAME_MISSING"
        )
    ).require()
    row.stage, row.done, row.total = Stage.CHECKING, 0, 3 * row.rows
    if actor.user_id is not None:
        row.owner_id, row.by = actor.user_id, actor.name
    row.changed_at = timezone.now()
    row.save()
    return row


def check_rows(*, actor: Actor, intake: int) -> Intake:
    """Check every row, and keep what each would do; the counter tells others how far it is."""
    run_check(actor=actor, row=start_check(actor=actor, intake=intake))
    return intake_row(actor, intake)


def run_check(*, actor: Actor, row: Intake) -> None:
    """Go on with a check that was begun."""
    with beside(worth=row.rows >= WORTH, modules=MODULES) as run:
        _Check(actor, row, key_of(row), run).go()


@dataclass
class _Check:
    """One check of one list, from its start on."""

    actor: Actor
    intake: Intake
    key: OpenKey
    run: Run
    twins: Twins = field(default_factory=Twins)
    counts: dict[int, Counter[str]] = field(default_factory=dict)
    codes: dict[int, Counter[str]] = field(default_factory=dict)
    asked: dict[int, tuple[Asked, ...]] = field(default_factory=dict)
    rows: dict[int, bytes] = field(default_factory=dict)
    meant: dict[str, list[int]] = field(default_factory=dict)

    def go(self) -> None:
        """Read the list three times: for its columns, for its twins, and for its rows."""
        seen = last_act()
        self.answers = answers_of(self.intake, self.key)
        self.left = {at for at, told in self.answers.decisions.items() if told.left}
        self.defaults = {"activity": "active", **self.intake.defaults}
        firsts = parts_of(self.intake).values_list("number", "first")
        self.ends = {number - 1: first for number, first in firsts}
        columns, orgs = self._survey()
        for part, read in self._each(read_part, lambda part: self._to_read(part, columns, orgs)):
            for trace in read.traces:
                self.twins.meet(trace)
            self.rows[part.number] = read.lines
        for part, judged in self._each(judge_part, self._to_judge):
            self._keep(part, judged)
            for person, number in judged.meant:
                self.meant.setdefault(person, []).append(number)
        self._tell_twice()
        self._finish(seen.seq if seen else 0)

    def _each(
        self, function: Callable[[Given], Told], given: Callable[[Part], Given]
    ) -> Iterator[tuple[Part, Told]]:
        """Yield the parts with what a function says of each, and note how far the check is."""
        waiting: deque[Part] = deque()

        def things() -> Iterator[Given]:
            for part in parts_of(self.intake).iterator(chunk_size=1):
                waiting.append(part)
                yield given(part)

        for told in self.run(function, things()):
            part = waiting.popleft()
            yield part, told
            self._note(part.rows)

    def _note(self, rows: int) -> None:
        self.intake.done += rows
        began = self.intake.changed_at
        self.intake.changed_at = timezone.now()
        if not note_progress(self.intake, began=began):
            raise CheckStopped

    def _survey(self) -> tuple[dict[str, Column], dict[Asked, Org]]:
        """Return how the columns of days are written, and what each text of organisation means."""
        columns: dict[str, list[Column]] = {}
        pairs: dict[Asked, Asked] = {}
        for part, found in self._each(survey, self._cells):
            self.asked[part.number] = tuple(pairs.setdefault(pair, pair) for pair in found.orgs)
            for name, column in found.columns.items():
                columns.setdefault(name, []).append(column)
        orgs = orgs_named(actor=self.actor, asked=pairs, on=self.intake.on)
        return {name: columns_together(each) for name, each in columns.items()}, orgs

    def _cells(self, part: Part) -> Cells:
        since, mended = self.intake.since_1904, self.answers.texts
        numbers = range(part.first, self.ends.get(part.number, sys.maxsize))
        return Cells(
            *(part.cells, self.key, self.intake.columns, self.intake.on, since),
            {at: told for at, told in mended.items() if at in numbers},
            frozenset(at for at in self.left if at in numbers),
            part.section,
        )

    def _to_read(
        self, part: Part, columns: Mapping[str, Column], orgs: Mapping[Asked, Org]
    ) -> CellsToRead:
        named = {pair: orgs[pair] for pair in self.asked.pop(part.number)}
        return CellsToRead(self._cells(part), columns, named, self.defaults)

    @uncollected()
    def _to_judge(self, part: Part) -> LinesToJudge:
        """Look up whom the rows of a part may mean."""
        content = self.rows.pop(part.number)
        read = [row for each in lines_in(content, self.defaults) if (row := each.row) is not None]
        matches, persons = in_sight_of(self.actor, *matches_of(read))
        known = known_of(actor=self.actor, persons=persons, rows=read, on=self.intake.on)
        twins = ((row.number, tuple(self.twins.of(row))) for row in read)
        decisions = self.answers.decisions
        return LinesToJudge(
            *(content, self.key, self.intake.on, self.defaults),
            *(matches, known, {number: found for number, found in twins if found}),
            {row.number: decisions[row.number] for row in read if row.number in decisions},
        )

    def _keep(self, part: Part, judged: JudgedPart) -> None:
        part.judged, part.counts = judged.token, {**judged.counts, "needs": judged.needs}
        part.save(update_fields=["judged", "counts"])
        self.counts[part.number] = judged.counts
        self.codes[part.number] = judged.codes

    def _tell_twice(self) -> None:
        """Refuse rows that mean one person of the register together."""
        twice = {number for rows in self.meant.values() if len(rows) > 1 for number in rows}
        if not twice:
            return
        states: list[RowState] = []
        for part in parts_of(self.intake):
            rows = judged_in(part, self.key)
            states += [each.state for each in rows if each.state.number in twice]
        found = met_twice(states)
        for part in parts_of(self.intake):
            rows = judged_in(part, self.key)
            if any(each.state.number in found for each in rows):
                again = [
                    each._replace(state=_refused(each.state, found[each.state.number]))
                    if each.state.number in found
                    else each
                    for each in rows
                ]
                self._keep(part, sealed_part(again, self.key, self.defaults))

    def _finish(self, seen: int) -> None:
        counts, codes = (sum(each.values(), Counter()) for each in (self.counts, self.codes))
        with transaction.atomic():
            row = lock_intake(self.actor, self.intake.pk)
            if row.stage != Stage.CHECKING or row.changed_at != self.intake.changed_at:
                raise CheckStopped
            row.stage, row.done, row.checked = Stage.CHECKED, row.total, seen
            row.counts = {
                **{name: count for name, count in counts.items() if count},
                "codes": codes,
            }
            kept = [each for each in row.remarks if not _is_of_check(each[0])]
            told = [[f"{code}_ROWS", {"count": codes[code]}] for code in TOLD if codes[code]]
            row.remarks = [*kept, *told]
            row.changed_at = timezone.now()
            row.save()


def _is_of_check(code: str) -> bool:
    return code == "CHECK_FAILED" or code.removesuffix("_ROWS") in TOLD


def _refused(state: RowState, found: Finding) -> RowState:
    return replace(state, state=WRONG, findings=(*state.findings, found))
