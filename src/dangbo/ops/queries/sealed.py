"""Say which master keys hold what is sealed, and which may go."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from dangbo.base.secrets import master_names, sealed_columns, wrapped_under
from dangbo.ops.access import every

TRIED: Final = 20


class ColumnState(NamedTuple):
    """How many keys of a column stand under each master key; None counts what none opens.

    Of a quiet column no count is to be told.
    """

    label: str
    under: Counter[str | None]
    quiet: bool = False


def states() -> list[ColumnState]:
    """Open every wrapped key, and count them by master key."""
    return [
        ColumnState(
            f"{sealed.model._meta.label}.{sealed.column}",
            Counter(
                wrapped_under(wrapped)
                for held in every(sealed.model)
                .exclude(**{sealed.column: ""})
                .values_list(sealed.column, flat=True)
                .iterator(chunk_size=2_000)
                for wrapped in sealed.texts_in(held)
            ),
            sealed.quiet,
        )
        for sealed in sealed_columns()
    ]


def first_unreadable() -> Iterator[str]:
    """Yield the columns of which no master key opens the first few."""
    for sealed in sealed_columns():
        rows = every(sealed.model).exclude(**{sealed.column: ""}).order_by("pk")
        first = rows.values_list(sealed.column, flat=True)[:TRIED]
        texts = (wrapped for held in first for wrapped in sealed.texts_in(held))
        if any(wrapped_under(wrapped) is None for wrapped in texts):
            yield f"{sealed.model._meta.label}.{sealed.column}"


def needless(found: list[ColumnState]) -> list[str]:
    """Return the names of the old master keys that hold nothing any more."""
    used = {name for state in found for name, count in state.under.items() if count}
    return [name for name in master_names()[1:] if name not in used]
