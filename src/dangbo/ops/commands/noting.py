"""Note what was done of the running of the register, and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone

from dangbo.ops.access import note_operation

WORKER: Final = "worker"


def note(name: str, *, passed: bool, facts: Mapping[str, Any] | None = None) -> None:
    """Remember that something was done just now, and how it went."""
    note_operation(name, at=timezone.now(), passed=passed, facts=facts)


def note_alive(_today: date) -> None:
    """Note that a worker is there; it does so each time it looks what the day asks for."""
    note(WORKER, passed=True)
