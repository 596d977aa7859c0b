"""Rebuild the register from the journal, and find where the tables differ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.orgs.access import every
from dangbo.orgs.models import Alias, Decision, OrgPath, OrgVersion, Place, Succession, Touch
from dangbo.papers.access import readable_papers
from dangbo.rules.ledger import Ledger, Shelf
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.projection import Revision
from dangbo.rules.replay import DatedAct, dated_act

WHEN = ("opened_by", "closed_by", "voided_by")
STATE = ("name", "short_name", "kind", "superior", "code", "sector")
VERSION = ("org", "start", "end", *STATE, "basis", "end_basis", *WHEN)
PATH = ("org", "start", "end", "path", *WHEN)
TOUCH = ("org", "act", "position", "on", "change", "role", "opened_by", "voided_by")
SUCCESSION = ("source", "result", "act", "position", "on", "whole", "opened_by", "voided_by")
DEGREES = ("latitude", "longitude")
DECISION = ("act", "on", "opened_by", "voided_by")


def first_difference() -> str | None:
    """Return the first difference between the journal and the tables, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    yield from _gaps()
    yield from _missing_papers()
    yield from _decided_otherwise()
    yield from _called_otherwise()
    yield from _placed_otherwise()
    ledger = rebuilt()
    for model, fields, rows in (
        (OrgVersion, VERSION, _versions(ledger.version_rows)),
        (OrgPath, PATH, _paths(ledger.path_rows)),
        (Touch, TOUCH, _facts(ledger.touch_rows, TOUCH)),
        (Succession, SUCCESSION, _facts(ledger.succession_rows, SUCCESSION)),
        (Decision, DECISION, _decisions(ledger.decision_rows)),
    ):
        yield from _unlike(model, fields, rows)


def _unlike(
    model: type[Model], fields: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> Iterator[str]:
    held = Counter(every(model).values_list(*fields).iterator(chunk_size=5_000))
    wanted = Counter(rows)
    for row in sorted((wanted - held).elements(), key=str):
        yield f"{model._meta.db_table}: missing {_shown(fields, row)}"
    for row in sorted((held - wanted).elements(), key=str):
        yield f"{model._meta.db_table}: not from the journal {_shown(fields, row)}"


def _decided_otherwise() -> Iterator[str]:
    """Compare what a decision says of itself with the act that took it."""
    rows = every(Decision).select_related("act", "paper").order_by("pk")
    for row in rows.iterator(chunk_size=1_000):
        said = (row.paper.uid if row.paper else "", row.title, row.invented)
        kept = (row.act.paper, params_of(row.act)["title"], row.act.invented)
        if said != kept:
            yield f"orgs_decision: the act {row.act_id} says {kept}, not {said}"


def _called_otherwise() -> Iterator[str]:
    acts = readable_acts(OPERATOR).filter(code="orgs.alias").order_by("seq")
    told = [(params["org"], params["name"], params["source"]) for params in map(params_of, acts)]
    yield from _unlike(Alias, ("org", "name", "source"), told)


def _placed_otherwise() -> Iterator[str]:
    """Compare where organisations are said to be with the acts that said so."""
    rows: list[tuple[Any, ...]] = []
    held: dict[tuple[int, date], int] = {}
    acts = readable_acts(OPERATOR).filter(code__in=("places.recorded", "places.voided"))
    for act in acts.order_by("seq"):
        params = params_of(act)
        key = (params["org"], act.on or act.recorded)
        if key in held:
            row = held.pop(key)
            rows[row] = (*rows[row][:-1], act.seq)
        if act.code == "places.recorded":
            held[key] = len(rows)
            degrees = [Decimal(params[each]) if params[each] else None for each in DEGREES]
            rows.append((*key, *degrees, params["address"], act.seq, act.seq, None))
    fields = ("org", "on", *DEGREES, "address", "act", "opened_by", "voided_by")
    yield from _unlike(Place, fields, rows)


def rebuilt() -> Ledger:
    """Return the register as the journal alone tells it."""
    ledger = Ledger(org_kinds())
    for act in readable_acts(OPERATOR).filter(code__startswith="orgs.").order_by("seq"):
        revisions = list(_revisions(act, ledger))
        if revisions:
            ledger.take(*revisions, by=act.seq)
    return ledger


def _revisions(act: Act, ledger: Ledger) -> Iterator[Revision]:
    params = params_of(act)
    if act.code == "orgs.decided" and act.on is not None:
        yield Revision(act.seq, dated_act(act.seq, act.on, params))
    for each in params.get("corrections", ()):
        seq, on = each["act"], each["on"] and date.fromisoformat(each["on"])
        former = ledger.decisions.get(seq)
        changes = ledger.decided[seq].changes
        yield Revision(
            seq, DatedAct(seq, on, changes) if on else None, former.on if former else None
        )


def _gaps() -> Iterator[str]:
    acts = readable_acts(OPERATOR).order_by("seq").values_list("seq", flat=True)
    for expected, seq in enumerate(acts.iterator(), start=1):
        if seq != expected:
            yield f"audit_act: {expected} is missing before {seq}"
            return


def _missing_papers() -> Iterator[str]:
    cited = set(readable_acts(OPERATOR).exclude(paper="").values_list("paper", flat=True))
    held = set(readable_papers(OPERATOR).values_list("uid", flat=True))
    for uid in sorted(cited - held):
        yield f"audit_act: the paper {uid} is cited but not held"


def _versions(shelf: Shelf) -> Iterator[tuple[Any, ...]]:
    for entry in shelf.rows:
        fact = entry.fact
        state = tuple(getattr(fact.state, name) for name in STATE)
        when = (entry.opened_by, entry.closed_by, entry.voided_by)
        yield (entry.org, fact.start, fact.end, *state, fact.basis, fact.end_basis, *when)


def _paths(shelf: Shelf) -> Iterator[tuple[Any, ...]]:
    for entry in shelf.rows:
        when = (entry.opened_by, entry.closed_by, entry.voided_by)
        yield (entry.org, entry.fact.start, entry.fact.end, entry.fact.path, *when)


def _facts(shelf: Shelf, fields: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    own = [name for name in fields if name not in WHEN]
    for entry in shelf.rows:
        values = tuple(getattr(entry.fact, name) for name in own)
        yield (*values, entry.opened_by, entry.voided_by)


def _decisions(shelf: Shelf) -> Iterator[tuple[Any, ...]]:
    for entry in shelf.rows:
        yield (entry.fact.seq, entry.fact.on, entry.opened_by, entry.voided_by)


def _shown(fields: Iterable[str], row: Iterable[Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(fields, row, strict=True))
