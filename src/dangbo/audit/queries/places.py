"""Know which organisation a reading concerns, and what stood below one: higher areas say so."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

# Of the key of a subject, the key of the organisation that it belongs to; "" where none is known.
Place = Callable[[str], str]
# Of the key of an organisation, the keys of it and of all that ever stood below it.
Branch = Callable[[str], Iterable[Any]]
# Of the same key, the numbers of the acts on any of them.
ActsIn = Callable[[str], Iterable[Any]]

# Of the numbers of acts, the keys of the organisations that each is on.
PlacesOf = Callable[[Iterable[int]], Iterable[tuple[int, str]]]

_places: dict[str, Place] = {}
_file_keys: dict[str, str] = {}
_branch: list[Branch] = []
_acts_in: list[ActsIn] = []
_places_of: list[PlacesOf] = []


def register_place(kind: str, place: Place) -> None:
    """Have accesses to subjects of a kind noted with their organisation; call it in `ready()`."""
    _places[kind] = place


def register_file_pages(pages: Iterable[str], *, key: str) -> None:
    """Have files of these pages noted with the organisation that `key` names in the address."""
    _file_keys.update(dict.fromkeys(pages, key))


def place_in_address(page: str, names: Mapping[str, Any]) -> str:
    """Return the key of the organisation that the address of a file names, "" where none is."""
    key = str(names.get(_file_keys.get(page, ""), ""))
    return _places["org"](key) if key and "org" in _places else ""


def register_branch(branch: Branch) -> None:
    """Have the log of accesses narrowed to an organisation ask `branch` what stood below it."""
    _branch[:] = [branch]


def register_acts_in(acts: ActsIn) -> None:
    """Have the journal narrowed to an organisation ask `acts` too which acts were on it."""
    if acts not in _acts_in:
        _acts_in.append(acts)


def place_of(*, kind: str, subject: str, facts: Mapping[str, Any]) -> str:
    """Return the key of the organisation that an access concerns, "" where it is not known.

    That of the subject; of a list without one, that which the list was narrowed to: of several the
    first that is one, the filter names them all.
    """
    told = dict(facts.get("filter") or {})
    if subject and kind in _places:
        return _places[kind](subject)
    narrowed = str(told.get("to_chuc") or told.get("org") or "").split(", ")
    return next(filter(None, map(_places["org"], narrowed)), "") if "org" in _places else ""


def branch_of(org: str) -> Iterable[Any]:
    """Return the keys of an organisation and of all that ever stood below it."""
    return next((branch(org) for branch in _branch), [org])


def acts_in(org: str) -> list[Iterable[Any]]:
    """Return, from each area, the numbers of the acts on an organisation or one below it."""
    return [acts(org) for acts in _acts_in]


def register_places_of(places: PlacesOf) -> None:
    """Have rows of the journal ask `places` too which organisations acts are on."""
    if places not in _places_of:
        _places_of.append(places)


def places_of(acts: Iterable[int]) -> dict[int, list[str]]:
    """Return by act the keys of the organisations that it is on, each once."""
    numbers = list(acts)
    found: dict[int, dict[str, None]] = {}
    for places in _places_of:
        for act, org in places(numbers):
            found.setdefault(act, {})[org] = None
    return {act: list(orgs) for act, orgs in found.items()}
