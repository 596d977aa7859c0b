"""Say in words what codes of badges and cards mean, and what the rules say of an act."""

from dangbo.honours.phrases.findings import in_words, reasons_of
from dangbo.honours.phrases.names import (
    badge_name,
    card_kind_name,
    kind_name,
    level_name,
    state_name,
)

__all__ = [
    "badge_name",
    "card_kind_name",
    "in_words",
    "kind_name",
    "level_name",
    "reasons_of",
    "state_name",
]
