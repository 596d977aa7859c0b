"""Find and decode text coded before Unicode (TCVN3, VNI), word by word.

Such text is often mixed with Unicode, and portals have changed it further: compatibility folding
(NFKC) turned some of its codes into other signs, which are first turned back.
"""

import re
from collections.abc import Sequence

from dangbo.base.vietnamese.codepages import (
    WordReader,
    is_shouted,
    may_be_shouted,
    tcvn3_word,
    vni_word,
)
from dangbo.base.vietnamese.readings import Reading, Word, evidence, is_surely_unicode, read_words
from dangbo.base.vietnamese.syllables import is_syllable

READERS: dict[str, WordReader] = {"TCVN3": tcvn3_word, "VNI": vni_word}

# What NFKC made of the codes of TCVN3, where it can only have come from them.
LETTER_BEFORE, LETTER_AFTER = r"(?<=[^\W\d_]|®)", r"(?=[^\W\d_])"
FOLDED = (
    (re.compile(" \u0327"), "¸"),
    (re.compile(" \u0308"), "¨"),
    (re.compile("(?<![\u0370-\u03ff])\u03bc(?![\u0370-\u03ff])"), "µ"),
    (re.compile(f"{LETTER_BEFORE}1⁄4|1⁄4{LETTER_AFTER}"), "¼"),
    (re.compile(f"{LETTER_BEFORE}1⁄2|1⁄2{LETTER_AFTER}"), "½"),
    (re.compile(f"{LETTER_BEFORE}3⁄4|3⁄4{LETTER_AFTER}"), "¾"),
)
INNER_ONE = re.compile(f"{LETTER_BEFORE}1{LETTER_AFTER}")
# NFKC made ª (ê) an a. These are syllables as they stand, but the word with ê is far likelier.
LOST_E = {"tran": "trên", "Tran": "Trên"}


def looks_legacy(text: str) -> str | None:
    """Return the old coding that text is in, wholly or in part: TCVN3, VNI or None."""
    if text.isascii():
        return None
    restored = _unfold(text)
    scores = {name: evidence(read_words(restored, read)) for name, read in READERS.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else None


def decode_legacy(text: str) -> str:
    """Return text with its words of an old coding in Unicode, and all others as they are."""
    name = looks_legacy(text)
    if name is None:
        return text
    restored = _unfold(text) if name == "TCVN3" else text
    words = read_words(restored, READERS[name])
    decoded = [
        _decoded(word, folded=restored != text) if legacy else word.raw
        for word, legacy in zip(words, _are_legacy(words), strict=True)
    ]
    if name == "TCVN3":
        decoded = _raise_capitals(words, decoded)
    parts, end = [], 0
    for word, letters in zip(words, decoded, strict=True):
        parts += [restored[end : word.start], letters]
        end = word.end
    return "".join(parts) + restored[end:]


def _unfold(text: str) -> str:
    for pattern, code in FOLDED:
        text = pattern.sub(code, text)
    return text


def _are_legacy(words: Sequence[Word]) -> list[bool]:
    """Say of each word whether to decode it: by itself if that is clear, else as its neighbours."""
    if not any(is_surely_unicode(word.raw) for word in words):
        return [True] * len(words)
    before, after = _nearest(words), reversed(_nearest(words[::-1]))
    return [
        word.reading is Reading.LEGACY
        or (word.reading is not Reading.UNICODE and not min(left, right)[1])
        for word, left, right in zip(words, before, after, strict=True)
    ]


def _nearest(words: Sequence[Word]) -> list[tuple[int, bool]]:
    """Return for each word how far back the last clear one stands, and whether it is Unicode."""
    found = []
    nearest = (len(words), True)
    for word in words:
        nearest = (nearest[0] + 1, nearest[1])
        if word.reading in (Reading.LEGACY, Reading.UNICODE):
            nearest = (0, word.reading is Reading.UNICODE)
        found.append(nearest)
    return found


def _decoded(word: Word, *, folded: bool) -> str:
    return _repaired(word.raw) or word.decoded if folded else word.decoded


def _repaired(raw: str) -> str | None:
    """Return the syllable that a word was before NFKC made ¹ (ạ) a 1 and ª (ê) an a in it."""
    if raw in LOST_E:
        return LOST_E[raw]
    with_ones = INNER_ONE.sub("¹", raw)
    places = [at for at, letter in enumerate(with_ones) if letter == "a"]
    options = [raw, with_ones, *(f"{with_ones[:at]}ª{with_ones[at + 1 :]}" for at in places)]
    readings = (tcvn3_word(option) for option in options)
    return next((read for read in readings if read and is_syllable(read)), None)


def _raise_capitals(words: Sequence[Word], decoded: Sequence[str]) -> list[str]:
    """Put into capitals the words of a heading that do not show it, for their neighbours do."""
    shouted = [is_shouted(word.raw) and not word.raw.isascii() for word in words]
    beside = [any(near) for near in zip([False, *shouted], [*shouted[1:], False], strict=False)]
    return [
        letters.upper() if raise_it and _may_rise(word.raw) else letters
        for word, letters, raise_it in zip(words, decoded, beside, strict=True)
    ]


def _may_rise(raw: str) -> bool:
    return may_be_shouted(raw) and not is_surely_unicode(raw)
