"""Prove what happens on the day: once, in order, whatever fails, however clocks go."""

import logging
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from desk.samples import TODAY, content, merge, rename
from django.core.management import CommandError, call_command
from factories.orgs import tables

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.base import daily
from dangbo.desk.commands import (
    foresee_drafts,
    sign_drafts,
    start_draft,
    take_effect,
    taking_effect,
)
from dangbo.desk.commands.taking_effect import run_due
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft, Notice
from dangbo.orgs.commands import decide
from dangbo.orgs.queries import find_org, names_on
from dangbo.orgs.queries.states import states_near
from dangbo.orgs.queries.verifying import first_difference
from dangbo.papers.commands import record_paper
from dangbo.rules.days import PartialDay, Precision

DAY = date(2026, 12, 1)
DANGBO = Path(sys.executable).with_name("dangbo")
SECONDS = 60.0
django_db = pytest.mark.django_db
Raw = dict[str, Any]


def drafted(actor: Actor, told: Raw, on: date = DAY, number: str = "7") -> Draft:
    head = {"on": on.strftime("%d/%m/%Y"), "number": f"{number}-QĐ/ĐUK"}
    return start_draft(actor=actor, content=content(told, **head))


def signed(actor: Actor, *drafts: Draft) -> None:
    """Have drafts signed today, in this order, for their later days."""
    contents = [draft.content for draft in drafts]
    seen = foresee_drafts(actor=actor, contents=contents, today=TODAY)
    numbers = [draft.pk for draft in drafts]
    done = sign_drafts(actor=actor, drafts=numbers, seen=seen.digest, since=seen.since, today=TODAY)
    assert done.waiting == tuple(numbers)


def scheduled(actor: Actor, told: Raw, on: date = DAY, number: str = "7") -> Draft:
    draft = drafted(actor, told, on, number)
    signed(actor, draft)
    return draft


def name_of(uid: str, on: date) -> str:
    org = find_org(actor=OPERATOR, text=uid, on=on)
    return names_on(actor=OPERATOR, orgs=[org.id], on=on)[org.id].name


def states() -> list[str]:
    return list(Draft.objects.order_by("pk").values_list("state", flat=True))


