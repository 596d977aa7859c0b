"""Prove what a draft lacks, and that a filled one says what was put into it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.rules.changes import KINDS, normal
from dangbo.rules.draft_slots import SLOTS, Shape, Slot
from dangbo.rules.drafts import ended_by, faults, stated, with_keys
from dangbo.rules.keyed_changes import orgs_in, renamed
from dangbo.rules.org_keys import may_be_keys, new_key

KEYS = st.sampled_from(["a", "b", "c", "d"])
ENTRIES = st.fixed_dictionaries(
    {"org": KEYS, "name": st.just("Tên"), "kind": st.just("chi_bo")},
    optional={"superior": KEYS, "code": st.just("01")},
)
STANDING = st.fixed_dictionaries({"org": KEYS})
EITHER = st.one_of(ENTRIES.map(lambda entry: {**entry, "new": True}), STANDING)
ROW = st.fixed_dictionaries(
    {"source": KEYS, "result": KEYS, "part": st.sampled_from(["whole", "part"])}
)
# Drawn for each kind and each field: a few of each are many.
few = settings(max_examples=max(1, settings().max_examples // 20))
VALUES: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.ORG: KEYS,
    Shape.ORGS: st.lists(KEYS, min_size=1, unique=True),
    Shape.TEXT: st.just("Tên"),
    Shape.KIND: st.just("chi_bo"),
    Shape.COUNT: st.sampled_from([3, "17"]),
    Shape.FLAG: st.just(True),
    Shape.NEW: ENTRIES,
    Shape.EITHER: EITHER,
    Shape.RESULTS: st.lists(EITHER, min_size=2, max_size=3),
    Shape.NEWS: st.lists(ENTRIES, min_size=1, max_size=2),
    Shape.ROWS: st.lists(ROW, min_size=1, max_size=3),
    Shape.PLACES: st.dictionaries(KEYS, KEYS, min_size=1),
    Shape.MEMBERS: st.fixed_dictionaries(
        {"rest": KEYS}, optional={"listed": st.dictionaries(st.uuids().map(str), KEYS, min_size=1)}
    ),
}


@st.composite
def filled(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Draw a change with every field that it needs, and some that it may have."""
    change: dict[str, Any] = {"id": draw(st.integers(1, 99)), "change": kind, "typed": {}}
    if kind in {"found", "import"}:
        change["org"] = draw(KEYS)
    for slot in SLOTS[kind]:
        if slot.required or draw(st.booleans()):
            change[slot.name] = draw(VALUES[slot.shape])
    return change


def test_every_change_of_the_register_can_be_drafted() -> None:
    assert set(SLOTS) == set(KINDS)


@pytest.mark.parametrize("kind", SLOTS)
@few
@given(data=st.data())
def test_filled_change_lacks_nothing_and_can_be_put_to_the_register(
    kind: str, data: st.DataObject
) -> None:
    change = data.draw(filled(kind))
    ids = {"a": 1, "b": 2, "c": 3, "d": 4}

    assert [each.code for each in faults([change]) if each.code != "KEY_TWICE"] == []
    told = stated(change)
    assert normal(renamed(told, ids.__getitem__)).kind == kind
    assert {"id", "typed", "new"} & told.keys() == set()
    assert {key for _, key in orgs_in(told)} <= ids.keys()


@pytest.mark.parametrize(
    ("kind", "slot"), [(kind, slot) for kind, slots in SLOTS.items() for slot in slots]
)
@few
@given(data=st.data())
def test_a_field_that_is_needed_is_missed_and_no_other(
    kind: str, slot: Slot, data: st.DataObject
) -> None:
    change = data.draw(filled(kind))
    change[slot.name] = data.draw(st.sampled_from([None, "", [], {}]))

    missed = [
        (each.where, each.fact("field")) for each in faults([change]) if each.code != "KEY_TWICE"
    ]

    assert missed == ([(f"changes[0].{slot.name}", slot.name)] if slot.required else [])


