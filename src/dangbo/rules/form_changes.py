"""Say what stands against saving, publishing, withdrawing or confirming a form.

Source: `rules.md` 13.1 (form layouts are configuration; the office confirms them).
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from dangbo.rules.form_faults import Fault
from dangbo.rules.verdicts import Findings, Verdict, finding

CODE: Final = re.compile(r"[a-z][a-z0-9_]{2,39}")


def may_save(*, code: str, taken: Collection[str], new: bool, seen: int, stands: int) -> Verdict:
    """Say what stands against keeping a draft; `taken` are the codes of all forms."""
    found = Findings()
    if not CODE.fullmatch(code):
        found.refuse(finding("FORM_CODE", "code", given=code))
    if new and code in taken:
        found.refuse(finding("FORM_CODE_TAKEN", "code", given=code))
    if seen != stands:
        found.refuse(finding("FORM_CHANGED_MEANWHILE"))
    return found.verdict()


def may_publish(
    *,
    faults: Sequence[Fault],
    on: date,
    latest: date | None,
    before: str,
    after: str,
    seen: int,
    stands: int,
) -> Verdict:
    """Say what stands against putting a draft in force from a day on.

    `before` and `after` are the texts of the version in force and of the draft; `latest` is from
    when the version before is in force, or when it was withdrawn.
    """
    found = Findings()
    if not after:
        found.refuse(finding("FORM_NO_DRAFT"))
    if faults:
        found.refuse(finding("FORM_FAULTY", number=len(faults)))
    found = _timely(found, on, latest)
    if seen != stands:
        found.refuse(finding("FORM_CHANGED_MEANWHILE"))
    elif after and before == after:
        found.refuse(finding("FORM_UNCHANGED"))
    return found.verdict()


def may_withdraw(*, on: date, since: date | None, reason: str, seen: int, stands: int) -> Verdict:
    """Say what stands against taking a version of the office out of force from a day on."""
    found = Findings()
    if since is None:
        found.refuse(finding("FORM_NOT_IN_FORCE"))
    found = _timely(found, on, since)
    if not reason.strip():
        found.refuse(finding("FORM_NO_REASON", "reason"))
    if seen != stands:
        found.refuse(finding("FORM_CHANGED_MEANWHILE"))
    return found.verdict()


def may_confirm(*, exists: bool, confirmed: bool, paper: str, reason: str) -> Verdict:
    """Say what stands against finding a version to be the official layout."""
    found = Findings()
    if not exists:
        found.refuse(finding("FORM_NO_VERSION"))
    if confirmed:
        found.refuse(finding("FORM_CONFIRMED"))
    if not paper.strip() and not reason.strip():
        found.refuse(finding("FORM_NO_GROUND", "paper"))
    return found.verdict()


def may_unconfirm(*, confirmed: bool, reason: str) -> Verdict:
    """Say what stands against taking a confirmation back."""
    found = Findings()
    if not confirmed:
        found.refuse(finding("FORM_NOT_CONFIRMED"))
    if not reason.strip():
        found.refuse(finding("FORM_NO_REASON", "reason"))
    return found.verdict()


def _timely(found: Findings, on: date, latest: date | None) -> Findings:
    if latest and on < latest:
        day, since = on.isoformat(), latest.isoformat()
        found.refuse(finding("FORM_LATER_VERSION", "on", on=day, latest=since))
    return found
