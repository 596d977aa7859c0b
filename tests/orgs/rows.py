"""Lay the rows of the tables beside those of a ledger, every column but ids and what is folded."""

from collections import Counter
from typing import Any

from django.db.models import Model
from oracle.answers import bare

from dangbo.orgs.models import Decision, OrgPath, OrgVersion, Succession, Touch
from dangbo.rules.ledger import Entry, Ledger

Rows = dict[str, Counter[tuple[Any, ...]]]
STATE = ("name", "short_name", "kind", "superior", "code", "sector")
KNOWN = ("opened_by", "closed_by", "voided_by")


def table_rows() -> Rows:
    """Return the rows of the register's tables."""

    def rows(model: type[Model], *fields: str) -> Counter[tuple[Any, ...]]:
        return Counter(model._default_manager.values_list(*fields))

    return {
        "versions": rows(OrgVersion, "org", "start", "end", *STATE, "basis", "end_basis", *KNOWN),
        "paths": rows(OrgPath, "org", "start", "end", "path", "depth", *KNOWN),
        "touches": rows(
            Touch, "act", "position", "on", "change", "org", "role", "opened_by", "voided_by"
        ),
        "successions": rows(
            Succession,
            *("act", "position", "on", "source", "result", "whole"),
            *("opened_by", "voided_by"),
        ),
        "decisions": rows(Decision, "act", "on", "opened_by", "voided_by"),
    }


def ledger_rows(ledger: Ledger) -> Rows:
    """Return the rows of a ledger as those of the tables are."""
    return {
        "versions": Counter(map(_version, ledger.version_rows.rows)),
        "paths": Counter(map(_path, ledger.path_rows.rows)),
        "touches": Counter(
            (f.act, f.position, f.on, f.change, f.org, f.role, each.opened_by, each.voided_by)
            for each in ledger.touch_rows.rows
            for f in [each.fact]
        ),
        "successions": Counter(
            (f.act, f.position, f.on, f.source, f.result, f.whole, each.opened_by, each.voided_by)
            for each in ledger.succession_rows.rows
            for f in [each.fact]
        ),
        "decisions": Counter(
            (each.fact.seq, each.fact.on, each.opened_by, each.voided_by)
            for each in ledger.decision_rows.rows
        ),
    }


def _known(entry: Entry) -> tuple[int | None, ...]:
    return (entry.opened_by, entry.closed_by, entry.voided_by)


def _version(entry: Entry) -> tuple[Any, ...]:
    fact, state = entry.fact, entry.fact.state
    attributes = (getattr(state, name) for name in STATE)
    bases = (fact.basis, fact.end_basis)
    return (entry.org, fact.start, fact.end, *attributes, *bases, *_known(entry))


def _path(entry: Entry) -> tuple[Any, ...]:
    fact = entry.fact
    depth = len(fact.path) // 4 - 1
    return (entry.org, fact.start, fact.end, fact.path, depth, *_known(entry))


def wrongly_folded() -> list[tuple[Any, ...]]:
    """Return versions whose folded name is not the bare form of the name."""
    fields = ("name", "short_name", "own_folded", "name_folded")
    return [
        (name, short, own, whole)
        for name, short, own, whole in OrgVersion._default_manager.values_list(*fields)
        if (own, whole) != (bare(name), bare(f"{name} {short}").strip())
    ]
