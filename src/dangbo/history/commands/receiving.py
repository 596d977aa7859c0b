"""Receive a package: its history comes in, its organisation finds its place, all or nothing."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.base.days import format_day
from dangbo.history.access import may_load
from dangbo.history.commands.clashing import Keys, history_here, keys_here
from dangbo.history.commands.deciding import refusals
from dangbo.history.commands.handing import SOURCE_LANGUAGE
from dangbo.history.commands.loading import load_history
from dangbo.history.commands.reports import LoadReport
from dangbo.history.files import FileRefused, Reading, read_history
from dangbo.history.files.packages import ReadPackage
from dangbo.history.files.packages.contents import HISTORY
from dangbo.history.files.packages.keeping import keep_package
from dangbo.history.files.packages.rolls import entering
from dangbo.history.files.problems import Problem, problem
from dangbo.history.queries.handovers import recorded_handover
from dangbo.history.queries.registers import register_mark
from dangbo.history.replay.handovers import RECEIVED, write_handover
from dangbo.members.commands import record_events
from dangbo.members.phrases.findings import told_against
from dangbo.orgs.commands import decide
from dangbo.orgs.queries import find_org, names_on, org_ids, org_on, tree
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.trees import TreeRow
from dangbo.papers.access import paper_by_uid
from dangbo.papers.models import Paper
from dangbo.rules.verdicts import RuleError

MOST_DIFFERENCES = 3


@dataclass(frozen=True)
class Terms:
    """How a package is received: under whom, from which day, why, and with what prefix."""

    under: OrgName | None = None
    on: date | None = None
    reason: str = ""
    prefix: str = ""


@dataclass
class Reception:
    """What receiving did or would do."""

    package: ReadPackage
    on: date
    new: bool = True
    act: int | None = None
    moved_by: int | None = None
    org: OrgName | None = None
    orgs: Sequence[TreeRow] = ()
    report: LoadReport | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)


def receive(
    *, actor: Actor, package: ReadPackage, terms: Terms, dry_run: bool = False
) -> Reception:
    """Load a package and put its organisation in its place, once, or raise FileRefused."""
    actor = may_load(actor)
    with transaction.atomic():
        hold_journal()
        before = recorded_handover(actor=actor, side="received", package=package.digest)
        if before is not None:
            return Reception(package, terms.on or package.on, new=False, act=before)
        found = _Receiving(actor, package, terms).run()
        if dry_run:
            transaction.set_rollback(True)
            return replace(found, act=None, moved_by=None)
        # Kept before the transaction ends: a row without its package would be worse.
        keep_package(package.content, package.digest)
    return found


@dataclass
class _Receiving:
    """One reception under way, inside its transaction."""

    actor: Actor
    package: ReadPackage
    terms: Terms

    @property
    def on(self) -> date:
        """Return the day from which the organisation stands here."""
        return self.terms.on or self.package.on

    def run(self) -> Reception:
        """Check, load, move, compare and record."""
        package = self.package
        against = list(self._against())
        if against:
            raise package.refuse(*against)
        reading = self._read()
        keys = keys_here(
            actor=self.actor, package=package, file=reading.file, prefix=self.terms.prefix
        )
        if keys.clashes:
            raise package.refuse(*keys.clashes)
        report = self._load(keys)
        org = find_org(actor=self.actor, text=keys.org(package.key), on=package.on)
        rows = tree(actor=self.actor, on=package.on, org=org.id)
        self._compare(rows, keys)
        paper = self._paper(keys)
        moved = self._move(org, paper)
        self._enter(keys, paper)
        act = self._record(org, keys, paper, moved)
        return Reception(
            package, self.on, True, act, moved, org, rows, report, {**keys.orgs, **keys.papers}
        )

    def _against(self) -> Iterator[Problem]:
        manifest, terms = self.package.manifest, self.terms
        if manifest["register"] == register_mark():
            yield problem("PACKAGE_OWN")
        if self.on < self.package.on:
            given = format_day(self.package.on)
            yield problem("RECEIVE_ON_EARLY", on=format_day(self.on), given=given)
        if terms.under and not manifest["decision"] and not terms.reason.strip():
            yield problem("RECEIVE_NO_BASIS")

    def _read(self) -> Reading:
        content = json.dumps(self.package.history, ensure_ascii=False).encode()
        try:
            today = timezone.localdate()
            return read_history(content, name=HISTORY, today=today, standing=_standing)
        except FileRefused as refused:
            raise FileRefused(f"{self.package.name}/{HISTORY}", refused.problems) from None

    def _load(self, keys: Keys) -> LoadReport:
        value = history_here(self.package, keys)
        content = json.dumps(value, ensure_ascii=False, indent=1).encode()
        try:
            return load_history(actor=self.actor, content=content, name=HISTORY)
        except FileRefused as refused:
            raise FileRefused(f"{self.package.name}/{HISTORY}", refused.problems) from None

    def _compare(self, rows: Sequence[TreeRow], keys: Keys) -> None:
        """Refuse when the tree of the day is not the one that the manifest lists."""
        said = {
            (keys.org(each["key"]), each["name"], each["kind"], each["code"])
            for each in self.package.manifest["organisations"]
        }
        found = {(row.uid, row.name, row.kind, row.code) for row in rows}
        differing = sorted(said ^ found)
        if differing:
            words = "; ".join(f"{name} [{key}]" for key, name, *_ in differing[:MOST_DIFFERENCES])
            day = format_day(self.package.on)
            raise self.package.refuse(problem("PACKAGE_DIFFERS", on=day, words=words))

    def _paper(self, keys: Keys) -> Paper | None:
        decision = self.package.manifest["decision"]
        if decision is None:
            return None
        return paper_by_uid(actor=self.actor, uid=keys.paper(decision["paper"]))

    def _move(self, org: OrgName, paper: Paper | None) -> int | None:
        """Move the organisation under its new superior; return the act, if one was needed."""
        under = self.terms.under
        state = org_on(actor=self.actor, org=org, on=self.on)
        if under is None or (state is not None and state.superior == under.id):
            return None
        change = {"change": "move", "orgs": [org.id], "superior": under.id}
        try:
            act = decide(
                actor=self.actor,
                on=self.on,
                changes=[change],
                paper=paper,
                reason=self.terms.reason.strip(),
                invented=self.package.manifest["invented"],
            )
        except RuleError as error:
            names = names_on(actor=self.actor, orgs=[org.id, under.id], on=self.on)
            words = {pk: f"«{each.name}» [{each.uid}]" for pk, each in names.items()}
            raise self.package.refuse(*refusals(error, [("under",)], words)) from error
        return act.seq

    def _enter(self, keys: Keys, paper: Paper | None) -> None:
        """Enter the members of the package on the day, by the paper or the reason of the terms."""
        roll = self.package.roll
        if not roll["members"]:
            return
        named = {
            each["key"]: keys.org(each["key"]) for each in self.package.manifest["organisations"]
        }
        ids = org_ids(uids=named.values())
        events = entering(roll, {key: ids[here] for key, here in named.items()})
        try:
            record_events(
                actor=self.actor,
                on=self.on,
                events=events,
                paper=paper,
                reason=self.terms.reason.strip() or self._basis(),
                invented=self.package.manifest["invented"],
            )
        except RuleError as error:
            words = "; ".join(dict.fromkeys(told_against(error.verdict)))
            raise self.package.refuse(problem("RECEIVE_MEMBERS", words=words)) from error

    def _basis(self) -> str:
        """Say by what members enter, where no reason is given; the journal is in Vietnamese."""
        giver = self.package.manifest["from"] or self.package.manifest["organisation"]
        with translation.override(SOURCE_LANGUAGE):
            return _("Nhận bàn giao từ %(name)s") % {"name": giver["name"]}

    def _record(self, org: OrgName, keys: Keys, paper: Paper | None, moved: int | None) -> int:
        manifest, under = self.package.manifest, self.terms.under
        giver = manifest["from"] or manifest["organisation"]
        act = record(
            actor=self.actor,
            code=RECEIVED,
            on=self.on,
            paper=paper.uid if paper else "",
            reason=self.terms.reason.strip(),
            params={
                "org": org.uid,
                "name": org.name,
                "package": self.package.digest,
                "package_org": manifest["organisation"],
                "register": manifest["register"],
                "other": giver["name"],
                "place": manifest["place"],
                "orgs": manifest["counts"]["total"],
                "under": {"key": under.uid, "name": under.name} if under else None,
                "moved_by": moved,
                "prefix": self.terms.prefix,
                "renamed": {**keys.orgs, **keys.papers},
            },
            invented=manifest["invented"],
        )
        write_handover(act, {org.uid: org.id})
        return act.seq


def _standing(keys: Collection[str]) -> Collection[str]:
    return org_ids(uids=keys).keys()
