"""Say when the term of an organisation began: with its last congress that the register knows."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.history.queries import congresses_of
from dangbo.orgs.queries.indicators import Asked
from dangbo.rules.days import add_months

# The Statute gives a congress five years (Article 13); without a known one a term is as long.
YEARS: Final = 5
MONTHS: Final = 12


@dataclass(frozen=True)
class Term:
    """The day from which a term is told, and the congress that began it, if one is known."""

    start: date
    ordinal: str = ""
    when: str = ""


def term_of(asked: Asked) -> Term:
    """Return the term that runs on the day of a question, else the five years before it."""
    rows = congresses_of(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    told = [(each.when.start, each) for each in rows if each.when and each.when.start < asked.on]
    if not told:
        return Term(add_months(asked.on, -MONTHS * YEARS))
    start, last = max(told, key=lambda pair: pair[0])
    return Term(start, last.ordinal, last.when.words if last.when else "")
