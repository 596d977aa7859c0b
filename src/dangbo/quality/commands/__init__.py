"""Say that two records are not of one person, or that a record is still right; take it back."""

from dangbo.quality.commands.confirming import confirm_records, foresee_confirming, take_back
from dangbo.quality.commands.telling_apart import say_not_same, take_back_not_same

__all__ = [
    "confirm_records",
    "foresee_confirming",
    "say_not_same",
    "take_back",
    "take_back_not_same",
]
