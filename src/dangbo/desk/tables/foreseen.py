"""Gather all that a page shows of what would come of drafts or of a correction."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Foreseen
from dangbo.desk.queries.hanging import Hanging, hanging_on
from dangbo.desk.tables.along import along_sections
from dangbo.desk.tables.differing import differing_columns, differing_rows
from dangbo.desk.tables.hanging import hanging_drafts
from dangbo.desk.tables.marks import Sides, sides_of
from dangbo.desk.tables.sides import drawn
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.states import children_counts
from dangbo.orgs.queries.telling import decision_rows
from dangbo.orgs.tables.decision_facts import title_of
from dangbo.orgs.tables.parts import day_short, decision_url
from dangbo.rules.differences import Difference
from dangbo.ui.paging import page_of
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50
MOST_REAPPLIED: Final = 100
# A longer list of decisions applied again is folded.
FOLDED: Final = 12


def foreseen_parts(
    request: ActorRequest,
    foreseen: Foreseen,
    *,
    on: date,
    everything: bool = False,
    drafts: Collection[int] = (),
) -> dict[str, Any]:
    """Return what `desk/_foreseen.html` shows: both trees on a day, counts, differences, the rest.

    `everything` lists every difference; else only those that the trees of the day do not show,
    and none where nothing was applied again. `drafts` are those that are looked at.
    """
    sides = sides_of(foreseen, on)
    names = _names(request.actor, foreseen, sides)
    shown = sides.before.keys() | sides.after.keys()
    counts = children_counts(actor=request.actor, orgs=shown - foreseen.begun, on=on)
    drawing: dict[str, Any] = {"names": names, "begun": foreseen.begun, "counts": counts}
    return {
        "foreseen_on": on,
        "before_lines": drawn(sides, "before", **drawing),
        "after_lines": drawn(sides, "after", **drawing),
        "touched_count": len(sides.marks),
        "change_counts": sides.counted(),
        "kind_counts": sides.counted_kinds(),
        "along": along_sections(request, foreseen, on=on),
        "hanging": _hanging(request.actor, foreseen, sides, drafts),
        **_later(request, foreseen, on, everything=everything),
    }


def _hanging(
    actor: Actor, foreseen: Foreseen, sides: Sides, drafts: Collection[int]
) -> list[Hanging]:
    """Return what hangs on the organisations that are there already: other drafts come first."""
    touched = frozenset(foreseen.touched - foreseen.begun)
    others = hanging_drafts(
        actor=actor,
        uids=[foreseen.names[org].uid for org in touched if org in foreseen.names],
        besides=drafts,
    )
    ending = sides.ending | _ended(foreseen)
    found = hanging_on(actor=actor, touched=touched, ending=ending, on=sides.on)
    return [*([others] if others else []), *found]


def _names(actor: Actor, foreseen: Foreseen, sides: Sides) -> dict[int, OrgName]:
    missing = (sides.before.keys() | sides.after.keys()) - foreseen.names.keys()
    return {**names_on(actor=actor, orgs=missing, on=sides.on), **foreseen.names}


def _ended(foreseen: Foreseen) -> frozenset[int]:
    """Return the organisations that stand over some span now and would not."""
    return frozenset(each.org for each in foreseen.differences if each.now is None)


def later_differences(foreseen: Foreseen, on: date) -> list[Difference]:
    """Return the differences that a look at the trees of a day does not show."""
    return [each for each in foreseen.differences if each.start != on or each.end is not None]


def _later(
    request: ActorRequest, foreseen: Foreseen, on: date, *, everything: bool
) -> dict[str, Any]:
    seqs = foreseen.reapplied
    again = sorted(
        decision_rows(actor=request.actor, acts=seqs).values(), key=lambda row: (row.on, row.act)
    )
    found = later_differences(foreseen, on) if seqs else []
    rows = list(foreseen.differences) if everything else found
    page = page_of(rows, request, PER_PAGE)
    decisions = decision_rows(actor=request.actor, acts={each.now_basis for each in page})
    told = differing_rows(page, foreseen=foreseen, decisions=decisions)
    reapplied = again[:MOST_REAPPLIED]
    caption = _("Những gì sẽ khác đi")
    return {
        "reapplied_count": len(seqs),
        "reapplied": [(day_short(e), e.title or title_of(e), decision_url(e)) for e in reapplied],
        "reapplied_folded": len(seqs) > FOLDED,
        "reapplied_left": len(seqs) - len(reapplied),
        "difference_count": len(rows),
        "difference_page": page,
        "difference_table": table_of(request, differing_columns(), told, caption=caption)
        if rows
        else None,
    }
