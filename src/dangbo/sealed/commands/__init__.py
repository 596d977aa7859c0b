"""Act on confidential records; whoever is no reader meets 404."""

from dangbo.sealed.commands.closing import close_record, forget_record, reopen_record
from dangbo.sealed.commands.entering import Brought, add_entry
from dangbo.sealed.commands.opening import Wanted, open_record
from dangbo.sealed.commands.reading import add_reader, remove_reader

__all__ = [
    "Brought",
    "Wanted",
    "add_entry",
    "add_reader",
    "close_record",
    "forget_record",
    "open_record",
    "remove_reader",
    "reopen_record",
]
