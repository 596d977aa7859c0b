"""Choose the organisations of a field: from the tree, by filter, or from a pasted list."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import ngettext

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.desk.commands.choosing import MOST_CHOSEN, Chosen, choose_orgs
from dangbo.desk.commands.pasting_lists import answer_lines, forget_list, paste_list
from dangbo.desk.forms.choosing import answers_of, ticks_of
from dangbo.desk.queries.opening import open_draft
from dangbo.desk.queries.placing import Place, find_field
from dangbo.desk.views.asking import lead_on, refused
from dangbo.desk.views.choosing_page import Choosing, back_url, context_of, found_by, tree_of
from dangbo.rules.verdicts import RuleError

PAGE: Final = "desk/choose.html"
# After these, the lines of the list are what one looks at.
LISTED: Final = frozenset({"dan", "tra-loi"})


def choose(request: ActorRequest, draft: int, change: int, field: str) -> HttpResponse:
    """Show those to choose from beside those chosen; on a post, write the choice into the draft."""
    row = open_draft(actor=request.actor, draft=draft)
    place = Place(draft, change, field, request.GET.get("part", "")[:120])
    held = find_field(row.content, place)
    if held is None:
        raise Http404
    choosing = Choosing(request, row, place, held)
    if request.method == "POST":
        return _post(choosing)
    if "muc" in request.GET and request.headers.get("HX-Request"):
        return _level(choosing)
    return render(request, PAGE, context_of(choosing))


def _level(choosing: Choosing) -> HttpResponse:
    asked = choosing.request.GET
    lines = tree_of(choosing).below(asked["muc"], asked.get("phan", ""))
    context = {"lines": lines, "many": choosing.held.field.many, "writable": True}
    return render(choosing.request, "desk/_choose_lines.html", context)


def _post(choosing: Choosing) -> HttpResponse:
    request = choosing.request
    act = ACTS.get(request.POST.get("viec", ""), _ticked)
    try:
        told = act(choosing, request.POST)
    except RuleError as error:
        again = {"typed_again": request.POST.get("danh_sach", "")}
        return refused(request, PAGE, {**context_of(choosing), **again}, error.verdict)
    if told:
        messages.success(request, told)
    done = request.POST.get("viec", "")
    here = request.get_full_path() + ("#lines" if done in LISTED else "")
    return lead_on(request, back_url(choosing) if done == "xong" else here)


def _ticked(choosing: Choosing, post: QueryDict) -> str:
    ticks = ticks_of(post)
    _choose(choosing, add=ticks.add, remove=ticks.remove)
    return ""


def _all_found(choosing: Choosing, post: QueryDict) -> str:
    keys = list(found_by(choosing)[: MOST_CHOSEN + 1])
    return _said(_choose(choosing, add=keys))


def _removed(choosing: Choosing, post: QueryDict) -> str:
    gone = choosing.keys if post.get("bo") == "tat-ca" else [post.get("bo", "")]
    _choose(choosing, remove=gone)
    return ""


def _pasted(choosing: Choosing, post: QueryDict) -> str:
    chosen, _lines = paste_list(
        actor=choosing.request.actor,
        place=choosing.place,
        text=post.get("danh_sach", ""),
        on=choosing.on,
    )
    return _said(chosen)


def _answered(choosing: Choosing, post: QueryDict) -> str:
    answers = answers_of(post)
    chosen, _lines = answer_lines(
        actor=choosing.request.actor,
        place=choosing.place,
        answers=answers.chosen,
        retyped=answers.retyped,
        on=choosing.on,
    )
    return _said(chosen)


def _forgotten(choosing: Choosing, post: QueryDict) -> str:
    forget_list(actor=choosing.request.actor, place=choosing.place)
    return ""


ACTS: Final[dict[str, Callable[[Choosing, QueryDict], str]]] = {
    "them-het": _all_found,
    "bo": _removed,
    "dan": _pasted,
    "tra-loi": _answered,
    "quen": _forgotten,
}


def _choose(choosing: Choosing, **ticks: Any) -> Chosen:
    return choose_orgs(actor=choosing.request.actor, place=choosing.place, **ticks)


def _said(chosen: Chosen) -> str:
    return ngettext(
        "Đã thêm %(added)s tổ chức; đang chọn %(total)s.",
        "Đã thêm %(added)s tổ chức; đang chọn %(total)s.",
        chosen.added,
    ) % {"added": format_number(chosen.added), "total": format_number(chosen.total)}
