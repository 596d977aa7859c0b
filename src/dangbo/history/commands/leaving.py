"""Let the members of a branch leave this register once the other side says that it has arrived."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import ReadPackage, Receipt, read_package
from dangbo.history.files.packages.keeping import kept_package
from dangbo.history.files.problems import problem
from dangbo.history.models import Handover
from dangbo.members.commands import record_events
from dangbo.members.phrases.findings import told_against
from dangbo.members.queries.posted import posted_in
from dangbo.orgs.queries import org_ids
from dangbo.papers.access import paper_by_uid
from dangbo.rules.verdicts import RuleError


@dataclass(frozen=True)
class Leaving:
    """Who leaves with a branch: how many, by which act, and who of it stays.

    `stayed` are in the package and were elsewhere on the day; `joined` came after it was made.
    """

    left: int = 0
    by: int | None = None
    stayed: int = 0
    joined: int = 0

    def as_params(self) -> dict[str, Any]:
        """Return what the journal keeps of it."""
        return vars(self).copy()


def members_leave(*, actor: Actor, given: Handover, receipt: Receipt, name: str) -> Leaving:
    """Move the members of a package out on the day on which they entered the other register.

    They are counted here until that day and there from it on. Raise FileRefused where one of them
    cannot leave, with every reason.
    """
    package = _package(given, name)
    listed = {each["key"] for each in package.roll["members"]}
    if not listed:
        return Leaving()
    keys = [each["key"] for each in package.manifest["organisations"]]
    orgs = org_ids(uids=keys).values()
    there = {each.uid for each in posted_in(actor=actor, orgs=orgs, on=receipt.on)}
    going = sorted(listed & there)
    if not going:
        return Leaving(0, None, len(listed), len(there))
    to = (receipt.under or receipt.received_as).name
    try:
        by = _move_out(actor=actor, going=going, given=given, on=receipt.on, to=to)
    except RuleError as error:
        words = "; ".join(dict.fromkeys(told_against(error.verdict)))
        raise FileRefused(name, [problem("RECEIPT_MEMBERS", words=words)]) from error
    return Leaving(len(going), by, len(listed - there), len(there - listed))


def _package(given: Handover, name: str) -> ReadPackage:
    content = kept_package(given.package)
    if content is None:
        raise FileRefused(name, [problem("RECEIPT_NO_PACKAGE")])
    return read_package(content, name=f"{given.package}.zip")


def _move_out(*, actor: Actor, going: list[str], given: Handover, on: date, to: str) -> int:
    events = [{"change": "move_out", "person": uid, "to": to} for uid in going]
    paper = paper_by_uid(actor=actor, uid=given.paper) if given.paper else None
    act = record_events(
        actor=actor,
        on=on,
        events=events,
        paper=paper,
        reason="" if paper else to,
        invented=given.invented,
    )
    return act.seq
