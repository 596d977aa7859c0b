"""Show committees that have a story, their published figures, and hand-overs."""

from dangbo.history.views.figures import figure_list
from dangbo.history.views.handing import (
    handover_list,
    handover_page,
    minutes_file,
    package_file,
    prepare,
    receipt_file,
)
from dangbo.history.views.receiving import receive_package, upload_package, upload_receipt
from dangbo.history.views.stories import committee, home

__all__ = [
    "committee",
    "figure_list",
    "handover_list",
    "handover_page",
    "home",
    "minutes_file",
    "package_file",
    "prepare",
    "receipt_file",
    "receive_package",
    "upload_package",
    "upload_receipt",
]
