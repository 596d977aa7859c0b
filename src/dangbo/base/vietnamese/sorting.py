"""Build sort keys: plain ASCII whose byte order is the Vietnamese order of words and of names.

A key holds letters, then tones: `Chi bộ 2` is `chi-bo}-12!05`. After a letter of the English
alphabet `}` and `~` stand for its Vietnamese followers (ă â, đ, ê, ô ơ, ư); `-` parts words; a
number begins with its length, so that 2 comes before 10; `{` begins any other letter. The tones
are one digit a word, so that hòa and hoà are equal. A space parts the given name, the family
name and the middle name of a person.
"""

from itertools import groupby
from unicodedata import category, decimal

from dangbo.base.vietnamese.fold import D_WITH_STROKE, MOST_WORDS, bare_letters

FOLLOWERS = {
    "a\u0306": "a}",
    "a\u0302": "a~",
    "e\u0302": "e}",
    "o\u0302": "o}",
    "o\u031b": "o~",
    "u\u031b": "u}",
}
WHOLE_LETTERS = dict.fromkeys(D_WITH_STROKE, "d}")
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
LENGTHS = 9

Key = tuple[str, str]


def sort_key(text: str) -> str:
    """Return the key by which titles and names of organisations are sorted."""
    return _join([key for word in text.split() if (key := _KEYS[word])[0]])


def person_sort_key(full_name: str) -> str:
    """Return the key by which persons are sorted: given name, then family, then middle name."""
    keys = [key for word in full_name.split() if (key := _KEYS[word])[0]]
    parts = (keys[-1:], keys[:1] if len(keys) > 1 else [], keys[1:-1])
    return " ".join(map(_join, parts)).rstrip(" ")


def _join(keys: list[Key]) -> str:
    letters = "-".join([key[0] for key in keys])
    tones = "".join([key[1] for key in keys]).rstrip("0")
    return f"{letters}!{tones}" if tones else letters


class _WordKeys(dict[str, Key]):
    """Remember the key of each word met; the words of names are few."""

    def __missing__(self, word: str) -> Key:
        if word.isascii() and word.isdigit():
            return _number_key(word), "0"  # numbers are many, and soon done
        if len(self) >= MOST_WORDS:
            self.clear()
        key = self[word] = _word_key(word)
        return key


_KEYS = _WordKeys()


def _word_key(word: str) -> Key:
    pieces = "".join(sign if _is_kept(sign) else " " for sign in bare_letters(word))
    keys = [_piece_key(piece) for piece in pieces.split()]
    return "-".join(key[0] for key in keys), "".join(key[1] for key in keys)


def _is_kept(sign: str) -> bool:
    return category(sign)[0] in "LNM"


def _piece_key(piece: str) -> Key:
    letters: list[str] = []
    tones = ""
    for is_number, run in groupby(piece, key=lambda sign: decimal(sign, None) is not None):
        if is_number:
            letters.append(_number_key("".join(str(decimal(sign)) for sign in run)))
            continue
        for sign in run:
            if sign in TONES:
                tones += TONES[sign]
            elif category(sign)[0] == "M":
                letters = [*letters[:-1], _follow(letters[-1], sign)] if letters else letters
            else:
                letters.append(_letter_key(sign))
    return "".join(letters), (tones or "0") if letters else ""


def _follow(letter: str, mark: str) -> str:
    return FOLLOWERS.get(letter + mark, letter)


def _letter_key(letter: str) -> str:
    if letter in LETTERS:
        return letter
    return WHOLE_LETTERS.get(letter) or f"{{{ord(letter):06x}"


def _number_key(digits: str) -> str:
    significant = digits.lstrip("0")
    length = len(significant)
    return "9" * (length // LENGTHS) + str(length % LENGTHS) + significant
