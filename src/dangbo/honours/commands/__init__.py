"""Record badges given and cards issued, and take back what was recorded wrongly."""

from dangbo.honours.commands.recording import (
    foresee_badges,
    foresee_cards,
    record_badges,
    record_cards,
)
from dangbo.honours.commands.voiding import void_honours

__all__ = ["foresee_badges", "foresee_cards", "record_badges", "record_cards", "void_honours"]
