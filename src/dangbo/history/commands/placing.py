"""Record where offices are said to be, and take back what a file no longer says of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.history.commands.deciding import refusals
from dangbo.history.files import FileEntry, Problem
from dangbo.history.models import Entry
from dangbo.history.queries.loaded import Bodies
from dangbo.orgs.commands import record_place, take_place_back
from dangbo.orgs.queries.places import places_of
from dangbo.rules.org_places import read_coordinates
from dangbo.rules.verdicts import RuleError

SECTION: Final = "places"
LONGEST_REASON: Final = 1_000


@dataclass
class Placing:
    """Record places one after the other; go on after a refusal, so that all are found at once."""

    actor: Actor
    ids: Mapping[str, int]
    names: Mapping[int, str]
    titles: Mapping[str, str]
    acts: dict[tuple[str, str], int] = field(default_factory=dict)
    made: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def run(self, entries: Iterable[FileEntry], *, recorded: date | None) -> None:
        """Record each place from its day on, by its paper or by what the source is."""
        for entry in entries:
            if entry.section == SECTION:
                self._record(entry, recorded)

    def _record(self, entry: FileEntry, recorded: date | None) -> None:
        body = entry.body
        reason = "; ".join(self.titles[key] for key in body["source"])
        try:
            with transaction.atomic():
                act = record_place(
                    actor=self.actor,
                    org=self.ids[body["org"]],
                    on=_day(body),
                    at=read_coordinates(body["at"]) if "at" in body else None,
                    address=body.get("address", ""),
                    paper=body.get("paper", ""),
                    reason=(body.get("note") or reason)[:LONGEST_REASON],
                    recorded=recorded,
                    invented=entry.invented,
                )
        except RuleError as error:
            self.problems += refusals(error, [entry.path], self.names)
            return
        self.acts[entry.section, entry.key] = act.seq
        self.made.append(act.seq)

    def take_back(self, rows: Iterable[Entry], *, reason: str) -> None:
        """Take back what a file said, where nobody has said otherwise since."""
        bodies = Bodies()
        for row in rows:
            if row.section != SECTION:
                continue
            body = bodies.of(row)
            org, on = self.ids[body["org"]], _day(body)
            told = places_of(actor=self.actor, org=org)
            if any((each.on, each.act) == (on, row.act_id) for each in told):
                act = take_place_back(actor=self.actor, org=org, on=on, reason=reason)
                self.made.append(act.seq)


def _day(body: Mapping[str, Any]) -> date:
    return date.fromisoformat(body["on"]["day"])
