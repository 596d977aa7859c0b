"""Say which persons are believed to be one, since which act, and whether it was undone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.base.spans import known_at
from dangbo.members.access import chunks, every
from dangbo.members.models import Merge


@dataclass(frozen=True)
class MergeAct:
    """A merge of two persons: both keys, the act and why, and the act that undid it."""

    act: int
    kept: str
    gone: str
    recorded: date
    actor: str
    reason: str
    paper: str
    undone: int | None


def merged_into(uid: str, *, known: date | None = None) -> str | None:
    """Return the key for which a key counts, as known on a day; None where it counts for itself."""
    rows = every(Merge).filter(known_at(act_known_on(known)))
    found: str | None = None
    while kept := rows.filter(gone__uid=found or uid).values_list("kept__uid", flat=True).first():
        found = kept
    return found


def merges_of(uid: str, *, known: date | None = None) -> list[MergeAct]:
    """Return the merges that a person was part of, the newest first; also those undone since."""
    act = act_known_on(known)
    rows = every(Merge).filter(Q(kept__uid=uid) | Q(gone__uid=uid)).order_by("-opened_by")
    if act is not None:
        rows = rows.filter(opened_by__lte=act)
    told = list(rows.values_list("opened_by", "voided_by", "kept__uid", "gone__uid"))
    acts = acts_by_seq(seq for seq, *_ in told)
    return [
        MergeAct(
            *(seq, kept, gone, acts[seq].recorded, acts[seq].actor),
            *(acts[seq].reason, acts[seq].paper),
            undone=undone if undone and (act is None or undone <= act) else None,
        )
        for seq, undone, kept, gone in told
    ]


def absorbed(persons: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return by person those who are believed to be the same, directly or through others."""
    found: dict[int, list[int]] = defaultdict(list)
    roots = {person: person for person in persons}
    while roots:
        further: dict[int, int] = {}
        for ids in chunks(roots):
            rows = every(Merge).filter(voided_by=None, kept__in=ids)
            for kept, gone in rows.values_list("kept", "gone"):
                found[roots[kept]].append(gone)
                further[gone] = roots[kept]
        roots = further
    return {person: tuple(sorted(each)) for person, each in found.items()}


def kept_for(persons: Iterable[int]) -> dict[int, int]:
    """Return who counts in place of persons who are gone; those who are not are left out."""
    found: dict[int, int] = {}
    for ids in chunks(persons):
        rows = every(Merge).filter(voided_by=None, gone__in=ids)
        found |= dict(rows.values_list("gone", "kept"))
    if found:
        further = kept_for(found.values())
        found = {gone: further.get(kept, kept) for gone, kept in found.items()}
    return found
