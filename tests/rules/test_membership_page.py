"""The page of the life cycle lists every finding that its rules give, and no other."""

import re
from pathlib import Path

import dangbo.rules

RULES = Path(dangbo.rules.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "rules" / "membership.md"
MODULES = (
    "voting",
    "candidacy",
    "document_checks",
    "life_cycle",
    "life_moves",
    "life_exits",
    "case_stages",
    "hand_over_sums",
)
CODE = re.compile(r"\"([A-Z]+(?:_[A-Z]+)+|EXCUSED)\"")


def test_page_lists_every_finding_once() -> None:
    given = {
        code
        for name in MODULES
        for code in CODE.findall((RULES / f"{name}.py").read_text(encoding="utf-8"))
    }
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [code for row in rows for code in re.findall(r"`([A-Z_]+)`", row)]

    assert sorted(listed) == sorted(given)
