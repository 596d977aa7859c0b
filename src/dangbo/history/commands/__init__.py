"""Load what files state about committees, and hand committees over between registers."""

from dangbo.history.commands.handing import (
    Arrived,
    Given,
    hand_over,
    note_arrival,
    written_package,
)
from dangbo.history.commands.loading import load_history
from dangbo.history.commands.receiving import Reception, Terms, receive
from dangbo.history.commands.reports import LoadReport

__all__ = [
    "Arrived",
    "Given",
    "LoadReport",
    "Reception",
    "Terms",
    "hand_over",
    "load_history",
    "note_arrival",
    "receive",
    "written_package",
]
