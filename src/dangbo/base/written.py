"""Ask by a condition that is written out, where the mapper is slower to build it than to ask it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

NAMED: Final = re.compile(r"\{(\w+)\}|%\((\w+)\)s")
PART: Final = re.compile(r"\[(\w+)\]")


def spelled(text: str, parts: Mapping[str, str]) -> str:
    """Return a text with each `[part]` spelled out, and the parts of those."""
    while PART.search(text):
        text = PART.sub(lambda part: parts[part[1]], text)
    return text


class Written(Func):
    """A condition in SQL: `{name}` is a column of the rows asked for, `%(name)s` a value.

    Nested conditions of the mapper are copied and resolved level by level for every statement,
    which takes many times as long as their answer. The names of tables inside have to be of its
    own: whatever is around it may call its tables anything.
    """

    def __init__(self, text: str, columns: Mapping[str, str], values: Mapping[str, Any]) -> None:
        super().__init__(*(F(each) for each in columns.values()), output_field=BooleanField())
        self.text, self.columns, self.values = text, columns, values

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_more: Any,
        **_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the text with the columns in their places, and the values in their order."""
        told = [compiler.compile(each) for each in self.get_source_expressions()]
        found = dict(zip(self.columns, told, strict=True))
        params: list[Any] = []

        def placed(name: re.Match[str]) -> str:
            column, value = name.groups()
            sql, more = found[column] if column else ("%s", (adapted(self.values[value]),))
            params.extend(more)
            return sql

        def adapted(value: Any) -> Any:
            return connection.ops.adapt_datefield_value(value) if type(value) is date else value

        return f"({NAMED.sub(placed, self.text)})", tuple(params)
