"""Make up the content of the page of components; names of bodies stay Vietnamese in English too."""

from dangbo.ui.showcase.forms import PaperForm, refused_form
from dangbo.ui.showcase.pictures import board
from dangbo.ui.showcase.record import confirmation, record
from dangbo.ui.showcase.rows import branch, columns, listing, row_key, rows

__all__ = [
    "PaperForm",
    "board",
    "branch",
    "columns",
    "confirmation",
    "listing",
    "record",
    "refused_form",
    "row_key",
    "rows",
]