def test_each_fault_names_its_place() -> None:
    changes = [
        {"change": "move", "orgs": [], "typed": {"orgs": ["Lạ"], "superior": "Cũng lạ"}},
        {
            "change": "split",
            "source": "a",
            "results": [{"new": True, "org": "m", "name": "x" * 301, "kind": ""}, {}],
        },
        {"change": "regroup", "rows": [{"source": "", "part": "half", "typed": {"result": "?"}}]},
        {"change": "merge", "sources": ["a"], "result": {"org": "m", "name": "M", "kind": "k"}},
        {"change": "unlisted", "what": "x", "count": "ba"},
    ]

    assert [(each.code, each.where) for each in faults(changes)] == [
        ("UNRESOLVED", "changes[0].orgs"),
        ("UNRESOLVED", "changes[0].superior"),
        ("TOO_LONG", "changes[1].results[0].name"),
        ("FIELD_MISSING", "changes[1].results[0].kind"),
        ("FIELD_MISSING", "changes[1].results[1].org"),
        ("UNRESOLVED", "changes[2].rows[0].result"),
        ("FIELD_MISSING", "changes[2].rows[0].source"),
        ("FIELD_MISSING", "changes[2].rows[0].part"),
        ("NOT_A_COUNT", "changes[4].count"),
        ("KEY_TWICE", "changes[3].result"),
    ]


def test_empty_draft_lacks_a_change() -> None:
    assert [each.code for each in faults([])] == ["NO_CHANGES"]


def test_new_organisations_get_keys_of_their_own_and_keep_them() -> None:
    drafted = [
        {"change": "found", "name": "Chi bộ Đường sắt"},
        {"change": "merge", "result": {"name": "Chi bộ Đường sắt"}},
        {"change": "split", "results": [{"new": True, "name": "Chi bộ 1", "org": "cb1"}]},
        {"change": "found", "name": ""},
        {"change": "hand_over_part", "result": {"org": "standing", "name": "not new"}},
    ]

    found = with_keys(drafted, taken={"chi-bo-duong-sat-2"})

    assert [each.get("org") for each in found] == ["chi-bo-duong-sat", None, None, None, None]
    assert found[1]["result"]["org"] == "chi-bo-duong-sat-3"
    assert found[2]["results"][0]["org"] == "cb1"
    assert found[4]["result"]["org"] == "standing"
    assert drafted[0] == {"change": "found", "name": "Chi bộ Đường sắt"}


@given(st.text(max_size=200), st.sets(st.sampled_from(["to-chuc", "to-chuc-2", "a", "a-2"])))
def test_new_key_may_be_a_key_and_is_free(name: str, taken: set[str]) -> None:
    key = new_key(name, taken=taken)

    assert may_be_keys([key]).allows
    assert key not in taken
    assert new_key(name, taken=taken | {key}) != key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Đảng bộ Sở Y tế", "dang-bo-so-y-te"),
        ("  «Chi bộ» số 1/2 ", "chi-bo-so-1-2"),
        ("Quyết định", "to-chuc-quyet-dinh"),
        ("???", "to-chuc"),
        (
            "Đảng bộ " + "Trung tâm " * 8,
            "dang-bo-trung-tam-trung-tam-trung-tam-trung-tam-trung-tam",
        ),
    ],
)
def test_new_key_reads_like_the_name(name: str, key: str) -> None:
    assert new_key(name, taken=()) == key


def test_draft_ends_those_that_go_on_nowhere() -> None:
    drafted = [
        {"change": "dissolve", "org": "a"},
        {"change": "dissolve", "org": ""},
        {"change": "merge", "sources": ["b", "c"], "result": {"org": "m"}},
        {"change": "absorb", "sources": ["d"], "result": "e"},
        {"change": "split", "source": "f", "results": [{"org": "f"}, {"org": "g"}]},
        {"change": "split", "source": "h", "results": [{"org": "i"}]},
        {"change": "regroup", "rows": [{"source": "j", "result": "j"}, {"source": "k"}, {}]},
        {"change": "move", "orgs": ["l"], "superior": "m"},
        {"change": "merge"},
    ]

    assert ended_by(drafted) == {"a", "b", "c", "d", "h", "k"}
