"""Grant roles and withdraw them, each by an act with its reason or paper."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor, ask_everywhere
from dangbo.accounts.models import User
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.orgs.access import ask_over
from dangbo.papers.models import Paper
from dangbo.rights.access import every, grant_of_act, grants_on, person_by_key, user_by_name
from dangbo.rights.models import Grant
from dangbo.rights.queries.holding import own_roles
from dangbo.rules.corrections import why_given
from dangbo.rules.granting import Asked, may_grant, may_lend, may_withdraw
from dangbo.rules.rights import RIGHT_GRANT, roles_on
from dangbo.rules.verdicts import RuleError, Verdict, finding

GRANTED: Final = "rights.granted"
LENT: Final = "rights.lent"
WITHDRAWN: Final = "rights.withdrawn"
SEEN: Final = "rights.seen_as"


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    username: str,
    role: str,
    org: int | None = None,
    person: str = "",
    start: date,
    end: date | None = None,
    paper: Paper | None = None,
    reason: str = "",
) -> Act:
    """Give an account a role over an organisation (none: the whole register), or its own record.

    Raises RuleError with every reason against it, NotGranted where the actor may not give it there.
    """
    if org is None:
        ask_everywhere(actor, RIGHT_GRANT)
    else:
        ask_over(actor, RIGHT_GRANT, [org])
    hold_journal()
    user, whose = user_by_name(username), person_by_key(person) if person else None
    asked = Asked(
        role=role,
        over=org,
        person=whose.pk if whose else None,
        start=start,
        end=end,
        self_given=user.pk == actor.user_id or user.username == actor.behalf,
        held=_held(user, role, org, whose.pk if whose else None, start),
    )
    against = list(why_given(reason=reason, cited=paper is not None))
    if person and whose is None:
        against.append(finding("PERSON_UNKNOWN", person))
    verdict = may_grant(asked, roles=roles_on(start))
    Verdict((*against, *verdict.against)).require()
    params = _params(user, role, org, whose.uid if whose else "", start=start, end=end)
    act = record(
        actor=actor,
        code=GRANTED,
        on=start,
        paper=paper.uid if paper else "",
        reason=reason,
        params=params,
    )
    _write(act, user=user, role=role, org_id=org, person=whose, start=start, end=end)
    return act


@transaction.atomic
def lend_role(
    *,
    actor: Actor,
    username: str,
    grant: tuple[str, int | None],
    start: date,
    end: date,
    reason: str,
) -> Act:
    """Let another account act on one's behalf in a role of one's own for a time."""
    hold_journal()
    giver = every(User).get(pk=actor.user_id or 0)
    role, org = grant
    taker = user_by_name(username)
    held = any((each.role, each.org) == grant for each in own_roles(giver, on=start))
    verdict = may_lend(
        holds=held and not actor.behalf,
        own=taker.pk == giver.pk,
        role=roles_on(start).roles.get(role),
        start=start,
        end=end,
        today=timezone.localdate(),
    )
    why = why_given(reason=reason, cited=False)
    Verdict((*why, *verdict.against)).require()
    params = {**_params(taker, role, org, "", start=start, end=end), "behalf": giver.username}
    act = record(actor=actor, code=LENT, on=start, reason=reason, params=params)
    _write(act, user=taker, role=role, org_id=org, start=start, end=end, behalf=giver)
    return act


@transaction.atomic
def withdraw(*, actor: Actor, grant: int, on: date, reason: str, paper: Paper | None = None) -> Act:
    """End a grant on a day; who lent a role may take it back as well."""
    hold_journal()
    row = grant_of_act(grant)
    if row is None:
        raise RuleError(Verdict((finding("NOT_IN_FORCE", act=grant),)))
    if row.behalf_id is None or row.behalf_id != actor.user_id:
        _ask_to_withdraw(actor, row)
    why = why_given(reason=reason, cited=paper is not None)
    verdict = may_withdraw(start=row.start, end=row.end, on=on)
    Verdict((*why, *verdict.against)).require()
    act = record(
        actor=actor,
        code=WITHDRAWN,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"grant": grant, "on": on.isoformat()},
        corrects=grant,
    )
    _end(row, on, act)
    return act


def _end(row: Grant, on: date, act: Act) -> None:
    """Close a grant; one that had an end, or had not begun, is voided, and stated anew."""
    if row.end is None and on > row.start:
        row.end, row.closed_by = on, act
        row.save(update_fields=["end", "closed_by"])
        return
    row.voided_by = act
    row.save(update_fields=["voided_by"])
    if on > row.start:
        row.pk, row.voided_by, row.end, row.closed_by = None, None, on, act
        row.save(force_insert=True)


def record_seen_as(*, actor: Actor, role: str, org: int | None, reason: str) -> Act:
    """Record that somebody looks at the register as another role would see it."""
    Verdict(why_given(reason=reason, cited=False)).require()
    params = {"role": role, "org": org}
    with transaction.atomic():
        hold_journal()
        return record(actor=actor, code=SEEN, reason=reason, params=params)


def _ask_to_withdraw(actor: Actor, row: Grant) -> None:
    if row.org_id is None:
        ask_everywhere(actor, RIGHT_GRANT)
    else:
        ask_over(actor, RIGHT_GRANT, [row.org_id])


def _held(user: User, role: str, org: int | None, person: int | None, start: date) -> bool:
    rows = grants_on(on=start).filter(user=user, role=role, behalf=None)
    return rows.filter(org=org, person=person).exists()


def _params(
    user: User, role: str, org: int | None, person: str, *, start: date, end: date | None
) -> dict[str, Any]:
    until = end.isoformat() if end else None
    told = {"user": user.username, "role": role, "org": org, "person": person}
    return {**told, "start": start.isoformat(), "end": until}


def _write(act: Act, *, end: date | None, **fields: Any) -> None:
    closed = act if end else None
    Grant(**fields, end=end, opened_by=act, closed_by=closed).save(force_insert=True)
