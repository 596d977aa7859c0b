"""Hand an organisation over, and note what the other side says of its arrival."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.base.vietnamese import nfc
from dangbo.history.access import may_load, readable_handovers
from dangbo.history.commands.leaving import Leaving, members_leave
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import Package, Receipt, package_of, read_receipt
from dangbo.history.files.packages.keeping import keep_package
from dangbo.history.files.problems import problem
from dangbo.history.queries.handing import Wish, contents_of
from dangbo.history.queries.handovers import recorded_handover
from dangbo.history.replay.handovers import ARRIVED, GIVEN, write_handover
from dangbo.ui.typesetting import FontsMissing

SOURCE_LANGUAGE = "vi"


@dataclass(frozen=True)
class Given:
    """A package that was given: its act, and whether that was recorded just now."""

    package: Package
    act: int
    new: bool


def written_package(*, actor: Actor, wish: Wish) -> Package:
    """Return the package of a wish without recording anything; its words are Vietnamese."""
    try:
        with translation.override(SOURCE_LANGUAGE):
            return package_of(contents_of(actor=actor, wish=wish))
    except FontsMissing:
        raise FileRefused(wish.org.uid, [problem("GIVE_FONTS")]) from None


@transaction.atomic
def hand_over(*, actor: Actor, wish: Wish, ask: Callable[[Package], None] | None = None) -> Given:
    """Write the package of an organisation and record that it was given, once.

    `ask` sees the package before anything is kept of it, and may refuse it by raising.
    """
    actor = may_load(actor)
    hold_journal()
    package = written_package(actor=actor, wish=wish)
    if ask is not None:
        ask(package)
    before = recorded_handover(actor=actor, side="given", package=package.digest)
    # Kept before the row: a row without its package would be worse than a package without a row.
    keep_package(package.content, package.digest)
    if before is not None:
        return Given(package, before, new=False)
    manifest = package.manifest
    act = record(
        actor=actor,
        code=GIVEN,
        on=wish.on,
        paper=manifest["decision"]["paper"] if manifest["decision"] else "",
        params={
            "org": wish.org.uid,
            "package": package.digest,
            "other": manifest["to"],
            "place": manifest["place"],
            "orgs": manifest["counts"]["total"],
        },
        invented=manifest["invented"],
    )
    write_handover(act, {wish.org.uid: wish.org.id})
    return Given(package, act.seq, new=True)


@dataclass(frozen=True)
class Arrived:
    """A receipt that was read: the act that gave the package, whether it is new, who leaves."""

    receipt: Receipt
    given: int
    new: bool
    members: Leaving = field(default_factory=Leaving)


@transaction.atomic
def note_arrival(*, actor: Actor, content: bytes, name: str) -> Arrived:
    """Record what a receipt says of a package given, once, or raise FileRefused.

    The members who are in the package leave this register on the day of the receipt.
    """
    actor = may_load(actor)
    hold_journal()
    receipt = read_receipt(content, name=name)
    rows = readable_handovers(actor).filter(package=receipt.package)
    given = rows.filter(side="given").first()
    if given is None:
        unknown = problem("RECEIPT_UNKNOWN", package=receipt.package[:16])
        raise FileRefused(name, [unknown])
    if receipt.org.key != given.org.uid:
        other = problem("RECEIPT_OTHER_ORG", name=receipt.org.name, given=given.org.uid)
        raise FileRefused(name, [other])
    if rows.filter(side="arrived", register=receipt.register).exists():
        return Arrived(receipt, given.opened_by_id, new=False)
    where = receipt.under or receipt.received_as
    leaving = members_leave(actor=actor, given=given, receipt=receipt, name=name)
    act = record(
        actor=actor,
        code=ARRIVED,
        on=receipt.on,
        params={
            "org": given.org.uid,
            "package": receipt.package,
            "register": receipt.register,
            "other": nfc(where.name),
            "orgs": receipt.orgs,
            "receipt": json.loads(receipt.as_bytes()),
            "members": leaving.as_params(),
        },
        invented=given.invented,
    )
    write_handover(act, {given.org.uid: given.org_id})
    return Arrived(receipt, given.opened_by_id, new=True, members=leaving)
