"""Draw the list of lists."""

from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.intake.enums import Stage
from dangbo.intake.phrases import STATES
from dangbo.intake.queries.looking import Intake
from dangbo.ui.parts import Badge, Tone, invented_badge
from dangbo.ui.tables import Column

TONES: Final[dict[str, Tone]] = {
    Stage.OPENED: "plain",
    Stage.CHECKING: "note",
    Stage.CHECKED: "note",
    Stage.TAKEN: "good",
    Stage.UNDONE: "warn",
    Stage.DROPPED: "plain",
}


def stage_badge(stage: str) -> Badge:
    """Return the mark of how far a list has come."""
    return Badge(Stage(stage).label, TONES[stage])


def badges_of(intake: Intake) -> list[Badge]:
    """Return the marks of a list."""
    made_up = [invented_badge(brief=True)] if intake.invented else []
    return [stage_badge(intake.stage), *made_up]


def counts_words(intake: Intake) -> str:
    """Return the rows of a list by state, in words."""
    return ", ".join(
        f"{STATES[state][0]}: {format_number(intake.counts[state])}"
        for state in STATES
        if intake.counts.get(state)
    )


def list_columns() -> list[Column]:
    """Return the columns of the list of lists."""
    return [
        Column(
            "name",
            _("Danh sách"),
            value=lambda row: row.name,
            url=lambda row: reverse("intake:rows", args=[row.pk]),
            main=True,
        ),
        Column("stage", _("Tình trạng"), value=lambda _row: "", badges=badges_of),
        Column("on", _("Ngày của danh sách"), value=lambda row: format_day(row.on), whole=True),
        Column("rows", _("Số dòng"), value=lambda row: format_number(row.rows), numeric=True),
        Column("counts", _("Kết quả"), value=counts_words, phone=False),
        Column(
            "changed",
            _("Sửa lần cuối"),
            value=lambda row: f"{timezone.localtime(row.changed_at):%H:%M %d/%m/%Y} · {row.by}",
            phone=False,
        ),
    ]
