"""Answer what a page shows of a list: rows by state, a page at a time, and what they name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.base.lists import ListRow
from dangbo.base.secrets import OpenKey
from dangbo.intake.access import intake_row, parts_of, provenance_of, readable_intakes
from dangbo.intake.files.parts import Judged
from dangbo.intake.files.texts import texts_of
from dangbo.intake.models import Intake, Part
from dangbo.intake.queries.answers import answers_of
from dangbo.intake.queries.keeping import judged_in, key_of, rows_in
from dangbo.intake.queries.matching import known_of, person_ids
from dangbo.orgs.queries import names_on, org_ids
from dangbo.rules.row_states import Known

__all__ = ["Intake", "Known", "intake_row"]
LONGEST = 60


class Shown(NamedTuple):
    """A row as a page shows it: what it would do, and its texts by field, as mended."""

    judged: Judged
    texts: dict[str, str]
    cells: tuple[str, ...]


class Rows(Sequence[Shown]):
    """The rows of a list in some states, opened only as far as a page needs them."""

    def __init__(self, intake: Intake, states: Collection[str], code: str = "") -> None:
        self.intake, self.states, self.code = intake, set(states), code
        self._key: OpenKey | None = None

    @property
    def key(self) -> OpenKey:
        """Return the key of the list, opened once."""
        if self._key is None:
            self._key = key_of(self.intake)
        return self._key

    def __len__(self) -> int:
        if self.code:
            return len(self.coded)
        return sum(self.intake.counts.get(state, 0) for state in self.states)

    @cached_property
    def coded(self) -> list[Shown]:
        """Return the rows with the finding asked for; every part is opened for that."""
        return list(iter(self))

    def __getitem__(self, index: slice) -> list[Shown]:  # type: ignore[override]
        if self.code:
            return self.coded[index]
        start, stop = index.start or 0, len(self) if index.stop is None else index.stop
        found: list[Shown] = []
        before = 0
        for part in parts_of(self.intake).defer("cells", "judged").iterator(chunk_size=100):
            inside = sum(part.counts.get(state, 0) for state in self.states)
            if before + inside > start and before < stop:
                rows = list(self.rows_of(part))
                found += rows[max(0, start - before) : stop - before]
            before += inside
        return found

    def rows_of(self, part: Part) -> Iterator[Shown]:
        """Yield the rows of one part that are in the states asked for."""
        brought = rows_in(part, self.key)
        mended = answers_of(self.intake, self.key).texts
        read = texts_of(self.intake.columns, brought, mended, part.section)
        texts = {each.number: each.texts for each in read}
        cells = {row.number: row.cells for row in brought}
        for each in judged_in(part, self.key):
            if each.state.state in self.states and self._is_asked(each):
                number = each.state.number
                yield Shown(each, texts[number], cells[number])

    def _is_asked(self, row: Judged) -> bool:
        return not self.code or any(found.code == self.code for found in row.state.findings)

    def __iter__(self) -> Iterator[Shown]:
        for part in parts_of(self.intake).iterator(chunk_size=1):
            yield from self.rows_of(part)


def first_rows(intake: Intake, count: int = 3) -> list[ListRow]:
    """Return the first rows as they were brought, to show what a column holds."""
    part = parts_of(intake).first()
    return rows_in(part, key_of(intake))[:count] if part and intake.key else []


def numbers_in(intake: Intake, states: Collection[str], code: str = "") -> list[int]:
    """Return the numbers of the rows in some states, of those with a finding where one is asked."""
    key = key_of(intake)
    return [
        each.state.number
        for part in parts_of(intake)
        for each in judged_in(part, key)
        if each.state.state in states
        and (not code or any(found.code == code for found in each.state.findings))
    ]


def org_names(*, actor: Actor, uids: Iterable[str], on: date) -> dict[str, str]:
    """Return what organisations are called on a day, by key."""
    ids = org_ids(uids=[uid for uid in uids if uid])
    names = names_on(actor=actor, orgs=ids.values(), on=on)
    return {uid: names[org].name for uid, org in ids.items() if org in names}


def persons_called(*, actor: Actor, uids: Iterable[str], on: date) -> dict[str, Known]:
    """Return what is believed of the persons whom rows may mean."""
    ids = person_ids(uids)
    return known_of(actor=actor, persons=ids, rows=(), on=on)


def intakes(*, actor: Actor, stage: str = "", text: str = "") -> list[Intake]:
    """Return the lists that the actor may see, the last changed first."""
    rows = readable_intakes(actor).order_by("-changed_at", "-pk")
    if stage:
        rows = rows.filter(stage=stage)
    if text:
        rows = rows.filter(name__icontains=text[:LONGEST])
    return list(rows[:500])


class Origin(NamedTuple):
    """Where a field of a person came from: the list, its day, the row and its raw text."""

    field: str
    intake: int
    name: str
    on: date
    row: int
    raw: str


def origins_of(*, actor: Actor, person: str) -> list[Origin]:
    """Return, for each field of a person that a list brought, the last one that did."""
    ids = person_ids([person])
    found: dict[str, Origin] = {}
    for told in provenance_of(actor, ids.values()):
        fields = [each for each in told.fields.split() if each not in found]
        raw = _raw(told.intake, told.row) if fields else {}
        for field in fields:
            found[field] = Origin(
                field,
                told.intake_id,
                told.intake.name,
                told.intake.on,
                told.row,
                raw.get(field, ""),
            )
    return list(found.values())


def _raw(intake: Intake, number: int) -> dict[str, str]:
    """Return the texts of one row as they were brought and mended."""
    part = parts_of(intake).filter(first__lte=number).last()
    if part is None or not intake.key:
        return {}
    key = key_of(intake)
    mended = answers_of(intake, key).texts
    rows = texts_of(intake.columns, rows_in(part, key), mended, part.section)
    return next((each.texts for each in rows if each.number == number), {})
