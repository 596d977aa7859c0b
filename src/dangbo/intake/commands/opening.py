"""Open a list that somebody brought: read the file, keep its rows sealed, map what is plain."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.base.lists import BroughtList, read_list
from dangbo.base.secrets import OpenKey
from dangbo.intake.access import (
    add_parts,
    lock_intake,
    memories,
    new_intake,
    parts_of,
    readable_intakes,
)
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake
from dangbo.intake.queries.keeping import parts_from
from dangbo.rules.column_mapping import find_head, map_columns, remembered_columns, source_key
from dangbo.rules.verdicts import Finding, Verdict, finding

LONGEST_NAME: Final = 200
OPEN: Final = frozenset({Stage.OPENED, Stage.CHECKING, Stage.CHECKED})


@transaction.atomic
def open_intake(
    *,
    actor: Actor,
    content: bytes,
    name: str,
    on: date,
    tab: str = "",
    coding: str = "",
    decode: bool = False,
    invented: bool = False,
) -> Intake:
    """Read a file and keep its rows, or raise RuleError with why it is not read."""
    brought = read_list(content, name=name, tab=tab, coding=coding)
    if decode:
        brought = brought.decoded()
    key = OpenKey.fresh()
    now = timezone.now()
    intake = new_intake(
        actor,
        name=name[:LONGEST_NAME],
        digest=sha256(content).hexdigest(),
        size=len(content),
        tab=brought.name[:LONGEST_NAME] if brought.tabs else "",
        coding=brought.coding,
        since_1904=brought.since_1904,
        on=on,
        key=key.wrapped,
        created_at=now,
        changed_at=now,
        invented=invented,
    )
    _keep(intake, key, brought, _seen_before(actor, intake))
    return intake


def _seen_before(actor: Actor, intake: Intake) -> tuple[Finding, ...]:
    taken = readable_intakes(actor).filter(digest=intake.digest, stage=Stage.TAKEN).first()
    if taken is None:
        return ()
    day = timezone.localtime(taken.changed_at).date().isoformat()
    return (finding("LIST_TAKEN_BEFORE", number=taken.pk, day=day),)


def _keep(intake: Intake, key: OpenKey, brought: BroughtList, more: Sequence[Finding]) -> None:
    """Keep the rows below the headings, with what the headings tell."""
    readable = brought.decoded() if brought.legacy else brought
    head = find_head(row.cells for row in readable.rows)
    body = head.body if head else 0
    headings = head.headings if head else tuple("" for _ in brought.rows[0].cells)
    last_head = brought.rows[body - 1].number if body else 0
    rows = brought.spread(below=last_head).rows[body:]
    if not rows:
        Verdict((finding("SHEET_EMPTY", name=intake.name),)).require()
    source = source_key(headings) if head else ""
    memory = memories().filter(source=source).first() if source else None
    known = remembered_columns(headings, memory.columns) if memory else None
    mapped = map_columns(headings, known)
    told = [*more, *brought.remarks, *mapped.findings]
    if not head:
        told.insert(0, finding("NO_HEADINGS"))
    if brought.legacy:
        told.append(finding("LIST_LEGACY", coding=brought.legacy))
    if len(brought.tabs) > 1:
        told.append(finding("LIST_TABS", names="; ".join(brought.tabs)[:200]))
    intake.headings = list(headings)
    intake.columns, intake.source = dict(mapped.columns), source
    intake.rows = len(rows)
    intake.remarks = [[each.code, dict(each.facts)] for each in told]
    intake.save()
    add_parts(parts_from(intake, key, rows))


@transaction.atomic
def drop_intake(*, actor: Actor, intake: int) -> None:
    """Give up a list that was not taken in: its rows are forgotten."""
    row = lock_intake(actor, intake)
    if row.stage not in OPEN:
        Verdict((finding("LIST_NOT_OPEN", stage=row.stage),)).require()
    parts_of(row).delete()
    row.stage, row.key, row.answers = Stage.DROPPED, "", ""
    row.changed_at = timezone.now()
    row.save()
