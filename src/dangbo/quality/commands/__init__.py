"""Say of two records that they are not of one person, and take it back."""

from dangbo.quality.commands.telling_apart import say_not_same, take_back_not_same

__all__ = ["say_not_same", "take_back_not_same"]
