"""Turn the acts of handing over into rows, and prove that the rows are what the acts say."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.history.access import all_rows
from dangbo.history.models import Handover
from dangbo.orgs.queries import org_ids

GIVEN: Final = "history.handed_over"
RECEIVED: Final = "history.received"
ARRIVED: Final = "history.arrived"
SIDES: Final = {GIVEN: "given", RECEIVED: "received", ARRIVED: "arrived"}

Row = tuple[Any, ...]


def handover_by(act: Act, ids: Mapping[str, int]) -> Handover:
    """Return the row that an act of handing over opens; `ids` has its organisation."""
    params = params_of(act)
    return Handover(
        side=SIDES[act.code],
        org_id=ids[params["org"]],
        on=act.on or act.recorded,
        package=params["package"],
        register=params.get("register", ""),
        other=params["other"],
        place=params.get("place", ""),
        paper=act.paper,
        orgs=params["orgs"],
        decided_by_id=params.get("moved_by"),
        invented=act.invented,
        opened_by_id=act.seq,
    )


def write_handover(act: Act, ids: Mapping[str, int]) -> Handover:
    """Write the row that an act of handing over opens."""
    row = handover_by(act, ids)
    row.save(force_insert=True)
    return row


def first_difference() -> str | None:
    """Return the first difference between the journal and the rows of hand-overs, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    acts = list(readable_acts(OPERATOR).filter(code__in=SIDES).order_by("seq"))
    ids = org_ids(uids={params_of(act)["org"] for act in acts})
    told = Counter(_values(handover_by(act, ids)) for act in acts)
    held = Counter(map(_values, all_rows(Handover).iterator(chunk_size=5_000)))
    table = Handover._meta.db_table
    yield from (f"{table}: missing {row[:4]}" for row in (told - held).elements())
    yield from (f"{table}: not from the journal {row[:4]}" for row in (held - told).elements())


def _values(row: Handover) -> Row:
    fields = [each for each in row._meta.concrete_fields if not each.primary_key]
    return tuple(getattr(row, each.attname) for each in fields)
