"""Prove that a list done by processes beside this one comes out as one done here."""

from typing import Any

import pytest
from django.db import transaction
from intake.lists import ON, checked, row, sheet

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.intake.commands import decide_rows, mend_row, take_intake
from dangbo.intake.commands.checking import check_rows
from dangbo.intake.models import Intake, Provenance
from dangbo.intake.queries.looking import Rows
from dangbo.members.models import Identity, Number, Posting, Sheet, Standing
from dangbo.members.queries.verifying import first_difference
from dangbo.rules.row_states import STATES

ROWS = (
    row("Lê Thị Gấm", card="00012345", citizen="001180000123", residence="Chi bộ khu 4"),
    row("Phạm Văn Hùng", birth="05/05/1975", admitted="2000"),
    row("Nguyễn Văn An", card="00011122", birth="02/03/1985", admitted=""),
    row("Phạm Văn Hùng", birth="05/05/1975", card="00012399"),
    row("Trần Văn 5", birth="31/02/1980"),
    row("Bùi Thị Là", org="Chi bộ không có"),
    row("Đỗ Văn Bá", birth="1/2/83"),
)
FIELDS: dict[Any, tuple[str, ...]] = {
    Posting: ("org__uid", "kind", "start", "end"),
    Standing: ("standing", "activity", "start", "admitted", "counted_from"),
    Number: ("kind", "lookup", "start"),
    Provenance: ("row", "fields"),
    Sheet: ("group",),
}
pytestmark = pytest.mark.usefixtures("ids")


def told(intake: Intake) -> list[object]:
    """Return what the rows of a list would do."""
    return [
        (each.judged.state.number, each.judged.state.state, each.judged.state.findings)
        for each in Rows(intake, STATES)
    ]


def brought() -> list[object]:
    """Return what a list has left in the register, without ids and what is sealed."""
    last = Act.objects.filter(code="intake.taken").order_by("seq").values_list("seq", flat=True)
    first = last[0]
    names = Identity.objects.filter(opened_by__gte=first)
    found: list[object] = [sorted(names.values_list("name", "name_sort", "birth"))]
    for model, fields in FIELDS.items():
        since = {} if model is Provenance else {"opened_by__gte": first}
        found.append(sorted(map(str, model.objects.filter(**since).values_list(*fields))))
    return found


def through(intake: Intake) -> tuple[list[object], list[object]]:
    """Mend and leave out rows of a list, check it again and take it."""
    mend_row(actor=OPERATOR, intake=intake.pk, row=6, texts={"name": "Trần Văn Năm", "birth": ""})
    decide_rows(actor=OPERATOR, intake=intake.pk, rows=[5], left=True)
    check_rows(actor=OPERATOR, intake=intake.pk)
    states = told(intake)
    taken = take_intake(actor=OPERATOR, intake=intake.pk)
    assert len(taken.acts) > 1
    return states, brought()


def test_beside_or_here_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangbo.intake.queries.keeping.PART_ROWS", 2)
    monkeypatch.setattr("dangbo.intake.commands.taking.PARTS_AT_ONCE", 1)
    with transaction.atomic():
        here = through(checked(sheet(*ROWS), on=ON))
        transaction.set_rollback(True)
    for name in ("checking", "taking"):
        monkeypatch.setattr(f"dangbo.intake.commands.{name}.WORTH", 1)
    beside = through(checked(sheet(*ROWS), on=ON))

    assert beside == here
    assert first_difference() is None
