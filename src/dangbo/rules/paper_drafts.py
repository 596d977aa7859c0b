"""Say what is known of a paper before it is recorded, and take from its number what that says.

Source: `rules.md` 9.2.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_numbers import KIND_SPELLINGS, PaperNumber, paper_kinds, parse_number

FORCES: Final = ("not_stated", "in_force", "expired", "replaced")
EARLIEST: Final = date(1900, 1, 1)


@dataclass(frozen=True)
class PaperDraft:
    """What is said about a paper; what is left out is taken from its number where that says it."""

    uid: str = ""
    number_raw: str = ""
    kind: str = ""
    issuer_code: str = ""
    issuer: str = ""
    term: str = ""
    own_series: bool = False
    day: PartialDay | None = None
    subject: str = ""
    force: str = FORCES[0]
    secrecy: str = ""
    kept_at: str = ""


@dataclass(frozen=True)
class ReadDraft:
    """A draft with its number read and everything derived that the number says."""

    draft: PaperDraft
    number: PaperNumber | None

    @property
    def full(self) -> PaperDraft:
        """Return the draft with kind, issuer and day filled in from the number."""
        number = self.number
        if number is None:
            return replace(self.draft, kind=kind_code(self.draft.kind))
        return replace(
            self.draft,
            kind=kind_code(self.draft.kind) or number.kind,
            issuer_code=self.draft.issuer_code or number.issuer,
            day=self._day(number),
        )

    @property
    def own_words(self) -> PaperDraft:
        """Return the draft without what its number says anyway."""
        said = ReadDraft(replace(self.draft, kind="", issuer_code="", day=None), self.number).full
        return replace(
            self.draft,
            kind="" if self.draft.kind == said.kind else self.draft.kind,
            issuer_code=""
            if self.draft.issuer_code == said.issuer_code
            else self.draft.issuer_code,
            day=None if self.draft.day == said.day else self.draft.day,
        )

    def _day(self, number: PaperNumber) -> PartialDay | None:
        given = self.draft.day
        if number.day and (given is None or given.precision is not Precision.DAY):
            return PartialDay(number.day, Precision.DAY, given.text if given else "")
        if given is None and number.year and number.year >= EARLIEST.year:
            return PartialDay(date(number.year, 1, 1), Precision.YEAR)
        return given


def read_draft(draft: PaperDraft) -> ReadDraft:
    """Read the number of a draft, if it has one."""
    return ReadDraft(draft, parse_number(draft.number_raw) if draft.number_raw else None)


def kind_code(given: str) -> str:
    """Return the code of a kind given by its code, another spelling of it, or its name."""
    by_name = {name: code for code, name in paper_kinds().items()}
    return by_name.get(given.lower()) or KIND_SPELLINGS.get(given, given)
