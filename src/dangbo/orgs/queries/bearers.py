"""Gather who bears which key, code, name or alias, for many texts at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end, valid_on
from dangbo.base.vietnamese import fold
from dangbo.base.vietnamese.nearness import NameIndex
from dangbo.orgs.access import chunks, readable_aliases, readable_versions
from dangbo.orgs.queries.finding import Way, caseless
from dangbo.rules.org_keys import KEY

TEXTS: Final = 5_000
SPAN: Final = ("start", "until")
Shelf = defaultdict[str, set[int]]


def _shelf() -> Shelf:
    return defaultdict(set)


class Borne:
    """Names with who bears them on a day, and who ever did."""

    def __init__(self, on: date) -> None:
        self._on = on
        self.standing, self.ever = _shelf(), _shelf()

    def add(self, name: str, org: int, start: date, until: date | None) -> None:
        """Add a name with its bearer and the span in which it was borne."""
        self.ever[name].add(org)
        if start <= self._on and (until is None or until > self._on):
            self.standing[name].add(org)

    @cached_property
    def index(self) -> NameIndex:
        """Index the names, once, by their words."""
        return NameIndex(self.ever)


class Bearers:
    """Who answers to texts, by the ways of `find_org` in their order, from few statements.

    What no text of the list can mean is left in the database, but for short names; the index of
    all names is read when a text is asked for that no key, code or whole name answers.
    """

    def __init__(
        self,
        *,
        actor: Actor,
        texts: Collection[str],
        on: date,
        known: date | None,
        among: Collection[int] | None,
    ) -> None:
        self._act = act_known_on(known)
        self._actor, self._on = actor, on
        self._among = None if among is None else frozenset(among)
        self._rows = readable_versions(actor, known=self._act).order_by()
        self._rows = self._rows.annotate(until=known_end(self._act))
        self._keys, self._codes, self._aliases = _shelf(), _shelf(), _shelf()
        self._names, self._folded = Borne(on), Borne(on)
        self.superiors: dict[int, int | None] = {}
        self._asked: set[int] = set()
        asked = sorted(text for text in texts if text)
        for at in range(0, len(asked), TEXTS):
            self._gather(asked[at : at + TEXTS])
        self._gather_short(texts)

    def _gather(self, texts: list[str]) -> None:
        folded = {fold(text) for text in texts} - {""}
        for org, key in self._values(Q(org__uid__in=filter(KEY.fullmatch, texts)), "org__uid"):
            self._keys[key].add(org)
        wanted = set(texts)
        asked = Q(code__in=texts) | Q(own_folded__in=folded)
        asked |= Q(name__in=[text for text in texts if not fold(text)])
        fields = ("code", "name", "own_folded", "start", "until")
        for org, code, name, own, start, until in self._values(asked, *fields):
            if code and code in wanted:
                self._codes[code].add(org)
            self._names.add(caseless(name), org, start, until)
            self._folded.add(own, org, start, until)
        self._gather_aliases(folded)

    def _gather_short(self, texts: Iterable[str]) -> None:
        wanted = {caseless(text) for text in texts}
        for org, short, start, until in self._values(~Q(short_name=""), "short_name", *SPAN):
            if (key := caseless(short)) in wanted:
                self._names.add(key, org, start, until)

    def _gather_aliases(self, folded: Collection[str]) -> None:
        rows = readable_aliases(self._actor, known=self._act).filter(name_folded__in=folded)
        found = [each for each in rows.values_list("org", "name_folded") if self._asks(each[0])]
        # A name of which nothing is believed on its organisation leads nowhere.
        believed = {org for (org,) in self._values(Q(org__in={org for org, _ in found}))}
        for org, name in found:
            if org in believed:
                self._aliases[name].add(org)

    def learn_superiors(self, orgs: Collection[int]) -> None:
        """Ask under whom organisations stand on the day; those absent then stay unknown."""
        for ids in chunks(set(orgs) - self._asked):
            rows = self._rows.filter(valid_on(self._on, self._act), org__in=ids)
            self.superiors |= dict(rows.values_list("org", "superior"))
            self._asked.update(ids)

    def _values(self, asked: Q, *fields: str) -> Iterator[tuple[Any, ...]]:
        rows = self._rows.filter(asked).values_list("org", *fields)
        return (row for row in rows if self._asks(row[0]))

    def _asks(self, org: int) -> bool:
        return self._among is None or org in self._among

    def strictly(self, text: str) -> tuple[Way, set[int]] | None:
        """Return who bears a text as key, code, whole name or alias, by the first way that does."""
        name, own = caseless(text), fold(text)
        ways = (
            (Way.KEY, self._keys, text),
            (Way.CODE, self._codes, text),
            (Way.NAME, self._names.standing, name),
            (Way.NAME, self._folded.standing, own),
            (Way.PAST_NAME, self._names.ever, name),
            (Way.PAST_NAME, self._folded.ever, own),
            (Way.ALIAS, self._aliases, own),
        )
        for way, shelf, key in ways:
            if key and key in shelf:
                return way, shelf[key]
        return None

    def by_words(self, text: str) -> set[int]:
        """Return whose name holds every word of a text: of those standing, else of all times."""
        full, _ = self._everybody
        names = [full.index.names[place] for place in full.index.containing(fold(text))]
        for shelf in (full.standing, full.ever):
            found = set().union(*(shelf[name] for name in names if name in shelf))
            if found:
                return found
        return set()

    def nearest(self, text: str, *, limit: int) -> list[int]:
        """Return the few whose names come closest to a text, of one name those standing first."""
        _, own = self._everybody
        found: dict[int, None] = {}
        for place in own.index.nearest(fold(text), limit=limit):
            name = own.index.names[place]
            for shelf in (own.standing, own.ever):
                found.update(dict.fromkeys(sorted(shelf.get(name, ()))[:limit]))
        return list(found)[:limit]

    @cached_property
    def _everybody(self) -> tuple[Borne, Borne]:
        """Read all names once, with their short names behind them, and alone."""
        full, own = Borne(self._on), Borne(self._on)
        fields = ("name_folded", "own_folded", "start", "until")
        for org, full_name, own_name, start, until in self._values(Q(), *fields):
            full.add(full_name, org, start, until)
            own.add(own_name, org, start, until)
        return full, own
