"""Find the pairs of persons who may be one among very many, without comparing all with all.

What makes two persons alike is said in `rules/likeness`; here only those meet who can be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from dangbo.rules.likeness import FEWEST, Likeness, Someone, likeness

# So few are compared each with each; of more, only those whose births can be mistyped of another.
FEW: Final = 12
Pair = tuple[Someone, Someone]


def pairs_among(people: Iterable[Someone]) -> list[Likeness]:
    """Return every likeness among persons, the likeliest first."""
    known = list(people)
    found: dict[tuple[int, int], Likeness] = {}
    for one, other in _who_meet(known):
        pair = (min(one.id, other.id), max(one.id, other.id))
        if one.id == other.id or pair in found:
            continue
        if (alike := likeness(one, other)) is not None:
            found[pair] = alike
    return sorted(found.values(), key=lambda each: (-each.weight, each.one, each.other))


def _who_meet(people: Sequence[Someone]) -> Iterator[Pair]:
    by_words: dict[str, list[Someone]] = defaultdict(list)
    by_number: dict[str, list[Someone]] = defaultdict(list)
    for someone in people:
        by_words[_in_order(someone.folded.split())].append(someone)
        for number in someone.numbers:
            by_number[number].append(someone)
    for same in by_number.values():
        yield from combinations(same, 2)
    for same in by_words.values():
        yield from combinations(same, 2) if len(same) <= FEW else _near_births(same)
    yield from _word_left_out(by_words)


def _in_order(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _word_left_out(by_words: Mapping[str, Sequence[Someone]]) -> Iterator[Pair]:
    """Yield who has all words of another's name but one, where both were born on one day.

    A word left out weighs enough beside the very same birth only.
    """
    born = {words: _by_birth(people) for words, people in by_words.items()}
    for name, people in by_words.items():
        words = name.split()
        if len(words) <= FEWEST:
            continue
        for place in range(len(words)):
            shorter = born.get(" ".join(words[:place] + words[place + 1 :]))
            for someone in people if shorter else ():
                for other in shorter.get(someone.birth, ()) if shorter else ():
                    yield someone, other


def _by_birth(people: Iterable[Someone]) -> dict[date | None, list[Someone]]:
    found: dict[date | None, list[Someone]] = {}
    for someone in people:
        found.setdefault(someone.birth, []).append(someone)
    return found


def _near_births(people: Sequence[Someone]) -> Iterator[Pair]:
    """Yield who was born on days that can be mistyped of one another, or may be the same."""
    groups: dict[str, list[Someone]] = defaultdict(list)
    years: dict[int, list[Someone]] = defaultdict(list)
    for someone in people:
        if someone.birth is None:
            continue
        years[someone.birth.year].append(someone)
        for key in _birth_keys(someone.birth) if someone.whole_day else ():
            groups[key].append(someone)
    for group in groups.values():
        yield from combinations(group, 2)
    for someone in people:
        if someone.birth is not None and not someone.whole_day:
            yield from ((someone, other) for other in years[someone.birth.year])


def _birth_keys(birth: date) -> Iterator[str]:
    """Yield what two days have in common that may be one: all digits but one, or the swap."""
    text = birth.strftime("%d%m%Y")
    for place in range(len(text)):
        yield f"{text[:place]}.{text[place + 1 :]}"
    day, month = sorted((text[:2], text[2:4]))
    yield f"{day}/{month}/{text[4:]}"
