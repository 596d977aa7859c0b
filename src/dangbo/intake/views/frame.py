"""Draw the frame around every step of a list: where one is, and what is done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.views.asking import SeeOther
from dangbo.intake.enums import Stage
from dangbo.intake.phrases import in_words, sentence_of
from dangbo.intake.queries.looking import Intake
from dangbo.intake.tables.lists import badges_of
from dangbo.rules.row_states import DOUBTFUL, WRONG
from dangbo.rules.verdicts import Verdict, finding
from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Crumb, Step

REFUSED = 422
OPEN = frozenset({Stage.OPENED, Stage.CHECKING, Stage.CHECKED})


def lead_on(request: ActorRequest, url: str) -> HttpResponse:
    """Go on to another page after a post, on the day being looked at."""
    return SeeOther(with_day(url, request.as_of))


def refused(
    request: ActorRequest, template: str, context: dict[str, Any], verdict: Verdict
) -> HttpResponse:
    """Show a page again with why it could not be done."""
    return render(request, template, {**context, "refusals": in_words(verdict)}, status=REFUSED)


def frame(request: ActorRequest, intake: Intake, current: str) -> dict[str, Any]:
    """Return what every page of a list shows around the step `current`."""
    return {
        "intake": intake,
        "title": intake.name,
        "crumbs": [
            Crumb(_("Nhập danh sách"), reverse("intake:home")),
            Crumb(intake.name),
        ],
        "badges": badges_of(intake),
        "steps": steps_of(request, intake, current),
        "writable": request.as_of.is_today and intake.stage in OPEN,
        "remarks": [sentence_of(finding(code, **facts)) for code, facts in intake.remarks],
        "remark_codes": {code for code, _facts in intake.remarks},
    }


def steps_of(request: ActorRequest, intake: Intake, current: str) -> list[Step]:
    """Return the steps of a list with their marks."""
    counts = intake.counts
    waits = bool(counts.get(WRONG) or counts.get(DOUBTFUL))
    checked = intake.stage in {Stage.CHECKED, Stage.TAKEN, Stage.UNDONE}
    marks = {
        "intake:columns": "done" if "name" in intake.columns or checked else "todo",
        "intake:rows": "wrong" if checked and waits else "done" if checked else "todo",
        "intake:take": "done" if intake.stage == Stage.TAKEN else "todo",
    }
    labels = (
        ("intake:columns", _("Ghép cột")),
        ("intake:rows", _("Đối chiếu")),
        ("intake:take", _("Xác nhận")),
    )
    return [
        Step(
            label,
            "current" if name == current else marks[name],  # type: ignore[arg-type]
            with_day(reverse(name, args=[intake.pk]), request.as_of),
        )
        for name, label in labels
    ]
