"""Make small logs for the tests, and let them be altered as with the rights of the database."""

import hashlib
import json
from typing import Any

from committing import take_down
from django.db import connection

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.access import chain_rows
from dangbo.audit.commands import LARGE, close_day, record, record_access
from dangbo.audit.queries.proving import ACCESSES, ACTS, CLOSINGS, Chain
from dangbo.base.chains import chain_keys, link

CHAINS = {chain.table: chain for chain in (ACTS, ACCESSES, CLOSINGS)}


def build() -> User:
    """Write six acts, six accesses, and a closing after each second of them."""
    user = User.objects.create(username="lan")
    actor = Actor("lan", user_id=user.pk, role="secretary", behalf="binh", origin="10.0.0.7")
    for number in range(1, 7):
        record(
            actor=actor if number % 2 else OPERATOR,
            code="x.decided",
            paper=f"giay-{number}",
            reason="vì ổn định tổ chức",
            params={"text": "ơ" * LARGE} if number == 3 else {"chữ": [number, None, True, 0.5]},
            corrects=1 if number == 3 else None,
        )
        record_access(actor=actor, code="read", kind="member", subject=f"m-{number}", place="0001")
        if number % 2 == 0:
            close_day()
    return user


def run(*statements: str) -> None:
    """Do what only somebody with the rights of the database can: past the guards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        take_down()
        for statement in statements:
            cursor.execute(statement)


def rows(chain: Chain) -> list[list[Any]]:
    return [list(values) for values in chain_rows(chain.model, chain.fields)]


def reseal(chain: Chain, *, since: int, key: bytes | None = None) -> None:
    """Write the seals of a chain anew from a row on: with a key, or as plain hashes."""
    before = ""
    with connection.cursor() as cursor:
        for *values, seal in rows(chain):
            before = _seal(key, before, values) if values[0] >= since else seal
            cursor.execute(
                f"UPDATE {chain.table} SET hash = %s WHERE seq = %s", [before, values[0]]
            )


def _seal(key: bytes | None, before: str, values: list[Any]) -> str:
    if key is not None:
        return link(key, before, values)
    text = json.dumps([before, *values], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def own_key(chain: Chain) -> bytes:
    return chain_keys(chain.purpose)[0]
