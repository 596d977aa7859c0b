"""Change forms: drafts are saved, versions published, withdrawn and confirmed, none is edited."""

from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.vietnamese.fold import nfc
from dangbo.layouts import access
from dangbo.layouts.access import (
    CONFIRMED,
    DISCARDED,
    DRAFTED,
    PUBLISHED,
    UNCONFIRMED,
    WITHDRAWN,
)
from dangbo.layouts.models import Confirmation, Draft, Version
from dangbo.layouts.queries.registry import (
    UnknownLayoutError,
    codes_of_forms,
    faults_on,
    layout_of,
)
from dangbo.rules.form_changes import (
    may_confirm,
    may_publish,
    may_save,
    may_unconfirm,
    may_withdraw,
)
from dangbo.rules.form_layouts import Layout
from dangbo.rules.form_texts import builtin_layouts, layout_from, text_of


@transaction.atomic
def save_draft(*, actor: Actor, layout: Layout, seen: int, new: bool = False) -> Act:
    """Keep a form as a draft, whatever is wrong with it, or raise RuleError.

    `seen` is the act by which the form came that was changed (0: none yet), so that nobody
    overwrites what somebody else changed meanwhile. A `new` form takes a code of its own.
    """
    access.open_forms(actor)
    code = layout.code
    stands = access.last_change(code)
    may_save(code=code, taken=codes_of_forms(), new=new, seen=seen, stands=stands).require()
    body = nfc(text_of(layout))
    act = record(actor=actor, code=DRAFTED, params={"code": code, "body": body})
    _void_draft(code, act)
    Draft(code=code, body=body, opened_by=act).save(force_insert=True)
    return act


@transaction.atomic
def discard_draft(*, actor: Actor, code: str) -> Act | None:
    """Throw the draft of a form away; None where there was none."""
    access.open_forms(actor)
    if access.standing_draft(code) is None:
        return None
    act = record(actor=actor, code=DISCARDED, params={"code": code})
    _void_draft(code, act)
    return act


@transaction.atomic
def publish(*, actor: Actor, code: str, on: date, seen: int, reason: str = "") -> Act:
    """Put the draft of a form in force from a day on as its next version, or raise RuleError."""
    access.open_forms(actor)
    draft, before = access.standing_draft(code), access.latest_version(code)
    standing = before if before and before.end is None else None
    may_publish(
        faults=faults_on(layout_from(draft.body), on) if draft else (),
        on=on,
        latest=(before.end or before.start) if before else None,
        before=standing.body if standing else _builtin_text(code),
        after=draft.body if draft else "",
        seen=seen,
        stands=access.last_change(code),
    ).require()
    body = draft.body if draft else ""
    number = 1 + max(access.last_number(code), _builtin_number(code))
    told = {"code": code, "number": number, "body": body}
    act = record(actor=actor, code=PUBLISHED, on=on, reason=nfc(reason), params=told)
    if standing:
        _end(standing, on, act)
    Version(**told, start=on, opened_by=act).save(force_insert=True)
    _void_draft(code, act)
    return act


@transaction.atomic
def withdraw(*, actor: Actor, code: str, on: date, seen: int, reason: str) -> Act:
    """Take the office's version out of force from a day on, or raise RuleError.

    A form that comes with the program is in force again as it came.
    """
    access.open_forms(actor)
    before = access.latest_version(code)
    standing = before if before and before.end is None else None
    may_withdraw(
        on=on,
        since=standing.start if standing else None,
        reason=reason,
        seen=seen,
        stands=access.last_change(code),
    ).require()
    params = {"code": code}
    act = record(actor=actor, code=WITHDRAWN, on=on, reason=nfc(reason), params=params)
    if standing:
        _end(standing, on, act)
    return act


@transaction.atomic
def confirm(*, actor: Actor, code: str, version: int, paper: str = "", reason: str = "") -> Act:
    """Find a version to be the official layout, by a paper or for a reason, or raise RuleError."""
    access.open_forms(actor)
    may_confirm(
        exists=_exists(code, version),
        confirmed=access.standing_confirmation(code, version) is not None,
        paper=paper,
        reason=reason,
    ).require()
    told = {"code": code, "number": version}
    by, why = nfc(paper).strip(), nfc(reason).strip()
    act = record(actor=actor, code=CONFIRMED, paper=by, reason=why, params=told)
    Confirmation(**told, opened_by=act).save(force_insert=True)
    return act


@transaction.atomic
def unconfirm(*, actor: Actor, code: str, version: int, reason: str) -> Act:
    """Take a confirmation back, or raise RuleError."""
    access.open_forms(actor)
    standing = access.standing_confirmation(code, version)
    may_unconfirm(confirmed=standing is not None, reason=reason).require()
    told = {"code": code, "number": version}
    act = record(actor=actor, code=UNCONFIRMED, reason=nfc(reason), params=told)
    if standing:
        standing.voided_by = act
        standing.save(update_fields=["voided_by"])
    return act


def _void_draft(code: str, act: Act) -> None:
    standing = access.standing_draft(code)
    if standing:
        standing.voided_by = act
        standing.save(update_fields=["voided_by"])


def _end(standing: Version, on: date, act: Act) -> None:
    """Close a version on a day; one of the same day never was in force, and is voided."""
    if standing.start == on:
        standing.voided_by = act
        standing.save(update_fields=["voided_by"])
    else:
        standing.end, standing.closed_by = on, act
        standing.save(update_fields=["end", "closed_by"])


def _builtin_text(code: str) -> str:
    found = builtin_layouts().get(code)
    return nfc(text_of(found)) if found else ""


def _builtin_number(code: str) -> int:
    found = builtin_layouts().get(code)
    return found.version if found else 0


def _exists(code: str, version: int) -> bool:
    try:
        layout_of(code, version, on=date.max)
    except UnknownLayoutError:
        return False
    return True
