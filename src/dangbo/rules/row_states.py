"""Say what each row of a list would do to the register, and what stands against it.

Source: `rules.md` 15.2 (differences field by field, nothing overwritten silently), R2.34, R2.64.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangbo.rules.plain_words import plain
from dangbo.rules.row_days import DAYS, day_findings
from dangbo.rules.verdicts import Finding, finding

WRONG, DOUBTFUL, CHANGED, NEW, SAME, LEFT = "wrong", "doubtful", "changed", "new", "same", "left"
STATES: Final = (WRONG, DOUBTFUL, NEW, CHANGED, SAME, LEFT)
NUMBERS: Final = ("citizen", "card", "file")
# What says who a person is: it is changed by paper only (R2.64).
BY_PAPER: Final = frozenset({"name", "birth", "sex", "ethnicity", "home_town", "citizen"})
# What is read to know the person or the day, and never compared.
ASIDE: Final = frozenset({"key", "recognised"})
# Whom the user may say that a row means instead of somebody who is known.
SOMEBODY_NEW: Final = "new"

WRONG_CODES: Final = frozenset(
    {
        *("NAME_MISSING", "ORG_MISSING", "ORG_UNKNOWN", "ORG_AMBIGUOUS", "ORG_ENDED"),
        *("STANDING_MISSING", "DAY_UNREADABLE", "DAY_IMPOSSIBLE", "DAY_IN_FUTURE"),
        *("BIRTH_AFTER_ADMISSION", "RECOGNISED_BEFORE_ADMISSION", "NUMBER_TWICE", "ROW_REPEATED"),
        *(
            "NUMBERS_OF_TWO",
            "NUMBER_TAKEN",
            "NUMBER_UNPROVEN",
            "KEY_UNKNOWN",
            "CELL_ERROR",
            "CELL_FORMULA",
            "TOO_LONG_CELL",
        ),
        *("VALUE_UNKNOWN", "VALUE_TOO_LONG", "STATUS_UNKNOWN", "PERSON_GONE", "PERSON_IN_TWO_ROWS"),
        *("NAME_EMPTY", "NAME_TOO_LONG", "NAME_HAS_DIGITS", "NAME_HAS_SIGNS"),
        *("NUMBER_DIGITS_LOST", "NUMBER_EMPTY", "NUMBER_OLD_IDENTITY", "NUMBER_FORM"),
        *("NUMBER_PLACEHOLDER", "NUMBER_IMPOSSIBLE"),
    }
)
DOUBTFUL_CODES: Final = frozenset(
    {
        *("DAY_SWAPPED", "DAY_EITHER_WAY", "DAY_SWAPPED_BY_EXCEL", "ADMITTED_UNDER_AGE"),
        *("RECOGNISED_TOO_SOON", "TOO_OLD", "STANDING_CONTRADICTS", "STATUS_LEFT"),
        *("NUMBER_OF_ANOTHER", "PERHAPS_SAME", "SEVERAL_NAMESAKES", "PERSON_TWICE"),
        *("IDENTITY_CHANGES", "ORG_DIFFERS", "STANDING_DIFFERS", "ADMITTED_DIFFERS"),
        *(
            "LEGACY_CODING",
            "VALUE_DOUBTFUL",
            "NAME_ONE_WORD",
            "NAME_ABBREVIATED",
            "NAME_FOREIGN_LETTERS",
        ),
        *("NUMBER_PROVINCE_UNKNOWN", "NUMBER_BIRTH_CONTRADICTS", "NUMBER_SEX_CONTRADICTS"),
    }
)
# Doubts about whom a row means: they are answered by naming somebody.
WHO_CODES: Final = frozenset({"NUMBER_OF_ANOTHER", "PERHAPS_SAME", "SEVERAL_NAMESAKES"})
# Differences that an import never writes: the row's other fields may be taken all the same.
KEPT: Final = {
    "org": "ORG_DIFFERS",
    "standing": "STANDING_DIFFERS",
    "activity": "STANDING_DIFFERS",
    "admitted": "ADMITTED_DIFFERS",
}


@dataclass(frozen=True)
class ReadRow:
    """A row with the values that its cells mean, by field, and what was found on the way.

    `defaults` hold for a new person where the row says nothing.
    """

    number: int
    values: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What the register believes of a person on a day, by the fields of a row.

    `present` is false for somebody who was a member and is not on that day.
    """

    person: str
    values: Mapping[str, str]
    present: bool = True


