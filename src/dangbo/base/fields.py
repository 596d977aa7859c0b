"""Give fields compared byte by byte in both databases, and a condition on many values at once."""

import json
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


@models.Field.register_lookup
class Among(models.Lookup):
    """Find rows whose field is one of many values, given to the database as one parameter."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Return the condition on a JSON array."""
        left, params = self.process_lhs(compiler, connection)
        values = json.dumps(list(self.rhs), default=str)
        return f"{left} IN (SELECT value FROM json_each(%s))", [*params, values]  # noqa: S608

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the condition on an array."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*params, list(self.rhs)]


# Django gives relations lookups of their own only.
models.ForeignKey.register_lookup(Among)
