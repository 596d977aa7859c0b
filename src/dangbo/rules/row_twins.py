"""Find the rows of one list that speak of the same person, or give one number twice.

Source: `rules.md` R2.43 (numbers are unique), 15.2.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from typing import Final, NamedTuple

from dangbo.rules.plain_words import plain
from dangbo.rules.row_states import CHANGED, DOUBTFUL, NEW, NUMBERS, SAME, ReadRow, RowState
from dangbo.rules.verdicts import Finding, finding

MOST_TWINS: Final = 20
WHOLE: Final = 8


class Trace(NamedTuple):
    """What a row is met again by: all of it, and each thing that only one row may say."""

    number: int
    whole: int
    keys: tuple[str, ...]


def trace_of(row: ReadRow) -> Trace:
    """Return what a row is met again by; the same in every process, unlike Python's own hash."""
    if not row.values:
        return Trace(row.number, 0, ())
    whole = "\0".join(chain.from_iterable(sorted(row.values.items())))
    digest = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=WHOLE).digest()
    return Trace(row.number, int.from_bytes(digest), tuple(_keys(row.values)))


class Twins:
    """Find rows of one list that speak of the same person or give one number twice.

    Rows are met first, all of them; then each can be asked about.
    """

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._more: defaultdict[str, list[int]] = defaultdict(list)
        self._same: dict[int, int] = {}
        self._whole: dict[int, int] = {}
        self._concerned: set[int] = set()

    def meet(self, row: Trace) -> None:
        """Take notice of a row."""
        number, whole, keys = row
        if whole and (first := self._whole.setdefault(whole, number)) != number:
            self._same[number] = first
            return
        for key in keys:
            if (first := self._first.setdefault(key, number)) != number:
                self._more[key] = [*(self._more[key] or [first]), number][:MOST_TWINS]
                self._concerned |= {first, number}

    def of(self, row: ReadRow) -> list[Finding]:
        """Say which other rows speak of the same person or number."""
        if row.number in self._same:
            return [finding("ROW_REPEATED", other=self._same[row.number])]
        if row.number not in self._concerned:
            return []
        found = []
        for key in _keys(row.values):
            others = [each for each in self._more.get(key, ()) if each != row.number]
            if others:
                kind = key.partition(":")[0]
                code = "NUMBER_TWICE" if kind in NUMBERS else "PERSON_TWICE"
                rows = ", ".join(map(str, others))
                found.append(finding(code, kind, field=kind, rows=rows))
        twice = {each.where for each in found if each.code == "NUMBER_TWICE"}
        return [each for each in found if not twice or each.code == "NUMBER_TWICE"]


def _keys(values: Mapping[str, str]) -> Iterator[str]:
    for kind in NUMBERS:
        if values.get(kind):
            yield f"{kind}:{values[kind]}"
    if values.get("name") and values.get("birth"):
        yield f"name:{plain(values['name'])}:{values['birth']}"


def met_twice(states: Iterable[RowState]) -> dict[int, Finding]:
    """Say which rows mean one person of the register that another row means too."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for each in states:
        if each.person and each.state in {NEW, CHANGED, DOUBTFUL, SAME}:
            rows[each.person].append(each.number)
    found = {}
    for numbers in rows.values():
        for number in numbers if len(numbers) > 1 else ():
            others = ", ".join(str(each) for each in numbers[:MOST_TWINS] if each != number)
            found[number] = finding("PERSON_IN_TWO_ROWS", rows=others)
    return found
