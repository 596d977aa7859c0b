"""Prove that the docs name everything there is, and that their links lead somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

from contracts.sources import PACKAGE, ROOT, name_of
from django.apps import apps
from django.core.management import get_commands

from dangbo.config import env

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Read by the tests and the set-up, not by the package.
TOOL_VARIABLES = {"DANGBO_REQUIRE"}


def headings() -> set[str]:
    """Return every name in backticks that stands in a heading."""
    lines = "\n".join(
        heading for page in PAGES for heading in HEADING.findall(page.read_text(encoding="utf-8"))
    )
    return set(re.findall(r"`([^`]+)`", lines))


def undocumented(names: set[str]) -> list[str]:
    return sorted(names - headings())


def test_every_command_has_a_heading() -> None:
    ours = {
        f"dangbo {name}" for name, app in get_commands().items() if str(app).startswith("dangbo.")
    }

    assert undocumented(ours) == []


def test_every_variable_has_a_heading() -> None:
    assert undocumented({*env.NAMES, *TOOL_VARIABLES}) == []


def test_every_variable_that_is_read_is_listed() -> None:
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"\"(DANGBO_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }

    assert sorted(read) == sorted(env.NAMES)


def test_every_rules_module_has_a_heading() -> None:
    names = {f"rules/{path.stem}" for path in (PACKAGE / "rules").glob("*.py")}

    assert undocumented(names - {"rules/__init__"}) == []


def test_every_app_has_a_heading() -> None:
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("dangbo.")}

    assert undocumented(ours) == []


def test_links_lead_somewhere() -> None:
    broken = [
        f"{name_of(page)}: {target}"
        for page in PAGES
        for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
        if not leads_somewhere(page, target)
    ]

    assert broken == []


def leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    path, _, _anchor = unquote(target).partition("#")
    return not path or (page.parent / path).exists()
