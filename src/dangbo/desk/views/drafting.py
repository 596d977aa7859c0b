"""The first two steps of a draft: its paper and day, and the list of its changes."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Conflict, add_changes, drop_changes, order_changes, write_head
from dangbo.desk.commands.copying import copy_of_change
from dangbo.desk.enums import State
from dangbo.desk.forms.heads import posted_head
from dangbo.desk.queries.opening import Draft, is_writable, open_draft
from dangbo.desk.tables.heads import head_facts, head_parts
from dangbo.desk.tables.lists import ChangeRows, Narrowed, kind_choices
from dangbo.desk.views.asking import (
    day_of,
    lead_on,
    refused,
    seen_by,
    wants_only_saving,
    whole,
)
from dangbo.desk.views.conflicts import conflict_page
from dangbo.desk.views.frame import first_undone, step_context
from dangbo.rules.verdicts import RuleError
from dangbo.ui.paging import page_of

UNSIGNED: Final = frozenset({State.OPEN, State.DISCARDED})
HEAD: Final = "desk/head.html"
CHANGES: Final = "desk/changes.html"


def draft(request: ActorRequest, draft: int) -> HttpResponse:
    """Lead to the first step of a draft that is not done; of a signed one to what became of it."""
    row = open_draft(actor=request.actor, draft=draft)
    step = first_undone(request, row)
    if not is_writable(actor=request.actor, draft=row):
        step = "desk:changes" if row.state in UNSIGNED else "desk:result"
    return lead_on(request, reverse(step, args=[row.pk]))


def head(request: ActorRequest, draft: int) -> HttpResponse:
    """Ask for the paper and the day; on a post keep what is typed and go where the button leads."""
    row = open_draft(actor=request.actor, draft=draft)
    if request.method != "POST":
        return render(request, HEAD, _head(request, row, row.content["head"]))
    values = {
        name: text
        for name, text in posted_head(post=request.POST).items()
        if request.POST.get(f"keep.{name}") != "theirs"
    }
    try:
        row = write_head(actor=request.actor, draft=row.pk, values=values, seen=seen_by(request))
    except Conflict as conflict:
        return conflict_page(request, row, conflict, step="desk:head")
    except RuleError as error:
        context = _head(request, row, {**row.content["head"], **values})
        return refused(request, HEAD, context, error.verdict)
    if wants_only_saving(request):
        return render(request, HEAD, _head(request, row, row.content["head"]))
    if request.POST.get("do") == "next":
        return lead_on(request, reverse("desk:changes", args=[row.pk]))
    return lead_on(request, _searching(request, row))


def _searching(request: ActorRequest, row: Draft) -> str:
    text = request.POST.get("tim", "").strip()
    query = f"?{urlencode({'tim': text})}#van-ban" if text else ""
    return reverse("desk:head", args=[row.pk]) + query


def _head(request: ActorRequest, row: Draft, typed: dict[str, Any]) -> dict[str, Any]:
    find = request.POST.get("tim", request.GET.get("tim", ""))[:200].strip()
    parts = head_parts(actor=request.actor, head=typed, today=request.as_of.today, find=find)
    facts = head_facts(actor=request.actor, head=typed)
    return {**step_context(request, row, "desk:head"), **parts, "facts": facts}


def changes(request: ActorRequest, draft: int) -> HttpResponse:
    """List the changes of a draft with what each lacks; on a post add, copy or drop some."""
    row = open_draft(actor=request.actor, draft=draft)
    if request.method == "POST":
        try:
            return _changed(request, row)
        except RuleError as error:
            return refused(request, CHANGES, _changes(request, row), error.verdict)
    return render(request, CHANGES, _changes(request, row))


def _changed(request: ActorRequest, row: Draft) -> HttpResponse:
    deed, _sign, rest = request.POST.get("do", "").partition(":")
    url = DEEDS[deed](request, row, whole(rest)) if deed in DEEDS else ""
    return lead_on(request, url or reverse("desk:changes", args=[row.pk]))


def _add(request: ActorRequest, row: Draft, _change: int) -> str:
    kind = request.POST.get("change", "")
    (added,) = add_changes(actor=request.actor, draft=row.pk, changes=[{"change": kind}])
    return reverse("desk:change", args=[row.pk, added])


def _copy(request: ActorRequest, row: Draft, change: int) -> str:
    """Copy a change to right behind it; new organisations get keys of their own."""
    ids = [each["id"] for each in row.content["changes"]]
    for each in row.content["changes"]:
        if each["id"] == change:
            copied = copy_of_change(changes=row.content["changes"], change=each)
            (added,) = add_changes(actor=request.actor, draft=row.pk, changes=[copied])
            at = ids.index(change) + 1
            order = [*ids[:at], added, *ids[at:]]
            order_changes(actor=request.actor, draft=row.pk, order=order)
            return reverse("desk:change", args=[row.pk, added])
    return reverse("desk:changes", args=[row.pk])


def _drop(request: ActorRequest, row: Draft, change: int) -> str:
    url = reverse("desk:changes", args=[row.pk])
    if change not in {each["id"] for each in row.content["changes"]}:
        return url
    found = drop_changes(actor=request.actor, draft=row.pk, changes=[change])
    messages.success(request, _("Đã bỏ thay đổi khỏi bản soạn."))
    return f"{url}?hoan-tac={found.revision}"


DEEDS: Final = {"add": _add, "copy": _copy, "drop": _drop}


def _changes(request: ActorRequest, row: Draft) -> dict[str, Any]:
    narrowed = Narrowed(
        request.GET.get("tim", "")[:200],
        request.GET.get("loai", ""),
        faulty=request.GET.get("thieu") == "1",
    )
    rows = ChangeRows(
        actor=request.actor, content=row.content, on=day_of(request, row), narrowed=narrowed
    )
    undo = request.GET.get("hoan-tac", "")
    return {
        **step_context(request, row, "desk:changes"),
        "page": page_of(rows, request),  # type: ignore[arg-type]
        "narrowed": narrowed,
        "total": len(row.content["changes"]),
        "kinds": kind_choices(),
        "undo": whole(undo),
    }
