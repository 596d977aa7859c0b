"""Judge whether a paper may be recorded or amended: what it says must agree with itself.

Sources: `rules.md` 9.1 and 9.2 (kinds and numbers), 9.4 (secrecy); the instruments in force on the
day are in `sets/paper_form.toml` and `sets/secrecy.toml`.
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from dangbo.rules.days import PartialDay, last_day
from dangbo.rules.instruments import instrument_on
from dangbo.rules.paper_drafts import EARLIEST, FORCES, PaperDraft, ReadDraft, kind_code, read_draft
from dangbo.rules.paper_numbers import PaperNumber, paper_kinds
from dangbo.rules.verdicts import Findings, Verdict, finding

UID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Words of addresses beside those of papers.
RESERVED: Final = frozenset({"ghi-moi", "xuat"})
LENGTHS: Final = {
    "uid": 200,
    "number_raw": 200,
    "kind": 10,
    "issuer_code": 60,
    "issuer": 300,
    "term": 20,
    "subject": 5_000,
    "kept_at": 300,
}
# A regulation (quy định) is signed QĐ as a decision is, and QĐi only where one body issues both.
SIGNED_ALIKE: Final = frozenset({("QĐ", "QĐi")})


@dataclass(frozen=True)
class Neighbours:
    """Papers of the register that matter to a draft: by name, with the uid behind them."""

    uid_taken: bool = False
    twin: str = ""
    twin_uid: str = ""
    alike: tuple[str, ...] = ()


ALONE: Final = Neighbours()


def may_record(*, draft: PaperDraft, on: date, neighbours: Neighbours = ALONE) -> Verdict:
    """Say whether a paper may be recorded on `on` as the draft says."""
    findings = Findings()
    read = read_draft(draft)
    _judge_form(draft, findings)
    _judge_number(read, findings)
    _judge_day(read, findings, on)
    _judge_secrecy(draft, findings, on)
    _judge_series(read, findings, on)
    _judge_neighbours(draft, neighbours, findings)
    return findings.verdict()


def may_amend(
    *,
    before: PaperDraft,
    after: PaperDraft,
    reason: str,
    files: int,
    on: date,
    neighbours: Neighbours = ALONE,
) -> Verdict:
    """Say whether a recorded paper with this many files may be changed to what `after` says.

    `before` is full, with all that its number says.
    """
    findings = Findings()
    if not reason:
        findings.refuse(finding("REASON_MISSING", "reason"))
    if before == read_draft(after).full:
        findings.refuse(finding("NOTHING_CHANGES"))
    if after.secrecy and not before.secrecy:
        source = instrument_on("secrecy", on).source
        if files:
            findings.refuse(finding("SECRET_HAS_FILES", "secrecy", source, files=files))
        if before.subject:
            findings.warn(finding("SUBJECT_STAYS_IN_JOURNAL", "secrecy", source))
    return findings.verdict([may_record(draft=after, on=on, neighbours=neighbours)])


def may_remove_file(*, reason: str) -> Verdict:
    """Say whether a file may be taken away from a paper."""
    findings = Findings()
    if not reason:
        findings.refuse(finding("REASON_MISSING", "reason"))
    return findings.verdict()


def _judge_form(draft: PaperDraft, findings: Findings) -> None:
    for each in fields(draft):
        text, longest = getattr(draft, each.name), LENGTHS.get(each.name)
        if longest is not None and len(text) > longest:
            findings.refuse(finding("FIELD_TOO_LONG", each.name, longest=longest, length=len(text)))
    if draft.uid and (not UID.fullmatch(draft.uid) or draft.uid in RESERVED):
        findings.refuse(finding("UID_MALFORMED", "uid", uid=draft.uid))
    if draft.force not in FORCES:
        findings.refuse(finding("FORCE_UNKNOWN", "force", force=draft.force))
    if not (draft.number_raw or draft.subject or (draft.kind and draft.day)):
        findings.refuse(finding("NOTHING_TO_CITE", "number_raw"))


def _judge_number(read: ReadDraft, findings: Findings) -> None:
    number = read.number
    if number is None:
        findings.warn(finding("NUMBER_NOT_KNOWN", "number_raw"))
    elif number.form == "unparsed":
        findings.warn(finding("NUMBER_AS_PRINTED", "number_raw", number=number.normal))
    else:
        _judge_agreement(read.draft, number, findings)
    kind = read.full.kind
    if kind and kind not in paper_kinds() and not (number and number.form == "state"):
        findings.warn(finding("KIND_UNKNOWN", "kind", kind=kind))


def _judge_agreement(draft: PaperDraft, number: PaperNumber, findings: Findings) -> None:
    kind = kind_code(draft.kind)
    if kind and number.kind not in {"", kind} and (number.kind, kind) not in SIGNED_ALIKE:
        findings.refuse(
            finding("KIND_DIFFERS", "kind", number=number.normal, stated=number.kind, given=kind)
        )
    if draft.issuer_code and number.issuer != draft.issuer_code:
        findings.refuse(
            finding(
                "ISSUER_DIFFERS",
                "issuer_code",
                number=number.normal,
                stated=number.issuer,
                given=draft.issuer_code,
            )
        )


def _judge_day(read: ReadDraft, findings: Findings, on: date) -> None:
    given, number = read.draft.day, read.number
    if given and number and number.day and not _covers(given, number.day):
        findings.refuse(
            finding(
                "DAY_DIFFERS", "day", stated=number.day.isoformat(), given=given.first.isoformat()
            )
        )
    if given and number and number.year and given.first.year != number.year:
        findings.refuse(
            finding("YEAR_DIFFERS", "day", stated=number.year, given=given.first.isoformat())
        )
    day = read.full.day
    if day is None:
        findings.warn(finding("DAY_NOT_KNOWN", "day"))
    elif day.first < EARLIEST:
        findings.refuse(finding("DAY_TOO_EARLY", "day", day=day.first.isoformat()))
    elif day.first > on:
        findings.warn(finding("DAY_IN_FUTURE", "day", day=day.first.isoformat()))


def _covers(partial: PartialDay, day: date) -> bool:
    return partial.first <= day <= last_day(partial)


def _judge_secrecy(draft: PaperDraft, findings: Findings, on: date) -> None:
    if not draft.secrecy:
        return
    instrument = instrument_on("secrecy", on)
    if draft.secrecy not in instrument.values["levels"]:
        findings.refuse(
            finding("SECRECY_UNKNOWN", "secrecy", instrument.source, level=draft.secrecy)
        )
    if draft.subject:
        findings.refuse(
            finding("SECRET_WITH_SUBJECT", "subject", instrument.source, level=draft.secrecy)
        )
    if not draft.kept_at:
        findings.warn(
            finding("SECRET_WITHOUT_PLACE", "kept_at", instrument.source, level=draft.secrecy)
        )


def _judge_series(read: ReadDraft, findings: Findings, on: date) -> None:
    if not read.draft.own_series:
        return
    day = read.full.day
    source = instrument_on("paper_form", day.first if day else on).source
    if read.number is None or read.number.form != "party":
        findings.refuse(finding("OWN_SERIES_WITHOUT_NUMBER", "number_raw", source))
    if not read.draft.term:
        findings.refuse(finding("OWN_SERIES_WITHOUT_TERM", "term", source))


def _judge_neighbours(draft: PaperDraft, neighbours: Neighbours, findings: Findings) -> None:
    if neighbours.uid_taken:
        findings.refuse(finding("UID_TAKEN", "uid", uid=draft.uid))
    if neighbours.twin:
        code = "TWIN_IN_TERM" if draft.own_series else "TWIN_ON_DAY"
        findings.refuse(
            finding(
                code, "number_raw", paper=neighbours.twin, uid=neighbours.twin_uid, term=draft.term
            )
        )
    elif neighbours.alike:
        findings.warn(finding("SAME_NUMBER", "number_raw", papers="; ".join(neighbours.alike)))
