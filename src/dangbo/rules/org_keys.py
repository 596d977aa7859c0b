"""Say which keys an organisation may have: those that can stand in an address of its own."""

import re
from collections.abc import Collection, Iterable
from itertools import chain, count
from typing import Final
from unicodedata import combining, normalize

from dangbo.rules.verdicts import Verdict, finding

RESERVED: Final = frozenset({"ban-giao", "goc", "quyet-dinh", "so-sanh", "thay-doi", "tim-kiem"})
KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST: Final = 100
LONGEST_MADE: Final = 60
UNNAMED: Final = "to-chuc"


def may_be_keys(keys: Iterable[str]) -> Verdict:
    """Refuse keys that another page answers to, that are too long, or hold other signs."""
    against = []
    for key in dict.fromkeys(keys):
        if key in RESERVED:
            against.append(finding("KEY_RESERVED", key=key))
        elif len(key) > LONGEST or not KEY.fullmatch(key):
            against.append(finding("KEY_MALFORMED", key=key))
    return Verdict(tuple(against))


def new_key(name: str, *, under: str = "", taken: Collection[str]) -> str:
    """Return a readable key, not taken yet, for a new organisation of this Vietnamese name.

    Where its own is taken, the key of its superior stands before it, or else a number behind it.
    """
    base = _cut("-".join(re.findall("[a-z0-9]+", _bare(name)))) or UNNAMED
    if base in RESERVED:
        base = f"{UNNAMED}-{base}"
    below = f"{under}-{base}"
    wished = [base, below] if under and len(below) <= LONGEST_MADE else [base]
    numbered = (f"{base}-{number}" for number in count(2))
    return next(key for key in chain(wished, numbered) if key not in taken)


def _bare(text: str) -> str:
    """Return a text in small letters without accents; đ becomes d."""
    letters = normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(each for each in letters if not combining(each))


def _cut(key: str) -> str:
    """Cut a key at a word."""
    return key if len(key) <= LONGEST_MADE else key[: LONGEST_MADE + 1].rpartition("-")[0]
