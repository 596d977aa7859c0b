"""Put a draft on paper: its paper, its day, and every change in words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.phrases import summary_of
from dangbo.desk.phrases.values import told_change
from dangbo.desk.queries.directory import called
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.queries.opening import open_draft
from dangbo.desk.tables.heads import head_facts
from dangbo.desk.views.asking import day_of
from dangbo.desk.views.frame import step_context
from dangbo.ui.parts import Crumb


def sheet(request: ActorRequest, draft: int) -> HttpResponse:
    """Show a whole draft as one page to be printed."""
    row = open_draft(actor=request.actor, draft=draft)
    on = day_of(request, row)
    found = called(actor=request.actor, content=row.content, keys=keys_in(row.content), on=on)
    names = {key: each.name for key, each in found.items()}
    frame = step_context(request, row, "desk:sheet")
    context = {
        **frame,
        "crumbs": [*frame["crumbs"], Crumb(_("Bản in"))],
        "facts": head_facts(actor=request.actor, head=row.content["head"]),
        "changes": [
            (summary_of(each, names, on), told_change(each, names, on))
            for each in row.content["changes"]
        ],
    }
    return render(request, "desk/sheet.html", context)
