"""Put drafts, and what stands against them, into words."""

from dangbo.desk.phrases.findings import in_words, sentence_of
from dangbo.desk.phrases.names import field_name, part_name, summary_of

__all__ = ["field_name", "in_words", "part_name", "sentence_of", "summary_of"]
