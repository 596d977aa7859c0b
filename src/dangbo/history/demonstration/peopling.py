"""Plan the invented members of a told story, as events by stages of its days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dangbo.history.demonstration.cells import cell_turns, sectors_of
from dangbo.history.demonstration.drafts import Brief, Draft
from dangbo.history.demonstration.headcounts import MemberBrief
from dangbo.rules.cell_turns import CellTurn
from dangbo.rules.draws import Draws
from dangbo.rules.invented_people import invented_identity
from dangbo.rules.member_leading import Lead
from dangbo.rules.member_learning import Quality, qualities
from dangbo.rules.member_plan import LAST_PLACE, Plan, PlanBrief, batch_days, member_plan
from dangbo.rules.member_roll import Enrolled, Happening, Stage
from dangbo.rules.member_targets import headcounts

Event = Mapping[str, Any]
STATED: Final = frozenset({"enter", "move_in"})
COMING: Final = frozenset({*STATED, "admit"})
# The letters of a file number that no province has: MH for minh họa.
FILE_LETTERS: Final = "MH"
# The digits with which no province's cards begin.
CARD_BEGINS: Final = "99"
# In the last so many years cards are issued by acts; of those before only the number is known.
ISSUED_YEARS: Final = 3
HEAD: Final = "head_of_agency"
# Out of a hundred secretaries, so many head their agencies where no number is published.
HEADED: Final = 92
# Body and title of the secretary of an organisation with cells, and of one that is a cell.
SECRETARY: Final = {False: ("bch", "bi_thu"), True: ("chi_bo", "bi_thu_chi_bo")}


@dataclass
class Staged:
    """What is recorded of members and of posts at one stage."""

    events: list[Event] = field(default_factory=list)
    posts: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Peopled:
    """The plan of members, the cells it is for, and its events by stage, in order."""

    plan: Plan
    turns: Sequence[CellTurn]
    stages: Mapping[Stage, Staged]


def peopled(*, brief: Brief, drafts: Sequence[Draft], members: MemberBrief, seed: int) -> Peopled:
    """Return the members of a story; the same for a seed. Organisations are named by their keys."""
    turns = list(cell_turns(committee=brief.committee, drafts=drafts))
    given = PlanBrief(
        turns=turns,
        sectors=sectors_of(drafts),
        counts=headcounts(
            published=members.headcounts, turns=turns, since=brief.since, leaps=members.leaps
        ),
        since=brief.since,
        until=brief.last,
        thinned=members.thinned,
        window=members.window,
        leaps=members.leaps,
        asked=[members.learned.on] if members.learned else [],
        led_from=members.thinned if members.heads else None,
    )
    name = f"{brief.committee} {seed} members"
    plan = member_plan(brief=given, draws=Draws(name))
    learned = qualities(
        plan=plan,
        days=batch_days(given),
        until=brief.last,
        draws=Draws(f"{name} learning"),
        exact=members.learned,
    )
    issued = issued_since(brief.last)
    teller = _Teller(brief.committee, plan, members, Draws(f"{name} names"), issued)
    return Peopled(plan, turns, teller.stages(learned))


class _Teller:
    """Puts a plan into the events of the register."""

    def __init__(
        self, committee: str, plan: Plan, members: MemberBrief, draws: Draws, issued: date
    ) -> None:
        self.committee, self.plan, self.members, self.draws = committee, plan, members, draws
        self.issued = issued
        self.found: defaultdict[Stage, Staged] = defaultdict(Staged)

    def stages(self, learned: Iterable[Quality]) -> dict[Stage, Staged]:
        """Return what is recorded at each stage, in order."""
        came: dict[int, Stage] = {}
        for each in self.plan.happenings:
            self.found[each.stage].events.extend(self._events(each))
            if each.change in COMING:
                came[each.person] = each.stage
        for quality in learned:
            first = came[quality.person]
            stage = first if quality.on == first.on else Stage(quality.on, LAST_PLACE)
            self._attribute(stage, quality.person, quality.kind, quality.value)
        heads = heads_of_agencies(self.plan.leads, self.members.heads, self.draws)
        for place, lead in enumerate(self.plan.leads):
            self._lead(lead, head=place in heads)
        return dict(sorted(self.found.items(), key=lambda each: each[0].order))

    def _attribute(self, stage: Stage, person: int, kind: str, value: str) -> None:
        event = {"change": "attribute", "person": self.key(person), "kind": kind, "value": value}
        self.found[stage].events.append(event)

    def _lead(self, lead: Lead, *, head: bool) -> None:
        """Tell of a secretary: the post, and whether he or she is the head of the agency too."""
        body, title = SECRETARY[lead.single]
        post = {"person": self.key(lead.person), "org": lead.host, "body": body, "title": title}
        first = {"change": "begin", "how": "elected", **post}
        self.found[lead.since].posts.append(first)
        if head:
            self._attribute(lead.since, lead.person, HEAD, "co")
        if lead.until is None:
            return
        leaves = self.plan.people[lead.person].left == lead.until.on
        # The post of whoever leaves ends by itself.
        if lead.reason and not leaves:
            last = {"change": "end", "reason": lead.reason, **post}
            # Whoever follows may only begin after that.
            self.found[lead.until].posts.insert(0, last)
        if head and not leaves:
            self._attribute(lead.until, lead.person, HEAD, "")

    def key(self, person: int) -> str:
        """Return the key of a person."""
        return person_key(self.committee, person)

    def _events(self, each: Happening) -> Iterator[Event]:
        key = self.key(each.person)
        event: dict[str, Any] = {"change": each.change, "person": key}
        if each.cell:
            event["org"] = each.cell
        person = self.plan.people[each.person]
        if each.change not in COMING:
            yield event
            if each.change == "recognise":
                yield from self._card(person, each.stage.on)
            return
        event |= {"admitted": person.admitted, "identity": self._identity(person)}
        if each.change in STATED:
            event |= {"standing": "official", "counted_from": person.admitted}
        yield event
        number = f"{each.person + 1:06}{FILE_LETTERS}"
        yield {"change": "number", "person": key, "kind": "file", "value": number}
        if each.change in STATED:
            yield from self._card(person, person.official or each.stage.on)

    def _card(self, person: Enrolled, on: date) -> Iterator[Event]:
        """Tell the number of the card of whoever is a member to the end, had before any issue."""
        if person.left is None and on < self.issued:
            value = card_number(person.number)
            key = self.key(person.number)
            yield {"change": "number", "person": key, "kind": "card", "value": value}

    def _identity(self, person: Enrolled) -> Mapping[str, Any]:
        found = invented_identity(
            birth=person.birth, woman=person.woman, draws=self.draws, never=self.members.never
        )
        return {
            "name": found.name,
            "sex": found.sex,
            "birth": found.birth.isoformat(),
            "ethnicity": found.ethnicity,
            "religion": found.religion,
            "home_town": found.home_town,
        }


def heads_of_agencies(
    leads: Sequence[Lead], published: tuple[date, int] | None, draws: Draws
) -> frozenset[int]:
    """Choose the secretaries who head their agencies: on the published day exactly so many."""
    found = {place for place in range(len(leads)) if draws.below(100) < HEADED}
    if published is None:
        return frozenset(found)
    on, count = published
    there = [place for place, lead in enumerate(leads) if lead.holds(on)]
    return frozenset(found.difference(there).union(draws.shuffled(there)[:count]))


def card_number(person: int) -> str:
    """Return the number of the card of an invented person."""
    return f"{CARD_BEGINS}{person + 1:06}"


def issued_since(last: date) -> date:
    """Return the day from which on cards are issued by acts of their own."""
    return date(last.year - ISSUED_YEARS, 2, 3)


def person_key(committee: str, person: int) -> str:
    """Return the key of an invented person; like those of invented organisations."""
    return f"{committee}.mh.dv{person + 1:05}"
