"""Prove that the tables of the docs list what the code has, no more and no less."""

import json
import re
import tomllib
from typing import NamedTuple

from contracts.sources import PACKAGE, ROOT
from contracts.test_docs import LINK, PAGES, TOOL_VARIABLES, leads_somewhere

from dangbo.config import env
from dangbo.desk.phrases.findings import TEXTS as DRAFT_TEXTS
from dangbo.desk.phrases.warnings import WARNINGS
from dangbo.orgs.phrases.findings import TEXTS
from dangbo.rules.calibration import Conflict
from dangbo.rules.changes import KINDS
from dangbo.rules.published import Operator
from dangbo.rules.published_checks import AGAINST

DOCS = ROOT / "docs"
ROW = re.compile(r"^\| (`.+?) \|(.*)$", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")
REQUIREMENT = re.compile(r"^[A-Za-z][A-Za-z0-9._-]*(?:\[[^]]+\])?", re.MULTILINE)
KIND_SETS = PACKAGE / "rules" / "sets" / "org_kinds.toml"


class Kind(NamedTuple):
    """A kind as the docs tell it: the year of its first set, where it may stand, what it is."""

    since: str
    name: str
    under: set[str]
    counted: set[str]


def part(page: str, title: str = "") -> str:
    """Return a page, or the part of it under one heading."""
    text = (DOCS / page).read_text(encoding="utf-8")
    if not title:
        return text
    return re.split(r"^#+ ", text.split(f"# {title}\n", 1)[1], flags=re.MULTILINE)[0]


def firsts(text: str) -> list[str]:
    """Return the names in backticks in the first column of the tables of a text."""
    return [name for first, _rest in ROW.findall(text) for name in NAME.findall(first)]


def test_record_of_the_stack_lists_each_dependency_once() -> None:
    wanted = list(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"])
    for lock in ("base", "build", "dev"):
        text = (ROOT / "requirements" / f"{lock}.in").read_text(encoding="utf-8")
        wanted += REQUIREMENT.findall(text)

    assert sorted(firsts(part("adr/0006-stack.md"))) == sorted(wanted)


def test_page_of_variables_lists_each_once() -> None:
    assert sorted(firsts(part("ops/variables.md"))) == sorted({*env.NAMES, *TOOL_VARIABLES})


def test_example_of_settings_names_variables_there_are() -> None:
    example = (ROOT / "deploy" / "dangbo.env.example").read_text(encoding="utf-8")
    named = re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)

    assert named[0] == "DJANGO_SETTINGS_MODULE"
    assert sorted({name.removesuffix("_FILE") for name in named[1:]} - set(env.NAMES)) == []


def test_page_of_reorganisation_lists_each_change_once() -> None:
    assert sorted(firsts(part("rules/reorganisation.md", "The changes"))) == sorted(KINDS)


def test_page_of_drafts_explains_each_finding() -> None:
    assert sorted(firsts(part("rules/drafts.md"))) == sorted([*DRAFT_TEXTS, *WARNINGS])


def test_page_of_reorganisation_explains_each_finding() -> None:
    against = part("rules/reorganisation.md", "Reasons against")
    corrections = NAME.findall(against.rsplit("Of a correction:", 1)[1])
    warnings = firsts(part("rules/reorganisation.md", "Warnings"))

    assert sorted([*firsts(against), *corrections, *warnings]) == sorted(TEXTS)


def test_page_of_figures_explains_each_operator() -> None:
    explained = firsts(part("rules/published-figures.md", "Reading"))

    assert sorted(explained) == sorted(each.value for each in Operator)


def test_page_of_figures_explains_each_conflict() -> None:
    page = part("rules/published-figures.md")
    named = {name for name in NAME.findall(page) if name.isupper()}

    assert sorted(named & {*Conflict}) == sorted(Conflict)
    assert sorted(AGAINST - named) == []


def test_page_of_kinds_says_what_the_sets_say() -> None:
    stated: dict[str, Kind] = {}
    for each in tomllib.loads(KIND_SETS.read_text(encoding="utf-8"))["set"]:
        for raw in each["kind"]:
            before = stated.get(raw["code"])
            top = {"top"} if raw.get("top") else set()
            stated[raw["code"]] = Kind(
                before.since if before else str(each["since"].year),
                raw["name"],
                {*raw.get("under", ()), *top, *(before.under if before else ())},
                {name for name in ("grassroots", "cell") if raw.get(name)},
            )

    said: dict[str, Kind] = {}
    for first, rest in ROW.findall(part("rules/org-kinds.md", "The kinds")):
        name, since, under, counted = (cell.strip() for cell in rest.split("|")[:4])
        code = NAME.findall(first)[0]
        shown = stated[code].name if stated[code].name in name else name
        top = {"top"} if under.startswith("top") else set()
        words = set(re.findall(r"[a-z]+", counted.split(" if ")[0]))
        said[code] = Kind(since[:4], shown, {*NAME.findall(under), *top}, words)

    assert said == stated


def test_every_page_is_reached_from_the_index() -> None:
    reached, rest = set(), [DOCS / "README.md"]
    while rest:
        page = rest.pop().resolve()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        targets = LINK.findall(page.read_text(encoding="utf-8"))
        rest += [page.parent / target.split("#")[0] for target in targets if ":" not in target]

    assert sorted(str(page) for page in PAGES if page not in reached and DOCS in page.parents) == []


def test_anchors_of_links_are_there() -> None:
    lost = []
    for page in PAGES:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            path, _, anchor = target.partition("#")
            if not anchor or ":" in target or not leads_somewhere(page, target):
                continue
            there = (page.parent / path) if path else page
            heads = re.findall(r"^#+ +(.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            if anchor not in {anchor_of(head) for head in heads}:
                lost.append(f"{page.relative_to(ROOT)}: {target}")

    assert lost == []


def anchor_of(head: str) -> str:
    """Return the anchor that a heading gets where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-")
