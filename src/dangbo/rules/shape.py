"""Judge a change by its shape alone: how many sources and results its kind asks for."""

from collections import Counter

from dangbo.rules.changes import Change
from dangbo.rules.verdicts import Findings, finding


def check_shape(change: Change, where: str, findings: Findings) -> None:
    """Refuse a merge of one, a split into nothing, a source named twice, and their like."""
    for code in (*_counts(change), *_rows(change)):
        findings.refuse(finding(code, where))
    if change.kind == "move" and not change.edits:
        findings.refuse(finding("NOTHING_TO_MOVE", where))


def _counts(change: Change) -> list[str]:
    sources = {row.source for row in change.rows}
    results = {row.result for row in change.rows}
    found = []
    if change.kind == "merge" and len(sources) < 2:  # noqa: PLR2004 - a merger is of two or more
        found.append("MERGE_OF_ONE")
    if change.kind == "absorb" and not sources and not change.unlisted:
        found.append("NO_SOURCES")
    if change.kind == "split" and len(results) < 2:  # noqa: PLR2004 - a split gives two or more
        found.append("SPLIT_INTO_ONE")
    if change.kind == "regroup" and not change.rows:
        found.append("NO_ROWS")
    return found


def _rows(change: Change) -> list[str]:
    found = []
    pairs = Counter((row.source, row.result) for row in change.rows)
    if any(count > 1 for count in pairs.values()):
        found.append("ROW_TWICE")
    per_source = Counter(row.source for row in change.rows)
    if any(row.whole and per_source[row.source] > 1 for row in change.rows):
        found.append("WHOLE_AND_PART")
    if any(not row.whole and per_source[row.source] == 1 for row in change.rows):
        found.append("LONE_PART")
    if change.kind in {"merge", "absorb"} and any(row.source == row.result for row in change.rows):
        found.append("INTO_ITSELF")
    if change.kind == "hand_over_part" and change.rows[0].source == change.rows[1].result:
        found.append("INTO_ITSELF")
    begun = {org for org, _ in change.begins}
    if change.rows and begun - {row.result for row in change.rows}:
        found.append("RESULT_WITHOUT_SOURCE")
    return found
