"""Prove that what people read is wrapped for translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from contracts.sources import PACKAGE, modules, name_of, templates, tree_of

from tools.translations import imported_keywords

# Letters that only Vietnamese text has in our sources.
VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I
)
# Text as a subject: how numbers and days are written, letters, papers, examples, invented names.
SUBJECT = (
    "base/days.py",
    "base/published.py",
    "base/vietnamese/",
    "cases/phrases/letters.py",
    "layouts/phrases/letter.py",
    "cases/queries/printing.py",
    "history/demonstration/",
    "history/queries/exporting.py",
    "rules/",
    "ui/showcase/",
)
TAGS = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)


def texts_for_people(path: Path) -> Iterator[ast.Constant]:
    """Give the literals of a module that are neither wrapped nor a docstring."""
    wrapping = imported_keywords(path.read_text(encoding="utf-8"))
    passed = set()
    for node in ast.walk(tree_of(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in wrapping:
            passed.update(map(id, ast.walk(node)))
        elif isinstance(node, ast.Expr):
            passed.add(id(node.value))
        elif isinstance(node, ast.Constant) and id(node) not in passed:
            yield node


def test_texts_in_modules_are_wrapped() -> None:
    bare = [
        f"{name_of(path)}:{node.lineno}: {node.value}"
        for path in modules()
        if not path.relative_to(PACKAGE).as_posix().startswith(SUBJECT)
        for node in texts_for_people(path)
        if VIETNAMESE.search(str(node.value))
    ]

    assert bare == []


def test_texts_in_templates_are_wrapped() -> None:
    bare = [
        f"{name_of(path)}: {line.strip()}"
        for path in templates()
        if not path.name.startswith("components")
        for line in TAGS.sub("", path.read_text(encoding="utf-8")).splitlines()
        if VIETNAMESE.search(line) and 'lang="vi"' not in line
    ]

    assert bare == []
