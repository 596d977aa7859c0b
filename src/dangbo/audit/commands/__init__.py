"""Write the journal and the log of accesses, and close them day by day."""

from dangbo.audit.commands.accesses import record_access
from dangbo.audit.commands.closing import close_day, close_yesterday
from dangbo.audit.commands.recording import LARGE, Told, record

__all__ = ["LARGE", "Told", "close_day", "close_yesterday", "record", "record_access"]
