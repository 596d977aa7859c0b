"""Seal the rows of a list and open them again, a part at a time."""

import json
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from dangbo.base.lists import ListRow
from dangbo.base.secrets import OpenKey
from dangbo.intake.access import parts_of
from dangbo.intake.models import Intake, Part
from dangbo.rules.row_states import FieldChange, RowState
from dangbo.rules.verdicts import Finding

PART_ROWS: Final = 2_000
FASTEST: Final = 1


class Judged(NamedTuple):
    """A row with what it would do, the values that its cells mean, and whether it was hidden."""

    state: RowState
    values: dict[str, str]
    hidden: bool


def sealed(key: OpenKey, content: object) -> str:
    """Return plain values packed and sealed."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return key.seal(b85encode(zlib.compress(text.encode("utf-8"), FASTEST)).decode("ascii"))


def unsealed(key: OpenKey, token: str) -> Any:
    """Return the plain values that were sealed; nothing where nothing was."""
    if not token:
        return None
    return json.loads(zlib.decompress(b85decode(key.unseal(token))))


def key_of(intake: Intake) -> OpenKey:
    """Open the key of a list, once for all its parts."""
    return OpenKey.opened(intake.key)


def parts_from(intake: Intake, key: OpenKey, rows: Sequence[ListRow]) -> Iterator[Part]:
    """Yield the parts that keep the rows of a list."""
    for number, at in enumerate(range(0, len(rows), PART_ROWS)):
        run = rows[at : at + PART_ROWS]
        yield Part(
            intake=intake,
            number=number,
            first=run[0].number,
            rows=len(run),
            cells=sealed(key, [[row.number, row.cells, int(row.hidden)] for row in run]),
        )


def rows_in(part: Part, key: OpenKey) -> list[ListRow]:
    """Return the rows of a part as they were brought."""
    found = unsealed(key, part.cells)
    return [ListRow(number, tuple(cells), bool(hidden)) for number, cells, hidden in found]


def all_rows(intake: Intake, key: OpenKey) -> Iterator[ListRow]:
    """Yield the rows of a list, a part at a time."""
    for part in parts_of(intake).iterator(chunk_size=1):
        yield from rows_in(part, key)


def packed(rows: Iterable[Judged]) -> list[list[Any]]:
    """Return judged rows as plain values."""
    return [
        [
            *(state.number, state.state, state.person),
            [[each.field, each.old, each.new] for each in state.changes],
            [[each.code, each.where, dict(each.facts), each.source] for each in state.findings],
            *(list(state.choices), values, int(hidden)),
        ]
        for state, values, hidden in rows
    ]


def judged_in(part: Part, key: OpenKey) -> list[Judged]:
    """Return the rows of a part with what they would do."""
    return [_judged(*each) for each in unsealed(key, part.judged) or ()]


def _judged(  # noqa: PLR0917 - the order in which they are kept
    number: int,
    state: str,
    person: str,
    changes: list[list[str]],
    findings: list[list[Any]],
    choices: list[str],
    values: dict[str, str],
    hidden: int,
) -> Judged:
    told = tuple(
        Finding(code, where, tuple(sorted(facts.items())), source)
        for code, where, facts, source in findings
    )
    changed = tuple(FieldChange(*each) for each in changes)
    row = RowState(number, state, person, changed, told, tuple(choices))
    return Judged(row, values, bool(hidden))
