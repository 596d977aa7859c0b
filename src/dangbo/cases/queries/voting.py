"""Count on how many a vote of a cell is counted on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.cases.access import away_outside, members_in, postings_of
from dangbo.rules.voting import (
    Threshold,
    Voter,
    VoteResult,
    body_vote,
    cell_vote,
    threshold_of,
    vote_base,
)


@dataclass(frozen=True)
class Electorate:
    """Who may vote in a cell on a day, and who is not counted unless he or she comes."""

    members: int
    plain: int
    exempt: int
    elsewhere: int
    suspended: int

    @property
    def official(self) -> int:
        """Return the official members, whatever they take part in."""
        return self.plain + self.exempt + self.elsewhere + self.suspended

    def voters(self, *, present: int, exempt_came: int = 0, elsewhere_came: int = 0) -> list[Voter]:
        """Return the voters of a meeting at which so many were present, those two among them."""
        came = max(present - exempt_came - elsewhere_came, 0)
        plain = [Voter(official=True, present=at < came) for at in range(max(self.plain, came))]
        exempt = [
            Voter(official=True, present=at < exempt_came, exempt=True)
            for at in range(max(self.exempt, exempt_came))
        ]
        elsewhere = [
            Voter(official=True, present=at < elsewhere_came, elsewhere=True)
            for at in range(max(self.elsewhere, elsewhere_came))
        ]
        suspended = [Voter(official=True, suspended=True, present=False)] * self.suspended
        return [*plain, *exempt, *elsewhere, *suspended]

    def base(self, *, on: date) -> int:
        """Return the base of a vote to which none of those comes who need not."""
        return vote_base(voters=self.voters(present=0), on=on)


def electorate_of(*, org: int, on: date) -> Electorate:
    """Count who may vote in a cell on a day."""
    members = members_in(org, on=on)
    official = {
        person: activity for person, standing, activity in members if standing == "official"
    }
    away = {*postings_of(official, on=on, kind="temporary"), *away_outside(official, on=on)}
    counted = {"plain": 0, "exempt": 0, "elsewhere": 0, "suspended": 0}
    for person, activity in official.items():
        if activity == "suspended":
            counted["suspended"] += 1
        elif activity == "exempt":
            counted["exempt"] += 1
        elif person in away:
            counted["elsewhere"] += 1
        else:
            counted["plain"] += 1
    return Electorate(members=len(members), **counted)


def threshold_on(decision: str, *, on: date) -> Threshold:
    """Return how many have to agree to a decision on a day."""
    return threshold_of(decision, on=on)


def counted_vote(
    *, of: str, decision: str, on: date, told: Mapping[str, Any], electorate: Electorate | None
) -> VoteResult:
    """Count a vote as told: of a cell on its members of the day, of a body on all its members."""
    present, agreed = int(told.get("present") or 0), int(told.get("agreed") or 0)
    if of == "body" or electorate is None:
        members = int(told.get("members") or 0)
        return body_vote(decision=decision, members=members, present=present, agreed=agreed, on=on)
    exempt, elsewhere = int(told.get("exempt_came") or 0), int(told.get("elsewhere_came") or 0)
    if (
        exempt > electorate.exempt
        or elsewhere > electorate.elsewhere
        or present > (electorate.plain + exempt + elsewhere)
    ):
        # More came than there are: the vote says so itself when it is counted on the true base.
        base = electorate.base(on=on) + min(exempt, electorate.exempt)
        base += min(elsewhere, electorate.elsewhere)
        return body_vote(decision=decision, members=base, present=present, agreed=agreed, on=on)
    voters = electorate.voters(present=present, exempt_came=exempt, elsewhere_came=elsewhere)
    return cell_vote(decision=decision, voters=voters, agreed=agreed, on=on)


def kept_vote(vote: VoteResult, told: Mapping[str, Any], *, of: str) -> dict[str, Any]:
    """Return a vote as the facts of its step keep it."""
    names = ("decision", "base", "present", "agreed", "quorum", "needed", "source")
    more = {name: int(told[name]) for name in ("exempt_came", "elsewhere_came") if told.get(name)}
    return {"of": of, **{name: getattr(vote, name) for name in names}, **more}


def vote_in(facts: Mapping[str, Any]) -> VoteResult | None:
    """Return the vote that the facts of a step keep."""
    kept = facts.get("vote")
    if not kept:
        return None
    names = ("decision", "base", "present", "agreed", "quorum", "needed", "source")
    return VoteResult(**{name: kept[name] for name in names})
