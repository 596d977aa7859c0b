"""Add somebody who is a member already: who, where, since when; with those of like name shown."""

import re
from secrets import token_hex
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.commands import foresee_events, record_events
from dangbo.members.commands.seen import paper_of
from dangbo.members.forms.events import EventForm
from dangbo.members.phrases.events import act_sentence
from dangbo.members.queries import MemberRow, search_members
from dangbo.members.queries.meanwhile import last_act_about
from dangbo.members.tables.members import birth_words, member_url
from dangbo.members.views.acting import REFUSED, is_read, told
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Crumb

ALIKE = 5
KEY_BYTES = 6
# The key that the page gave: sent twice, it adds one person only.
OWN_KEY: Final = re.compile(rf"dv-[0-9a-f]{{{2 * KEY_BYTES}}}")


def add(request: ActorRequest) -> HttpResponse:
    """Ask for a member; on a post whose verdict is settled, record him or her."""
    if not request.as_of.is_today:
        return redirect(f"{request.path}{query_with(request, on=None, known=None)}")
    form = EventForm(
        request.POST or None, actor=request.actor, change="enter", today=request.as_of.today
    )
    if request.method == "POST":
        return _sent(request, form, _key_in(request))
    form.initial["to_chuc"] = request.GET.get("to_chuc", "")
    return _page(request, form, Verdict(), 200)


def _sent(request: ActorRequest, form: EventForm, uid: str) -> HttpResponse:
    checked = "check" in request.POST
    if not checked and last_act_about(uid=uid):
        messages.info(request, _("Người này đã được ghi từ lần gửi trước."))
        return redirect(member_url(uid))
    if not form.is_valid():
        return _page(request, form, Verdict(), 200 if checked else REFUSED)
    events = form.events(uid)
    if checked or not is_read(request, form):
        found = foresee_events(actor=request.actor, on=form.day, events=events)
        verdict = Verdict(found.against, (*form.warned, *found.warnings))
        return _page(request, form, verdict, 200 if checked else REFUSED)
    try:
        _record(request, form, events)
    except RuleError as error:
        return _page(request, form, error.verdict, REFUSED)
    messages.success(request, act_sentence("enter", 1))
    return redirect(member_url(uid))


def _key_in(request: ActorRequest) -> str:
    """Return the key that the page of this form was given, or a new one."""
    given = request.POST.get("khoa", "")
    return given if OWN_KEY.fullmatch(given) else f"dv-{token_hex(KEY_BYTES)}"


def _record(request: ActorRequest, form: EventForm, events: list[dict[str, Any]]) -> None:
    record_events(
        actor=request.actor,
        on=form.day,
        precision=form.precision,
        events=events,
        paper=paper_of(actor=request.actor, paper=form.cleaned_data["so"]),
        reason=form.cleaned_data["ly_do"],
        invented=bool(form.org and form.org.invented),
    )


def _page(request: ActorRequest, form: EventForm, verdict: Verdict, status: int) -> HttpResponse:
    title = _("Thêm đảng viên")
    ready = form.is_bound and form.is_valid()
    context = {
        "title": title,
        "line": _("Người đã là đảng viên mà sổ chưa có. Kết nạp mới thì mở hồ sơ kết nạp."),
        "crumbs": [Crumb(_("Đảng viên"), reverse("members:home")), Crumb(title)],
        "form": form,
        "keep": "enter",
        "own_key": _key_in(request),
        "findings": told(request, verdict),
        "agreed": ready and verdict.allows,
        "alike": _alike(request, form) if ready else [],
        "seen": " ".join(each.code for each in form.warned) if ready else "",
        "save": title,
        "back_url": reverse("members:home"),
    }
    return render(request, "members/act.html", context, status=status)


def _alike(request: ActorRequest, form: EventForm) -> list[tuple[str, str]]:
    """Return those who bear the same name already, to be looked at first."""
    rows = search_members(
        actor=request.actor,
        text=str(form.cleaned_data.get("name", "")),
        on=request.as_of.on,
        limit=ALIKE,
    )
    return [(_words(row), member_url(row.uid)) for row in rows]


def _words(row: MemberRow) -> str:
    said = (row.name, birth_words(row), row.org.name if row.org else "")
    return ", ".join(each for each in said if each)
