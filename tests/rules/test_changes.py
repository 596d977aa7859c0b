"""Prove into which effects each kind of change is read."""

import json

import pytest

from dangbo.rules.changes import KINDS, READERS, Change, Row, named_in, normal

NEW = {"org": 9, "name": "New", "kind": "a", "superior": 1}
BORN = ((9, {"name": "New", "kind": "a", "superior": 1}),)


def test_every_kind_of_change_can_be_read() -> None:
    assert set(READERS) == set(KINDS)


@pytest.mark.parametrize(
    ("raw", "change"),
    [
        ({"change": "found", **NEW}, Change("found", begins=BORN)),
        (
            {"change": "import", **NEW, "code": "05", "note": "left out"},
            Change("import", begins=((9, {**BORN[0][1], "code": "05"}),)),
        ),
        (
            {"change": "rename", "org": 2, "name": "X", "short_name": "x"},
            Change("rename", edits=((2, {"name": "X", "short_name": "x"}),)),
        ),
        (
            {"change": "retype", "org": 2, "kind": "b"},
            Change("retype", edits=((2, {"kind": "b"}),)),
        ),
        (
            {"change": "move", "orgs": [2, 3], "superior": 1},
            Change("move", edits=((2, {"superior": 1}), (3, {"superior": 1}))),
        ),
        (
            {"change": "recode", "org": 2, "code": "07"},
            Change("recode", edits=((2, {"code": "07"}),)),
        ),
        ({"change": "dissolve", "org": 2}, Change("dissolve", ends=(2,))),
        (
            {"change": "dissolve", "org": 2, "below": 1},
            Change("dissolve", ends=(2,), follow=((2, 1),), standing=(1,)),
        ),
        (
            {"change": "restore", "org": 2, "superior": 1, "gap_unknown": True},
            Change("restore", begins=((2, {"superior": 1}),), again=True, gap_unknown=True),
        ),
        (
            {"change": "merge", "sources": [2, 3], "result": NEW},
            Change(
                "merge",
                begins=BORN,
                ends=(2, 3),
                rows=(Row(2, 9, whole=True), Row(3, 9, whole=True)),
                follow=((2, 9), (3, 9)),
            ),
        ),
        (
            {"change": "absorb", "sources": [2], "result": 3},
            Change(
                "absorb",
                ends=(2,),
                rows=(Row(2, 3, whole=True),),
                follow=((2, 3),),
                standing=(3,),
            ),
        ),
        (
            {"change": "split", "source": 2, "results": [{"org": 3}, NEW], "below": {"4": 9}},
            Change(
                "split",
                begins=BORN,
                ends=(2,),
                rows=(Row(2, 3, whole=False), Row(2, 9, whole=False)),
                placed=((4, 9),),
                standing=(3,),
            ),
        ),
        (
            {"change": "split", "source": 2, "results": [{"org": 2}, {"org": 3}]},
            Change(
                "split",
                rows=(Row(2, 2, whole=False), Row(2, 3, whole=False)),
                standing=(2, 3),
            ),
        ),
        (
            {"change": "hand_over_part", "source": 2, "result": 3, "orgs": [4]},
            Change(
                "hand_over_part",
                rows=(Row(2, 2, whole=False), Row(2, 3, whole=False)),
                placed=((4, 3),),
                standing=(3, 2),
            ),
        ),
        (
            {"change": "hand_over_part", "source": 2, "result": NEW},
            Change(
                "hand_over_part",
                begins=BORN,
                rows=(Row(2, 2, whole=False), Row(2, 9, whole=False)),
                standing=(2,),
            ),
        ),
        (
            {
                "change": "regroup",
                "rows": [
                    {"source": 2, "result": 9, "part": "whole"},
                    {"source": 3, "result": 3, "part": "part"},
                    {"source": 3, "result": 9, "part": "part"},
                    {"source": 4, "result": None, "part": "whole"},
                ],
                "results": [NEW],
                "below": {"5": 9},
            },
            Change(
                "regroup",
                begins=BORN,
                ends=(2, 4),
                rows=(
                    Row(2, 9, whole=True),
                    Row(3, 3, whole=False),
                    Row(3, 9, whole=False),
                    Row(4, None, whole=True),
                ),
                placed=((5, 9),),
                follow=((2, 9),),
                standing=(3,),
            ),
        ),
        (
            {"change": "unlisted", "what": "absorb", "count": 3, "sources": [2], "result": 3},
            Change("unlisted", standing=(2, 3), unlisted=True),
        ),
    ],
    ids=lambda value: value["change"] if isinstance(value, dict) else "",
)
def test_normal_reads_a_change_as_the_journal_keeps_it(raw: dict, change: Change) -> None:
    assert normal(json.loads(json.dumps(raw))) == change


def test_named_in_names_everybody_superiors_included() -> None:
    change = normal(
        {
            "change": "split",
            "source": 2,
            "results": [{"org": 3}, NEW],
            "below": {4: 9},
        }
    )

    assert named_in(change) == {1, 2, 3, 4, 9}
