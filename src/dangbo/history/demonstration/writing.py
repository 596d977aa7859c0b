"""Write an invented story into the register, every organisation, act and paper marked as such."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.history.demonstration.drafts import Brief, Draft
from dangbo.history.demonstration.enlisting import Enlisting
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import org_ids
from dangbo.papers.access import paper_by_uid
from dangbo.papers.commands import record_paper
from dangbo.papers.models import Paper
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.draws import Draws
from dangbo.rules.keyed_changes import begun_in, orgs_in, renamed

TERM_YEARS: Final = 5
TERM_MONTH: Final = 7
MOST_BETWEEN: Final = 9
LONGEST_CODE: Final = 10


@dataclass(frozen=True)
class Progress:
    """How far the writing has come."""

    decisions: int
    of: int
    orgs: int
    on: date


Tell = Callable[[Progress], None]


@dataclass
class Numbers:
    """Number invented papers upwards within each term, with gaps for those nobody needs here."""

    draws: Draws
    last: dict[int, int] = field(default_factory=dict)

    def next_in(self, term: int) -> int:
        """Return the next number in the term that begins in a year."""
        self.last[term] = self.last.get(term, 0) + self.draws.between(1, MOST_BETWEEN)
        return self.last[term]


def write(
    *,
    actor: Actor,
    brief: Brief,
    drafts: Sequence[Draft],
    members: Enlisting,
    seed: int,
    tell: Tell,
) -> int:
    """Make every decision of a story in its order; return how many organisations began."""
    ids = register_orgs(actor=actor, uids=_begun(drafts), invented=True)
    named = {key for draft in drafts for change in draft.changes for _, key in orgs_in(change)}
    ids |= org_ids(uids=named - ids.keys())
    numbers = Numbers(Draws(f"{brief.committee} {seed} numbers"))
    orgs = 0
    for place, draft in enumerate(drafts, start=1):
        members.up_to(draft.on, place - 1, ids)
        cited = draft.move if draft.move and draft.move.paper else None
        paper = (
            paper_by_uid(actor=actor, uid=cited.paper)
            if cited
            else _paper(actor, brief, draft, place, numbers)
        )
        decide(
            actor=actor,
            on=draft.on,
            changes=[renamed(change, ids.__getitem__) for change in draft.changes],
            paper=paper,
            precision=cited.precision if cited else Precision.DAY.value,
            on_text=cited.on_text if cited else "",
            title=draft.title,
            invented=True,
        )
        orgs += len(list(_begun([draft])))
        tell(Progress(place, len(drafts), orgs, draft.on))
    members.up_to(date.max, len(drafts), ids)
    return orgs


def _begun(drafts: Iterable[Draft]) -> list[str]:
    return [key for draft in drafts for change in draft.changes for key in begun_in(change)]


def _paper(actor: Actor, brief: Brief, draft: Draft, place: int, numbers: Numbers) -> Paper:
    term = term_of(draft.on)
    kind = "BC" if draft.imports else "QĐ"
    code = issuer_code(brief.committee)
    return record_paper(
        actor=actor,
        uid=f"{brief.committee}.mh.{place:04}",
        number_raw=f"{numbers.next_in(term):02}-{kind}/{code}",
        issuer="Cấp ủy trong dữ liệu minh họa",
        term=f"{term}-{term + TERM_YEARS}",
        day=PartialDay(draft.on, Precision.DAY),
        subject=f"{draft.title} (dữ liệu minh họa)",
        invented=True,
    )


def term_of(on: date) -> int:
    """Return the year in which the five-year term of a day began."""
    year = on.year if on.month >= TERM_MONTH else on.year - 1
    return year - year % TERM_YEARS


def issuer_code(committee: str) -> str:
    """Return the code of the invented issuer: MH for minh họa, then the initials of the key.

    No real committee signs so; the number of a real paper can therefore never be met.
    """
    words = committee.replace(".", "-").split("-")
    initials = "".join(word[0] for word in words if word and word[0].isalpha())
    return f"MH{initials.upper()}"[:LONGEST_CODE]