@dataclass(frozen=True)
class Matches:
    """Whom a row may mean: the bearers of its numbers, and those of its name and birth.

    `unproven` are the kinds of its numbers that only somebody else may compare.
    """

    by_number: Mapping[str, str] = field(default_factory=dict)
    by_name: tuple[str, ...] = ()
    by_key: str = ""
    unproven: tuple[str, ...] = ()

    def without(self, persons: Container[str]) -> "Matches":
        """Return the same for somebody who may not know of some persons."""
        return Matches(
            {kind: each for kind, each in self.by_number.items() if each not in persons},
            tuple(each for each in self.by_name if each not in persons),
            "" if self.by_key in persons else self.by_key,
            tuple(kind for kind, each in self.by_number.items() if each in persons),
        )


@dataclass(frozen=True)
class Decision:
    """What the user said of a row: left out, codes of doubts accepted, whom it means."""

    left: bool = False
    accepted: frozenset[str] = frozenset()
    person: str = ""


@dataclass(frozen=True)
class FieldChange:
    """A field that a row changes: what the register says, and what the row says."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class RowState:
    """What a row would do: its state, the person it means ("" for a new one), what it changes."""

    number: int
    state: str
    person: str = ""
    changes: tuple[FieldChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    choices: tuple[str, ...] = ()


def judge_row(
    *,
    row: ReadRow,
    matches: Matches,
    known: Mapping[str, Known],
    decision: Decision,
    on: date,
    twins: Iterable[Finding] = (),
) -> RowState:
    """Return the state of one row with every finding, those that the user accepted too."""
    person, choices, who = _person(row, matches, known, decision)
    unproven = [finding("NUMBER_UNPROVEN", kind, field=kind) for kind in matches.unproven]
    found = [*row.findings, *day_findings(row.values, on=on), *twins, *who, *unproven]
    changes: tuple[FieldChange, ...] = ()
    if person:
        there = known[person]
        changes, more = _compared(row, there)
        found += more
    else:
        found += _lacking(row)
    findings = tuple(dict.fromkeys(found))
    state = _state(findings, decision, person, changes)
    return RowState(row.number, state, person, changes, findings, choices)


def _state(
    findings: Sequence[Finding], decision: Decision, person: str, changes: Sequence[FieldChange]
) -> str:
    if decision.left:
        return LEFT
    codes = {each.code for each in findings}
    if codes & WRONG_CODES:
        return WRONG
    if (codes & DOUBTFUL_CODES) - decision.accepted:
        return DOUBTFUL
    if not person:
        return NEW
    return CHANGED if changes else SAME


def _person(
    row: ReadRow, matches: Matches, known: Mapping[str, Known], decision: Decision
) -> tuple[str, tuple[str, ...], list[Finding]]:
    """Return whom a row means, whom it may mean, and what is to be said of that."""
    bearers = tuple(dict.fromkeys(matches.by_number.values()))
    choices = tuple(dict.fromkeys((*bearers, *matches.by_name)))
    if decision.person == SOMEBODY_NEW:
        return "", choices, [*_taken(matches, "")]
    if decision.person in known and decision.person in choices:
        told = [*_taken(matches, decision.person), *_gone(known[decision.person])]
        return decision.person, choices, told
    if row.values.get("key"):
        return _by_key(row, matches, known)
    if bearers:
        return bearers[0], choices, _by_numbers(row, matches, bearers, known)
    return _by_name(row, matches.by_name, known, choices)


def _taken(matches: Matches, person: str) -> Iterator[Finding]:
    """Say which numbers of a row somebody else bears than the person whom it means."""
    for kind, bearer in matches.by_number.items():
        if bearer != person:
            yield finding("NUMBER_TAKEN", kind, field=kind, other=bearer)


def _by_key(
    row: ReadRow, matches: Matches, known: Mapping[str, Known]
) -> tuple[str, tuple[str, ...], list[Finding]]:
    if not matches.by_key:
        return "", (), [finding("KEY_UNKNOWN", "key", text=row.values["key"])]
    there = known[matches.by_key]
    return there.person, (), [*_taken(matches, there.person), *_gone(there)]


def _by_numbers(
    row: ReadRow, matches: Matches, bearers: tuple[str, ...], known: Mapping[str, Known]
) -> list[Finding]:
    if len(bearers) > 1:
        return [finding("NUMBERS_OF_TWO", "citizen", count=len(bearers))]
    there = known[bearers[0]]
    kind = next(iter(matches.by_number))
    if _alike(row, there, "name") or _alike(row, there, "birth"):
        return [*_gone(there)]
    return [finding("NUMBER_OF_ANOTHER", kind, field=kind), *_gone(there)]


def _by_name(
    row: ReadRow, names: tuple[str, ...], known: Mapping[str, Known], choices: tuple[str, ...]
) -> tuple[str, tuple[str, ...], list[Finding]]:
    if not names:
        return "", (), []
    if len(names) > 1:
        return names[0], choices, [finding("SEVERAL_NAMESAKES", "name", count=len(names))]
    there = known[names[0]]
    sure = len(row.values.get("birth", "")) == len("1980-02-03") and row.values["birth"] == (
        there.values.get("birth")
    )
    others = [kind for kind in NUMBERS if not _alike(row, there, kind)]
    told = [] if sure and not others else [finding("PERHAPS_SAME", "name")]
    return names[0], choices, [*told, *_gone(there)]


def _gone(there: Known) -> Iterator[Finding]:
    if not there.present:
        yield finding("PERSON_GONE", "name")


def _alike(row: ReadRow, there: Known, name: str) -> bool:
    """Say whether a field says the same in both, or nothing in one."""
    new, old = row.values.get(name, ""), there.values.get(name, "")
    if not new or not old:
        return True
    return plain(new) == plain(old) if name == "name" else not differs(name, old, new)


def differs(name: str, old: str, new: str) -> bool:
    """Say whether a value says what is not in the register; a vaguer day or capitals do not."""
    if name in DAYS and old and new:
        return new != old and not old.startswith(f"{new}-")
    if name == "name":
        return new.casefold() != old.casefold()
    return bool(new) and new != old


def _compared(row: ReadRow, there: Known) -> tuple[tuple[FieldChange, ...], list[Finding]]:
    """Return what a row changes of a person, and the differences that an import leaves alone."""
    changes, told = [], []
    for name, new in row.values.items():
        old = there.values.get(name, "")
        if name in ASIDE or not differs(name, old, new):
            continue
        if name in KEPT:
            told.append(finding(KEPT[name], name, field=name, old=old, new=new))
            continue
        changes.append(FieldChange(name, old, new))
        if name in BY_PAPER and old:
            told.append(finding("IDENTITY_CHANGES", name, field=name))
    return tuple(changes), told


def _lacking(row: ReadRow) -> Iterator[Finding]:
    """Say what a row needs to begin somebody with."""
    said = {each.where for each in row.findings if each.code in WRONG_CODES}
    needed = (("name", "NAME_MISSING"), ("org", "ORG_MISSING"), ("standing", "STANDING_MISSING"))
    for name, code in needed:
        if not row.values.get(name) and not row.defaults.get(name) and name not in said:
            yield finding(code, name)
    if not row.values.get("birth") and "birth" not in said:
        yield finding("BIRTH_MISSING", "birth")
