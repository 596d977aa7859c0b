"""Find standing organisations that bear a name, or ever bore a code, that others are to have."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.orgs.access import readable_versions, versions_on

AT_ONCE = 2_000


class Bearer(NamedTuple):
    """An organisation that bears a name or a code."""

    org: int
    name: str
    kind: str
    superior: int | None


def bearers_of_names(*, actor: Actor, names: Collection[str], on: date) -> dict[str, list[Bearer]]:
    """Return who bears each name on a day, blind to accents and case; by the folded name."""
    found: dict[str, list[Bearer]] = defaultdict(list)
    rows = versions_on(actor, on=on, known=None)
    for some in _cut({fold(name) for name in names} - {""}):
        fields = ("own_folded", "org", "name", "kind", "superior")
        for own, *bearer in rows.filter(own_folded__in=some).order_by("org").values_list(*fields):
            found[own].append(Bearer._make(bearer))
    return found


def bearers_of_codes(*, actor: Actor, codes: Collection[str]) -> dict[str, list[Bearer]]:
    """Return who bears or ever bore each code, by the name it had then."""
    found: dict[str, list[Bearer]] = defaultdict(list)
    rows = readable_versions(actor, known=None)
    for some in _cut(set(codes) - {""}):
        fields = ("code", "org", "name", "kind", "superior")
        for code, *bearer in rows.filter(code__in=some).order_by("org").values_list(*fields):
            found[code].append(Bearer._make(bearer))
    return found


def _cut(texts: Iterable[str]) -> Iterator[list[str]]:
    rest = sorted(texts)
    for at in range(0, len(rest), AT_ONCE):
        yield rest[at : at + AT_ONCE]
