"""Prove which changes are refused by their shape alone."""

import pytest

from dangbo.rules.changes import normal
from dangbo.rules.shape import check_shape
from dangbo.rules.verdicts import Findings

NEW = {"org": 9, "name": "New", "kind": "a"}


def row(source: int, result: int | None, part: str) -> dict[str, object]:
    return {"source": source, "result": result, "part": part}


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ({"change": "merge", "sources": [2], "result": NEW}, ["MERGE_OF_ONE"]),
        ({"change": "merge", "sources": [], "result": NEW}, ["MERGE_OF_ONE"]),
        ({"change": "merge", "sources": [2, 3], "result": NEW}, []),
        ({"change": "merge", "sources": [2, 9], "result": NEW}, ["INTO_ITSELF"]),
        ({"change": "absorb", "sources": [], "result": 3}, ["NO_SOURCES"]),
        ({"change": "absorb", "sources": [], "result": 3, "unlisted": "three"}, []),
        ({"change": "absorb", "sources": [3], "result": 3}, ["INTO_ITSELF"]),
        ({"change": "absorb", "sources": [2, 2], "result": 3}, ["ROW_TWICE", "WHOLE_AND_PART"]),
        ({"change": "split", "source": 2, "results": []}, ["SPLIT_INTO_ONE"]),
        ({"change": "split", "source": 2, "results": [NEW]}, ["SPLIT_INTO_ONE", "LONE_PART"]),
        ({"change": "split", "source": 2, "results": [{"org": 2}, NEW]}, []),
        ({"change": "hand_over_part", "source": 2, "result": 2}, ["ROW_TWICE", "INTO_ITSELF"]),
        ({"change": "hand_over_part", "source": 2, "result": 3}, []),
        ({"change": "move", "orgs": [], "superior": 1}, ["NOTHING_TO_MOVE"]),
        ({"change": "regroup", "rows": []}, ["NO_ROWS"]),
        ({"change": "regroup", "rows": [row(2, 3, "part")]}, ["LONE_PART"]),
        ({"change": "regroup", "rows": [row(2, None, "whole")]}, []),
        (
            {"change": "regroup", "rows": [row(2, 3, "whole"), row(2, 4, "part")]},
            ["WHOLE_AND_PART"],
        ),
        (
            {"change": "regroup", "rows": [row(2, 3, "whole")], "results": [NEW]},
            ["RESULT_WITHOUT_SOURCE"],
        ),
    ],
)
def test_check_shape_finds_every_fault(raw: dict, codes: list[str]) -> None:
    findings = Findings()

    check_shape(normal(raw), "changes[0]", findings)

    assert [each.code for each in findings.against] == codes
    assert {each.where for each in findings.against} <= {"changes[0]"}
