"""Load what files state about committees."""

from dangbo.history.commands.loading import load_history
from dangbo.history.commands.reports import LoadReport

__all__ = ["LoadReport", "load_history"]
