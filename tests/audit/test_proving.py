"""Prove that whatever is done to the logs with the rights of the database is found, and where."""

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from audit.logs import CHAINS, build, own_key, reseal, run
from django.apps import apps
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import close_day, record, record_access
from dangbo.audit.files.closings import Closed, from_text, stated, to_text
from dangbo.audit.migrations import __name__ as migrations
from dangbo.audit.models import Access, Act, Closing
from dangbo.audit.queries.proving import Fault, prove

pytestmark = pytest.mark.django_db

MOMENT = "'2020-01-02 03:04:05.000006+00:00'"
OTHER: dict[str, str] = {
    "at": MOMENT,
    "recorded": "'2020-01-02'",
    "day": "'2020-01-02'",
    "actor": "'ai đó'",
    "actor_user_id": "NULL",
    "role": "''",
    "behalf": "''",
    "origin": "'10.0.0.8'",
    "code": "'read '",
    "on": "'2020-01-02'",
    "paper": "'giay-9'",
    "reason": "'vì ổn định tổ chức '",
    "params": """'{"chữ": [3, null, true, 0.5]}'""",
    "payload": "''",
    "corrects_id": "2",
    "invented": "NOT invented",
    "kind": "'org'",
    "subject": "'m-4'",
    "place": "'00010001'",
    "facts": """'{"page": "x"}'""",
    "acts": "acts + 1",
    "act_hash": "'0'",
    "accesses": "accesses - 1",
    "access_hash": "'0'",
    "hash": "'0'",
}
COLUMNS = [
    (table, column)
    for table, chain in CHAINS.items()
    for column in [*chain.fields, "hash"]
    if column != "seq"
]


@pytest.fixture(autouse=True)
def _logs(settings: Settings, tmp_path: Path) -> None:
    settings.CLOSINGS_ROOT = tmp_path / "closings"
    build()


def closed() -> Closed:
    """Return the last closing as somebody keeps it at another place."""
    return from_text(to_text(stated(Closing.objects.get(seq=3))))


def test_logs_that_nobody_touched_hold() -> None:
    proof = prove([closed()])

    assert proof.fault is None
    assert proof.rows == {"audit_closing": 3, "audit_act": 6, "audit_access": 6}
    assert proof.compared == 4


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_an_altered_value_is_found(table: str, column: str) -> None:
    run(f"""UPDATE {table} SET "{column}" = {OTHER[column]} WHERE seq = 3""")

    assert prove().fault == Fault(table, 3, "altered")


@pytest.mark.parametrize("table", CHAINS)
@pytest.mark.parametrize("gone", [(2,), (1,), (1, 2)])
def test_removed_rows_are_found(table: str, gone: tuple[int, ...]) -> None:
    run("UPDATE audit_act SET corrects_id = NULL" if table == "audit_act" else "SELECT 1")
    for seq in gone:
        run(f"DELETE FROM {table} WHERE seq = {seq}")

    assert prove().fault == Fault(table, gone[0], "missing", gone[-1])


@pytest.mark.parametrize("table", ["audit_act", "audit_access"])
def test_a_removed_row_whose_number_another_took_is_found(table: str) -> None:
    run(
        f"DELETE FROM {table} WHERE seq = 4",
        f"UPDATE {table} SET seq = 4 WHERE seq = 5",
        f"UPDATE {table} SET seq = 5 WHERE seq = 6",
    )

    assert prove().fault == Fault(table, 4, "altered")


@pytest.mark.parametrize("table", ["audit_act", "audit_access"])
def test_two_rows_that_changed_places_are_found(table: str) -> None:
    run(
        f"UPDATE {table} SET seq = 99 WHERE seq = 4",
        f"UPDATE {table} SET seq = 4 WHERE seq = 5",
        f"UPDATE {table} SET seq = 5 WHERE seq = 99",
    )

    assert prove().fault == Fault(table, 4, "altered")


@pytest.mark.parametrize("table", ["audit_act", "audit_access"])
@pytest.mark.parametrize("at", [4, 7])
def test_a_row_put_in_is_found(table: str, at: int) -> None:
    columns = ", ".join(f'"{name}"' for name in [*CHAINS[table].fields[1:], "hash"])
    run(
        *(f"UPDATE {table} SET seq = {seq + 1} WHERE seq = {seq}" for seq in range(6, at - 1, -1)),
        f"INSERT INTO {table} (seq, {columns}) SELECT {at}, {columns} FROM {table} WHERE seq = 2",
    )

    assert prove().fault == Fault(table, at, "altered")


