"""Check the words of a file: none in an old coding, except what is kept as it was printed."""

from collections.abc import Iterator
from typing import Any

from dangbo.history.files.checks.context import Context
from dangbo.history.files.problems import FieldPath, problem
from dangbo.history.files.texts import decoded_words


def check_words(context: Context) -> None:
    """Refuse text in TCVN3 or VNI and offer it decoded."""
    for entry in context.file.entries():
        for path, text in _texts(entry.body, entry.path):
            decoded = decoded_words(text)
            if decoded is not None:
                context.problems.refuse(problem("OLD_TEXT", path, text=text, decoded=decoded))


def _texts(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        if not value.isascii():
            yield path, value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != "as_printed":
                yield from _texts(each, (*path, name))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts(each, (*path, place))
