"""Foresee what drafts or corrections would do, in their order, and write nothing."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.desk.commands.along import Along, begin_along, meet_all
from dangbo.desk.queries.reading import ReadDraft, read_content
from dangbo.orgs.commands import Foresight, provisional_ids, same_decision
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.names import OrgName
from dangbo.rules.corrections import Correction
from dangbo.rules.differences import Difference, differences
from dangbo.rules.draft_slots import entries_of
from dangbo.rules.keyed_changes import begun_in, orgs_in, renamed
from dangbo.rules.org_keys import may_be_keys
from dangbo.rules.projection import Projection
from dangbo.rules.verdicts import Finding, Verdict, finding

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """What one draft, or one correction, would do: its verdict, and its projection if it has one.

    `after` is the number that the journal would give it were nothing else recorded with it;
    `beside` is what those say of it who follow organisations, in the verdict too.
    """

    verdict: Verdict
    projection: Projection | None = None
    read: ReadDraft | None = None
    after: int = 0
    beside: Verdict = field(default_factory=Verdict)


@dataclass(frozen=True)
class Foreseen:
    """What would come of several acts in a row, on the register as it was after the act `since`.

    `names` calls every organisation that is spoken of by what it is called before, or will be;
    those that are to begin are in it under the ids they have in this foresight alone (`begun`).
    """

    foresight: Foresight
    parts: tuple[Part, ...]
    names: Mapping[int, OrgName]
    begun: frozenset[int]
    differences: tuple[Difference, ...] = ()
    digest: str = ""
    along: Mapping[str, Along] = field(default_factory=dict)

    @property
    def since(self) -> int:
        """Return the last act of the journal that was known."""
        return self.foresight.since - 1

    @property
    def verdict(self) -> Verdict:
        """Return everything against the acts and every warning, as one."""
        against = dict.fromkeys(each for part in self.parts for each in part.verdict.against)
        warnings = dict.fromkeys(each for part in self.parts for each in part.verdict.warnings)
        return Verdict(tuple(against), tuple(warnings))

    @property
    def touched(self) -> set[int]:
        """Return every organisation that an act would touch."""
        found: set[int] = set()
        for part in self.parts:
            if part.projection is not None:
                new = {each.seq for each in part.projection.revisions}
                touches = part.projection.outcome.touches
                found |= {touch.org for touch in touches if touch.act in new}
        return found | {each.org for each in self.differences}

    @property
    def reapplied(self) -> list[int]:
        """Return the earlier decisions that would be applied again, by number."""
        found: set[int] = set()
        for part in self.parts:
            if part.projection is not None:
                found |= part.projection.acts.keys()
                found -= {each.seq for each in part.projection.revisions}
        return sorted(seq for seq in found if seq <= self.since)


@dataclass
class _Naming:
    """Gather the names of organisations, those that are to begin included."""

    names: dict[int, OrgName] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def learn(self, reads: Iterable[ReadDraft]) -> None:
        changes = [change for read in reads for change in read.changes]
        entries = [entry for change in changes for _, entry in entries_of(change)]
        self.ids = provisional_ids(
            [str(entry["org"]) for entry in entries if entry.get("org")]
            + [key for change in changes for _, key in orgs_in(_flat(change)) if key]
        )
        for entry in entries:
            if entry.get("org"):
                pk = self.ids[str(entry["org"])]
                name = str(entry.get("name") or entry["org"])
                self.names[pk] = OrgName(pk, str(entry["org"]), name, invented=False)


def _flat(change: Content) -> Content:
    """Return a change as far as it can be read before it is known to be whole."""
    return {name: value for name, value in change.items() if name not in {"id", "typed"}}


def foresee_drafts(*, actor: Actor, contents: Sequence[Content], today: date) -> Foreseen:
    """Say what drafts would do if they were signed one after the other, and all that is against."""
    reads = [read_content(actor=actor, content=each, today=today) for each in contents]
    naming, foresight = _Naming(), Foresight(actor)
    naming.learn(reads)
    known = foresight.now.versions(naming.names)
    begun = {pk: name for pk, name in naming.names.items() if not known[pk]}
    along = begin_along(foresight)
    parts = [_foreseen(read, naming.ids, foresight, along) for read in reads]
    day = max((read.on for read in reads if read.on), default=today)
    return _whole(foresight, parts, begun, day, along)


def foresee_correction(*, actor: Actor, corrections: Sequence[Correction], today: date) -> Foreseen:
    """Say what correcting decisions together would do, and which of them no longer hold."""
    foresight = Foresight(actor)
    found, along = foresight.correct(corrections), begin_along(foresight)
    beside = meet_all(along, found=found, stated={})
    verdict = _joined(found.outcome.verdict, beside)
    part = Part(verdict, found, after=foresight.since, beside=beside)
    return _whole(foresight, [part], {}, today, along)


def _foreseen(
    read: ReadDraft, ids: Mapping[str, int], foresight: Foresight, along: Mapping[str, Along]
) -> Part:
    if read.verdict.against or read.on is None:
        return Part(read.verdict, read=read)
    unknown = _unknown_keys(read, ids)
    if unknown:
        return Part(Verdict((*read.verdict.against, *unknown), read.verdict.warnings), read=read)
    changes = [renamed(each, ids.__getitem__) for each in read.stated]
    after = foresight.since + len(foresight.projections)
    found = foresight.decide(on=read.on, changes=changes)
    beside = meet_all(along, found=found, stated={after: changes})
    twice = same_decision(on=read.on, changes=changes, paper=read.paper)
    first = Verdict(twice.against, read.verdict.warnings)
    return Part(_joined(first, found.outcome.verdict, beside), found, read, after, beside)


def _joined(*verdicts: Verdict) -> Verdict:
    return Verdict(
        tuple(found for each in verdicts for found in each.against),
        tuple(found for each in verdicts for found in each.warnings),
    )


def _unknown_keys(read: ReadDraft, ids: Mapping[str, int]) -> list[Finding]:
    new = [key for change in read.stated for key in begun_in(change)]
    return list(may_be_keys(key for key in new if key not in ids).against)


def _whole(
    foresight: Foresight,
    parts: Sequence[Part],
    begun: Mapping[int, OrgName],
    on: date,
    along: Mapping[str, Along],
) -> Foreseen:
    """Gather the differences and the names; `begun` are the organisations not yet there."""
    found = list(_differences(foresight, parts))
    spoken = {org for part in parts for org in _spoken_of(part)}
    for each in found:
        spoken.add(each.org)
        spoken |= {state.superior or each.org for state in (each.was, each.now) if state}
    names = {**names_on(actor=foresight.actor, orgs=spoken, on=on), **begun}
    digest = _digest(parts, found, names, along)
    return Foreseen(foresight, tuple(parts), names, frozenset(begun), tuple(found), digest, along)


def _differences(foresight: Foresight, parts: Iterable[Part]) -> Iterator[Difference]:
    rewritten = {
        org for part in parts if part.projection is not None for org in part.projection.versions
    }
    before, after = foresight.now.versions(rewritten), foresight.then.versions(rewritten)
    for org in sorted(rewritten):
        yield from differences(
            org,
            [stored.version for stored in before[org]],
            [stored.version for stored in after[org]],
        )


def _spoken_of(part: Part) -> set[int]:
    facts = (
        fact
        for each in (*part.verdict.against, *part.verdict.warnings)
        for name, fact in each.facts
        if name in {"org", "superior", "child", "result", "above"}
    )
    found = {fact for fact in facts if isinstance(fact, int)}
    if part.projection is not None:
        found |= {touch.org for touch in part.projection.outcome.touches}
    return found


def _digest(
    parts: Sequence[Part],
    found: Iterable[Difference],
    names: Mapping[int, OrgName],
    along: Mapping[str, Along],
) -> str:
    """Return a short text that is the same whenever the same would come of it."""

    def key(org: int | None) -> str:
        return "" if org is None else names[org].uid if org in names else str(org)

    def told(state: Any) -> Any:
        if state is None:
            return None
        own = (state.name, state.short_name, state.kind, state.code, state.sector)
        return [*own, key(state.superior)]

    lines = sorted(
        json.dumps([key(e.org), str(e.start), str(e.end), told(e.was), told(e.now)]) for e in found
    )
    codes = [[each.code for each in part.verdict.against] for part in parts]
    followed = [[name, each.told(key)] for name, each in sorted(along.items())]
    return hashlib.sha256(json.dumps([lines, codes, followed]).encode()).hexdigest()[:24]


def mixed_days(reads: Iterable[ReadDraft], today: date) -> Verdict:
    """Refuse to sign drafts together of which some take effect at once and some later."""
    later = {read.on is not None and read.on > today for read in reads}
    return Verdict((finding("MIXED_DAYS"),) if len(later) > 1 else ())
