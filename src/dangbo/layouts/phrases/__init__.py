"""Put forms into words: what cells say, why they have no value, what is wrong with them."""

from dangbo.layouts.phrases.cells import (
    PERIODS,
    TIMES,
    VERDICTS,
    cell_words,
    period_name,
    reason_words,
    said_by,
    unit_words,
    verdict_name,
)
from dangbo.layouts.phrases.checks import CheckRow, check_rows
from dangbo.layouts.phrases.faults import fault_words, place_words
from dangbo.layouts.phrases.findings import in_words
from dangbo.layouts.phrases.languages import spoken

__all__ = [
    "PERIODS",
    "TIMES",
    "VERDICTS",
    "CheckRow",
    "cell_words",
    "check_rows",
    "fault_words",
    "in_words",
    "period_name",
    "place_words",
    "reason_words",
    "said_by",
    "spoken",
    "unit_words",
    "verdict_name",
]
