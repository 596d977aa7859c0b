"""Note what was done of the running of the register, and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from dangbo.ops.access import note_operation
from dangbo.ops.queries.guards import guards_up

WORKER: Final = "worker"
GUARDS: Final = "guards"
OPERATIONS: Final = "ops_operation"


def note(name: str, *, passed: bool, facts: Mapping[str, Any] | None = None) -> None:
    """Remember that something was done just now, and how it went."""
    note_operation(name, at=timezone.now(), passed=passed, facts=facts)


def note_alive(_today: date) -> None:
    """Note that a worker is there; it does so each time it looks what the day asks for."""
    note(WORKER, passed=True)


def note_guards(*, plan: object = (), **_signal: object) -> None:
    """Note which triggers stand once the tables were changed; a plan without a step notes none."""
    if plan and OPERATIONS in connection.introspection.table_names():
        note(GUARDS, passed=True, facts={"names": guards_up(), "database": connection.vendor})
