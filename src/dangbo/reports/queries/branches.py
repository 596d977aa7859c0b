"""Give the values of all organisations directly below one from what is counted in it as a whole.

Only of what stands in one place on the day: what moves between neighbours is nobody's within the
whole, so each is asked for itself.
"""

from collections.abc import Callable, Mapping, Sequence

from dangbo.audit.access import act_known_on
from dangbo.members.queries.scopes import Scope, posted
from dangbo.orgs.access import paths_on, under
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports.queries.answering import answers, items_of
from dangbo.reports.queries.orgs_counted import CHOSEN
from dangbo.reports.queries.people_counted import FILTERS
from dangbo.reports.queries.registry import indicator
from dangbo.reports.queries.traits import births
from dangbo.rules.age_bands import full_years
from dangbo.rules.indicator_values import Value, averaged, counted, shared
from dangbo.rules.indicators import Indicator
from dangbo.rules.paths import WIDTH

AVERAGE_AGE = "tuoi_doi_binh_quan"
Sorted = Mapping[int | None, Sequence[Item]]


def values_by_branch(code: str, upper: Asked, orgs: Sequence[int]) -> Mapping[int, Value] | None:
    """Return the values of those directly below one; None where each has to be asked itself."""
    definition = indicator(code)
    parts = [definition.part, definition.whole] if definition.measure == "share" else [code]
    if not all(map(_is_placed, parts)) or not answers(definition, upper):
        return None
    sides = [_sorted_out(each, upper) for each in parts]
    return {org: _value(definition, upper, [side.get(org, ()) for side in sides]) for org in orgs}


def _is_placed(code: str) -> bool:
    """Say whether everything counted stands in one place on the day."""
    if code == AVERAGE_AGE or code in CHOSEN:
        return True
    return code in FILTERS and not indicator(code).code.startswith("tam_thoi")


def _value(definition: Indicator, asked: Asked, sides: Sequence[Sequence[Item]]) -> Value:
    if definition.measure == "share":
        return shared(*map(len, sides))
    if definition.measure == "average":
        born = births(asked, [each.id for each in sides[0]])
        return averaged(full_years(since=day, on=asked.on) for day in born.values())
    return counted(len(sides[0]))


def _sorted_out(code: str, upper: Asked) -> Sorted:
    """Return what is counted in the whole by the organisation directly below that it is in."""
    found: dict[int | None, list[Item]] = {}
    place = _places(upper) if indicator(code).subject == "org" else _posts(upper)
    for item in items_of(code, upper):
        found.setdefault(place(item.id), []).append(item)
    return found


def _places(upper: Asked) -> Callable[[int], int | None]:
    return upper.kept("branches", lambda: _branches(upper)).get


def _posts(upper: Asked) -> Callable[[int], int | None]:
    def told() -> dict[int, int | None]:
        scope = Scope.of(actor=upper.actor, org=upper.org, on=upper.on, known=upper.known)
        rows = posted(scope).order_by().values_list("person", "org") if scope else ()
        place = _places(upper)
        return {person: place(org) for person, org in rows}

    return upper.kept("posts_by_branch", told).get


def _branches(upper: Asked) -> dict[int, int | None]:
    """Return in which organisation directly below each one stands; None: in the upper itself."""
    paths = paths_on(upper.actor, on=upper.on, known=act_known_on(upper.known))
    top = paths.filter(org=upper.org).values_list("path", flat=True).first()
    if top is None:
        return {}
    rows = dict(paths.filter(under((top,))).values_list("org", "path"))
    deep = len(top) + WIDTH
    heads = {path: org for org, path in rows.items() if len(path) == deep}
    return {org: heads.get(path[:deep]) for org, path in rows.items()}
