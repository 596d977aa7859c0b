"""Say who can be chosen for a field of a drafted change, and who is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from dangbo.accounts.access import Actor
from dangbo.base.spans import valid_on
from dangbo.desk.queries.directory import Called, begun_by, called
from dangbo.desk.queries.placing import Held
from dangbo.orgs.access import chunks, paths_on, readable_versions, versions_on
from dangbo.orgs.models import OrgVersion
from dangbo.orgs.queries import org_ids
from dangbo.orgs.queries.finding import containing
from dangbo.orgs.queries.states import path_to
from dangbo.rules.draft_fields import chosen_in, own_key, typed_in
from dangbo.rules.keyed_changes import orgs_in
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.paths import AFTER_ALL, WIDTH, orgs_of

ANY_CELL: Final = "moi_chi_bo"
SUBJECTS: Final = frozenset({"org", "orgs", "source", "sources"})


class Above(NamedTuple):
    """One chosen organisation stands below another one chosen."""

    below: str
    above: str


@dataclass(frozen=True)
class Tray:
    """Those chosen for a field so far: everybody in order, and what is worth knowing of them."""

    rows: Sequence[Called] = ()
    typed: Sequence[str] = ()
    by_kind: Mapping[str, int] = field(default_factory=dict)
    nested: Sequence[Above] = ()
    elsewhere: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def keys(self) -> dict[str, None]:
        """Return the keys of those chosen, to look them up in and to go through."""
        return dict.fromkeys(row.key for row in self.rows)


def tray_of(*, actor: Actor, content: Mapping[str, Any], held: Held, on: date) -> Tray:
    """Return who is chosen for a field, with those named by other changes or by each other."""
    keys = chosen_in(held.change, held.field)
    found = called(actor=actor, content=content, keys=keys, on=on)
    rows = [found[key] for key in keys]
    return Tray(
        rows,
        typed_in(held.change, held.field),
        dict(Counter(row.kind for row in rows).most_common()),
        nested_in(actor=actor, keys=keys, on=on) if held.field.many else (),
        named_elsewhere(content, but=held.change["id"]),
    )


def begun_besides(content: Mapping[str, Any], held: Held) -> list[str]:
    """Return the keys of the organisations that the draft begins, but for the field's own one."""
    own = own_key(held.change, held.field)
    return [key for key in begun_by(content) if key != own]


def named_elsewhere(content: Mapping[str, Any], *, but: int) -> dict[str, list[int]]:
    """Return which other changes of the draft already change an organisation, by its key."""
    found: dict[str, list[int]] = defaultdict(list)
    for change in content["changes"]:
        if change["id"] == but:
            continue
        told = {name: value for name, value in change.items() if name not in {"id", "typed"}}
        for path, key in orgs_in(told):
            name = next(each for each in reversed(path) if isinstance(each, str))
            if key and name in SUBJECTS and change["id"] not in found[key]:
                found[key].append(change["id"])
    return dict(found)


def nested_in(*, actor: Actor, keys: Collection[str], on: date) -> list[Above]:
    """Return who among some organisations stands below another of them, with the nearest above."""
    ids = org_ids(uids=keys)
    uids = {org: uid for uid, org in ids.items()}
    places: dict[int, str] = {}
    for part in chunks(ids.values()):
        rows = paths_on(actor, on=on, known=None).filter(org__in=part)
        places |= dict(rows.values_list("org", "path"))
    found = []
    for org, path in places.items():
        above = [each for each in orgs_of(path[:-WIDTH]) if each in places]
        if above:
            found.append(Above(uids[org], uids[above[-1]]))
    return found


def filtered(
    *,
    actor: Actor,
    on: date,
    text: str = "",
    kind: str = "",
    below: int | None = None,
    ended: bool = False,
) -> QuerySet[OrgVersion, str]:
    """Return the keys of those who answer to all that is asked, in name order, for paging.

    `kind` is the code of a kind or ANY_CELL; `ended` asks for those that stood and do no more.
    """
    rows = _ended(actor, on) if ended else versions_on(actor, on=on, known=None)
    if text:
        rows = containing(rows, text) | rows.filter(code=text)
    if kind == ANY_CELL:
        kinds = org_kinds().on(on).kinds.values()
        rows = rows.filter(kind__in=[each.code for each in kinds if each.cell])
    elif kind:
        rows = rows.filter(kind=kind)
    if below is not None:
        top = _path(actor, below, on)
        rows = rows.filter(
            valid_on(on, None, "org__paths__"),
            org__paths__path__gt=top,
            org__paths__path__lt=top + AFTER_ALL,
        )
    return rows.order_by("name_sort", "org").values_list("org__uid", flat=True)


def _path(actor: Actor, org: int, on: date) -> str:
    rows = paths_on(actor, on=on, known=None).filter(org=org)
    return rows.values_list("path", flat=True).first() or "~"


def _ended(actor: Actor, on: date) -> QuerySet[OrgVersion]:
    """Return the last state of those that stood before a day and do not stand on it."""
    versions = readable_versions(actor, known=None)
    standing = versions_on(actor, on=on, known=None).filter(org=OuterRef("org"))
    later = versions.filter(org=OuterRef("org"), start__gt=OuterRef("start"), start__lte=on)
    return versions.filter(~Exists(standing), ~Exists(later), end__lte=on)


def path_of(*, actor: Actor, key: str, on: date) -> list[int]:
    """Return the organisations above one on a day from the top, itself last; none if it is not."""
    org = org_ids(uids=[key]).get(key)
    return [] if org is None else path_to(actor=actor, org=org, on=on)
