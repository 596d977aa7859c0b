"""Prove that rows are reached through `access` alone, and that questions change nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

from contracts.sources import modules, name_of, tree_of

MANAGERS = {"objects", "_default_manager", "_base_manager"}
MAKERS_OF_QUERYSETS = {"access", "models"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "delete", "get_or_create"}


def layer_of(path: Path) -> str:
    """Return the layer of a module: its name, or that of its package inside the app."""
    return path.parent.name if path.parent.name in {*MAKERS_OF_QUERYSETS, "queries"} else path.stem


def attributes(path: Path) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute))


def test_managers_are_used_in_access_only() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if layer_of(path) not in MAKERS_OF_QUERYSETS
        for node in attributes(path)
        if node.attr in MANAGERS
    ]

    assert found == []


def test_questions_write_nothing() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if layer_of(path) == "queries"
        for node in attributes(path)
        if node.attr in WRITES
    ]

    assert found == []


def test_select_related_names_what_it_joins() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "select_related"
        and not node.args
    ]

    assert found == []
