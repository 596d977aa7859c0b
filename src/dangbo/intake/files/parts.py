"""Pack and seal the rows of lists, and open them again."""

import json
import zlib
from base64 import b85decode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dangbo.base.lists import ListRow
from dangbo.base.secrets import OpenKey
from dangbo.rules.row_states import FieldChange, ReadRow, RowState
from dangbo.rules.verdicts import Finding

FASTEST: Final = 1
PACKED: Final = b"x\x01"


class Judged(NamedTuple):
    """A row with what it would do, the values that its cells mean, and whether it was hidden."""

    state: RowState
    values: dict[str, str]
    hidden: bool


class ReadLine(NamedTuple):
    """A line of a list as it was read; no row where it is left out."""

    number: int
    hidden: bool
    aside: bool
    row: ReadRow | None


def sealed(key: OpenKey, content: object) -> str:
    """Return plain values packed and sealed."""
    return key.seal_bytes(pack(content))


def unsealed(key: OpenKey, token: str) -> Any:
    """Return the plain values that were sealed; nothing where nothing was."""
    if not token:
        return None
    content = key.unseal_bytes(token)
    # Lists opened before this were kept as text; nothing packed begins as base 85 does.
    return unpack(content if content.startswith(PACKED) else b85decode(content))


def pack(content: object) -> bytes:
    """Return plain values as few bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"), FASTEST)


def unpack(content: bytes) -> Any:
    """Return the plain values that were packed."""
    return json.loads(zlib.decompress(content))


def rows_from(token: str, key: OpenKey) -> list[ListRow]:
    """Return rows of a list as they were brought."""
    found = unsealed(key, token)
    return [ListRow(number, tuple(cells), bool(hidden)) for number, cells, hidden in found]


def packed(rows: Iterable[Judged]) -> list[list[Any]]:
    """Return judged rows as plain values."""
    return [
        [
            *(state.number, state.state, state.person),
            [[each.field, each.old, each.new] for each in state.changes],
            _told(state.findings),
            *(list(state.choices), values, int(hidden)),
        ]
        for state, values, hidden in rows
    ]


def packed_lines(lines: Iterable[ReadLine]) -> bytes:
    """Return lines as few bytes, to be held in memory by the million."""
    return pack(
        [
            [each.number, int(each.hidden), int(each.aside)]
            if each.row is None
            else [
                *(each.number, int(each.hidden), int(each.aside)),
                *(each.row.values, _told(each.row.findings)),
            ]
            for each in lines
        ]
    )


def lines_in(content: bytes, defaults: Mapping[str, str]) -> list[ReadLine]:
    """Return lines that were packed; `defaults` are those that the rows were read with."""
    return [_line(defaults, *each) for each in unpack(content)]


def _line(  # noqa: PLR0917 - the order in which they are kept
    defaults: Mapping[str, str],
    number: int,
    hidden: int,
    aside: int,
    values: dict[str, str] | None = None,
    findings: Sequence[list[Any]] = (),
) -> ReadLine:
    row = None if values is None else ReadRow(number, values, _findings(findings), defaults)
    return ReadLine(number, bool(hidden), bool(aside), row)


def _told(findings: Iterable[Finding]) -> list[list[Any]]:
    return [[each.code, each.where, dict(each.facts), each.source] for each in findings]


def _findings(told: Sequence[list[Any]]) -> tuple[Finding, ...]:
    if not told:
        return ()
    return tuple(
        Finding(code, where, tuple(sorted(facts.items())), source)
        for code, where, facts, source in told
    )


def judged_from(token: str, key: OpenKey) -> list[Judged]:
    """Return rows with what they would do."""
    return [_judged(*each) for each in unsealed(key, token) or ()]


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
    changed = tuple(FieldChange(*each) for each in changes)
    row = RowState(number, state, person, changed, _findings(findings), tuple(choices))
    return Judged(row, values, bool(hidden))
