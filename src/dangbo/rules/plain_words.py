"""Make Vietnamese words comparable: blind to accents, đ, case and signs."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

# Unicode does not take đ apart; ð and ɖ look the same as capitals and are met in its place.
PLAIN_D: Final = str.maketrans(dict.fromkeys("đðɖ", "d"))
SIGNS: Final = re.compile(r"[\W_]+")
MOST_WORDS: Final = 100_000


def plain(text: str) -> str:
    """Return the words of a text without accents, in small letters, one blank between them."""
    return " ".join(filter(None, map(_plain_word, text.split())))


@lru_cache(maxsize=MOST_WORDS)
def _plain_word(word: str) -> str:
    """Make one word plain; signs within part it. The words of names are few, and soon known."""
    letters = normalize("NFKD", word.casefold().translate(PLAIN_D))
    return SIGNS.sub(" ", "".join(each for each in letters if not combining(each))).strip()
