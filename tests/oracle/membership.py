"""Live through every act in its order, everybody at once, and say where each person is each day.

Nothing is folded person by person here: a merger moves all who are there at that moment.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from oracle.answers import state_on
from oracle.journal import Raw
from oracle.register import Register

LEFT_WRONGLY = {"strike_off", "resign", "expel"}
ACTIVITY = {"exempt": "exempt", "suspend": "suspended", "resume": "active"}


class ImpossibleError(Exception):
    """An act cannot be where it stands in the order."""


@dataclass(frozen=True)
class Being:
    """What a person is at a moment; without a standing he or she is no member."""

    standing: str = ""
    activity: str = ""
    org: int | None = None
    visiting: int | None = None
    counted: date | None = None
    admitted: date | None = None
    gone: str = ""
    gone_on: date | None = None


class Membership:
    """Everybody on every day, if these acts stand: (day, number, decision or events)."""

    def __init__(self, register: Register, acts: list[tuple[date, int, Raw]]) -> None:
        self.register = register
        self.now: dict[str, Being] = {}
        self.days: list[tuple[date, dict[str, Being]]] = []
        for day in sorted({on for on, _, _ in acts}):
            self.day, self.standing = day, set(state_on(register, day))
            for on, _, act in sorted(acts, key=lambda each: each[:2]):
                if on == day:
                    self.take(act)
            self.close_day()

    def on(self, day: date) -> dict[str, Being]:
        """Return everybody of whom anything is known on a day."""
        found: dict[str, Being] = {}
        for since, beings in self.days:
            if since <= day:
                found = beings
        return found

    def members_on(self, day: date) -> dict[str, Being]:
        """Return the members of a day."""
        return {person: being for person, being in self.on(day).items() if being.standing}

    def close_day(self) -> None:
        for being in self.now.values():
            self.insist(being.org is None or being.org in self.standing)
            self.insist(being.visiting is None or being.visiting in self.standing)
        self.days.append((self.day, dict(self.now)))

    def insist(self, holds: bool) -> None:
        if not holds:
            raise ImpossibleError(self.day)

    def take(self, act: Raw) -> None:
        if act["kind"] == "decided":
            for change in act["changes"]:
                self.carry(change)
        else:
            for event in act["events"]:
                self.meet(event)

    # Organisations

    def carry(self, change: Raw) -> None:
        stated = change.get("members", {})
        for source, result in self.ways(change):
            rest = stated.get("rest", result)
            for person, before in list(self.now.items()):
                to = stated.get("listed", {}).get(person, rest)
                if to is None:
                    continue
                org = to if before.org == source else before.org
                visiting = to if before.visiting == source else before.visiting
                visiting = None if visiting == org else visiting
                self.now[person] = replace(before, org=org, visiting=visiting)

    def ways(self, change: Raw) -> list[tuple[int, int | None]]:
        """Return each source of a change with the one organisation that it goes to as a whole."""
        kind = change["change"]
        if kind in {"merge", "absorb"}:
            result = change["result"]
            to = result["org"] if isinstance(result, dict) else result
            return [(source, to) for source in change["sources"]]
        if kind == "split":
            return [(change["source"], None)]
        return [(change["org"], None)] if kind == "dissolve" else []

    # Events

    def meet(self, event: Raw) -> None:
        being = self.now.get(event["person"], Being())
        met = getattr(self, f"meet_{event['change']}")(being, event)
        self.now[event["person"]] = met

    def come(self, being: Being, event: Raw, **what: Any) -> Being:
        self.insist(not being.standing)
        self.insist(being.gone != "die")
        self.insist(event["org"] in self.standing)
        return replace(being, activity="active", org=event["org"], **what)

    def meet_enter(self, being: Being, event: Raw) -> Being:
        counted = date.fromisoformat(event["counted_from"])
        return self.come(
            being, event, standing=event["standing"], counted=counted, admitted=counted
        )

    def meet_admit(self, being: Being, event: Raw) -> Being:
        self.insist(being.gone not in LEFT_WRONGLY)
        day = date.fromisoformat(event["admitted"])
        self.insist(day <= self.day)
        return self.come(being, event, standing="probationary", counted=day, admitted=day)

    def meet_readmit(self, being: Being, event: Raw) -> Being:
        self.insist(being.gone in LEFT_WRONGLY)
        day = date.fromisoformat(event["admitted"])
        assert being.gone_on is not None
        assert being.counted is not None
        inside = being.gone_on - being.counted
        return self.come(being, event, standing="probationary", counted=day - inside, admitted=day)

    def meet_restore(self, being: Being, event: Raw) -> Being:
        self.insist(being.gone in {*LEFT_WRONGLY, "annul"})
        return self.come(being, event, standing=event["standing"])

    def leave(self, being: Being, event: Raw) -> Being:
        self.insist(bool(being.standing))
        self.insist(event["change"] != "expel" or being.standing == "official")
        gone = {"gone": event["change"], "gone_on": self.day}
        return replace(being, standing="", activity="", org=None, visiting=None, **gone)

    meet_die = meet_expel = meet_resign = meet_strike_off = meet_annul = meet_move_out = leave

    def meet_recognise(self, being: Being, event: Raw) -> Being:
        self.insist(being.standing == "probationary")
        return replace(being, standing="official")

    def change_activity(self, being: Being, event: Raw) -> Being:
        wanted = ACTIVITY[event["change"]]
        self.insist(bool(being.standing) and being.activity != wanted)
        return replace(being, activity=wanted)

    meet_exempt = meet_suspend = meet_resume = change_activity

    def meet_transfer(self, being: Being, event: Raw) -> Being:
        self.insist(bool(being.standing) and event["org"] in self.standing)
        self.insist(event["org"] != being.org)
        visiting = None if being.visiting == event["org"] else being.visiting
        return replace(being, org=event["org"], visiting=visiting)

    def meet_post_temporarily(self, being: Being, event: Raw) -> Being:
        self.insist(bool(being.standing) and event["org"] in self.standing)
        self.insist(event["org"] != being.org)
        return replace(being, visiting=event["org"])

    def meet_end_temporary(self, being: Being, event: Raw) -> Being:
        self.insist(being.visiting is not None)
        return replace(being, visiting=None)


def eve(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1)
