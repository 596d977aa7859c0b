"""Wrap every data key anew under the current master key, in batches, while people work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from dangbo.base.secrets import SealedColumn, master_names, rewrap, sealed_columns, wrapped_under
from dangbo.ops.access import every

BATCH: Final = 500
Tell = Callable[[str, int], None]


@dataclass
class Rotated:
    """What came of a column: keys wrapped anew, those that were already, those none opens."""

    label: str
    anew: int = 0
    already: int = 0
    unreadable: list[int | str] = field(default_factory=list)
    quiet: bool = False


def rotate(*, tell: Tell, dry_run: bool = False) -> list[Rotated]:
    """Bring every column under the current master key; what was done stays done if it breaks."""
    return [_rotate(sealed, tell, dry_run=dry_run) for sealed in sealed_columns()]


def _rotate(sealed: SealedColumn, tell: Tell, *, dry_run: bool) -> Rotated:
    done = Rotated(f"{sealed.model._meta.label}.{sealed.column}", quiet=sealed.quiet)
    current, after = master_names()[0], None
    rows = every(sealed.model).exclude(**{sealed.column: ""}).order_by("pk")
    while True:
        ahead = rows if after is None else rows.filter(pk__gt=after)
        batch = list(ahead.values_list("pk", sealed.column)[:BATCH])
        if not batch:
            return done
        for pk, held in batch:
            _wrap_anew(sealed, pk, held, current, done, dry_run=dry_run)
        after = batch[-1][0]
        if not sealed.quiet:
            tell(done.label, done.anew + done.already)


def _wrap_anew(
    sealed: SealedColumn, pk: int, held: Any, current: str, done: Rotated, *, dry_run: bool
) -> None:
    under = {wrapped_under(each) for each in sealed.texts_in(held)}
    if not under:
        return
    if None in under:
        done.unreadable.append(pk)
    elif under == {current}:
        done.already += 1
    else:
        done.anew += 1
        if not dry_run:
            # Only where it still is as read: a key thrown away meanwhile stays so.
            same = every(sealed.model).filter(pk=pk, **{sealed.column: held})
            same.update(**{sealed.column: sealed.with_texts(held, rewrap)})
