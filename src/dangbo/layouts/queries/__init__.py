"""Answer questions about statistical forms: their layouts, what fills them, what is behind."""

from dangbo.layouts.queries.changes import FormChange, changes_of
from dangbo.layouts.queries.filling import (
    Filled,
    FilledCell,
    cells_behind,
    filled,
    items_of_cell,
    known_indicators,
    laid,
    question_of,
)
from dangbo.layouts.queries.registry import (
    FormRow,
    UnknownLayoutError,
    codes_of_forms,
    codes_on,
    definition_version,
    draft_of,
    faults_on,
    forms_on,
    layout_of,
    layouts_on,
)
from dangbo.layouts.queries.terms import terms_of

__all__ = [
    "Filled",
    "FilledCell",
    "FormChange",
    "FormRow",
    "UnknownLayoutError",
    "cells_behind",
    "changes_of",
    "codes_of_forms",
    "codes_on",
    "definition_version",
    "draft_of",
    "faults_on",
    "filled",
    "forms_on",
    "items_of_cell",
    "known_indicators",
    "laid",
    "layout_of",
    "layouts_on",
    "question_of",
    "terms_of",
]
