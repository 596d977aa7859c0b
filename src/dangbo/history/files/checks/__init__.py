"""Check what no schema can: that the entries of a file agree with each other and with the world."""

from dangbo.history.files.checks.context import Context
from dangbo.history.files.checks.decisions import check_decisions
from dangbo.history.files.checks.figures import check_figures, check_raw_numbers
from dangbo.history.files.checks.places import check_places
from dangbo.history.files.checks.references import check_keys, check_references
from dangbo.history.files.checks.times import check_times
from dangbo.history.files.checks.words import check_words

__all__ = ["Context", "check_all", "check_keys", "check_raw_numbers"]


CHECKS = (
    check_references,
    check_decisions,
    check_places,
    check_figures,
    check_times,
    check_words,
)


def check_all(context: Context) -> None:
    """Run every check on a file in its normal form."""
    for check in CHECKS:
        check(context)
