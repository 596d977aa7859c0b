"""Let each app say what it keeps beside plain rows, for those who save and restore the register."""

from collections.abc import Callable
from typing import Final, NamedTuple

from django.db.models import Model


class NamedFiles(NamedTuple):
    """A column that names files: where each lies, and the column that says it is gone."""

    model: type[Model]
    column: str
    place: Callable[[str], str]
    unless: str = ""


named_files: Final[list[NamedFiles]] = []
rebuilding: Final[dict[str, Callable[[], None]]] = {}


def register_named_files(
    model: type[Model], column: str, place: Callable[[str], str], *, unless: str = ""
) -> None:
    """Tell that `column` names files of the directory of files; call it in `ready()`."""
    named_files.append(NamedFiles(model, column, place, unless))


def register_rebuilt(table: str, act: Callable[[], None]) -> None:
    """Tell how to fill a table without a model once all rows are in; call it in `ready()`."""
    rebuilding[table] = act
