"""Read the changes of a decision into one normal form that can be applied and applied again.

The twelve changes of a reorganisation (`docs/maintainers/time-model.md`) come down to five effects:
organisations begin, standing ones get new attributes, some end, those left below follow, and
sources hand on to results.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

ATTRIBUTES: Final = ("name", "short_name", "kind", "superior", "code", "sector")
TO_BEGIN: Final = ("name", "kind")
KINDS: Final = (
    "found",
    "import",
    "rename",
    "retype",
    "move",
    "recode",
    "dissolve",
    "restore",
    "merge",
    "absorb",
    "split",
    "hand_over_part",
    "regroup",
    "unlisted",
)

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One succession: what `source` was goes, whole or in part, to `result` (None: not stated)."""

    source: int
    result: int | None
    whole: bool


@dataclass(frozen=True)
class Change:
    """A change in its normal form; ids of organisations throughout."""

    kind: str
    begins: tuple[tuple[int, Given], ...] = ()
    edits: tuple[tuple[int, Given], ...] = ()
    ends: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    placed: tuple[tuple[int, int], ...] = ()
    follow: tuple[tuple[int, int], ...] = ()
    standing: tuple[int, ...] = ()
    again: bool = False
    gap_unknown: bool = False
    unlisted: bool = False


def given(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes that an entry states."""
    return {name: entry[name] for name in ATTRIBUTES if name in entry}


def is_new(entry: Mapping[str, Any]) -> bool:
    """Say whether a result is described (a new organisation) or only named (a standing one)."""
    return "name" in entry


def normal(raw: Mapping[str, Any]) -> Change:
    """Bring one change, as the journal keeps it, into its normal form."""
    return READERS[raw["change"]](raw)


def _begin(raw: Mapping[str, Any]) -> Change:
    return Change(raw["change"], begins=((raw["org"], given(raw)),))


def _edit(raw: Mapping[str, Any]) -> Change:
    return Change(raw["change"], edits=((raw["org"], given(raw)),))


def _move(raw: Mapping[str, Any]) -> Change:
    to = {"superior": raw["superior"]}
    return Change("move", edits=tuple((org, to) for org in raw["orgs"]))


def _dissolve(raw: Mapping[str, Any]) -> Change:
    org, below = raw["org"], raw.get("below")
    follow = () if below is None else ((org, below),)
    standing = () if below is None else (below,)
    return Change("dissolve", ends=(org,), follow=follow, standing=standing)


def _restore(raw: Mapping[str, Any]) -> Change:
    return Change(
        "restore",
        begins=((raw["org"], given(raw)),),
        again=True,
        gap_unknown=bool(raw.get("gap_unknown")),
    )


def _results(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Sort results into those that begin and those that must stand."""
    entries = list(entries)
    return {
        "begins": tuple((each["org"], given(each)) for each in entries if is_new(each)),
        "standing": tuple(each["org"] for each in entries if not is_new(each)),
    }


def _merge(raw: Mapping[str, Any]) -> Change:
    result = raw["result"]["org"]
    return _into(raw, result, **_results([raw["result"]]))


def _absorb(raw: Mapping[str, Any]) -> Change:
    unlisted = bool(raw.get("unlisted"))
    return _into(raw, raw["result"], standing=(raw["result"],), unlisted=unlisted)


def _into(raw: Mapping[str, Any], result: int, **more: Any) -> Change:
    sources = raw.get("sources", ())
    return Change(
        raw["change"],
        ends=tuple(sources),
        rows=tuple(Row(source, result, whole=True) for source in sources),
        follow=tuple((source, result) for source in sources),
        **more,
    )


def _split(raw: Mapping[str, Any]) -> Change:
    source = raw["source"]
    results = [each["org"] for each in raw["results"]]
    return Change(
        "split",
        ends=() if source in results else (source,),
        rows=tuple(Row(source, result, whole=False) for result in results),
        placed=_pairs(raw),
        **_results(raw["results"]),
    )


def _hand_over(raw: Mapping[str, Any]) -> Change:
    source, entry = raw["source"], raw["result"]
    if not isinstance(entry, Mapping):
        entry = {"org": entry}
    result = entry["org"]
    ends = _results([entry])
    return Change(
        "hand_over_part",
        rows=(Row(source, source, whole=False), Row(source, result, whole=False)),
        placed=tuple((org, result) for org in raw.get("orgs", ())),
        begins=ends["begins"],
        standing=(*ends["standing"], source),
    )


def _regroup(raw: Mapping[str, Any]) -> Change:
    rows = tuple(
        Row(each["source"], each["result"], whole=each["part"] == "whole") for each in raw["rows"]
    )
    described = _results(raw.get("results", ()))
    new = {org for org, _ in described["begins"]}
    going_on = {row.source for row in rows if row.source == row.result}
    ends = dict.fromkeys(row.source for row in rows if row.source not in going_on)
    named = dict.fromkeys(
        row.result for row in rows if row.result not in new and row.result is not None
    )
    follow = ((r.source, r.result) for r in rows if r.whole and r.source in ends)
    return Change(
        "regroup",
        ends=tuple(ends),
        rows=rows,
        placed=_pairs(raw),
        follow=tuple((source, result) for source, result in follow if result is not None),
        begins=described["begins"],
        standing=tuple(named),
    )


def _pairs(raw: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((int(child), result) for child, result in raw.get("below", {}).items())


def _unlisted(raw: Mapping[str, Any]) -> Change:
    return Change("unlisted", standing=tuple(named_in_unlisted(raw)), unlisted=True)


def named_in_unlisted(raw: Mapping[str, Any]) -> Sequence[int]:
    """Return the organisations that a stated but unlisted change does name."""
    result = raw.get("result")
    return [*raw.get("sources", ()), *([result] if result is not None else [])]


READERS: Final = {
    "found": _begin,
    "import": _begin,
    "rename": _edit,
    "retype": _edit,
    "move": _move,
    "recode": _edit,
    "dissolve": _dissolve,
    "restore": _restore,
    "merge": _merge,
    "absorb": _absorb,
    "split": _split,
    "hand_over_part": _hand_over,
    "regroup": _regroup,
    "unlisted": _unlisted,
}


def named_in(change: Change) -> set[int]:
    """Return every organisation that a change names, superiors included."""
    named = {*change.ends, *change.standing, *(org for org, _ in change.edits)}
    for org, attributes in (*change.begins, *change.edits):
        named.add(org)
        if attributes.get("superior") is not None:
            named.add(attributes["superior"])
    for row in change.rows:
        named.add(row.source)
        if row.result is not None:
            named.add(row.result)
    for child, result in (*change.placed, *change.follow):
        named.update((child, result))
    return named
