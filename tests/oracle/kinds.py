"""Read which kind may stand under which from the dated sets, with a reader of its own."""

import tomllib
from datetime import date
from typing import Any


class Kinds:
    """All kinds of each day, as plain dicts."""

    def __init__(self, text: str) -> None:
        self.sets: list[tuple[date, dict[str, dict[str, Any]]]] = []
        self.rooms: dict[tuple[str, date, int], int] = {}
        for raw in sorted(tomllib.loads(text)["set"], key=lambda one: one["since"]):
            kinds = dict(self.sets[-1][1]) if self.sets else {}
            for code in raw.get("ended", []):
                del kinds[code]
            for kind in raw["kind"]:
                kinds[kind["code"]] = kind
            self.sets.append((raw["since"], kinds))

    def on(self, day: date) -> dict[str, dict[str, Any]]:
        """Return the kinds of a day; the first ones also for the time before them."""
        found = self.sets[0][1]
        for since, kinds in self.sets:
            if since <= day:
                found = kinds
        return found

    def fits(self, kind: str, superior: str | None, day: date) -> bool:
        """Say whether a kind may stand under another (None: at the top) on a day."""
        rule = self.on(day).get(kind)
        if rule is None:
            return False
        if superior is None:
            return rule.get("top", False)
        return superior in rule.get("under", [])

    def room(self, kind: str, day: date, levels: int = 5) -> int:
        """Return how many levels there can be from a kind down, as far as five."""
        known = self.rooms.get((kind, day, levels))
        if known is None:
            under = [each for each in self.on(day) if levels > 1 and self.fits(each, kind, day)]
            known = 1 + max((self.room(each, day, levels - 1) for each in under), default=0)
            self.rooms[kind, day, levels] = known
        return known

    def is_cell(self, kind: str, day: date) -> bool:
        """Say whether a kind is counted as a cell on a day."""
        return self.on(day).get(kind, {}).get("cell", False)

    def is_grassroots(self, kind: str, superior: str | None, day: date) -> bool:
        """Say whether an organisation is counted as a grassroots one on a day."""
        rule = self.on(day).get(kind, {})
        if not rule.get("grassroots", False):
            return False
        return not rule.get("grassroots_under") or superior in rule["grassroots_under"]
