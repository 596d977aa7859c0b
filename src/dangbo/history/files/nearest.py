"""Propose the word that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST_COMPARED = 5_000


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the known word closest to `text`, or "" when none is near."""
    words = list(known)
    found = get_close_matches(text, words, n=1) if len(words) <= MOST_COMPARED else []
    return found[0] if found else ""
