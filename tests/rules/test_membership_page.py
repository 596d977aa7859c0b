"""The page of the life cycle lists every finding that its rules give, and no other."""

import re
from pathlib import Path

import dangbo.rules

RULES = Path(dangbo.rules.__file__).parent
COMMANDS = RULES.parent / "cases" / "commands"
PAGE = Path(__file__).parents[2] / "docs" / "rules" / "membership.md"
MODULES = (
    "voting",
    "candidacy",
    "document_checks",
    "life_cycle",
    "life_moves",
    "life_exits",
    "case_entries",
    "case_exits",
    "case_moves",
    "case_openings",
    "case_stages",
    "case_verdicts",
    "hand_over_sums",
)
CODE = re.compile(r"\"([A-Z]+(?:_[A-Z]+)+|EXCUSED)\"")


def test_page_lists_every_finding_once() -> None:
    modules = [*(RULES / f"{name}.py" for name in MODULES), *COMMANDS.glob("*.py")]
    given = {code for path in modules for code in CODE.findall(path.read_text(encoding="utf-8"))}
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [code for row in rows for code in re.findall(r"`([A-Z_]+)`", row)]

    assert sorted(listed) == sorted(given)