@pytest.mark.parametrize("table", CHAINS)
def test_seals_made_without_the_key_are_found(table: str) -> None:
    chain = CHAINS[table]
    run(f"UPDATE {table} SET at = {MOMENT} WHERE seq = 2")
    reseal(chain, since=2)

    assert prove().fault == Fault(table, 2, "altered")
    reseal(chain, since=2, key=b"another key")
    assert prove().fault == Fault(table, 2, "altered")


@pytest.mark.parametrize("table", ["audit_act", "audit_access"])
def test_a_log_written_anew_with_the_key_is_found_by_its_closings(table: str) -> None:
    chain, kept = CHAINS[table], closed()
    run(f"UPDATE {table} SET origin = 'x' WHERE seq = 5")
    reseal(chain, since=5, key=own_key(chain))

    day = kept.day
    assert prove().fault == Fault(table, 5, "replaced", 6, day)
    run("DELETE FROM audit_closing WHERE seq = 3")
    assert prove().fault is None
    assert prove([kept]).fault == Fault("audit_closing", 3, "cut", 3, day)


@pytest.mark.parametrize("table", ["audit_act", "audit_access"])
def test_closings_written_anew_with_the_key_are_found_by_one_kept_elsewhere(table: str) -> None:
    chain, kept = CHAINS[table], closed()
    run(f"UPDATE {table} SET origin = 'x' WHERE seq = 5")
    reseal(chain, since=5, key=own_key(chain))
    seal = chain.model._default_manager.get(seq=6).hash
    run(f"UPDATE audit_closing SET {chain.hash} = '{seal}' WHERE seq = 3")
    reseal(CHAINS["audit_closing"], since=3, key=own_key(CHAINS["audit_closing"]))

    assert prove().fault is None
    assert prove([kept]).fault == Fault("audit_closing", 1, "replaced", 3, kept.day)


@pytest.mark.parametrize("table", ["audit_act", "audit_access"])
def test_an_end_that_was_cut_off_is_found_by_a_closing(table: str) -> None:
    kept = closed()
    run(f"DELETE FROM {table} WHERE seq >= 5")

    assert prove().fault == Fault(table, 5, "cut", 6, kept.day)
    run("DELETE FROM audit_closing WHERE seq = 3")
    assert prove().fault is None
    assert prove([kept]).fault == Fault("audit_closing", 3, "cut", 3, kept.day)


def test_closings_in_the_directory_are_compared(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept = close_day()
    run("DELETE FROM audit_closing WHERE seq = 4", "DELETE FROM audit_access WHERE seq = 6")

    assert prove().fault == Fault("audit_closing", 4, "cut", 4, kept.day)


@pytest.mark.parametrize(
    ("statement", "how"),
    [
        ('UPDATE audit_payload SET body = \'{"text": "a"}\'', "payload"),
        ("DELETE FROM audit_payload", "payload"),
        ("INSERT INTO audit_payload (digest, body) VALUES ('zz', '{}')", "uncited"),
    ],
)
def test_large_parameters_are_proved(statement: str, how: str) -> None:
    run(statement)

    fault = prove().fault
    assert fault is not None
    assert (fault.how, fault.seq) == (how, 0 if how == "uncited" else 3)


def test_a_new_key_takes_over_and_the_old_one_seals_no_more(settings: Settings) -> None:
    old = settings.AUDIT_KEYS[0]
    new = urlsafe_b64encode(bytes(range(32))).decode()
    settings.AUDIT_KEYS = [new, old]
    record(actor=OPERATOR, code="x")
    record_access(actor=OPERATOR, code="read")

    assert prove().fault is None
    settings.AUDIT_KEYS = [old]
    assert prove().fault == Fault("audit_act", 7, "altered")
    record(actor=OPERATOR, code="x")
    settings.AUDIT_KEYS = [new, old]
    assert prove().fault == Fault("audit_act", 8, "altered")


def test_another_key_proves_nothing(settings: Settings) -> None:
    settings.AUDIT_KEYS = [urlsafe_b64encode(bytes(32)).decode()]

    assert prove().fault == Fault("audit_closing", 1, "altered")


def test_what_was_recorded_before_there_was_a_chain_is_chained() -> None:
    seals = list(Act.objects.values_list("hash", flat=True))
    run("UPDATE audit_act SET hash = ''")
    chaining = __import__(f"{migrations}.0004_append_only", fromlist=["chain_acts"])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(chaining.UP["sqlite"])
    # The guards of a schema editor do not matter here: only its connection is used.
    chaining.chain_acts(apps, type("Editor", (), {"connection": connection}))

    assert list(Act.objects.values_list("hash", flat=True)) == seals
    assert prove().fault is None
    assert Access.objects.count() == 6
