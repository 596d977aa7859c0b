"""Open cases, take their steps, put papers in, and take back what was wrong."""

from dangbo.cases.commands.documents import add_document, void_document
from dangbo.cases.commands.opening import foresee_opening, open_case
from dangbo.cases.commands.stepping import foresee_step, take_step, withdraw_case
from dangbo.cases.commands.undoing import undo_step

__all__ = [
    "add_document",
    "foresee_opening",
    "foresee_step",
    "open_case",
    "take_step",
    "undo_step",
    "void_document",
    "withdraw_case",
]
