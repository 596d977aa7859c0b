"""Judge the rows of a part: what each would do to the register, sealed as it is kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dangbo.base.beside import uncollected
from dangbo.base.secrets import OpenKey
from dangbo.intake.files.parts import Judged, ReadLine, lines_in, packed, sealed
from dangbo.intake.files.taking import Needs, needs_of
from dangbo.rules.row_states import LEFT, Decision, Known, Matches, RowState, judge_row
from dangbo.rules.verdicts import Finding, finding

UNDECIDED = Decision()
NOBODY = Matches()


@dataclass(frozen=True)
class LinesToJudge:
    """The lines of a part, and by number of the row what the register and the list say of some."""

    lines: bytes
    key: OpenKey
    on: date
    defaults: Mapping[str, str]
    matches: Mapping[int, Matches]
    known: Mapping[str, Known]
    twins: Mapping[int, tuple[Finding, ...]]
    decisions: Mapping[int, Decision]


class JudgedPart(NamedTuple):
    """A part as it is kept, its counts by state and by code, its needs, and whom its rows mean."""

    token: str
    counts: Counter[str]
    codes: Counter[str]
    needs: Needs
    meant: list[tuple[str, int]]


@uncollected()
def judge_part(part: LinesToJudge) -> JudgedPart:
    """Judge the rows of a part."""
    rows = [_judged(line, part) for line in lines_in(part.lines, part.defaults)]
    meant = [(each.state.person, each.state.number) for each in rows if each.state.person]
    return sealed_part(rows, part.key, part.defaults)._replace(meant=meant)


def sealed_part(judged: Iterable[Judged], key: OpenKey, defaults: Mapping[str, str]) -> JudgedPart:
    """Return judged rows as they are kept."""
    rows = list(judged)
    counts = Counter(each.state.state for each in rows)
    counts["hidden"] = sum(each.hidden for each in rows)
    codes = Counter(code for each in rows for code in {found.code for found in each.state.findings})
    return JudgedPart(sealed(key, packed(rows)), counts, codes, needs_of(rows, defaults), [])


def _judged(line: ReadLine, part: LinesToJudge) -> Judged:
    row = line.row
    if row is None:
        told = (finding("ROW_ASIDE"),) if line.aside else ()
        return Judged(RowState(line.number, LEFT, findings=told), {}, line.hidden)
    state = judge_row(
        row=row,
        matches=part.matches.get(row.number, NOBODY),
        known=part.known,
        decision=part.decisions.get(row.number, UNDECIDED),
        on=part.on,
        twins=part.twins.get(row.number, ()),
    )
    return Judged(state, dict(row.values), line.hidden)
