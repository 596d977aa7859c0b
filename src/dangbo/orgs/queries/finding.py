"""Find organisations by key, code, or any name they ever bore."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import add
from typing import NamedTuple

from django.db.models import Case, ExpressionWrapper, IntegerField, Q, QuerySet, Value, When

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end, valid_on
from dangbo.base.vietnamese import fold, nfc
from dangbo.base.vietnamese.nearness import distinct_words, nearest_names
from dangbo.orgs.access import readable_aliases, readable_orgs, readable_versions
from dangbo.orgs.models import OrgVersion
from dangbo.orgs.queries.names import OrgName, names_on

CANDIDATES = 2_000


class Way(StrEnum):
    """By what an organisation answers to a text; the first way that anyone answers to counts."""

    KEY = "key"
    CODE = "code"
    NAME = "name"
    PAST_NAME = "past_name"
    ALIAS = "alias"
    WORDS = "words"


class Match(NamedTuple):
    """An organisation found by a name, with the name that was met and when it held."""

    id: int
    uid: str
    name: str
    kind: str
    code: str
    met: str
    start: date | None
    end: date | None
    invented: bool
    stands: bool


class UnknownOrg(Exception):  # noqa: N818 - an answer, not a fault
    """No organisation goes by this text; `nearest` are names that come close."""

    def __init__(self, text: str, nearest: Iterable[OrgName]) -> None:
        self.text = text
        self.nearest = list(nearest)
        super().__init__(text)


class AmbiguousOrg(Exception):  # noqa: N818 - an answer, not a fault
    """Several organisations go by this text."""

    def __init__(self, text: str, matches: Iterable[OrgName]) -> None:
        self.text = text
        self.matches = list(matches)
        super().__init__(text)


def find_org(*, actor: Actor, text: str, on: date, known: date | None = None) -> OrgName:
    """Return the one organisation that a key, a code or a name means.

    A name borne on the day wins over one borne at another time. Raises UnknownOrg with the nearest
    names, or AmbiguousOrg with those that match.
    """
    act = act_known_on(known)
    asked = clean(text)
    for rows in _ways(actor, asked, on, act) if asked else ():
        # A key is there before, and stays after, anything is believed of what bears it.
        found = _named(actor, sorted(set(rows)), on, known)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousOrg(text, found)
    raise UnknownOrg(text, nearest_orgs(actor=actor, text=text, on=on, known=known))


def clean(text: str) -> str:
    """Return a text composed, without blanks at its ends or what no database would take."""
    return nfc(text.replace("\0", ""))


def caseless(text: str) -> str:
    """Return the form in which names are the same but for case and the number of blanks."""
    return " ".join(text.casefold().split())


def _ways(actor: Actor, text: str, on: date, act: int | None) -> Iterator[Iterable[int]]:
    versions = readable_versions(actor, known=act).order_by()
    name = fold(text)
    standing = versions.filter(valid_on(on, act))
    yield readable_orgs(actor).filter(uid=text).values_list("pk", flat=True)
    yield versions.filter(code=text).exclude(code="").values_list("org", flat=True)
    for rows in (standing, versions):
        yield bearing(rows, text)
        yield rows.filter(own_folded=name).exclude(own_folded="").values_list("org", flat=True)
    if name:  # signs alone would mean every name of signs alone
        aliases = readable_aliases(actor, known=act).filter(name_folded=name)
        yield aliases.values_list("org", flat=True)
    for rows in (standing, versions):
        yield containing(rows, text).values_list("org", flat=True)


def bearing(rows: QuerySet[OrgVersion], text: str) -> list[int]:
    """Return who bears a text as name or short name, blind to nothing but case.

    The databases disagree on the case of accented letters, so the last word is not theirs.
    """
    short = Q(short_name=text) | (~Q(short_name="") & _holding(text))
    likely = rows.filter(short | Q(own_folded=fold(text))).values_list("org", "name", "short_name")
    return [org for org, *names in likely if caseless(text) in map(caseless, names)]


def containing(rows: QuerySet[OrgVersion], text: str) -> QuerySet[OrgVersion]:
    """Keep versions whose name holds every word of a text, blind to accents and case."""
    return rows.filter(_holding(text))


def _holding(text: str) -> Q:
    words = distinct_words(fold(text))
    holding = Q() if words else Q(pk__in=[])
    for word in words:
        holding &= Q(name_folded__contains=word)
    return holding


def _named(actor: Actor, orgs: list[int], on: date, known: date | None) -> list[OrgName]:
    names = names_on(actor=actor, orgs=orgs, on=on, known=known)
    return [names[org] for org in orgs if org in names]


def nearest_orgs(*, actor: Actor, text: str, on: date, known: date | None = None) -> list[OrgName]:
    """Return the few organisations whose names come closest to a text that matched none."""
    words = [word for word in distinct_words(fold(text)) if len(word) > 1]
    if not words:
        return []
    held = [Case(When(name_folded__contains=word, then=1), default=Value(0)) for word in words]
    rows = readable_versions(actor, known=act_known_on(known)).order_by()
    shared = ExpressionWrapper(reduce(add, held), IntegerField())
    rows = rows.annotate(shared=shared).filter(shared__gt=0).order_by("-shared", "pk")
    by_name: dict[str, int] = {}
    for name, org in rows.values_list("own_folded", "org")[:CANDIDATES]:
        by_name.setdefault(name, org)
    names = list(by_name)
    close = [by_name[names[place]] for place in nearest_names(fold(text), names)]
    return _named(actor, list(dict.fromkeys(close)), on, known)


def search(
    *, actor: Actor, text: str, on: date, known: date | None = None, limit: int = 200
) -> list[Match]:
    """Return organisations by any name or code they ever had, those standing on the day first."""
    act = act_known_on(known)
    versions = readable_versions(actor, known=act)
    code = clean(text)
    coded = versions.filter(code__startswith=code) if code else versions.none()
    hits = containing(versions, text) | coded
    aliases = readable_aliases(actor, known=act)
    for word in fold(text).split():
        aliases = aliases.filter(name_folded__contains=word)
    met: dict[int, tuple[str, date | None, date | None]] = {}
    ordered = hits.annotate(until=known_end(act)).order_by("name_sort", "-start", "org")
    fields = ("org", "name", "start", "until")
    for org, name, start, end in ordered.values_list(*fields)[: limit * 4]:
        met.setdefault(org, (name, start, end))
    if fold(text):
        for org, name in aliases.order_by("name", "org").values_list("org", "name")[:limit]:
            met.setdefault(org, (name, None, None))
    return _matches(actor, met, on, known)[:limit]


def _matches(
    actor: Actor,
    met: dict[int, tuple[str, date | None, date | None]],
    on: date,
    known: date | None,
) -> list[Match]:
    names = names_on(actor=actor, orgs=met, on=on, known=known)
    act = act_known_on(known)
    standing = {
        org: (kind, code)
        for org, kind, code in readable_versions(actor, known=act)
        .filter(valid_on(on, act), org__in=met)
        .values_list("org", "kind", "code")
    }
    found = []
    for org, (name, start, end) in met.items():
        if org not in names:
            continue
        _, uid, present, invented = names[org]
        kind, code = standing.get(org, ("", ""))
        stands = org in standing
        found.append(Match(org, uid, present, kind, code, name, start, end, invented, stands))
    return sorted(found, key=lambda each: not each.stands)
