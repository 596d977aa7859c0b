"""Resolve a pasted list: say of each line which organisation it means, or what it may mean."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.orgs.queries.bearers import Bearers
from dangbo.orgs.queries.finding import Way, clean
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.pasted_lists import PastedLine, cells_of, pasted_lines, readings, undressed
from dangbo.rules.verdicts import Verdict, finding

MOST_LINES: Final = 20_000
MOST_SHOWN: Final = 20
NEAREST: Final = 5


class Answer(StrEnum):
    """What became of a line."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    DUPLICATE = "duplicate"
    BLANK = "blank"


@dataclass(frozen=True)
class Meant:
    """An organisation that a line may mean, told apart from others by key and superior.

    Without a superior it stands at the top, or not at all on the day.
    """

    org: OrgName
    superior: OrgName | None
    stands: bool


@dataclass(frozen=True)
class ResolvedLine:
    """The answer to one line: `meant` has the one organisation, those that match, or the nearest.

    `matches` counts all that match, of whom `meant` shows at most 20; `first` is the number of
    the earlier line that means the same organisation.
    """

    number: int
    typed: str
    answer: Answer
    meant: tuple[Meant, ...] = ()
    way: Way | None = None
    matches: int = 0
    first: int | None = None

    @property
    def org(self) -> OrgName | None:
        """Return the one organisation that the line means, also when an earlier line means it."""
        return self.meant[0].org if self.answer in ONE else None


ONE: Final = (Answer.RESOLVED, Answer.DUPLICATE)


@dataclass(frozen=True)
class Resolution:
    """The answers to all lines of a list, in its order."""

    lines: tuple[ResolvedLine, ...]

    @property
    def orgs(self) -> list[OrgName]:
        """Return the organisations that were resolved, once each, in the order of the list."""
        return [line.meant[0].org for line in self.of(Answer.RESOLVED)]

    @property
    def open(self) -> list[ResolvedLine]:
        """Return the lines that still need an answer."""
        return self.of(Answer.AMBIGUOUS, Answer.UNKNOWN)

    def of(self, *answers: Answer) -> list[ResolvedLine]:
        """Return the lines that were answered so."""
        return [line for line in self.lines if line.answer in answers]


def resolve_lines(
    *,
    actor: Actor,
    text: str,
    on: date,
    known: date | None = None,
    among: Collection[int] | None = None,
) -> Resolution:
    """Answer every line of a pasted text as `find_org` would, all of them in a few statements.

    `among` limits who may be meant. Raises RuleError for a list that is too long.
    """
    lines = pasted_lines(text)
    if len(lines) > MOST_LINES:
        Verdict((finding("TOO_MANY_LINES", lines=len(lines), limit=MOST_LINES),)).require()
    asked = {line.typed: [*map(clean, cells_of(line.typed))] for line in lines}
    texts = {each for cells in asked.values() for cell in cells for each in readings(cell)}
    bearers = Bearers(actor=actor, texts=texts, on=on, known=known, among=among)
    found = _found(bearers, asked)
    shown = {org for each in found.values() for org in each.shown}
    meant = _meant(actor, shown, bearers, on, known)
    return Resolution(tuple(_answered(lines, found, meant)))


class _Found(NamedTuple):
    """Who is meant by a line, and by which way; nobody: who comes nearest."""

    way: Way | None
    orgs: tuple[int, ...]
    nearest: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[int, ...]:
        return self.orgs[:MOST_SHOWN] or self.nearest


def _found(bearers: Bearers, asked: Mapping[str, Sequence[str]]) -> dict[str, _Found]:
    """Return what each line means that is not blank."""
    strict = {typed: _strictly(bearers, cells) for typed, cells in asked.items()}
    several = (ways for ways in strict.values() if len(ways) > 1)
    bearers.learn_superiors({org for ways in several for _, orgs in ways for org in orgs})
    found = {}
    for typed, cells in asked.items():
        if strict[typed]:
            found[typed] = _agreeing(bearers, strict[typed])
        elif any(map(fold, cells)):
            found[typed] = _loosely(bearers, next(filter(fold, cells)))
    return found


def _strictly(bearers: Bearers, cells: Iterable[str]) -> list[tuple[Way, set[int]]]:
    answers = (map(bearers.strictly, readings(cell)) for cell in cells)
    return [found for each in answers if (found := next(filter(None, each), None))]


def _agreeing(bearers: Bearers, ways: Sequence[tuple[Way, set[int]]]) -> _Found:
    """Keep whom every cell means, itself or as its superior; if there is none, show them all."""
    everybody = set().union(*(orgs for _, orgs in ways))
    found = everybody
    if len(ways) > 1:
        above = bearers.superiors
        agreed = {
            org
            for org in everybody
            if all(org in orgs or above.get(org) in orgs for _, orgs in ways)
        }
        found = agreed or everybody
    way = next(way for way, orgs in ways if found & orgs)
    return _Found(way, tuple(sorted(found)))


def _loosely(bearers: Bearers, cell: str) -> _Found:
    text = undressed(cell)
    found = bearers.by_words(text)
    if found:
        return _Found(Way.WORDS, tuple(sorted(found)))
    return _Found(None, (), tuple(bearers.nearest(text, limit=NEAREST)))


def _meant(
    actor: Actor, orgs: set[int], bearers: Bearers, on: date, known: date | None
) -> dict[int, Meant]:
    bearers.learn_superiors(orgs)
    above = {org: bearers.superiors[org] for org in orgs if org in bearers.superiors}
    superiors = {org for org in above.values() if org is not None}
    names = names_on(actor=actor, orgs=orgs | superiors, on=on, known=known)
    return {org: Meant(names[org], names.get(above.get(org) or 0), org in above) for org in orgs}


def _answered(
    lines: Iterable[PastedLine], found: Mapping[str, _Found], meant: Mapping[int, Meant]
) -> Iterator[ResolvedLine]:
    first: dict[int, int] = {}
    for number, typed in lines:
        each = found.get(typed)
        if each is None:
            yield ResolvedLine(number, typed, Answer.BLANK)
            continue
        shown = tuple(meant[org] for org in each.shown)
        answer, earlier = _ANSWERS[min(len(each.orgs), 2)], None
        if answer is Answer.RESOLVED and (earlier := first.get(each.orgs[0])) is not None:
            answer = Answer.DUPLICATE
        elif answer is Answer.RESOLVED:
            first[each.orgs[0]] = number
        yield ResolvedLine(number, typed, answer, shown, each.way, len(each.orgs), earlier)


_ANSWERS: Final = (Answer.UNKNOWN, Answer.RESOLVED, Answer.AMBIGUOUS)
