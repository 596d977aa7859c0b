"""Prove that a signing whose process is killed leaves nothing behind, and can be done again."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

ORGS = 3_000
WAIT = 120.0
# The signing writes for seconds: by then it has written and is not done.
WELL_INTO_IT = 0.3
TABLES = ("audit_act", "orgs_org", "orgs_orgversion", "papers_paper", "desk_draft")

FILL = f"""
import django; django.setup()
from datetime import date
from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs
from desk.samples import content, person
from dangbo.desk.commands import start_draft
keys = [f"o{{number}}" for number in range({ORGS})]
ids = register_orgs(actor=OPERATOR, uids=["tinh", "khoi", *keys])
state = {{"kind": "dang_bo_co_so", "superior": ids["khoi"]}}
above = [("tinh", "dang_bo_tinh", None), ("khoi", "dang_bo_cap_tren", ids["tinh"])]
founded = [{{"change": "found", "org": ids[key], "name": key, "kind": kind, "superior": superior}}
           for key, kind, superior in above]
founded += [{{"change": "found", "org": ids[key], "name": key, **state}} for key in keys]
decide(actor=OPERATOR, on=date(2020, 1, 1), changes=founded)
begun = [{{"change": "found", "name": f"Chi bộ {{key}}", "kind": "chi_bo_truc_thuoc",
           "superior": key}} for key in keys]
start_draft(actor=person("to-chuc"), content=content(*begun, on="01/07/2026"))
"""
SIGN = """
import django; django.setup()
from django.utils import timezone
from desk.samples import person
from dangbo.desk.commands import foresee_drafts, sign_drafts
from dangbo.desk.models import Draft
today, officer, draft = timezone.localdate(), person("to-chuc"), Draft.objects.get()
seen = foresee_drafts(actor=officer, contents=[draft.content], today=today)
sign_drafts(actor=officer, drafts=[draft.pk], seen=seen.digest, since=seen.since, today=today)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    root = Path(__file__).parents[2]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("D")}
    return {
        **kept,
        "DANGBO_DATA": str(tmp_path),
        "DANGBO_SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "dangbo.config.settings.dev",
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root / "tests")]),
    }


def run(environment: dict[str, str], code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", code], env=environment)


def dangbo(environment: dict[str, str], *arguments: str) -> int:
    command = [Path(sys.executable).with_name("dangbo"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def counted(place: Path) -> list[int]:
    with sqlite3.connect(place / "dangbo.sqlite3") as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES
        ]


def is_writing(place: Path) -> bool:
    """Say whether another process is inside a transaction that writes."""
    connection = sqlite3.connect(place / "dangbo.sqlite3", timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


def test_a_killed_signing_leaves_nothing_and_can_be_done_again(
    environment: dict[str, str], tmp_path: Path, empty_register: Path
) -> None:
    copytree(empty_register, tmp_path, dirs_exist_ok=True)
    assert run(environment, FILL).wait(WAIT) == 0
    before = counted(tmp_path)
    signing = run(environment, SIGN)
    until = time.monotonic() + WAIT
    while not is_writing(tmp_path) and signing.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(WELL_INTO_IT)
    signing.send_signal(signal.SIGKILL)

    assert signing.wait(WAIT) == -signal.SIGKILL
    assert counted(tmp_path) == before
    assert run(environment, SIGN).wait(WAIT) == 0
    acts, orgs, versions, papers, drafts = (
        now - then for now, then in zip(counted(tmp_path), before, strict=True)
    )
    assert (acts, orgs, versions, papers, drafts) == (2, ORGS, ORGS, 1, 0)
    assert dangbo(environment, "verify") == 0
