"""Change addresses without losing what they already say: the day, the filters, the sort."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

from dangbo.rules.as_of import AsOf

DAY_NAMES = frozenset({"on", "known"})
# What points to a place in a list: a page by its number, or the row that it comes after or before.
PLACES = ("page", "sau", "truoc")


def with_day(url: str, as_of: AsOf | None) -> str:
    """Return `url` with the day of `as_of` added, keeping the query and the anchor it has."""
    if as_of is None or not as_of.query:
        return url
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0] not in DAY_NAMES]
    pairs += parse_qsl(as_of.query.lstrip("?"))
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def query_with(request: HttpRequest, **changes: object) -> str:
    """Return the query of this page with `changes` made; a value of None takes a name out.

    Going to another sort or filter starts again at the first page.
    """
    query = request.GET.copy()
    for place in PLACES:
        query.pop(place, None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


def query_without(request: HttpRequest, name: str, value: str) -> str:
    """Return the query of this page without one `value` of a filter that may have several."""
    query = request.GET.copy()
    for place in PLACES:
        query.pop(place, None)
    query.setlist(name, [other for other in query.getlist(name) if other != value])
    return f"?{query.urlencode()}" if query else "?"


def hidden_pairs(request: HttpRequest, *leaving_out: str) -> Iterator[tuple[str, str]]:
    """Yield what a GET form has to carry along, except the names it asks for itself."""
    for name, values in request.GET.lists():
        if name not in leaving_out and name not in PLACES:
            for value in values:
                yield name, str(value)
