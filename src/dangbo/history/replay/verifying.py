"""Prove that what is kept of files is what the journal says was loaded."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.history.access import all_rows
from dangbo.history.files.entries import canonical
from dangbo.history.models import Entry, Stated
from dangbo.history.replay.rows import CORRECTED, LOADED, MODELS, rows_of, told_by
from dangbo.orgs.queries import org_ids

Row = tuple[Any, ...]
CODES: Final = (LOADED, CORRECTED)
TABLES: Final[tuple[type[Entry | Stated], ...]] = (Entry, *MODELS.values())


def first_difference() -> str | None:
    """Return the first difference between the journal and the rows of files, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    wanted = _told()
    for model in TABLES:
        kept: Iterable[Entry | Stated] = all_rows(model).iterator(chunk_size=5_000)
        held = Counter(map(_values, kept))
        told = Counter(wanted.get(model, ()))
        table = model._meta.db_table
        yield from (f"{table}: missing {row[:4]}" for row in (told - held).elements())
        yield from (f"{table}: not from the journal {row[:4]}" for row in (held - told).elements())


def _told() -> Mapping[type, list[Row]]:
    """Follow the acts of loading in their order, and return the rows they tell, by model."""
    believed: dict[tuple[type, int, str, str], Entry | Stated] = {}
    rows: dict[type, list[Entry | Stated]] = {}
    for act in readable_acts(OPERATOR).filter(code__in=CODES).order_by("seq"):
        told = told_by(act)
        ids = org_ids(uids=told.uids)
        committee = ids[told.committee]
        for section, key in told.voided:
            for model in TABLES:
                gone = believed.pop((model, committee, section, key), None)
                if gone is not None:
                    gone.voided_by_id = act.seq
        for row in rows_of(told, by=act.seq, ids=ids):
            believed[type(row), committee, section_of(row), row.key] = row
            rows.setdefault(type(row), []).append(row)
    return {model: list(map(_values, each)) for model, each in rows.items()}


def section_of(row: Entry | Stated) -> str:
    """Return the section of a file that a row comes from."""
    if isinstance(row, Entry):
        return row.section
    return next(section for section, model in MODELS.items() if type(row) is model)


def _values(row: Entry | Stated) -> Row:
    fields = [each for each in row._meta.concrete_fields if not each.primary_key]
    return tuple(_comparable(getattr(row, each.attname)) for each in fields)


def _comparable(value: Any) -> Any:
    return canonical(value) if isinstance(value, (list, dict)) else value
