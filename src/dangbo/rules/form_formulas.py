"""Read the formulas of statistical forms: what they join, and which cells they name.

Source: `rules.md` 13.1, 13.2 (a form is rows, columns, filters and formulas).

A formula joins numbers, cells, `SUM` (or `TONG`) and `SHARE` (or `TYLE`, in per cent) by + - * /.
A cell is named by row and column (`nu.tong`), or by one key alone: a row in the column where the
formula stands, a column in its row.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Final, Literal, NamedTuple

Reason = Literal[
    "",
    "blank",
    "not_typed",
    "not_standing",
    "not_yet_standing",
    "no_longer_standing",
    "may_not_read",
    "no_part",
    "nothing_counted",
    "divided_by_zero",
    "rests_on",
    "loop",
    "faulty",
]
LONGEST: Final = 300
DEEPEST: Final = 20
SUMS: Final = frozenset({"SUM", "TONG"})
SHARES: Final = frozenset({"SHARE", "TYLE"})
TOKEN: Final = re.compile(r"(\d+(?:[.,]\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/().:;,])")
END: Final = ""


class CellKey(NamedTuple):
    """The place of a cell: the keys of its row and of its column."""

    row: str
    column: str


@dataclass(frozen=True)
class Outcome:
    """What a cell comes to, or why to nothing; `at` is the cell that it wants a value of.

    A reason beside a value is a remark.
    """

    value: Fraction | None
    reason: Reason = ""
    at: CellKey | None = None


class FormulaError(ValueError):
    """A formula that cannot be read; `word` is where reading stopped."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


class UnknownNameError(LookupError):
    """A formula names a row or a column that the form does not have."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True)
class Number:
    """A number that is written in a formula."""

    value: Fraction


@dataclass(frozen=True)
class Name:
    """A cell: by one key alone, or by row and column."""

    key: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.key}.{self.column}" if self.column else self.key


@dataclass(frozen=True)
class Range:
    """The cells from one row to another, or from one column to another."""

    first: str
    last: str

    def __str__(self) -> str:
        return f"{self.first}:{self.last}"


@dataclass(frozen=True)
class Sum:
    """What some cells and ranges come to together; blank cells are left out."""

    terms: tuple["Expression | Range", ...]


@dataclass(frozen=True)
class Share:
    """A part of a whole, in per cent."""

    part: "Expression"
    whole: "Expression"


@dataclass(frozen=True)
class Operation:
    """Two expressions joined by a sign."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Name | Sum | Share | Operation


@dataclass(frozen=True)
class Axes:
    """The keys of the rows and of the columns of a form, in their order."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    followed: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def cells(self, name: Name | Range, at: CellKey) -> list[CellKey]:
        """Return the cells that are named by a formula at a place, or raise UnknownNameError."""
        if isinstance(name, Range):
            keys = self._between(name)
            return [self._one(key, at) for key in keys]
        if not name.column:
            return [self._one(key, at) for key in self.keys_of(name.key)]
        rows, columns = self.keys_of(name.key), self.keys_of(name.column)
        if not set(rows) <= set(self.rows) or not set(columns) <= set(self.columns):
            raise UnknownNameError(str(name))
        return [CellKey(row, column) for row in rows for column in columns]

    def keys_of(self, key: str) -> tuple[str, ...]:
        """Return the rows or columns that a key stands for: itself, or all that follow it."""
        return self.followed.get(key, (key,))

    def _one(self, key: str, at: CellKey) -> CellKey:
        if key in self.rows:
            return CellKey(key, at.column)
        if key in self.columns:
            return CellKey(at.row, key)
        raise UnknownNameError(key)

    def _between(self, name: Range) -> tuple[str, ...]:
        ends = (*self.keys_of(name.first), *self.keys_of(name.last))
        for axis in (self.rows, self.columns):
            if set(ends) <= set(axis):
                places = [axis.index(each) for each in ends]
                return axis[min(places) : max(places) + 1]
        raise UnknownNameError(str(name))


# Reading


@cache
def parsed(text: str) -> Expression:
    """Return what a formula says, or raise FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(text[:20])
    reading = _Reading(list(_words(text)))
    found = reading.whole()
    if reading.next != END:
        raise FormulaError(reading.next)
    return found


def _words(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = TOKEN.match(text, at)
        if found is None:
            raise FormulaError(text[at : at + 20])
        yield found.group()
        at = found.end()


class _Reading:
    """The words of a formula, of which those before `at` are read."""

    def __init__(self, words: list[str]) -> None:
        self.words, self.at, self.depth = words, 0, 0

    @property
    def next(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else END

    def take(self, *allowed: str) -> str:
        word = self.next
        if allowed and word not in allowed:
            raise FormulaError(word)
        self.at += 1
        return word

    def whole(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(self.next)
        found = self._product()
        while self.next in ("+", "-"):
            found = Operation(self.take(), found, self._product())
        self.depth -= 1
        return found

    def _product(self) -> Expression:
        found = self._factor()
        while self.next in ("*", "/"):
            found = Operation(self.take(), found, self._factor())
        return found

    def _factor(self) -> Expression:
        word = self.take()
        if word == "-":
            return Operation("-", Number(Fraction(0)), self._nested())
        if word == "(":
            found = self.whole()
            self.take(")")
            return found
        if word[:1].isdigit():
            return Number(Fraction(word.replace(",", ".")))
        if word and TOKEN.match(word) and (word[0].isalpha() or word[0] == "_"):
            return self._call(word) if self.next == "(" else self._name(word)
        raise FormulaError(word)

    def _nested(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(self.next)
        found = self._factor()
        self.depth -= 1
        return found

    def _name(self, word: str) -> Name:
        if self.next != ".":
            return Name(word)
        self.take()
        return Name(word, self._key())

    def _key(self) -> str:
        word = self.take()
        if not word or not (word[0].isalpha() or word[0] == "_"):
            raise FormulaError(word)
        return word

    def _call(self, word: str) -> Expression:
        if word.upper() not in SUMS | SHARES:
            raise FormulaError(word)
        self.take("(")
        if word.upper() in SHARES:
            part = self.whole()
            self.take(";", ",")
            found: Expression = Share(part, self.whole())
        else:
            terms = [self._term()]
            while self.next in (";", ","):
                self.take()
                terms.append(self._term())
            found = Sum(tuple(terms))
        self.take(")")
        return found

    def _term(self) -> "Expression | Range":
        follows = self.words[self.at + 1 : self.at + 2]
        if follows != [":"]:
            return self.whole()
        first = self._key()
        self.take(":")
        return Range(first, self._key())


# Looking into a formula


def names_in(expression: Expression | Range) -> Iterator[tuple[Name | Range, bool]]:
    """Yield the cells that an expression names, and whether they are only summed up."""
    if isinstance(expression, Name):
        yield expression, False
    elif isinstance(expression, Range):
        yield expression, True
    elif isinstance(expression, Sum):
        for term in expression.terms:
            for name, summed in names_in(term):
                yield name, summed or name is term
    elif isinstance(expression, Share):
        yield from names_in(expression.part)
        yield from names_in(expression.whole)
    elif isinstance(expression, Operation):
        yield from names_in(expression.left)
        yield from names_in(expression.right)
