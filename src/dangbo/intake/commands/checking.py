"""Hold every row of a list against the register, a part at a time, and keep how far that came."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import last_act
from dangbo.base.bulk import uncollected
from dangbo.base.secrets import OpenKey
from dangbo.intake.access import intake_row, lock_intake, note_progress, parts_of
from dangbo.intake.commands.opening import OPEN
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake, Part
from dangbo.intake.queries.answers import answers_of
from dangbo.intake.queries.keeping import (
    Judged,
    ReadLine,
    judged_in,
    key_of,
    lines_in,
    packed,
    packed_lines,
    rows_in,
    sealed,
)
from dangbo.intake.queries.matching import known_of, matches_of
from dangbo.intake.queries.meaning import Texts, legacy_finding, orgs_named, texts_of
from dangbo.rules.column_mapping import with_columns
from dangbo.rules.member_rows import Reading, day_columns, read_row
from dangbo.rules.row_states import (
    LEFT,
    WRONG,
    ReadRow,
    RowState,
    judge_row,
)
from dangbo.rules.row_twins import Twins, met_twice
from dangbo.rules.verdicts import Finding, Verdict, finding

# Lists of up to so many rows are unsealed once; longer ones are unsealed again to be read.
REMEMBERED: Final = 200_000
TOLD: Final = ("LEGACY_CODING", "NUMBER_ZEROS_EATEN", "DAY_SHORT_YEAR", "DAY_FROM_SERIAL")
Progress = Callable[[int, int], None]


class CheckStopped(Exception):  # noqa: N818 - an answer, not a fault
    """Another check of the same list began, or the list was given up."""


@transaction.atomic
def start_check(*, actor: Actor, intake: int) -> Intake:
    """Note that a check begins; whoever checks the same list already stops."""
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
    row.changed_at = timezone.now()
    row.save()
    return row


def check_rows(*, actor: Actor, intake: int) -> Intake:
    """Check every row, and keep what each would do; the counter tells others how far it is."""
    run_check(actor=actor, row=start_check(actor=actor, intake=intake))
    return intake_row(actor, intake)


def run_check(*, actor: Actor, row: Intake) -> None:
    """Go on with a check that was begun."""
    _Check(actor, row, key_of(row)).run()


@dataclass
class _Check:
    """One check of one list, from its start on."""

    actor: Actor
    intake: Intake
    key: OpenKey
    twins: Twins = field(default_factory=Twins)
    counts: dict[int, Counter[str]] = field(default_factory=dict)
    codes: dict[int, Counter[str]] = field(default_factory=dict)
    texts: dict[int, list[Texts]] = field(default_factory=dict)
    rows: dict[int, bytes] = field(default_factory=dict)
    meant: dict[str, list[int]] = field(default_factory=dict)

    def run(self) -> None:
        """Read the list three times: for its columns, for its twins, and for its rows."""
        seen = last_act()
        self.answers = answers_of(self.intake, self.key)
        self.reading = self._reading()
        for part in self._steps():
            self._read(part)
        for part in self._steps():
            self._judge(part)
        self._tell_twice()
        self._finish(seen.seq if seen else 0)

    def _reading(self) -> Reading:
        asked: dict[tuple[str, str], None] = {}

        def texts() -> Iterator[dict[str, str]]:
            for part in self._steps():
                told = self._texts(part)
                if self.intake.rows <= REMEMBERED:
                    self.texts[part.number] = told
                for row in told:
                    if row.texts.get("org") or row.texts.get("org_above"):
                        asked[row.texts.get("org", ""), row.texts.get("org_above", "")] = None
                    yield row.texts

        since = self.intake.since_1904
        columns = day_columns(texts(), on=self.intake.on, since_1904=since)
        orgs = orgs_named(actor=self.actor, asked=asked, on=self.intake.on)
        defaults = {"activity": "active", **self.intake.defaults}
        return Reading(self.intake.on, columns, since, orgs, defaults)

    def _steps(self) -> Iterator[Part]:
        """Yield the parts, and note after each how far the check is."""
        for part in parts_of(self.intake).iterator(chunk_size=1):
            yield part
            self._note(part.rows)

    def _note(self, rows: int) -> None:
        self.intake.done += rows
        began = self.intake.changed_at
        self.intake.changed_at = timezone.now()
        if not note_progress(self.intake, began=began):
            raise CheckStopped

    @uncollected()
    def _texts(self, part: Part) -> list[Texts]:
        return list(texts_of(self.intake, rows_in(part, self.key), self.answers))

    @uncollected()
    def _read(self, part: Part) -> None:
        """Read the rows of a part, and keep what they say, packed, until all have been met."""
        read: list[ReadLine] = []
        for each in self.texts.pop(part.number, None) or self._texts(part):
            row = None if self._is_left(each) else self._row(each)
            if row is not None:
                self.twins.meet(row)
            read.append(ReadLine(each.number, each.hidden, each.aside, row))
        self.rows[part.number] = packed_lines(read)

    def _is_left(self, texts: Texts) -> bool:
        return texts.aside or self.answers.of(texts.number).left

    def _row(self, texts: Texts) -> ReadRow:
        row = read_row(number=texts.number, texts=texts.texts, reading=self.reading)
        legacy = legacy_finding(texts.texts)
        return replace(row, findings=(*row.findings, legacy)) if legacy else row

    @uncollected()
    def _judge(self, part: Part) -> None:
        lines = lines_in(self.rows.pop(part.number), self.reading.defaults)
        read = [each.row for each in lines if each.row is not None]
        matches, persons = matches_of(read)
        known = known_of(actor=self.actor, persons=persons, rows=read, on=self.intake.on)
        judged = []
        for line in lines:
            row = line.row
            if row is None:
                judged.append(_left(line))
                continue
            state = judge_row(
                row=row,
                matches=matches[row.number],
                known=known,
                decision=self.answers.of(row.number),
                on=self.intake.on,
                twins=self.twins.of(row),
            )
            if state.person:
                self.meant.setdefault(state.person, []).append(state.number)
            judged.append(Judged(state, dict(row.values), line.hidden))
        self._keep(part, judged)

    def _keep(self, part: Part, judged: Iterable[Judged]) -> None:
        rows = list(judged)
        counts = Counter(each.state.state for each in rows)
        counts["hidden"] = sum(each.hidden for each in rows)
        part.judged, part.counts = sealed(self.key, packed(rows)), dict(counts)
        part.save(update_fields=["judged", "counts"])
        self.counts[part.number] = counts
        self.codes[part.number] = Counter(
            code for each in rows for code in {found.code for found in each.state.findings}
        )

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
                self._keep(part, again)

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


def _left(line: ReadLine) -> Judged:
    told = (finding("ROW_ASIDE"),) if line.aside else ()
    return Judged(RowState(line.number, LEFT, findings=told), {}, line.hidden)


def _refused(state: RowState, found: Finding) -> RowState:
    return replace(state, state=WRONG, findings=(*state.findings, found))
