"""Plan the invented members of a told story, as events by stages of its days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dangbo.history.demonstration.cells import cell_turns, sectors_of
from dangbo.history.demonstration.drafts import Brief, Draft
from dangbo.history.demonstration.headcounts import MemberBrief
from dangbo.rules.cell_turns import CellTurn
from dangbo.rules.draws import Draws
from dangbo.rules.invented_people import invented_identity
from dangbo.rules.member_learning import Quality, qualities
from dangbo.rules.member_plan import LAST_PLACE, Plan, PlanBrief, batch_days, member_plan
from dangbo.rules.member_roll import Enrolled, Happening, Stage
from dangbo.rules.member_targets import headcounts

Event = Mapping[str, Any]
STATED: Final = frozenset({"enter", "move_in"})
COMING: Final = frozenset({*STATED, "admit"})
# The letters of a file number that no province has: MH for minh họa.
FILE_LETTERS: Final = "MH"


@dataclass(frozen=True)
class Peopled:
    """The plan of members, the cells it is for, and its events by stage, in order."""

    plan: Plan
    turns: Sequence[CellTurn]
    stages: Mapping[Stage, Sequence[Event]]


def peopled(
    *, brief: Brief, drafts: Sequence[Draft], members: MemberBrief, seed: int
) -> Peopled:
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
        thinned=members.first_exact,
        window=members.window,
        leaps=members.leaps,
        asked=[members.learned.on] if members.learned else [],
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
    teller = _Teller(brief.committee, plan, members, Draws(f"{name} names"))
    return Peopled(plan, turns, teller.stages(learned))


class _Teller:
    """Puts a plan into the events of the register."""

    def __init__(
        self, committee: str, plan: Plan, members: MemberBrief, draws: Draws
    ) -> None:
        self.committee, self.plan, self.members, self.draws = committee, plan, members, draws

    def stages(self, learned: Iterator[Quality]) -> dict[Stage, list[Event]]:
        """Return the events of each stage."""
        found: dict[Stage, list[Event]] = {}
        came: dict[int, Stage] = {}
        for each in self.plan.happenings:
            found.setdefault(each.stage, []).extend(self._events(each))
            if each.change in COMING:
                came[each.person] = each.stage
        for quality in learned:
            first = came[quality.person]
            stage = first if quality.on == first.on else Stage(quality.on, LAST_PLACE)
            found.setdefault(stage, []).append(
                {
                    "change": "attribute",
                    "person": self.key(quality.person),
                    "kind": quality.kind,
                    "value": quality.value,
                }
            )
        return dict(sorted(found.items(), key=lambda each: each[0].order))

    def key(self, person: int) -> str:
        """Return the key of a person."""
        return person_key(self.committee, person)

    def _events(self, each: Happening) -> Iterator[Event]:
        key = self.key(each.person)
        event: dict[str, Any] = {"change": each.change, "person": key}
        if each.cell:
            event["org"] = each.cell
        if each.change not in COMING:
            yield event
            return
        person = self.plan.people[each.person]
        event |= {"admitted": person.admitted, "identity": self._identity(person)}
        if each.change in STATED:
            event |= {"standing": "official", "counted_from": person.admitted}
        yield event
        number = f"{each.person + 1:06}{FILE_LETTERS}"
        yield {"change": "number", "person": key, "kind": "file", "value": number}

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


def person_key(committee: str, person: int) -> str:
    """Return the key of an invented person; like those of invented organisations."""
    return f"{committee}.mh.dv{person + 1:05}"

