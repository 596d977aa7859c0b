"""Tell whether a word can be a Vietnamese syllable, tone and spelling included.

Used to judge how text was coded: a reading that gives syllables is right, one that gives none is
wrong. Structure only: that a syllable is possible does not say that the language uses it.
"""

import re
from unicodedata import normalize

MOST_SYLLABLES = 100_000
TONES = "\u0300\u0309\u0303\u0301\u0323"
STOP_TONES = "\u0301\u0323"
SHAPED = "ăâêôơư"
VOWELS = "aeiouy" + SHAPED
STOPS = re.compile(r"(?:ch|[cpt])$")

ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|r|s|t|v|x|"  # longest first
# k, gh and ngh stand before front rimes only; c, g and ng before back ones.
FRONT_RIMES = """
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
"""
BACK_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oe oem oen oeo oet oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uênh uơ
uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
BARE_RIMES = "y yêm yên yêng yêt yêu"
AFTER_QU = "y ych yên yêt yn ynh yt yp yu e en eng eo et ê êch ên ênh êt i in it"
AFTER_G = ("i", "in", "ia", "iêc", "iêm", "iêng", "iêt")
Y_ONSETS = "hklmqstv"
# Open rimes without a shaped vowel: the tone stands on the first vowel but for these.
BOTH_PLACES = ("oa", "oe", "uy")
SECOND_PLACE = ("oai", "oao", "oay", "oeo", "uya", "uyu")


def is_syllable(word: str) -> bool:
    """Say whether word, in any case, has the form of one Vietnamese syllable."""
    syllable = _SYLLABLES.get(word)
    if syllable is None:
        if len(_SYLLABLES) >= MOST_SYLLABLES:
            _SYLLABLES.clear()
        syllable = _SYLLABLES[word] = _is_natural(word) and _fits(word.lower())
    return syllable


_SYLLABLES: dict[str, bool] = {}
_FRONT = frozenset(FRONT_RIMES.split())
_BACK = frozenset(BACK_RIMES.split())
_BARE = frozenset(BARE_RIMES.split())
_AFTER_QU = frozenset(AFTER_QU.split())
_PARTS = re.compile(rf"({ONSETS})([{VOWELS}]+(?:ch|ng|nh|[cmnpt])?)")


def _is_natural(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _fits(word: str) -> bool:
    letters, tone, place = _part_tone(word)
    if letters is None:
        return False
    return any(
        _may_spell(onset, rime) and _may_tone(onset, rime, tone, place)
        for onset, rime in _readings(letters)
    )


def _part_tone(word: str) -> tuple[str | None, str, int]:
    """Return the letters without their tone, the tone and its place; None for two tones."""
    letters, tone, place = "", "", -1
    for sign in normalize("NFC", word):
        marks = normalize("NFD", sign)
        found = [mark for mark in marks if mark in TONES]
        if found and tone:
            return None, "", -1
        if found:
            tone, place = found[0], len(letters)
        letters += normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    return letters, tone, place


def _readings(letters: str) -> list[tuple[str, str]]:
    found = _PARTS.fullmatch(letters)
    if found is None:
        return [("g", letters[1:])] if re.fullmatch("gin?", letters) else []
    onset, rime = found.groups()
    if onset == "gi":
        return [(onset, rime), ("g", "i" + rime)]
    return [(onset, rime), ("q", "u" + rime)] if onset == "qu" else [(onset, rime)]


def _may_spell(onset: str, rime: str) -> bool:
    if onset in ("k", "gh", "ngh"):
        return rime in _FRONT or (onset == "k" and rime == "y")
    if onset in ("c", "ng"):
        return rime in _BACK
    if onset == "g":
        return rime in _BACK or rime in AFTER_G
    if onset == "qu":
        return rime in _BACK or rime in _AFTER_QU
    if onset == "":
        return rime in _FRONT or rime in _BACK or rime in _BARE
    return rime in _FRONT or rime in _BACK or (rime == "y" and onset in Y_ONSETS)


def _may_tone(onset: str, rime: str, tone: str, place: int) -> bool:
    if STOPS.search(rime) and tone not in tuple(STOP_TONES):
        return False
    return not tone or place - len(onset) in _tone_places(rime)


def _tone_places(rime: str) -> tuple[int, ...]:
    """Return where a rime may carry its tone."""
    shaped = [at for at, letter in enumerate(rime) if letter in SHAPED]
    if shaped:
        return (shaped[-1],) if rime[:2] != "ưa" else (0,)
    vowels = len(rime.rstrip("cghmnpt"))
    if vowels < len(rime):
        return (vowels - 1,)
    if rime in BOTH_PLACES:
        return (0, 1)
    return (1,) if rime in SECOND_PLACE else (0,)
