"""Name the tables of the register with their columns, those that others refer to first."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

# Whoever is signed in stays so by a row of this table: a backup must not let anybody in.
LEFT_OUT: Final = frozenset({"django_session"})


class Table(NamedTuple):
    """A table: its columns, the kind of each, and the key it is ordered by."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    key: str
    model: type[Model]


@cache
def tables() -> tuple[Table, ...]:
    """Return every table of rows, each after those it refers to."""
    models = {model._meta.db_table: model for model in _models()}
    done: dict[str, Table] = {}
    for name in sorted(models):
        _add(name, models, done, set())
    return tuple(done.values())


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and not meta.swapped and meta.db_table not in LEFT_OUT:
            yield model


def _add(
    name: str, models: dict[str, type[Model]], done: dict[str, Table], above: set[str]
) -> None:
    if name in done or name in above or name not in models:
        return
    for field in _columns(models[name]):
        if isinstance(field, ForeignKey):
            _add(field.related_model._meta.db_table, models, done, above | {name})
    done[name] = _table(models[name])


def _table(model: type[Model]) -> Table:
    fields = list(_columns(model))
    return Table(
        model._meta.db_table,
        tuple(str(field.column) for field in fields),
        tuple(_kind(field) for field in fields),
        str(model._meta.pk.column),
        model,
    )


def _columns(model: type[Model]) -> Iterator["Field[Any, Any]"]:
    return (
        field
        for field in model._meta.local_concrete_fields
        if not getattr(field, "generated", False)
    )


def _kind(field: "Field[Any, Any]") -> str:
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field.get_internal_type()
