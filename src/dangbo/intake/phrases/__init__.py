"""Put lists, their rows, and what is found in them into words."""

from dangbo.intake.phrases.findings import in_words, sentence_of
from dangbo.intake.phrases.names import STATES, field_name, value_words

__all__ = ["STATES", "field_name", "in_words", "sentence_of", "value_words"]
