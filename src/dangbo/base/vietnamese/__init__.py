"""Handle Vietnamese text: clean and fold it, sort it, and read what was coded before Unicode."""

from dangbo.base.vietnamese.decoding import Decoded, EncodingError, decode_bytes
from dangbo.base.vietnamese.fold import fold, nfc, words
from dangbo.base.vietnamese.legacy import decode_legacy, looks_legacy
from dangbo.base.vietnamese.sorting import person_sort_key, sort_key
from dangbo.base.vietnamese.syllables import is_syllable

__all__ = [
    "Decoded",
    "EncodingError",
    "decode_bytes",
    "decode_legacy",
    "fold",
    "is_syllable",
    "looks_legacy",
    "nfc",
    "person_sort_key",
    "sort_key",
    "words",
]
