"""Give fields whose text is compared byte by byte in both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class BytewiseField(models.CharField):  # type: ignore[type-arg]  # not generic at run time
    """Text in byte order: collation C on PostgreSQL, BINARY (the default) on SQLite."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Return the column's type with the collation of byte order."""
        found = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            found["collation"] = "C"
        return dict(found)
