"""Fill the register for the journeys with what is published about Quảng Ninh, and some cells."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from dangbo.accounts.access import OPERATOR
from dangbo.history.commands import load_history
from dangbo.orgs.commands import decide, register_orgs

QUANG_NINH = Path(__file__).resolve().parents[2] / "data" / "quang-ninh.yaml"
CELLS = 205


def fill() -> None:
    """Load Quảng Ninh's file and found, as an invention, a long level of cells below it."""
    load_history(actor=OPERATOR, content=QUANG_NINH.read_bytes(), name="quang-ninh.yaml")
    keys = ["bao", "dai", "dai-bao", *(f"cb-{number:03}" for number in range(1, CELLS + 1))]
    ids = register_orgs(actor=OPERATOR, uids=keys, invented=True)
    [khoi] = register_orgs(actor=OPERATOR, uids=["qn-khoi"]).values()
    begun = [("bao", "Đảng bộ Báo", "dang_bo_co_so"), ("dai", "Chi bộ Đài", "chi_bo_co_so")]
    changes = [
        {"change": "found", "org": ids[key], "name": name, "kind": kind, "superior": khoi}
        for key, name, kind in begun
    ]
    decide(actor=OPERATOR, on=date(1990, 1, 1), changes=changes, invented=True)
    cells = [
        {
            "change": "found",
            "org": ids[key],
            "name": f"Chi bộ số {key[-3:]}",
            "kind": "chi_bo_truc_thuoc",
            "superior": ids["bao"],
        }
        for key in keys[3:]
    ]
    decide(actor=OPERATOR, on=date(1991, 1, 1), changes=cells, invented=True)
    result = {"org": ids["dai-bao"], "name": "Đảng bộ Báo và Đài", "kind": "dang_bo_co_so"}
    merged = {"change": "merge", "sources": [ids["bao"], ids["dai"]]}
    merged["result"] = {**result, "superior": khoi}
    decide(actor=OPERATOR, on=date(2015, 6, 1), changes=[merged], invented=True)


def empty() -> None:
    """Take everything away again, past the guards that forbid it in use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f'DROP TRIGGER "{name}"')
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    with connection.cursor() as cursor:
        for _name, sql in guards:
            cursor.execute(sql)


@pytest.fixture(scope="module")
def quang_ninh(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep one filled register for the journeys of a module, and empty it after the last."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        fill()
        connection.close()
        # The end of each test would empty the tables, and the guards of the journal refuse it.
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()
