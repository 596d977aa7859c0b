"""Show both versions of a part that was changed elsewhere meanwhile, to choose field by field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Conflict
from dangbo.desk.phrases import part_name
from dangbo.desk.phrases.values import told_change, told_head
from dangbo.desk.queries.directory import called
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.queries.opening import Draft
from dangbo.desk.tables.kinds import label_of
from dangbo.desk.views.asking import CONFLICT, day_of
from dangbo.desk.views.frame import step_context

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "seen", "autosave", "do"})
OWN = frozenset({"id", "change", "typed"})


class Versions(NamedTuple):
    """One field of which there are two versions."""

    field: str
    label: str
    mine: str
    theirs: str


def conflict_page(
    request: ActorRequest, draft: Draft, conflict: Conflict, *, step: str
) -> HttpResponse:
    """Show both versions side by side; what was typed goes along, so that nothing is lost."""
    context = {
        **step_context(request, draft, step),
        "part": part_name(conflict.part),
        "fields": _fields(request, draft, conflict),
        "kept": _kept(request),
        "by": str(conflict.edit.user),
        "at": conflict.edit.at,
        "own": conflict.edit.user_id == request.actor.user_id,
        "step_line": _("Chưa lưu: phần này vừa được sửa ở nơi khác"),
    }
    return render(request, "desk/conflict.html", context, status=CONFLICT)


def _kept(request: ActorRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT and not name.startswith("keep.")
    ]


def _fields(request: ActorRequest, draft: Draft, conflict: Conflict) -> list[Versions]:
    mine, theirs = conflict.mine, conflict.theirs
    words = (_words(request, draft, conflict, mine), _words(request, draft, conflict, theirs))
    kind = str(mine.get("change") or theirs.get("change") or "")
    return [
        Versions(name, label_of(kind, name), words[0].get(name, ""), words[1].get(name, ""))
        for name in _differing(mine, theirs)
    ]


def _differing(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Sequence[str]:
    typed = (mine.get("typed") or {}, theirs.get("typed") or {})
    names = dict.fromkeys([*mine, *theirs, *typed[0], *typed[1]])
    return [
        name
        for name in names
        if name not in OWN
        and (mine.get(name) or None, typed[0].get(name))
        != (theirs.get(name) or None, typed[1].get(name))
    ]


def _words(
    request: ActorRequest, draft: Draft, conflict: Conflict, value: Mapping[str, Any]
) -> dict[str, str]:
    if conflict.part == "head":
        return {each.field: each.text for each in told_head(value)}
    on = day_of(request, draft)
    found = called(
        actor=request.actor, content=draft.content, keys=keys_in({"changes": [value]}), on=on
    )
    names = {key: each.name for key, each in found.items()}
    return {each.field: each.text for each in told_change(value, names, on)}
