"""Make text comparable: clean what was typed, and fold it blind to accents, đ, case and form."""

from unicodedata import category, is_normalized, normalize

ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
WIDE_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
# The soft hyphen stays: in TCVN3 text it is the letter ư, and decoding comes after cleaning.
CLEANING = str.maketrans(dict.fromkeys(ZERO_WIDTH, "") | dict.fromkeys(WIDE_SPACES, " "))

# Unicode does not take đ apart; ð and ɖ look the same as capitals and are met in its place.
D_WITH_STROKE = "đðɖ"
PLAIN_D = str.maketrans(dict.fromkeys(D_WITH_STROKE, "d"))
# H'Mông and Hmông, Ê’đê and Êđê are the same word: an apostrophe joins, other signs part.
JOINING = str.maketrans(dict.fromkeys("'`\u00ad\u00b4\u02bb\u02bc\u2018\u2019" + ZERO_WIDTH, ""))
MOST_WORDS = 200_000


def nfc(text: str) -> str:
    """Return typed text in NFC, with ordinary spaces only and none at its ends."""
    if text.isascii():
        return text.strip()
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return text.translate(CLEANING).strip()


def fold(text: str) -> str:
    """Return the form in which text is searched: letters and digits only, one space between words.

    The same for accents or none, đ or d, any case, any place of the tone, composed or not.
    """
    return " ".join(filter(None, map(_FOLDED.__getitem__, text.split())))


def words(text: str) -> list[str]:
    """Return the folded words of text."""
    return fold(text).split()


class _FoldedWords(dict[str, str]):
    """Remember the folded form of each word met; the words of names are few."""

    def __missing__(self, word: str) -> str:
        if word.isascii() and word.isdigit():
            return word  # numbers are many, and soon done
        if len(self) >= MOST_WORDS:
            self.clear()
        folded = self[word] = _fold_word(word)
        return folded


_FOLDED = _FoldedWords()


def bare_letters(word: str) -> str:
    """Return a word taken apart into letters without case and the marks that follow them.

    This is Unicode's own caseless matching: each step can give signs that the step before resolves.
    """
    plain = normalize("NFD", word.translate(JOINING)).casefold()
    return normalize("NFKD", normalize("NFKD", plain).casefold())


def _fold_word(word: str) -> str:
    kept = "".join(map(_fold_sign, bare_letters(word).translate(PLAIN_D)))
    return normalize("NFC", " ".join(kept.split()))


def _fold_sign(sign: str) -> str:
    kind = category(sign)[0]
    if kind in "LN":
        return sign
    return "" if kind == "M" else " "
