"""Break what was counted down: by what the thing is, or by what the person behind it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports.queries.orgs_counted import size_code
from dangbo.reports.queries.traits import attribute, day_of, standings, whos
from dangbo.rules.age_bands import Measure, bands_on, full_years
from dangbo.rules.cell_sizes import cell_sizes_on
from dangbo.rules.member_attributes import attribute_kinds

UNKNOWN: Final = ""
Keys = Callable[[Asked, Sequence[Item]], list[str]]
Order = Callable[[date], list[str]]


@dataclass(frozen=True)
class Dimension:
    """How the code of each item is found, and the codes that are shown even for none."""

    keys: Keys
    order: Order = lambda _on: []


def _marked(name: str) -> Keys:
    return lambda _asked, items: [each.marks.get(name, UNKNOWN) for each in items]


def _who(name: str) -> Keys:
    def keys(asked: Asked, items: Sequence[Item]) -> list[str]:
        known = whos(asked, [each.id for each in items])
        return [str(getattr(known.get(each.id), name, "") or "") for each in items]

    return keys


def _age(asked: Asked, items: Sequence[Item]) -> list[str]:
    known = whos(asked, [each.id for each in items])
    born = [known[each.id].birth if each.id in known else None for each in items]
    return _banded("age", asked, items, born)


def _party_age(asked: Asked, items: Sequence[Item]) -> list[str]:
    since = [stand[2] for stand in standings(asked, items)]
    return _banded("party_age", asked, items, since)


def _banded(
    measure: Measure, asked: Asked, items: Sequence[Item], days: Sequence[date | None]
) -> list[str]:
    """Return the band in which each item's person was on the item's day."""
    bands = bands_on(measure, asked.on).bands
    found = []
    for item, since in zip(items, days, strict=True):
        day = day_of(asked, item)
        years = full_years(since=since, on=day) if since is not None and since <= day else None
        codes = (each.code for each in bands if years is not None and years in each)
        found.append(next(codes, UNKNOWN))
    return found


def _standing(asked: Asked, items: Sequence[Item]) -> list[str]:
    if any("standing" in each.marks for each in items):
        return _marked("standing")(asked, items)
    return [stand[0] for stand in standings(asked, items)]


def _activity(asked: Asked, items: Sequence[Item]) -> list[str]:
    return [stand[1] for stand in standings(asked, items)]


def _of_attribute(kind: str) -> Dimension:
    return Dimension(
        lambda asked, items: attribute(asked, items, kind),
        lambda _on: list(attribute_kinds()[kind].values),
    )


def _sizes(asked: Asked, items: Sequence[Item]) -> list[str]:
    return [size_code(asked, each.id) for each in items]


def _bands(measure: Measure) -> Order:
    return lambda on: [each.code for each in bands_on(measure, on).bands]


DIMENSIONS: Final[Mapping[str, Dimension]] = {
    "kind": Dimension(_marked("kind")),
    "size": Dimension(_sizes, lambda on: [each.code for each in cell_sizes_on(on)]),
    "sex": Dimension(_who("sex"), lambda _on: ["nam", "nu"]),
    "ethnicity": Dimension(_who("ethnicity")),
    "religion": Dimension(_who("religion")),
    "standing": Dimension(_standing, lambda _on: ["official", "probationary"]),
    "activity": Dimension(_activity, lambda _on: ["active", "exempt", "suspended"]),
    "age": Dimension(_age, _bands("age")),
    "party_age": Dimension(_party_age, _bands("party_age")),
    "general_education": Dimension(lambda a, i: attribute(a, i, "general_education")),
    "education": _of_attribute("education"),
    "theory": _of_attribute("theory"),
    "occupation": _of_attribute("occupation"),
    "movement": Dimension(_marked("movement")),
    "body": Dimension(_marked("body")),
    "title": Dimension(_marked("title")),
    "term": Dimension(_marked("term")),
    "level": Dimension(_marked("level")),
    "reason": Dimension(_marked("reason")),
    "case": Dimension(_marked("case")),
}
