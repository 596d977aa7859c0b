"""Say on how many a vote is counted, and how many have to agree.

Source: `rules.md` 1.4 (Party Statute; 294-QĐ/TW 9.3.2); the sets are in `sets/voting.toml`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.rules.instruments import instrument_on
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding


@dataclass(frozen=True)
class Voter:
    """A member of a cell on the day of a vote.

    `elsewhere`: introduced to temporary activity in another cell. Who is away on a mission is not:
    an absent member counts.
    """

    official: bool
    present: bool = True
    elsewhere: bool = False
    exempt: bool = False
    suspended: bool = False


@dataclass(frozen=True)
class Threshold:
    """The fraction of a base that has to agree; `more`: it has to be passed, not only reached."""

    numerator: int
    denominator: int
    more: bool

    def needed(self, base: int) -> int:
        """Return the fewest votes that are enough of `base`."""
        if self.more:
            return base * self.numerator // self.denominator + 1
        return -(-base * self.numerator // self.denominator)


@dataclass(frozen=True)
class VoteResult:
    """A counted vote: who was counted in, who came, who agreed, how many are needed."""

    decision: str
    base: int
    present: int
    agreed: int
    quorum: int
    needed: int
    source: str

    @property
    def passes(self) -> bool:
        """Say whether the vote decides."""
        return self.verdict().allows

    def verdict(self) -> Verdict:
        """Return every reason for which the vote decides nothing."""
        found = Findings()
        base, present, agreed = self.base, self.present, self.agreed
        if not 0 <= agreed <= present <= base or not base:
            found.refuse(self._finding("VOTE_IMPOSSIBLE", present=present, agreed=agreed))
        if present < self.quorum:
            found.refuse(self._finding("QUORUM_MISSED", present=present, needed=self.quorum))
        if agreed < self.needed:
            found.refuse(self._finding("VOTE_MISSED", agreed=agreed, needed=self.needed))
        return found.verdict()

    def _finding(self, code: str, **facts: int) -> Finding:
        return finding(code, self.decision, self.source, base=self.base, **facts)


def decisions(*, on: date) -> tuple[str, ...]:
    """Return the codes of the decisions for which a threshold is laid down."""
    return tuple(_values(on)["decisions"])


def threshold_of(decision: str, *, on: date) -> Threshold:
    """Return how many have to agree to a decision; KeyError for one without a threshold."""
    raw = _values(on)["decisions"][decision]
    numerator, denominator = raw["share"]
    return Threshold(numerator, denominator, raw["more"])


def vote_base(*, voters: Iterable[Voter], on: date) -> int:
    """Count those a vote of a cell is counted on: its official members, absent ones too.

    Not counted are the suspended, and, unless they come, the exempt and those in temporary activity
    elsewhere.
    """
    return len(_counted(voters, _values(on)))


def cell_vote(*, decision: str, voters: Sequence[Voter], agreed: int, on: date) -> VoteResult:
    """Count a vote of a cell, member by member."""
    counted = _counted(voters, _values(on))
    present = sum(each.present for each in counted)
    return body_vote(decision=decision, members=len(counted), present=present, agreed=agreed, on=on)


def body_vote(*, decision: str, members: int, present: int, agreed: int, on: date) -> VoteResult:
    """Count a vote of a body, such as a committee, on all its members, not on those present."""
    instrument = instrument_on("voting", on)
    numerator, denominator = instrument.values["quorum"]
    quorum = Threshold(numerator, denominator, more=False)
    return VoteResult(
        decision=decision,
        base=members,
        present=present,
        agreed=agreed,
        quorum=quorum.needed(members),
        needed=threshold_of(decision, on=on).needed(members),
        source=instrument.source,
    )


def _counted(voters: Iterable[Voter], values: Mapping[str, Any]) -> list[Voter]:
    return [
        each
        for each in voters
        if each.official
        and not any(getattr(each, state) for state in values["base_never"])
        and (each.present or not any(getattr(each, state) for state in values["base_without"]))
    ]


def _values(on: date) -> Mapping[str, Any]:
    return instrument_on("voting", on).values
