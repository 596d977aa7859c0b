"""Look ahead at drafts for the pages that check and sign them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Foreseen, foresee_drafts
from dangbo.desk.commands.foreseeing import mixed_days
from dangbo.desk.commands.warning import with_warnings
from dangbo.desk.queries.meanwhile import acts_since, other_states
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.queries.opening import Draft
from dangbo.desk.tables.along import along_sections, along_sums
from dangbo.desk.tables.foreseen import foreseen_parts
from dangbo.desk.tables.marks import sides_of
from dangbo.desk.tables.meanwhile import acts_told, compared, keys_of, states_told, summary_of
from dangbo.desk.tables.verdicts import Told, ticks_of, told, told_verdict
from dangbo.orgs.queries import names_on, org_ids
from dangbo.rules.verdicts import Verdict

# Drafts that name more organisations are looked at while a first page says so already.
LONG: Final = 400


@dataclass(frozen=True)
class Look:
    """What would come of drafts signed one after the other, as seen on one page."""

    drafts: Sequence[Draft]
    foreseen: Foreseen
    mixed: Verdict
    today: date

    @property
    def on(self) -> date:
        """Return the last day on which one of them takes effect."""
        days = [part.read.on for part in self.foreseen.parts if part.read and part.read.on]
        return max(days, default=self.today)

    @property
    def allows(self) -> bool:
        """Say whether nothing stands against signing them."""
        return self.foreseen.verdict.allows and self.mixed.allows

    @property
    def later(self) -> bool:
        """Say whether they would wait for a later day."""
        return self.on > self.today

    def told(self) -> Told:
        """Return every refusal and every warning in words."""
        found = told(self.foreseen, self.drafts)
        return Told([*told_verdict(self.mixed), *found.findings], found.left)


def look_at(request: ActorRequest, drafts: Sequence[Draft]) -> Look:
    """Look ahead at drafts in their order, with the warnings of the desk."""
    contents = [draft.content for draft in drafts]
    foreseen = foresee_drafts(actor=request.actor, contents=contents, today=request.as_of.today)
    return look_of(request, drafts, foreseen)


def look_of(request: ActorRequest, drafts: Sequence[Draft], foreseen: Foreseen) -> Look:
    """Return the same of drafts that were foreseen already."""
    foreseen = with_warnings(actor=request.actor, foreseen=foreseen)
    reads = [part.read for part in foreseen.parts if part.read is not None]
    today = request.as_of.today
    return Look(drafts, foreseen, mixed_days(reads, today), today)


def is_long(drafts: Sequence[Draft]) -> bool:
    """Say whether a look at drafts may take longer than one waits for a page."""
    return sum(len(keys_in(draft.content)) for draft in drafts) > LONG


def seen_parts(request: ActorRequest, look: Look) -> dict[str, Any]:
    """Return both trees and all beside them; of what is refused only who goes along, or cannot."""
    if not look.allows:
        return {"along": along_sections(request, look.foreseen, on=look.on)}
    days = {part.read.on for part in look.foreseen.parts if part.read}
    return foreseen_parts(
        request,
        look.foreseen,
        on=look.on,
        everything=len(days) > 1,
        drafts=[draft.pk for draft in look.drafts],
    )


def since_parts(
    request: ActorRequest, look: Look, since: int, *, also: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the acts after `since` on the organisations of drafts; `also` has keys of more."""
    acts = acts_since(actor=request.actor, orgs=_orgs(look, also), since=since)
    return {"acts_since": acts_told(acts)}


def _orgs(look: Look, also: Iterable[str]) -> set[int]:
    """Return whom drafts name and whom they would touch, as far as they are there already."""
    keys = {key for draft in look.drafts for key in keys_in(draft.content)}
    return {*org_ids(uids=[*keys, *also]).values()} | (look.foreseen.touched - look.foreseen.begun)


def changed_parts(
    request: ActorRequest, look: Look, *, since: int, summary: str
) -> Mapping[str, Any]:
    """Return what changed since drafts were looked at: acts, organisations, and the result."""
    sides = sides_of(look.foreseen, look.on)
    also = keys_of(summary)
    orgs = _orgs(look, also)
    found = other_states(actor=request.actor, orgs=orgs, on=look.on, since=since)
    spoken = {each.org for each in found}
    spoken |= {s.superior for each in found for s in (each.was, each.now) if s and s.superior}
    missing = spoken - look.foreseen.names.keys()
    names = {
        **names_on(actor=request.actor, orgs=missing, on=look.on),
        **look.foreseen.names,
    }
    return {
        **since_parts(request, look, since, also=also),
        "states_since": states_told(found, names, sides),
        "result_since": compared(summary, sides, names) if look.allows else [],
    }


def signing_parts(look: Look) -> dict[str, Any]:
    """Return what the form that signs shows and sends: sums, warnings, what was seen."""
    sides = sides_of(look.foreseen, look.on)
    return {
        "digest": look.foreseen.digest,
        "since": look.foreseen.since,
        "summary": summary_of(sides, look.foreseen.names),
        "ticks": ticks_of(look.foreseen),
        "touched_count": len(sides.marks),
        "change_counts": sides.counted(),
        "kind_counts": sides.counted_kinds(),
        "along_sums": along_sums(look.foreseen, on=look.on),
        "effect_day": look.on,
        "later": look.later,
    }