def due(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("due", *arguments, stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


@django_db
@pytest.mark.usefixtures("ids")
def test_due_tells_what_became_of_each_and_leaves_with_0(officer: Actor) -> None:
    draft = scheduled(officer, rename("y-te", "Đảng bộ Y"))

    early, done, again = (due("--today", day) for day in ("2026-11-30", "2026-12-01", "2026-12-01"))

    nothing = (0, "Không có quyết định nào đến ngày.\n")
    seq = Act.objects.last().seq
    assert early == again == nothing
    assert done == (0, f"Bản soạn {draft.pk} «Sắp xếp»: đã áp dụng, nhật ký số {seq}.\n")
    assert name_of("y-te", DAY) == "Đảng bộ Y"


@django_db
def test_due_leaves_with_1_and_every_reason_where_a_draft_no_longer_holds(
    officer: Actor, ids: dict[str, int]
) -> None:
    draft = scheduled(officer, rename("y-te", "Đảng bộ Y"))
    absorbed = {"change": "absorb", "sources": [ids["y-te"]], "result": ids["bao-dai"]}
    decide(actor=OPERATOR, on=TODAY, changes=[absorbed])
    before = tables()

    code, said = due("--today", "2026-12-01")

    assert (code, said.splitlines()) == (
        1,
        [
            f"Bản soạn {draft.pk} «Sắp xếp»: không áp dụng được.",
            "  - Đảng bộ Ngành Y tế không tồn tại ngày 01/12/2026. Kiểm tra ngày hiệu lực, hoặc "
            "chọn tổ chức khác.",
        ],
    )
    assert tables() == before


@django_db
@pytest.mark.usefixtures("ids")
def test_due_refuses_a_day_that_is_none(officer: Actor) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("due", "--today", "2026-02-30")

    assert refused.value.returncode == 2


@django_db
@pytest.mark.usefixtures("ids")
def test_drafts_take_effect_in_the_order_of_their_days_then_of_signing(officer: Actor) -> None:
    first = drafted(officer, merge("bao-dai", "giam-dinh", name="Mới"), DAY, "7")
    third = drafted(officer, rename("moi", "Mới hơn"), DAY + timedelta(days=1), "9")
    signed(officer, first, third)
    second = scheduled(officer, rename("y-te", "Y"), DAY, "8")

    effects = take_effect(today=DAY + timedelta(days=40))

    assert [each.draft for each in effects] == [first.pk, second.pk, third.pk]
    assert states() == [State.SIGNED] * 3
    acts = Act.objects.filter(code="orgs.decided", actor=officer.name).order_by("seq")
    assert list(acts.values_list("on", flat=True)) == [DAY, DAY, DAY + timedelta(days=1)]
    assert first_difference() is None


@django_db
@pytest.mark.usefixtures("ids")
def test_nothing_happens_twice_when_the_clock_is_set_back(officer: Actor) -> None:
    scheduled(officer, rename("y-te", "Đảng bộ Y"))
    take_effect(today=DAY)
    before = tables()

    found = [take_effect(today=day) for day in (TODAY, DAY - timedelta(days=1), DAY)]

    assert (found, tables()) == ([[], [], []], before)
    assert Notice.objects.filter(news=News.APPLIED).count() == 1


@django_db
@pytest.mark.usefixtures("ids")
def test_register_that_was_down_on_the_day_applies_it_later_as_of_that_day(
    officer: Actor,
) -> None:
    scheduled(officer, rename("y-te", "Đảng bộ Y"))

    take_effect(today=DAY + timedelta(days=90))

    assert Act.objects.last().on == DAY


@django_db
@pytest.mark.usefixtures("ids")
def test_refusal_that_only_the_register_knows_fails_the_draft_and_not_the_day(
    officer: Actor,
) -> None:
    scheduled(officer, rename("y-te", "Đảng bộ Y"), number="7")
    other = scheduled(officer, rename("bao-dai", "Đảng bộ Báo"), number="8")
    # The paper that the first describes has been recorded meanwhile.
    record_paper(
        actor=OPERATOR,
        number_raw="7-QĐ/ĐUK",
        day=PartialDay(date(2026, 10, 20), Precision.DAY),
        subject="Khác",
    )

    effects = take_effect(today=DAY)

    assert [each.act is None for each in effects] == [True, False]
    assert states() == [State.FAILED, State.SIGNED]
    assert effects[1].draft == other.pk


@django_db
@pytest.mark.usefixtures("ids")
def test_fault_in_one_draft_is_logged_and_tried_again_while_the_others_go_on(
    officer: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = scheduled(officer, rename("y-te", "Đảng bộ Y"), number="7")
    scheduled(officer, rename("bao-dai", "Đảng bộ Báo"), number="8")
    enact = taking_effect.enact

    def failing(*, actor: Actor, read: object) -> Act:
        if getattr(read, "changes")[0]["org"] == "y-te":  # noqa: B009
            raise OSError("đĩa đầy")
        return enact(actor=actor, read=read)

    monkeypatch.setattr(taking_effect, "enact", failing)
    with caplog.at_level(logging.ERROR):
        run_due(DAY)
    assert states() == [State.SCHEDULED, State.SIGNED]
    assert [record.getMessage() for record in caplog.records] == [
        f"draft {first.pk} did not take effect"
    ]

    monkeypatch.setattr(taking_effect, "enact", enact)
    run_due(DAY)

    assert states() == [State.SIGNED, State.SIGNED]


def test_work_that_fails_keeps_no_other_from_being_done(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[date] = []

    def fail(today: date) -> None:
        raise ValueError(today)

    monkeypatch.setattr(daily, "_works", {"bad": fail, "good": done.append})
    with caplog.at_level(logging.ERROR):
        assert daily.run_daily(DAY) == ["bad"]
    assert done == [DAY]


def test_desk_is_asked_every_day() -> None:
    assert daily._works["desk.due"] is run_due


def test_running_ends_when_told_or_no_longer_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[date] = []
    stop = Event()

    def work(today: date) -> None:
        runs.append(today)
        if len(runs) == 3:
            stop.set()

    monkeypatch.setattr(daily, "_works", {"count": work})
    monkeypatch.setattr(daily, "close_old_connections", lambda: None)
    monkeypatch.setattr(daily.connections, "close_all", lambda: None)

    daily.keep_running(stop, every=0.0)
    assert len(runs) == 3
    daily.keep_running(Event(), every=0.0, wanted=lambda: len(runs) < 5)
    assert len(runs) == 5


# In processes of their own: what an operator starts and stops.

FILL = """
import django; django.setup()
from datetime import date, timedelta
from django.utils import timezone
from factories.small_register import build
from desk.samples import content, person, rename
from dangbo.desk.commands import foresee_drafts, sign_drafts, start_draft
build()
yesterday = timezone.localdate() - timedelta(days=1)
officer = person("to-chuc")
told = content(rename("y-te", "Đảng bộ Y"), on=timezone.localdate().strftime("%d/%m/%Y"))
draft = start_draft(actor=officer, content=told)
seen = foresee_drafts(actor=officer, contents=[draft.content], today=yesterday)
sign_drafts(actor=officer, drafts=[draft.pk], seen=seen.digest, since=seen.since, today=yesterday)
"""
COUNT = """
SELECT state, (SELECT count(*) FROM audit_act WHERE actor = 'to-chuc' AND code = 'orgs.decided')
FROM desk_draft
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> dict[str, str]:
    """Make a register in a file where a decision is due today; return its surroundings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("D")}
    root = Path(__file__).parents[2]
    place = tmp_path_factory.mktemp("register")
    shutil.copytree(empty_register, place, dirs_exist_ok=True)
    environment = {
        **kept,
        "DANGBO_DATA": str(place),
        "DJANGO_SETTINGS_MODULE": "dangbo.config.settings.dev",
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root / "tests")]),
    }
    subprocess.run([sys.executable, "-c", FILL], env=environment, check=True, capture_output=True)
    return environment


