"""List the types of paper in the file of a member, and say which are missing at a stage.

Source: `rules.md` 2.10 (annex 1 of 1361-CV/BTCTW, forms of 12-HD/BTCTW); the catalogue is in
`sets/member_documents.toml`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from dangbo.rules.days import add_months
from dangbo.rules.instruments import instrument_on

Stage = Literal["A", "B", "C"]
CONDITIONS: Final = (
    "youth_union",
    "trade_union",
    "background_check",
    "departmental",
    "grassroots_committee",
)
FIRST_PRIORITY = 1


@dataclass(frozen=True)
class DocumentType:
    """One type of the catalogue: its number, names, priority, form, and when it is needed.

    `outcome`: the step brings it about, so it cannot be asked for before. `resolution`: the bodies
    below write it between considering and deciding. `when`: it is needed only where this holds.
    `lasting`: it does not age with the file. `after`: what has to happen before it is expected.
    """

    number: int
    code: str
    name: str
    priority: int
    form: str
    stage: str
    outcome: bool
    resolution: bool
    when: str
    lasting: bool
    after: str


@dataclass(frozen=True)
class Completeness:
    """How far a file holds the papers of the first priority that can be expected in it."""

    expected: tuple[int, ...]
    held: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Return the numbers that are expected and not held."""
        return tuple(each for each in self.expected if each not in self.held)

    @property
    def per_mille(self) -> int | None:
        """Return the share that is held, rounded down; None where nothing is expected."""
        return len(self.held) * 1000 // len(self.expected) if self.expected else None


def catalogue(*, on: date) -> tuple[DocumentType, ...]:
    """Return all types in the order of their numbers."""
    values = instrument_on("member_documents", on).values
    return tuple(_type(raw, values["priority"]) for raw in values["type"])


def document_type(number: int, *, on: date) -> DocumentType:
    """Return the type with a number; KeyError for one that the catalogue does not have."""
    return {each.number: each for each in catalogue(on=on)}[number]


def required_documents(
    *,
    stage: Stage,
    on: date,
    conditions: Collection[str] = (),
    outcomes: bool = False,
    resolutions: bool = True,
) -> tuple[DocumentType, ...]:
    """Return the types needed at a stage; with `outcomes` also those that its step brings about.

    Without `resolutions`, those that the bodies below have yet to write are not asked for.
    """
    return tuple(
        each
        for each in catalogue(on=on)
        if each.stage == stage
        and (outcomes or not each.outcome)
        and (resolutions or not each.resolution)
        and (not each.when or each.when in conditions)
    )


def missing_documents(
    *,
    stage: Stage,
    held: Collection[int],
    on: date,
    conditions: Collection[str] = (),
    outcomes: bool = False,
    resolutions: bool = True,
) -> tuple[DocumentType, ...]:
    """Return the types needed at a stage that are not among the numbers `held`."""
    needed = required_documents(
        stage=stage, on=on, conditions=conditions, outcomes=outcomes, resolutions=resolutions
    )
    return tuple(each for each in needed if each.number not in held)


def aged_documents(
    *, stage: Stage, signed: Mapping[int, date | None], months: int, on: date
) -> tuple[DocumentType, ...]:
    """Return the types of a stage signed over so many months before `on`; unknown days pass."""
    return tuple(
        each
        for each in catalogue(on=on)
        if each.stage == stage
        and not each.lasting
        and (day := signed.get(each.number)) is not None
        and add_months(day, months) < on
    )


def completeness(*, held: Collection[int], happened: Collection[str], on: date) -> Completeness:
    """Compare a file with the types of the first priority that follow from what has happened."""
    expected = tuple(
        each.number
        for each in catalogue(on=on)
        if each.priority == FIRST_PRIORITY and each.after in happened
    )
    return Completeness(expected, tuple(each for each in expected if each in held))


def _type(raw: Mapping[str, Any], priorities: Collection[Mapping[str, int]]) -> DocumentType:
    number = raw["number"]
    return DocumentType(
        number=number,
        code=raw["code"],
        name=raw["name"],
        priority=next(p["level"] for p in priorities if p["first"] <= number <= p["last"]),
        form=raw.get("form", ""),
        stage=raw.get("stage", ""),
        outcome=raw.get("outcome", False),
        resolution=raw.get("resolution", False),
        when=raw.get("when", ""),
        lasting=raw.get("lasting", False),
        after=raw.get("after", ""),
    )
