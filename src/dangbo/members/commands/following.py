"""Let members follow what a decision does to their organisations, in its own transaction."""

from functools import partial

from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows, update_rows
from dangbo.members.commands.carrying import (
    CARRY,
    broken,
    concerned,
    reserved,
    rows_believed,
    rows_wanted,
    together,
)
from dangbo.members.models import Carry
from dangbo.members.replay import (
    CourseTables,
    courses,
    rewritings,
    stored_spans,
    write_courses,
)
from dangbo.rules.projection import Projection
from dangbo.rules.verdicts import Verdict


def follow_orgs(*, by: Act, found: Projection) -> None:
    """Take members along with what the act `by` made of organisations; RuleError if that fails."""
    changed = _write_carries(found, by)
    orgs = changed | set(broken(found.outcome.timelines, found.since))
    persons = concerned(orgs, found.since)
    if not persons:
        return
    tables = CourseTables()
    events = tables.events(persons)
    after = courses(tables, {person: events.get(person, []) for person in persons})
    Verdict(tuple(together(after.values()))).require()
    write_courses(rewritings(stored_spans(persons), after), by=by.seq)


def _write_carries(found: Projection, by: Act) -> set[int]:
    """Write what the decisions say of members now; return the organisations it differs for."""
    wanted = rows_wanted(found, named=partial(reserved, invented=by.invented))
    void: list[int] = []
    changed: set[int] = set()
    for pk, row in rows_believed(found.rewritten):
        if row in wanted:
            del wanted[row]
        else:
            void.append(pk)
            changed.add(row[3])
    update_rows(Carry, ("voided_by",), ((by.seq, pk) for pk in void))
    insert_rows(Carry, (*CARRY, "opened_by"), ((*row, by.seq) for row in wanted))
    return changed | {row[3] for row in wanted}
