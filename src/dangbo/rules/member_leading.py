"""Say who leads each invented grassroots organisation, so that each has a secretary on every day.

Source: architecture 4 (invented data). Who is chosen and how long is our reading.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangbo.rules.draws import Draws
from dangbo.rules.member_fates import YEAR
from dangbo.rules.member_roll import Enrolled, Roll, Stage

STAYS: Final = timedelta(days=3 * YEAR)
KNOWN_FOR: Final = timedelta(days=10 * YEAR)
# One among so many of the longest members is chosen.
CHOICE: Final = 6
OLD: Final = 54
REASONS: Final = {"die": "died", "strike_off": "left", "resign": "left", "expel": "left"}


@dataclass(slots=True)
class Lead:
    """A person's time as secretary of an organisation, `single` where that is a cell itself.

    `reason` is empty where the organisation ended, or became one of another kind.
    """

    person: int
    host: str
    single: bool
    since: Stage
    until: Stage | None = None
    reason: str = ""

    def holds(self, on: date) -> bool:
        """Say whether somebody leads on a day."""
        return self.since.on <= on and (self.until is None or on < self.until.on)


class Leading:
    """Keeps a secretary in each grassroots organisation of the committee."""

    def __init__(self, roll: Roll, draws: Draws) -> None:
        self.roll, self.draws = roll, draws
        self.leads: list[Lead] = []
        self._now: dict[str, Lead] = {}

    def review(self, stage: Stage) -> None:
        """End what no longer holds and choose where nobody leads."""
        cells: dict[str, list[str]] = {}
        for cell in sorted(self.roll.inside):
            cells.setdefault(self.roll.hosts[cell], []).append(cell)
        for host, lead in list(self._now.items()):
            if host not in cells:
                self._end(lead, stage, "")
            elif self._is_over(lead):
                self._end(lead, stage, self._reason(lead))
        for host, own in cells.items():
            if host not in self._now:
                self._choose(host, own, stage)

    def _is_over(self, lead: Lead) -> bool:
        person = self.roll.people[lead.person]
        single = lead.host in self.roll.cells
        at = self.roll.hosts.get(person.cell)
        return person.left is not None or at != lead.host or single != lead.single

    def _reason(self, lead: Lead) -> str:
        person = self.roll.people[lead.person]
        if person.left is None:
            return "reassigned" if self.roll.hosts.get(person.cell) == lead.host else "transferred"
        how = person.fate.how if person.fate else "move_out"
        retired = (person.left - person.birth).days >= OLD * YEAR
        return REASONS.get(how, "retired" if retired else "transferred")

    def _end(self, lead: Lead, stage: Stage, reason: str) -> None:
        lead.until, lead.reason = stage, reason
        self.roll.people[lead.person].leads = False
        del self._now[lead.host]

    def _choose(self, host: str, cells: list[str], stage: Stage) -> None:
        there = [p for cell in cells for p in self.roll.cells[cell] if p.official]
        lasting = [each for each in there if self._lasts(each, stage.on)]
        choice = sorted(lasting or there, key=lambda each: (each.admitted, each.number))
        person = self.draws.pick(choice[:CHOICE])
        person.leads = True
        lead = Lead(person.number, host, host in self.roll.cells, stage)
        self._now[host] = lead
        self.leads.append(lead)

    def _lasts(self, person: Enrolled, on: date) -> bool:
        stays = person.fate is None or person.fate.on > on + STAYS
        return stays and person.admitted + KNOWN_FOR < on and not person.leads
