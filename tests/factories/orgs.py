"""Give keys to organisations, and record made-up acts each on a day of its own."""

from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Any

from django.db import connection
from django.http import Http404
from oracle.histories import Setting
from oracle.journal import Raw
from oracle.kinds import Kinds

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act, Payload
from dangbo.orgs.commands import correct_together, decide, register_orgs
from dangbo.orgs.models import Alias, Decision, Org, OrgPath, OrgVersion, Succession, Touch
from dangbo.rules.corrections import Correction
from dangbo.rules.verdicts import RuleError

REAL_KINDS = Kinds(
    resources.files("dangbo.rules").joinpath("sets/org_kinds.toml").read_text("utf-8")
)
STATE_KINDS = frozenset({"quoc_gia", "tinh", "huyen", "xa"})
PARTY_KINDS = frozenset(REAL_KINDS.on(date(2026, 8, 1))) - STATE_KINDS

# Each lasts over a day on which the kinds change.
PARTY = Setting(REAL_KINDS, date(2026, 7, 16), days=18, avoided=STATE_KINDS)
STATE = Setting(REAL_KINDS, date(2025, 6, 22), days=18, avoided=PARTY_KINDS)

# The first day of the journal; act K of a history is recorded K days later: what PARTY tells lies
# partly in the future of the day on which it is recorded, what STATE tells in the past.
JOURNAL = date(2026, 7, 12)
REFUSALS = (RuleError, Http404)
TABLES = (Act, Payload, Org, OrgVersion, OrgPath, Alias, Decision, Touch, Succession)


def known_on(seq: int) -> date:
    """Return the day on whose end the act `seq` of a history is the last one known."""
    return JOURNAL + timedelta(days=seq)


def orgs(number: int) -> list[int]:
    """Register organisations with the keys `o-1`, `o-2` …, and return their ids."""
    uids = [f"o-{each}" for each in range(1, number + 1)]
    found = register_orgs(actor=OPERATOR, uids=uids)
    return [found[uid] for uid in uids]


def record(act: Raw) -> Act:
    """Record an act of a history, on the day that belongs to its number."""
    recorded = known_on(act["seq"])
    if act["kind"] == "decided":
        return decide(actor=OPERATOR, on=act["on"], changes=act["changes"], recorded=recorded)
    return correct_together(
        actor=OPERATOR,
        corrections=[Correction(item["corrects"], item["on"]) for item in act["items"]],
        reason="as made up",
        recorded=recorded,
    )


def tables() -> Mapping[str, list[tuple[Any, ...]]]:
    """Return every row of the journal and of the register."""
    found = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            name = model._meta.db_table
            cursor.execute(f"SELECT * FROM {name} ORDER BY 1")
            found[name] = cursor.fetchall()
    return found


def judge_now() -> None:
    """Have the database judge what it else judges when the transaction ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            cursor.execute("SELECT COUNT(*) FROM orgs_unchecked")
            assert cursor.fetchone() == (0,)
