"""Say in Vietnamese what papers are called, and why the rules refuse or warn."""

from dangbo.papers.phrases.findings import in_words, sentence_of
from dangbo.papers.phrases.names import (
    ACTS,
    LABELS,
    citation,
    day_words,
    issuer_name,
    kind_name,
    value_in_words,
)

__all__ = [
    "ACTS",
    "LABELS",
    "citation",
    "day_words",
    "in_words",
    "issuer_name",
    "kind_name",
    "sentence_of",
    "value_in_words",
]
