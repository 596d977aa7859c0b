"""Put what is wrong with a file, and what figures say of each other, into words."""

from dangbo.history.phrases.figures import (
    CONGRESS_KINDS,
    FLAGS,
    NOTES,
    SECTIONS,
    figure_sentence,
)
from dangbo.history.phrases.problems import remedy_of, sentence_of

__all__ = [
    "CONGRESS_KINDS",
    "FLAGS",
    "NOTES",
    "SECTIONS",
    "figure_sentence",
    "remedy_of",
    "sentence_of",
]
