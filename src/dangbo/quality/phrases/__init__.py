"""Say in words what checks look for, what they found, and why two records may be of one person."""

from dangbo.quality.phrases.findings import CHECK_NAMES, check_name, in_words, sentence
from dangbo.quality.phrases.names import REASONS, TERMS, field_words, reason_words, term_name

__all__ = [
    "CHECK_NAMES",
    "REASONS",
    "TERMS",
    "check_name",
    "field_words",
    "in_words",
    "reason_words",
    "sentence",
    "term_name",
]
