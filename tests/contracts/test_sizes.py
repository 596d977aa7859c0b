"""Refuse files that have grown too long and names that say nothing."""

import ast
import re
from pathlib import Path

from contracts.sources import ROOT, modules, name_of, templates, tree_of

BANNED = {
    "utils",
    "helper",
    "helpers",
    "manager",
    "managers",
    "service",
    "services",
    "data",
    "info",
    "handle",
    "process",
    "do",
}
WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def longer_than(limit: int, paths: list[Path]) -> list[str]:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{name_of(path)}: {count}" for path, count in counts.items() if count > limit]


def test_modules_have_at_most_500_lines() -> None:
    assert longer_than(500, [*modules(), *modules(below=ROOT / "tools"), ROOT / "run"]) == []


def test_test_modules_have_at_most_700_lines() -> None:
    assert longer_than(700, modules(below=ROOT / "tests")) == []


def test_templates_have_at_most_200_lines() -> None:
    assert longer_than(200, templates()) == []


def test_modules_and_classes_have_telling_names() -> None:
    named = [(path, path.stem) for path in modules()]
    named += [
        (path, node.name)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    ]
    vague = [
        f"{name_of(path)}: {name}"
        for path, name in named
        if BANNED.intersection(word.lower() for word in WORD.findall(name))
    ]

    assert vague == []
