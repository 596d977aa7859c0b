"""Prove that deliberate faults can be put in where they are said to be, and that tests see them."""

import re
from pathlib import Path

import pytest

from tools.faults import FAULTS, ROOT, Fault, copy, is_seen, run

DOCS = ROOT / "docs" / "maintainers" / "testing.md"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_changes_one_place_and_names_tests_there_are(fault: Fault) -> None:
    text = (ROOT / "src" / "dangbo" / fault.file).read_text(encoding="utf-8")

    assert text.count(fault.old) == 1
    assert fault.old != fault.new
    assert [path for path in fault.tests if not (ROOT / path).is_file()] == []


def test_docs_list_each_fault_once() -> None:
    part = DOCS.read_text(encoding="utf-8").split("## Deliberate faults\n", 1)[1].split("\n## ")[0]

    assert re.findall(r"^\| `([a-z-]+)` \|", part, re.MULTILINE) == [each.name for each in FAULTS]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources on which the tests pass."""
    found = tmp_path_factory.mktemp("faults")
    copy(found)
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_seen(request: pytest.FixtureRequest, place: Path, fault: Fault) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("--long puts in each deliberate fault (or python -m tools.faults)")

    assert run(place, fault.tests) == 0
    assert is_seen(fault, place)
