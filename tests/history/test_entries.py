"""Prove that an entry is the same whatever the way it is written."""

import json
import random
from typing import Any
from unicodedata import normalize

import pytest
from history.samples import QUANG_NINH, SMALL, as_bytes, codes, read, small
from hypothesis import given
from hypothesis import strategies as st

from dangbo.history.files.entries import canonical
from dangbo.history.files.writing import as_json, as_yaml, written_file
from dangbo.history.files.yaml_text import parse_yaml

WHOLE = parse_yaml(QUANG_NINH.read_text("utf-8")).value


def digests(content: bytes, name: str) -> dict[tuple[str, str], str]:
    return {(each.section, each.key): each.digest for each in read(content, name).file.entries()}


EXPECTED = digests(QUANG_NINH.read_bytes(), "qn.yaml")

# A small file for examples drawn by the hundred, with all that Quảng Ninh's figures can say.
FEW = small(figures=[*SMALL["figures"], *WHOLE["figures"][:4]])
for figure in FEW["figures"][1:]:
    figure.update(org="khoi", source="bao")


def shuffled(value: Any, rng: random.Random) -> Any:
    """Return a value with the fields of every mapping in another order."""
    if isinstance(value, list):
        return [shuffled(each, rng) for each in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    rng.shuffle(names)
    return {name: shuffled(value[name], rng) for name in names}


@given(rng=st.randoms(use_true_random=False), decomposed=st.booleans(), in_yaml=st.booleans())
def test_the_form_is_free_of_order_format_and_composition(
    rng: random.Random, decomposed: bool, in_yaml: bool
) -> None:
    value = shuffled(FEW, rng)
    for section in value.values():
        if isinstance(section, list):
            rng.shuffle(section)
    text = as_yaml(value) if in_yaml else json.dumps(value, ensure_ascii=False, default=float)
    if decomposed:
        text = normalize("NFD", text)

    found = digests(text.encode(), "qn.yaml" if in_yaml else "qn.json")
    assert found == digests(as_bytes(FEW), "few.json")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"day": "2020-02-01"}, {"day": "01/02/2020"}),
        ({"day": "2020-02-01"}, {"day": {"day": "2020-02-01"}}),
        ({"day": "2020-02-01"}, {"day": {"day": "1/2/2020", "precision": "day"}}),
        ({"day": "2020-02"}, {"day": "tháng 2/2020"}),
        ({"day": 2020}, {"day": "năm 2020"}),
        ({"source": "bao"}, {"source": ["bao"]}),
        ({}, {"operator": "exact"}),
        ({}, {"calibrate": False, "flags": [], "invented": False}),
        ({}, {"recorded": "2020-05-01"}),
        ({"flags": ["rounded", "conflict"]}, {"flags": ["conflict", "rounded"]}),
        ({"value": 5022}, {"value": 5022.0}),
        ({"note": "a"}, {"note": " a "}),
    ],
)
def test_the_same_statement_has_the_same_digest(one: dict[str, Any], other: dict[str, Any]) -> None:
    def digest(changes: dict[str, Any]) -> str:
        figure = {**small()["figures"][0], **changes}
        return digests(as_bytes(small(figures=[figure])), "a.json")["figures", "dv-2020"]

    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    "changes",
    [{"day": "2020-02"}, {"value": 5022, "operator": "over"}, {"note": "x"}, {"org": "tinh"}],
)
def test_another_statement_has_another_digest(changes: dict[str, Any]) -> None:
    figure = {**small()["figures"][0], **changes}

    found = digests(as_bytes(small(figures=[figure])), "a.json")["figures", "dv-2020"]

    assert found != digests(as_bytes(small()), "a.json")["figures", "dv-2020"]


def test_written_files_say_the_same() -> None:
    file = read(QUANG_NINH.read_bytes(), "qn.yaml").file
    sections = {
        name: [{"key": each.key, **each.body} for each in entries]
        for name, entries in file.sections.items()
    }
    value = written_file(file.committee, sections)

    assert digests(as_yaml(value).encode(), "qn.yaml") == EXPECTED
    assert digests(as_json(value).encode(), "qn.json") == EXPECTED


@given(
    text=st.one_of(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
        st.sampled_from(
            ["1965", "1_0", "010", "90.5", "null", "~", "true", "on", "a: b", "- x", "#", "*a"]
        ),
    ).filter(lambda text: text.strip())
)
def test_any_text_survives_being_written(text: str) -> None:
    written = as_yaml({"a": [text], "on": text})

    assert parse_yaml(written).value == {"a": [text], "on": text}


def test_canonical_form_is_json_with_sorted_keys() -> None:
    assert canonical({"b": "Đ", "a": [1, {"d": 1, "c": 2}]}) == '{"a":[1,{"c":2,"d":1}],"b":"Đ"}'


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("30/02/2020", "DAY_IMPOSSIBLE"),
        ("2020-02-30", "DAY_IMPOSSIBLE"),
        ("12/22/1985", "DAY_SWAPPED"),
        ("1985-22-12", "DAY_SWAPPED"),
        ("4/9/64", "DAY_TWO_DIGITS"),
        ("hôm qua", "NOT_A_DAY"),
        ({"day": "1964-09-04", "precision": "inferred"}, "INFERRED_WITHOUT_WORDS"),
        ({"day": "1964-09-04", "precision": "year"}, "PRECISION_DIFFERS"),
    ],
)
def test_impossible_days_are_refused(day: Any, code: str) -> None:
    figure = {**small()["figures"][0], "day": day}

    ((found, field),) = codes(small(figures=[figure]))

    assert (found, field.startswith("figures[0].day")) == (code, True)
