"""Fill in one change of a draft; whatever is typed is kept, whole or not."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Conflict, add_changes, write_change
from dangbo.desk.forms.deeds import with_deed, without_theirs
from dangbo.desk.forms.posted import posted_change, texts_in
from dangbo.desk.phrases.values import told_change
from dangbo.desk.queries.below import results_for, sources_placed, those_under
from dangbo.desk.queries.meaning import Meaning, meanings
from dangbo.desk.queries.opening import Draft, open_draft
from dangbo.desk.tables.changes import Boxes
from dangbo.desk.tables.knowing import known_of, missing, unclear
from dangbo.desk.views.asking import (
    day_of,
    lead_on,
    refused,
    seen_by,
    wants_only_saving,
    whole,
)
from dangbo.desk.views.conflicts import conflict_page
from dangbo.desk.views.frame import step_context
from dangbo.orgs.phrases import change_name
from dangbo.rules.draft_slots import SLOTS
from dangbo.rules.verdicts import RuleError
from dangbo.ui.parts import Crumb

PAGE: Final = "desk/change.html"
STEP: Final = "desk:changes"

Change = Mapping[str, Any]


def change(request: ActorRequest, draft: int, change: int) -> HttpResponse:
    """Show one change of a draft; on a post keep what is typed and go where the button leads."""
    row = open_draft(actor=request.actor, draft=draft)
    stored = _stored(request, row, change)
    if request.method != "POST":
        return render(request, PAGE, _context(request, row, stored))
    values = _typed(request, row, stored)
    whole = {**stored, **values}
    try:
        if request.POST.get("do") == "again":
            added = add_changes(actor=request.actor, draft=row.pk, changes=[whole])
            return lead_on(request, reverse("desk:change", args=[row.pk, added[0]]))
        row = write_change(
            actor=request.actor, draft=row.pk, change=change, values=values, seen=seen_by(request)
        )
    except Conflict as conflict:
        return conflict_page(request, row, conflict, step=STEP)
    except RuleError as error:
        return refused(request, PAGE, _context(request, row, whole), error.verdict)
    return _kept(request, row, change)


def _stored(request: ActorRequest, row: Draft, change: int) -> Change:
    """Return a change of a draft; one that is gone is taken for empty while it is typed into."""
    for each in row.content["changes"]:
        if each["id"] == change:
            return dict(each)
    kind = request.POST.get("change", "")
    if request.method != "POST" or kind not in SLOTS:
        raise Http404(_("Bản soạn không còn thay đổi này."))
    return {"id": change, "change": kind}


def _typed(request: ActorRequest, row: Draft, stored: Change) -> dict[str, Any]:
    """Return the fields as they were typed, texts resolved, and what the button asks done."""
    on = day_of(request, row)
    texts = texts_in(post=request.POST, stored=stored)
    found = meanings(actor=request.actor, content=row.content, texts=texts, on=on)
    values = posted_change(
        post=request.POST,
        stored=stored,
        answer=lambda text: found.get(text, Meaning()).key,
    )
    values = without_theirs(request.POST, values, stored)
    if "source" in values and values["source"] != stored.get("source") and "below" in values:
        values["below"] = {}
    whole_change = {**stored, **values}
    done = with_deed(request.POST, whole_change, under=_under(request, whole_change, on))
    return {name: value for name, value in done.items() if name not in {"id", "change"}}


def _under(request: ActorRequest, change: Change, on: date) -> list[str]:
    """Return those under the sources that may go to the result which takes all the rest."""
    deed, _sign, field = request.POST.get("do", "").partition(":")
    if deed != "rest":
        return []
    result = request.POST.get(f"{field}.rest", "")
    under = those_under(actor=request.actor, sources=sources_placed(change), on=on)
    return [key for key, source in under.items() if result in results_for(change, source)]


def _kept(request: ActorRequest, row: Draft, change: int) -> HttpResponse:
    if wants_only_saving(request):
        return render(request, PAGE, _context(request, row, _stored(request, row, change)))
    if request.POST.get("do") == "next":
        messages.success(request, _("Đã lưu thay đổi."))
        return lead_on(request, f"{reverse(STEP, args=[row.pk])}#thay-doi-{change}")
    return lead_on(request, request.get_full_path() + _anchor(request))


def _anchor(request: ActorRequest) -> str:
    """Return where on the page a button of a list leads back to."""
    deed, _sign, rest = request.POST.get("do", "").partition(":")
    return f"#o-{rest.partition(':')[0]}" if deed and rest else ""


def _context(request: ActorRequest, row: Draft, change: Change) -> dict[str, Any]:
    on = day_of(request, row)
    frame = step_context(request, row, STEP)
    known = known_of(actor=request.actor, content=row.content, change=change, on=on)
    boxes = Boxes(
        row.pk,
        change,
        known,
        first=whole(request.GET.get("tu", "")),
        full=request.GET.get("het", ""),
    )
    ids = [each["id"] for each in row.content["changes"]]
    place = ids.index(change["id"]) + 1 if change["id"] in ids else 0
    names = {key: each.name for key, each in known.names.items()}
    return {
        **frame,
        "crumbs": [
            *frame["crumbs"][:-1],
            Crumb(frame["crumbs"][-1].label, reverse(STEP, args=[row.pk])),
            Crumb(_("Thay đổi %(number)s") % {"number": place or change["id"]}),
        ],
        "change": change,
        "kind": change_name(change["change"]),
        "place": place,
        "boxes": boxes.all(),
        "beginning": change["change"] in {"found", "import"},
        "missing": missing(change),
        "unclear": unclear(change),
        "told": told_change(change, names, on),
        "on": on,
    }
