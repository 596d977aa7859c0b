"""Tell which records were merged into which, by whom and why, and whether it was undone."""

from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.quality.access import names_before, readable_identities, readable_merges


@dataclass(frozen=True)
class MergeRow:
    """A merge: the act, who was kept, who is gone, who recorded it; `undone` by which act."""

    act: int
    kept: str
    kept_name: str
    gone: str
    gone_name: str
    invented: bool
    recorded: date
    actor: str
    reason: str
    paper: str
    undone: int | None


def all_merges(*, actor: Actor, act: int | None = None) -> list[MergeRow]:
    """Return the merges, the latest first; that of one act where it is given."""
    rows = readable_merges(actor)
    rows = rows if act is None else rows.filter(opened_by=act)
    fields = ("opened_by", "voided_by", "kept", "gone", "kept__uid", "gone__uid", "kept__invented")
    told = list(rows.values_list(*fields))
    acts = acts_by_seq([row[0] for row in told])
    before = names_before([row[0] for row in told])
    persons = {person for row in told for person in row[2:4]}
    identities = readable_identities(actor).filter(person__in=persons)
    names = dict(identities.values_list("person", "name"))
    return [
        MergeRow(
            act=seq,
            kept=kept_uid,
            kept_name=names.get(kept, kept_uid),
            gone=gone_uid,
            gone_name=before.get((seq, gone)) or names.get(gone, gone_uid),
            invented=invented,
            recorded=acts[seq].recorded,
            actor=acts[seq].actor,
            reason=acts[seq].reason,
            paper=acts[seq].paper,
            undone=undone,
        )
        for seq, undone, kept, gone, kept_uid, gone_uid, invented in told
    ]
