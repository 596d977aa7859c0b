"""Prove that no row of the logs was altered, removed or put in, and that no end is missing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from django.db.models import Model

from dangbo.audit.access import chain_rows, payload_held, payload_uncited
from dangbo.audit.files.closings import Closed, kept_closings
from dangbo.audit.models import (
    ACCESS_SEALED,
    ACT_SEALED,
    CLOSING_SEALED,
    Access,
    Act,
    Closing,
)
from dangbo.base.chains import chain_keys, link

How = Literal["altered", "missing", "payload", "uncited", "replaced", "cut"]


class Fault(NamedTuple):
    """The first row that does not hold, and how; up to `last` where it may be any of several.

    altered: the row is not as it was written, or was put in. missing: it is not there. payload:
    its large parameter is not as written. uncited: a large parameter (`text`) belongs to no act.
    replaced: it holds by itself but is not what was closed on `day`. cut: the end is missing.
    """

    table: str
    seq: int
    how: How
    last: int = 0
    day: date | None = None
    text: str = ""


@dataclass(frozen=True)
class Chain:
    """A table whose rows are chained: what its seals cover, and where closings speak of it."""

    model: type[Model]
    fields: Sequence[str]
    purpose: str
    count: str = ""
    hash: str = ""

    @property
    def table(self) -> str:
        """Return the name of the table."""
        return self.model._meta.db_table


ACTS: Final = Chain(Act, ACT_SEALED, "audit_act", "acts", "act_hash")
ACCESSES: Final = Chain(Access, ACCESS_SEALED, "audit_access", "accesses", "access_hash")
CLOSINGS: Final = Chain(Closing, CLOSING_SEALED, "audit_closing", "number", "hash")
PAYLOAD: Final = ACT_SEALED.index("payload")


class Proof(NamedTuple):
    """What was gone through: rows of each table, closings compared, and the first fault."""

    rows: Mapping[str, int]
    compared: int
    fault: Fault | None


def prove(closings: Iterable[Closed] = ()) -> Proof:
    """Go through all chains once; compare their ends with closings in the table and outside it."""
    outside = [*closings, *(each for _file, each in kept_closings())]
    rows: dict[str, int] = {}
    compared = list(outside)
    for chain in (CLOSINGS, ACTS, ACCESSES):
        fault, count = _walk(chain, _marks(chain, compared))
        rows[chain.table] = count
        if fault is not None:
            return Proof(rows, len(compared), fault)
        if chain is CLOSINGS:
            compared += _kept_in_table()
    digest = payload_uncited()
    fault = Fault("audit_payload", 0, "uncited", text=digest) if digest else None
    return Proof(rows, len(compared), fault)


def _kept_in_table() -> list[Closed]:
    return [Closed(*values) for values in chain_rows(Closing, CLOSING_SEALED)]  # type: ignore[arg-type]


def _marks(chain: Chain, closings: Iterable[Closed]) -> dict[int, list[tuple[str, date]]]:
    """Return what closings say of a chain: by number, the seal that stood there, and the day."""
    found: dict[int, list[tuple[str, date]]] = {}
    for each in closings:
        seq = getattr(each, chain.count)
        if seq:
            found.setdefault(seq, []).append((getattr(each, chain.hash), each.day))
    return dict(sorted(found.items()))


def _walk(chain: Chain, marks: Mapping[int, list[tuple[str, date]]]) -> tuple[Fault | None, int]:
    """Go through a chain; return the first fault, if any, and how many rows held."""
    holds = _sealed_by(chain_keys(chain.purpose))
    ends = iter(marks)
    end = next(ends, 0)
    before, held, safe = "", 0, 0
    for *values, seal in chain_rows(chain.model, chain.fields):
        seq = values[0]
        fault = _fault_of(chain, held + 1, values, holds(before, values, str(seal)))
        if fault is not None:
            return fault, held
        if seq == end:
            for mark, day in marks[end]:
                if mark != seal:
                    return Fault(chain.table, safe + 1, "replaced", held + 1, day), safe
            safe, end = held + 1, next(ends, 0)
        before, held = str(seal), held + 1
    if end:
        return Fault(chain.table, held + 1, "cut", max(marks), marks[max(marks)][0][1]), held
    return None, held


def _fault_of(chain: Chain, expected: int, values: Sequence[object], holds: bool) -> Fault | None:
    seq = values[0]
    if not isinstance(seq, int) or seq != expected:
        last = seq - 1 if isinstance(seq, int) else expected
        return Fault(chain.table, expected, "missing", last)
    if not holds:
        return Fault(chain.table, seq, "altered")
    digest = values[PAYLOAD] if chain is ACTS else ""
    if digest and _digest_of(payload_held(str(digest))) != digest:
        return Fault(chain.table, seq, "payload", text=str(digest))
    return None


def _digest_of(body: object) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _sealed_by(keys: Sequence[bytes]) -> Callable[[str, Sequence[object], str], bool]:
    """Return a judge of seals. Once a newer key has sealed a row, no older one is taken again."""
    known = list(keys)

    def holds(before: str, values: Sequence[object], seal: str) -> bool:
        for place, key in enumerate(known):
            if link(key, before, values) == seal:
                del known[place + 1 :]
                return True
        return False

    return holds
