"""Judge the acts on a confidential record, and say who reads it after each of them.

Sources: `docs/rules/sealed-records.md`; the years kept are settings (`sets/sealed_records.toml`).
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dangbo.rules.days import add_months
from dangbo.rules.instruments import instrument_on
from dangbo.rules.verdicts import Findings, Verdict, finding

KINDS: Final = ("discipline", "verification", "appeal", "denunciation")
WHATS: Final = ("note", "document", "resolution", "reply")


@dataclass(frozen=True)
class Turn:
    """One change of who reads: an account comes in or goes out, by an act."""

    act: int
    account: int
    way: Literal["in", "out"]


@dataclass(frozen=True)
class Reading:
    """An account that reads from one act on, up to another; None: still so."""

    account: int
    since: int
    until: int | None = None


def readings(turns: Iterable[Turn]) -> tuple[Reading, ...]:
    """Return who read from when to when, in the order in which they came in."""
    told: dict[int, Reading] = {}
    running: dict[int, int] = {}
    for turn in turns:
        if turn.way == "in" and turn.account not in running:
            running[turn.account] = turn.act
            told[turn.act] = Reading(turn.account, turn.act)
        elif turn.way == "out" and turn.account in running:
            since = running.pop(turn.account)
            told[since] = Reading(turn.account, since, turn.act)
    return tuple(told.values())


def reading_now(turns: Iterable[Turn]) -> frozenset[int]:
    """Return the accounts that read after all turns."""
    return frozenset(each.account for each in readings(turns) if each.until is None)


def may_open(*, kind: str, title: str, on: date, today: date) -> Verdict:
    """Say whether a record may be opened."""
    findings = Findings()
    if kind not in KINDS:
        findings.refuse(finding("RECORD_KIND_UNKNOWN", "kind", kind=kind))
    if not title.strip():
        findings.refuse(finding("TITLE_NEEDED", "title"))
    if on > today:
        findings.refuse(finding("DAY_AHEAD", "on", today=today.isoformat()))
    findings.warn(finding("NO_STATE_SECRETS", "title", instrument_on("secrecy", on).source))
    return findings.verdict()


def may_add_entry(
    *, closed: bool, what: str, text: str, files: int, on: date, today: date
) -> Verdict:
    """Say whether an entry may be added: something is said or brought, and not ahead of time."""
    findings = Findings()
    if closed:
        findings.refuse(finding("RECORD_CLOSED"))
    if what not in WHATS:
        findings.refuse(finding("ENTRY_KIND_UNKNOWN", "what", what=what))
    if not text.strip() and not files:
        findings.refuse(finding("ENTRY_EMPTY", "text"))
    if on > today:
        findings.refuse(finding("DAY_AHEAD", "on", today=today.isoformat()))
    return findings.verdict()


def may_add_reader(*, readers: Set[int], account: int, usable: bool, reason: str) -> Verdict:
    """Say whether an account may become a reader; warns of what that opens."""
    findings = Findings()
    if account in readers:
        findings.refuse(finding("READER_ALREADY", "account"))
    elif not usable:
        findings.refuse(finding("ACCOUNT_CLOSED", "account"))
    if not reason.strip():
        findings.refuse(finding("READER_REASON_NEEDED", "reason"))
    findings.warn(finding("READER_SEES_ALL", "account"))
    return findings.verdict()


def may_remove_reader(*, readers: Set[int], usable: Set[int], account: int, reason: str) -> Verdict:
    """Say whether a reader may go: one who can sign in has to remain."""
    findings = Findings()
    if account not in readers:
        findings.refuse(finding("NOT_A_READER", "account"))
    elif not (readers & usable) - {account}:
        findings.refuse(finding("LAST_READER", "account"))
    if not reason.strip():
        findings.refuse(finding("READER_REASON_NEEDED", "reason"))
    return findings.verdict()


def may_close(*, closed: bool, outcome: str, on: date, opened_on: date, today: date) -> Verdict:
    """Say whether a record may be closed with an outcome on a day."""
    findings = Findings()
    if closed:
        findings.refuse(finding("RECORD_CLOSED"))
    if not outcome.strip():
        findings.refuse(finding("OUTCOME_NEEDED", "outcome"))
    if on > today:
        findings.refuse(finding("DAY_AHEAD", "on", today=today.isoformat()))
    if on < opened_on:
        findings.refuse(finding("CLOSED_TOO_EARLY", "on", day=opened_on.isoformat()))
    return findings.verdict()


def may_reopen(*, closed: bool, reason: str) -> Verdict:
    """Say whether a closed record may be taken up again."""
    findings = Findings()
    if not closed:
        findings.refuse(finding("RECORD_OPEN"))
    if not reason.strip():
        findings.refuse(finding("REOPEN_REASON_NEEDED", "reason"))
    return findings.verdict()


def kept_until(*, kind: str, closed_on: date) -> tuple[date, str]:
    """Return the last day for which a closed record is kept, and the instrument that says so."""
    instrument = instrument_on("sealed_records", closed_on)
    years = int(instrument.values["years"][kind])
    return add_months(closed_on, years * 12), instrument.source


def may_forget(*, kind: str, closed_on: date | None, reason: str, today: date) -> Verdict:
    """Say whether the key of a record may be destroyed: closed, and kept for its whole time."""
    findings = Findings()
    if closed_on is None:
        findings.refuse(finding("RECORD_OPEN"))
    else:
        until, source = kept_until(kind=kind, closed_on=closed_on)
        if today <= until:
            findings.refuse(finding("KEPT_STILL", "", source, until=until.isoformat()))
    if not reason.strip():
        findings.refuse(finding("FORGET_REASON_NEEDED", "reason"))
    findings.warn(finding("FORGOTTEN_FOR_EVER"))
    return findings.verdict()
