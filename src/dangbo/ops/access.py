"""Open the rows of running the register, and rows of all apps where an act concerns them all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from dangbo.base.secrets import opened_bytes
from dangbo.ops.models import LookupKey, Operation

# The code of the act by which the key of a person was thrown away.
FORGOTTEN: Final = "ops.person_forgotten"
Row = TypeVar("Row", bound=Model)
_opened: dict[str, bytes] = {}


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for what concerns the whole register."""
    return model._default_manager.all()


def kept_lookup_key() -> bytes:
    """Return the key of searching that the register keeps; it never changes, so it is read once."""
    database = str(connection.settings_dict["NAME"])
    if database not in _opened:
        row = LookupKey.objects.order_by("pk").first()
        if row is None:
            return b""
        _opened[database] = opened_bytes(row.wrapped)
    return _opened[database]


def note_operation(
    name: str, *, at: datetime, passed: bool, facts: Mapping[str, Any] | None = None
) -> None:
    """Remember when something was last done, and how it went."""
    told = {"at": at, "passed": passed, "facts": dict(facts or {})}
    Operation.objects.update_or_create(name=name, defaults=told)


def last_operations() -> dict[str, Operation]:
    """Return when each thing was last done."""
    return {row.name: row for row in Operation.objects.all()}