@pytest.fixture
def register(made: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Return the surroundings of a copy of that register."""
    place = tmp_path / "register"
    shutil.copytree(made["DANGBO_DATA"], place)
    return {**made, "DANGBO_DATA": str(place)}


def told(register: dict[str, str]) -> str:
    with sqlite3.connect(Path(register["DANGBO_DATA"]) / "dangbo.sqlite3") as connection:
        ((state, acts),) = connection.execute(COUNT).fetchall()
    connection.close()
    return f"{state} {acts}"


def awaited(register: dict[str, str], wanted: str) -> str:
    until = time.monotonic() + SECONDS
    while (found := told(register)) != wanted and time.monotonic() < until:
        time.sleep(0.2)
    return found


def await_ready(worker: subprocess.Popen[bytes]) -> None:
    """Wait until a worker listens to signals: on a busy machine one does long before another."""
    listens = 1 << (signal.SIGTERM - 1)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        caught = re.search(r"SigCgt:\s*(\w+)", Path(f"/proc/{worker.pid}/status").read_text())
        if caught and int(caught[1], 16) & listens:
            return
        time.sleep(0.1)
    raise AssertionError(worker.args)


def test_two_workers_apply_a_decision_once_and_stop_when_told(register: dict[str, str]) -> None:
    workers = [
        subprocess.Popen([DANGBO, "worker", "--every", "0.2"], env=register) for _ in range(2)
    ]
    try:
        found = awaited(register, "signed 1")
        for each in workers:
            await_ready(each)
        time.sleep(0.5)
        for each, how in zip(workers, (signal.SIGTERM, signal.SIGINT), strict=True):
            each.send_signal(how)
        codes = [each.wait(SECONDS) for each in workers]
    finally:
        for each in workers:
            each.kill()

    assert (found, codes, told(register)) == ("signed 1", [0, 0], "signed 1")


def test_server_applies_what_is_due_by_itself(register: dict[str, str]) -> None:
    server = subprocess.Popen(
        [DANGBO, "serve", "--port", "0"], env=register, start_new_session=True
    )
    try:
        found = awaited(register, "signed 1")
        server.send_signal(signal.SIGTERM)
        code = server.wait(SECONDS)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)

    assert (found, code) == ("signed 1", 0)


def test_worker_of_a_server_that_is_gone_ends_by_itself(register: dict[str, str]) -> None:
    starting = (
        "import subprocess, os; "
        f"p = subprocess.Popen([{str(DANGBO)!r}, 'worker', '--every', '0.2', "
        "'--parent', str(os.getpid())]); print(p.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", starting], env=register, stdout=subprocess.PIPE, check=False
    )
    pid = int(done.stdout)

    until = time.monotonic() + SECONDS
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.1)

    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(") ")[2].split()[0] != "Z"


@django_db
@pytest.mark.usefixtures("ids")
def test_decision_that_waited_holds_from_its_day_on(
    officer: Actor,
) -> None:
    scheduled(officer, merge("bao-dai", "giam-dinh", name="Mới"))
    take_effect(today=DAY)

    org = find_org(actor=OPERATOR, text="moi", on=DAY).id

    states = [
        states_near(actor=OPERATOR, orgs=[org], on=DAY - timedelta(days=ago))[org].stands
        for ago in (1, 0)
    ]
    assert states == [False, True]
