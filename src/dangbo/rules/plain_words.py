"""Make Vietnamese words comparable: blind to accents, đ, case and signs."""

import re
from typing import Final
from unicodedata import combining, normalize

# Unicode does not take đ apart; ð and ɖ look the same as capitals and are met in its place.
PLAIN_D: Final = str.maketrans(dict.fromkeys("đðɖ", "d"))
SIGNS: Final = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return the words of a text without accents, in small letters, one blank between them."""
    letters = normalize("NFKD", text.casefold().translate(PLAIN_D))
    return SIGNS.sub(" ", "".join(each for each in letters if not combining(each))).strip()
