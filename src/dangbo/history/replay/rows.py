"""Turn the acts of loading into rows: what the journal says of a file is all there is to know."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q

from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.base.bulk import insert_rows
from dangbo.history.access import all_rows
from dangbo.history.files.days import stretch_of
from dangbo.history.models import BELIEVED, Congress, Entry, Figure, Leader, Note, Source, Stated

LOADED: Final = "history.loaded"
CORRECTED: Final = "history.corrected"
BATCH: Final = 2_000
ENTRY: Final = ("committee", "section", "key", "digest", "act", "sources", "opened_by")
MODELS: Final[Mapping[str, type[Stated]]] = {
    "sources": Source,
    "congresses": Congress,
    "leaders": Leader,
    "figures": Figure,
    "notes": Note,
}
# The fields of each model that an entry states under the same name.
SAME: Final = {
    "sources": ("title", "publisher", "author", "url", "file"),
    "congresses": ("ordinal", "number", "term", "kind", "results"),
    "leaders": ("person", "post", "as_printed"),
    "figures": ("indicator", "as_printed", "reading", "flags", "calibrate"),
    "notes": ("code", "text"),
}


@dataclass
class Told:
    """What one act says was loaded and what was withdrawn: section, key, digest, body, act."""

    committee: str
    entries: list[dict[str, Any]] = field(default_factory=list)
    voided: list[tuple[str, str]] = field(default_factory=list)

    @property
    def uids(self) -> set[str]:
        """Return the keys of all organisations that it speaks of."""
        named = {each["body"]["org"] for each in self.entries if "org" in each["body"]}
        return {self.committee, *named}


def told_by(act: Act) -> Told:
    """Read an act of loading."""
    params = params_of(act)
    voided = [(section, key) for section, key in params.get("voided", ())]
    return Told(params["committee"], params["entries"], voided)


def rows_of(told: Told, *, by: int, ids: Mapping[str, int]) -> list[Entry | Stated]:
    """Return the rows that an act of loading opens."""
    committee = ids[told.committee]
    found: list[Entry | Stated] = []
    for each in told.entries:
        found.append(
            Entry(
                committee_id=committee,
                section=each["section"],
                key=each["key"],
                digest=each["digest"],
                act_id=each.get("act"),
                sources=each["body"].get("source", []),
                opened_by_id=by,
            )
        )
        if each["section"] in MODELS:
            found.append(_stated(each, by=by, committee=committee, ids=ids))
    return found


def write_told(told: Told, *, by: int, ids: Mapping[str, int]) -> None:
    """Write what an act of loading tells: void what it withdraws, open what it states."""
    committee = ids[told.committee]
    for section, keys in _by_section(told.voided).items():
        mine = BELIEVED & Q(committee=committee, key__in=keys)
        all_rows(Entry).filter(mine, section=section).update(voided_by=by)
        if section in MODELS:
            all_rows(MODELS[section]).filter(mine).update(voided_by=by)
    insert_rows(Entry, ENTRY, _entry_values(told, by=by, committee=committee))
    for section, model in MODELS.items():
        stated = [
            _stated(each, by=by, committee=committee, ids=ids)
            for each in told.entries
            if each["section"] == section
        ]
        all_rows(model).bulk_create(stated, batch_size=BATCH)


def _entry_values(told: Told, *, by: int, committee: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of entries as values: a file may have very many, and says no more in them."""
    for each in told.entries:
        sources = json.dumps(each["body"].get("source", []))
        yield (
            committee,
            each["section"],
            each["key"],
            each["digest"],
            each.get("act"),
            sources,
            by,
        )


def _by_section(voided: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section, key in voided:
        found.setdefault(section, []).append(key)
    return found


def _stated(each: Mapping[str, Any], *, by: int, committee: int, ids: Mapping[str, int]) -> Stated:
    section, body = each["section"], each["body"]
    values = {name: body[name] for name in SAME[section] if name in body}
    values |= {"published": None} if section == "sources" else {"org_id": ids[body["org"]]}
    values |= _times(section, body)
    if section == "figures":
        values |= _numbers(body)
    return MODELS[section](
        committee_id=committee,
        key=each["key"],
        sources=body.get("source", []),
        note=body.get("note", ""),
        invented=bool(body.get("invented")),
        opened_by_id=by,
        **values,
    )


def _times(section: str, body: Mapping[str, Any]) -> dict[str, Any]:
    if section == "sources":
        given = body.get("published")
        if given is None:
            return {}
        first = date.fromisoformat(given["day"])
        return {
            "published": first,
            "precision": given["precision"],
            "day_text": given.get("text", ""),
        }
    stretch = stretch_of(body)
    if stretch is None:
        return {}
    return {
        "start": stretch.start,
        "end": stretch.end,
        "precision": stretch.precision,
        "day_text": stretch.text,
        "over": stretch.over,
    }


def _numbers(body: Mapping[str, Any]) -> dict[str, Any]:
    rounding = body.get("rounding")
    return {
        "operator": body.get("operator", "exact"),
        "value": Decimal(str(body.get("value", body.get("read_as")))),
        "rounding": None if rounding is None else Decimal(str(rounding)),
    }
