"""Mend a list while it is looked at: texts of a row, decisions, the old coding of all."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.base.lists import BroughtList
from dangbo.intake.access import lock_intake, parts_of
from dangbo.intake.commands.opening import OPEN
from dangbo.intake.files.parts import sealed
from dangbo.intake.models import Intake
from dangbo.intake.queries.answers import Answers, answers_of, sealed_answers
from dangbo.intake.queries.keeping import key_of, rows_in
from dangbo.rules.column_mapping import FIELDS
from dangbo.rules.verdicts import Verdict, finding

LONGEST: Final = 1_000


@transaction.atomic
def mend_row(*, actor: Actor, intake: int, row: int, texts: Mapping[str, str]) -> Intake:
    """Keep other texts for a row, by field; what was decided of it is open again."""
    told = {
        name: " ".join(text.replace("\0", "").split())[:LONGEST] for name, text in texts.items()
    }
    known = {name: text for name, text in told.items() if name in FIELDS}
    return _keep(actor, intake, lambda answers: answers.mended(row, known))


@transaction.atomic
def decide_rows(*, actor: Actor, intake: int, rows: Iterable[int], **changes: Any) -> Intake:
    """Leave rows out (`left`), accept codes of doubts (`accepted`), or say whom they mean."""
    return _keep(actor, intake, lambda answers: answers.decided(rows, **changes))


@transaction.atomic
def accept_doubt(*, actor: Actor, intake: int, rows: Iterable[int], code: str) -> Intake:
    """Accept one kind of doubt in rows, beside what was accepted of them before."""
    return _keep(actor, intake, lambda answers: answers.accepting(rows, code))


@transaction.atomic
def decode_rows(*, actor: Actor, intake: int) -> Intake:
    """Put the cells of a list in an old coding into Unicode; its headings were so at once."""
    row = _open(actor, intake)
    key = key_of(row)
    for part in parts_of(row):
        brought = BroughtList(row.name, tuple(rows_in(part, key))).decoded()
        cells = [[each.number, each.cells, int(each.hidden)] for each in brought.rows]
        part.cells = sealed(key, cells)
        part.save(update_fields=["cells"])
    row.remarks = [each for each in row.remarks if each[0] != "LIST_LEGACY"]
    row.changed_at = timezone.now()
    row.save()
    return row


def _open(actor: Actor, intake: int) -> Intake:
    row = lock_intake(actor, intake)
    if row.stage not in OPEN:
        Verdict((finding("LIST_NOT_OPEN", stage=row.stage),)).require()
    return row


def _keep(actor: Actor, intake: int, change: Callable[[Answers], Answers]) -> Intake:
    row = _open(actor, intake)
    key = key_of(row)
    row.answers = sealed_answers(key, change(answers_of(row, key)))
    row.changed_at = timezone.now()
    row.save()
    return row
