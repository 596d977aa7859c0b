"""Prove that the grants are what the journal says."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.audit.access import readable_acts
from dangbo.audit.queries import params_of
from dangbo.members.models import Person
from dangbo.rights.access import every
from dangbo.rights.models import Grant

Row = tuple[Any, ...]
FIELDS = ("user", "role", "org", "person", "behalf", "start", "end", "opened_by", "closed_by")


def first_difference() -> str | None:
    """Return the first difference between the journal and the grants, or None."""
    acts = list(readable_acts(OPERATOR).filter(code__startswith="rights.").order_by("seq"))
    users = dict(every(User).values_list("username", "pk"))
    rows: dict[int, Row] = {}
    for act in acts:
        told = params_of(act)
        if "user" in told:
            rows[act.seq] = _granted(told, act.seq, users)
        elif "grant" in told:
            _withdraw(rows, told["grant"], date.fromisoformat(told["on"]), act.seq)
    wanted, held = Counter(rows.values()), Counter(_held())
    lacking = sorted((wanted - held).elements(), key=str)
    more = sorted((held - wanted).elements(), key=str)
    told_of = [f"rights_grant: missing {row}" for row in lacking]
    told_of += [f"rights_grant: not from the journal {row}" for row in more]
    return next(iter(told_of), None)


def _granted(told: Mapping[str, Any], seq: int, users: Mapping[str, int]) -> Row:
    person = every(Person).filter(uid=told["person"]).values_list("pk", flat=True).first()
    end = date.fromisoformat(told["end"]) if told["end"] else None
    behalf = users[told["behalf"]] if told.get("behalf") else None
    start = date.fromisoformat(told["start"])
    first = (users[told["user"]], told["role"], told["org"], person if told["person"] else None)
    return (*first, behalf, start, end, seq, seq if end else None)


def _withdraw(rows: dict[int, Row], grant: int, on: date, seq: int) -> None:
    *first, start, _end, opened, _closed = rows[grant]
    if on <= start:
        del rows[grant]
    else:
        rows[grant] = (*first, start, on, opened, seq)


def _held() -> list[Row]:
    return list(every(Grant).filter(voided_by__isnull=True).values_list(*FIELDS))
