"""Answer questions about statistical forms: their layouts, what fills them, what is behind."""

from dangbo.layouts.queries.filling import (
    Filled,
    FilledCell,
    cells_behind,
    filled,
    items_of_cell,
    known_indicators,
    question_of,
)
from dangbo.layouts.queries.registry import UnknownLayoutError, definition_version, layout_of

__all__ = [
    "Filled",
    "FilledCell",
    "UnknownLayoutError",
    "cells_behind",
    "definition_version",
    "filled",
    "items_of_cell",
    "known_indicators",
    "layout_of",
    "question_of",
]
