"""Say whether what is sealed of a person may be forgotten for good, and from which day on.

Source: the law on the protection of personal data asks that data go once their purpose is over, but
for what must be kept; for how many years after somebody left is the office's to settle: [unsure].
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dangbo.rules.instruments import instrument_on
from dangbo.rules.verdicts import Findings, Verdict, finding


@dataclass(frozen=True)
class Remembered:
    """What the register knows of a person that stands against forgetting.

    `last` is the day on which he or she left, or else the last on which anything happened.
    """

    last: date | None
    member: bool = False
    forgotten: bool = False
    running: int = 0


def kept_until(last: date, *, today: date) -> tuple[date, str]:
    """Return the last day on which a record is kept, and the instrument that says so."""
    instrument = instrument_on("retention", today)
    return last + timedelta(days=int(instrument.values["person_days"])), instrument.source


def may_forget_person(*, known: Remembered, today: date, reason: str, paper: str) -> Verdict:
    """Say whether the key of a person may be destroyed today."""
    findings = Findings()
    if known.forgotten:
        findings.refuse(finding("PERSON_FORGOTTEN"))
    if known.member:
        findings.refuse(finding("MEMBER_IN_FORCE"))
    elif known.last is not None:
        until, source = kept_until(known.last, today=today)
        if today <= until:
            told = {"last": known.last.isoformat(), "until": until.isoformat()}
            findings.refuse(finding("RECORD_KEPT_STILL", "", source, **told))
    if known.running:
        findings.refuse(finding("CASE_RUNNING", count=known.running))
    if not reason.strip() and not paper:
        findings.refuse(finding("NO_REASON", "reason"))
    return findings.verdict()
