"""Take a list of members in: open it, map its columns, check its rows, take it, undo it."""

from dangbo.intake.commands.background import check_soon
from dangbo.intake.commands.checking import CheckStopped, check_rows
from dangbo.intake.commands.mapping import map_columns
from dangbo.intake.commands.mending import accept_doubt, decide_rows, decode_rows, mend_row
from dangbo.intake.commands.opening import drop_intake, open_intake
from dangbo.intake.commands.taking import take_intake
from dangbo.intake.commands.undoing import undo_intake

__all__ = [
    "CheckStopped",
    "accept_doubt",
    "check_rows",
    "check_soon",
    "decide_rows",
    "decode_rows",
    "drop_intake",
    "map_columns",
    "mend_row",
    "open_intake",
    "take_intake",
    "undo_intake",
]
