"""Find names among many: those that hold all words of a text, and those that come nearest to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

NEAREST: Final = 5
# Judged one by one, in the order of how rare the words are that they share with the text.
MOST_JUDGED: Final = 200
LEAST_ALIKE: Final = 55.0
LEAST_ALIKE_WORD: Final = 70.0
MOST_WORDS: Final = 100


def distinct_words(folded: str) -> list[str]:
    """Return the words of a folded text once each; none of a text that no name is as long as."""
    words = list(dict.fromkeys(folded.split()))
    return words if len(words) <= MOST_WORDS else []


def nearest_names(folded: str, names: Sequence[str], *, limit: int = NEAREST) -> list[int]:
    """Return the places of the few names that come closest to a text, all of them folded."""
    found = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=limit)
    return [place for _, _, place in found]


class NameIndex:
    """Folded names by the words in them, so that a text is compared with few of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            for word in set(name.split()):
                self._places[word].append(place)
        self._vocabulary = list(self._places)
        self._letters = f" {' '.join(self._vocabulary)} "
        self._holding: dict[str, set[int]] = {}
        self._alike: dict[str, list[str]] = {}

    def containing(self, folded: str) -> set[int]:
        """Return the places of the names that hold every word of a text, also inside a word."""
        words = distinct_words(folded)
        if not words:
            return set()
        places = sorted(map(self._places_holding, words), key=len)
        found = places[0]
        for more in places[1:]:
            found = found & more
        return found

    def _places_holding(self, word: str) -> set[int]:
        found = self._holding.get(word)
        if found is None:
            found = set().union(*(self._places[each] for each in self._words_holding(word)))
            self._holding[word] = found
        return found

    def _words_holding(self, word: str) -> Iterator[str]:
        """Yield the words that hold a word, found in one long text of them all."""
        at = self._letters.find(word)
        while at >= 0:
            end = self._letters.index(" ", at)
            yield self._letters[self._letters.rfind(" ", 0, at) + 1 : end]
            at = self._letters.find(word, end)

    def nearest(self, folded: str, *, limit: int = NEAREST) -> list[int]:
        """Return the places of the few names closest to a text, among those sharing rare words."""
        judged = list(self._sharing_rare_words(distinct_words(folded)))
        near = nearest_names(folded, [self.names[place] for place in judged], limit=limit)
        return [judged[at] for at in near]

    def _sharing_rare_words(self, words: Sequence[str]) -> Iterable[int]:
        alike = {each for word in words for each in self._words_alike(word)}
        found: dict[int, None] = {}
        for word in sorted(alike, key=lambda each: (len(self._places[each]), each)):
            rest = MOST_JUDGED - len(found)
            if rest <= 0:
                break
            places = self._places[word]
            # Of a word that many names hold, those that share a rarer one too are there already.
            found.update(dict.fromkeys(places[:rest]))
        return found

    def _words_alike(self, word: str) -> list[str]:
        if word in self._places:
            return [word]
        if word not in self._alike:
            near = process.extract(
                word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE_WORD, limit=3
            )
            self._alike[word] = [each for each, _, _ in near]
        return self._alike[word]
