"""Say in words what codes of rights mean, and why a grant is refused."""

from dangbo.rights.phrases.findings import in_words, sentence_of
from dangbo.rights.phrases.names import act_name, role_name

__all__ = ["act_name", "in_words", "role_name", "sentence_of"]
