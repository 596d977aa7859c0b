"""Load a history file: once, all or nothing, and with every error at once."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.history.access import may_load, states_borne
from dangbo.history.commands.citing import Citing
from dangbo.history.commands.correcting import Correcting
from dangbo.history.commands.deciding import Deciding
from dangbo.history.commands.placing import Placing
from dangbo.history.commands.planning import Plan, differences, plan_of
from dangbo.history.commands.reports import LoadReport
from dangbo.history.commands.units import units_of
from dangbo.history.files import FileEntry, Problem, Reading, read_history
from dangbo.history.files.checks.references import orgs_begun, orgs_named
from dangbo.history.files.problems import problem
from dangbo.history.replay import CORRECTED, LOADED, Told, write_told
from dangbo.orgs.commands import record_alias, register_orgs
from dangbo.orgs.queries import org_ids

LONGEST_SOURCE: Final = 300


def load_history(
    *, actor: Actor, content: bytes, name: str, dry_run: bool = False, as_correction: str = ""
) -> LoadReport:
    """Load what a file states that is not loaded yet, or raise FileRefused with every reason.

    Entries edited since they were loaded are refused, unless there is a reason to correct them.
    """
    actor = may_load(actor)
    today = timezone.localdate()
    reading = read_history(content, name=name, today=today, standing=_standing)
    with transaction.atomic():
        hold_journal()
        plan = plan_of(reading.file)
        if (plan.edited or plan.gone) and not as_correction.strip():
            raise reading.refuse(differences(plan))
        report = LoadReport(reading.name, reading.file.committee, dry_run, unchanged=plan.unchanged)
        report.warnings += reading.warnings
        if not plan.is_empty:
            digest = hashlib.sha256(content).hexdigest()
            Loading(actor, reading, plan, report, digest, as_correction.strip()).run()
        if dry_run:
            transaction.set_rollback(True)
    return report


def _standing(keys: Collection[str]) -> Collection[str]:
    return org_ids(uids=keys).keys()


@dataclass
class Loading:
    """One load under way, inside its transaction."""

    actor: Actor
    reading: Reading
    plan: Plan
    report: LoadReport
    digest: str
    reason: str
    ids: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    shared_orgs: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.citing = Citing(self.actor)
        self.deciding = self.new_deciding()
        sources = self.reading.file.entries("sources")
        self.titles = {each.key: each.body["title"] for each in sources}
        self.placing = Placing(self.actor, self.ids, self.names, self.titles)

    def new_deciding(self) -> Deciding:
        """Return what makes decisions for this load."""
        citing = self.citing
        return Deciding(self.actor, self.ids, self.names, citing.papers, citing.shared)

    def run(self) -> None:
        """Do what the plan asks for, and raise FileRefused when anything stands against it."""
        new = self.plan.new
        self.shared_orgs = self._orgs_brought_by_others()
        self.ids |= self._registered()
        self.names |= self._names()
        self.citing.know(each.key for each in self.reading.file.entries("papers"))
        if self.plan.edited or self.plan.gone:
            Correcting(self, new).run()
        else:
            for recorded, entries in grouped(new):
                self._load(entries, recorded)
        self.problems += self.citing.problems + self.deciding.problems + self.placing.problems
        if self.problems:
            raise self.reading.refuse(self.problems)
        places = self.reading.places
        self.report.acts += sorted({*self.citing.made, *self.deciding.made, *self.placing.made})
        self.report.warnings += map(places.put, self.citing.warnings)

    def _load(self, entries: list[FileEntry], recorded: date | None) -> None:
        papers = [each for each in entries if each.section == "papers"]
        self.citing.run(papers, recorded=recorded)
        self.decide(entries)
        if self.citing.problems or self.deciding.problems:
            return
        self.placing.run(entries, recorded=recorded)
        self.name_otherwise(entries, recorded)
        act = self.tell(entries, voided=(), code=LOADED, recorded=recorded)
        self.report.added.update(each.section for each in entries)
        if recorded is not None and act.recorded != recorded:
            moved = problem("RECORDED_MOVED", entries[0].path, recorded=act.recorded.isoformat())
            self.report.warnings.append(self.reading.places.put(moved))

    def name_otherwise(self, entries: Iterable[FileEntry], recorded: date | None) -> None:
        """Record the other names under which organisations are found."""
        for entry in entries:
            if entry.section == "aliases":
                source = "; ".join(self.titles[key] for key in entry.body["source"])
                record_alias(
                    actor=self.actor,
                    org=self.ids[entry.body["org"]],
                    name=entry.body["name"],
                    source=source[:LONGEST_SOURCE],
                    recorded=recorded,
                )

    def tell(
        self,
        entries: Iterable[FileEntry],
        *,
        voided: Iterable[tuple[str, str]],
        code: str,
        recorded: date | None = None,
    ) -> Act:
        """Write the act that says what was loaded and withdrawn, and the rows that follow."""
        acts = {**self.citing.acts, **self.deciding.acts, **self.placing.acts}
        told = Told(
            self.reading.file.committee,
            [_as_told(each, acts) for each in entries],
            sorted(voided),
        )
        act = record(
            actor=self.actor,
            code=code,
            reason=self.reason if code == CORRECTED else "",
            params={
                "committee": told.committee,
                "file": self.reading.name,
                "sha256": self.digest,
                "entries": told.entries,
                "voided": told.voided,
            },
            recorded=recorded,
        )
        write_told(told, by=act.seq, ids=self.ids)
        self.report.acts.append(act.seq)
        return act

    def decide(self, entries: Iterable[FileEntry]) -> None:
        """Make the decisions of entries, but for organisations that are in the register."""
        own = (
            each
            for each in entries
            if each.section != "organisations" or each.key not in self.shared_orgs
        )
        self.deciding.run(units_of(own))

    def _orgs_brought_by_others(self) -> set[str]:
        """Return the new imports that the file of another committee has brought in."""
        imports = [each for each in self.plan.new if each.section == "organisations"]
        borne = states_borne({each.key for each in imports})
        shared = [
            each
            for each in imports
            if (each.body["name"], each.body["kind"]) in borne.get(each.key, ())
        ]
        places = self.reading.places
        self.report.warnings += (places.put(problem("SHARED", each.path)) for each in shared)
        return {each.key for each in shared}

    def _registered(self) -> dict[str, int]:
        file = self.reading.file
        begun = set(orgs_begun(file))
        invented = set(orgs_begun(file, invented=True))
        found = register_orgs(actor=self.actor, uids=sorted(begun - invented))
        found |= register_orgs(actor=self.actor, uids=sorted(invented), invented=True)
        rest = {key for _, key in orgs_named(file)} - found.keys()
        return found | org_ids(uids=rest)

    def _names(self) -> dict[int, str]:
        """Return how to call organisations in refusals: as the file does, with the key."""
        file = self.reading.file
        names = {each.key: each.body["name"] for each in file.entries("organisations")}
        for entry in file.entries("decisions"):
            for change in entry.body["changes"]:
                result = change.get("result")
                for each in (change, result, *change.get("results", ())):
                    if isinstance(each, Mapping) and "name" in each and "org" in each:
                        names.setdefault(each["org"], each["name"])
        return {
            pk: f"«{names[key]}» [{key}]" if key in names else f"[{key}]"
            for key, pk in self.ids.items()
        }


def grouped(entries: Iterable[FileEntry]) -> list[tuple[date | None, list[FileEntry]]]:
    """Group entries by the day they became known, earliest first, those of today last.

    A paper is known no later than what cites it.
    """
    chosen = list(entries)
    days = {id(each): each.recorded or date.max for each in chosen}
    papers = {each.key: id(each) for each in chosen if each.section == "papers"}
    for each in chosen:
        cited = papers.get(each.body.get("paper", ""))
        if cited is not None:
            days[cited] = min(days[cited], days[id(each)])
    groups: dict[date, list[FileEntry]] = {}
    for each in chosen:
        groups.setdefault(days[id(each)], []).append(each)
    return [(None if day == date.max else day, groups[day]) for day in sorted(groups)]


def _as_told(entry: FileEntry, acts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "section": entry.section,
        "key": entry.key,
        "digest": entry.digest,
        "body": entry.body,
    }
    act = acts.get((entry.section, entry.key))
    return told if act is None else {**told, "act": act}
