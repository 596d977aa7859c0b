"""Record one event of a member: ask, show the verdict and what changes, then write it."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.commands import foresee_events
from dangbo.members.commands.seen import ChangedSince, needs_paper, record_seen
from dangbo.members.forms.events import OF_KIND, OFFERED, EventForm
from dangbo.members.phrases import change_name, in_words
from dangbo.members.phrases.events import act_sentence
from dangbo.members.queries import Member, member
from dangbo.members.queries.meanwhile import last_act_about
from dangbo.members.tables.acting import (
    Stated,
    act_groups,
    changes_of,
    kinds_of,
)
from dangbo.members.tables.members import member_url
from dangbo.members.views.naming import called_in, recent_in
from dangbo.orgs.views.asking import on_day
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.member_changes import NUMBERS
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Crumb, Finding

CONFLICT, REFUSED = 409, 422
OPEN: Final = Verdict()


def choose(request: ActorRequest, uid: str) -> HttpResponse:
    """Offer what can be recorded of a member."""
    found = _member(request, uid)
    title = _("Ghi việc cho %(name)s") % {"name": found.row.name}
    context = {
        "title": title,
        "crumbs": crumbs(found, _("Ghi việc")),
        "groups": act_groups(found),
    }
    return render(request, "members/acts.html", context)


def act(request: ActorRequest, uid: str, change: str) -> HttpResponse:
    """Ask for an event; on a post whose verdict is settled, record it and go to the member."""
    if change not in OFFERED:
        raise Http404
    if not request.as_of.is_today:
        return redirect(f"{request.path}{query_with(request, on=None, known=None)}")
    found = _member(request, uid)
    kind = request.GET.get("loai", "")
    if change in OF_KIND and not _is_kind(change, kind):
        return _choose_kind(request, found, change)
    form = _form(request, found, change, kind)
    if request.method != "POST":
        return _page(request, found, form, OPEN, 200)
    if not form.is_valid():
        return _page(request, found, form, OPEN, _refused(request))
    if "check" in request.POST:
        return _page(request, found, form, _verdict(request, form, uid), 200)
    return _record(request, found, form)


def _member(request: ActorRequest, uid: str) -> Member:
    found = member(uid=uid, **on_day(request))
    if found is None:
        raise Http404
    return found


def _is_kind(change: str, kind: str) -> bool:
    return kind in (attribute_kinds() if change == "attribute" else NUMBERS)


def _form(request: ActorRequest, found: Member, change: str, kind: str) -> EventForm:
    since = last_act_about(uid=found.row.uid)
    return EventForm(
        request.POST or None,
        actor=request.actor,
        change=change,
        kind=kind,
        today=request.as_of.today,
        known={**known_of(found), "since": since},
    )


def known_of(found: Member) -> dict[str, Any]:
    """Return what is known of who a person is, as forms are filled with it."""
    row = found.row
    birth = PartialDay(row.birth, Precision(row.birth_precision)) if row.birth else None
    own = ("name", "sex", "ethnicity", "religion", "home_town")
    facts = {
        name: found.facts.get(name, "") for name in ("birth_name", "other_names", "birthplace")
    }
    stated = {name: getattr(row, name) for name in own}
    return {**stated, **facts, "birth": birth, "birth_day": row.birth, "admitted": row.admitted}


def _choose_kind(request: ActorRequest, found: Member, change: str) -> HttpResponse:
    title = change_name(change)
    context = {
        "title": title,
        "crumbs": crumbs(found, title),
        "kinds": kinds_of(found, change),
    }
    return render(request, "members/choose_kind.html", context)


def _verdict(request: ActorRequest, form: EventForm, uid: str) -> Verdict:
    events = form.events(uid)
    lacks = needs_paper(events, form.cleaned_data["so"])
    if lacks.against:
        return Verdict(lacks.against, form.warned)
    found = foresee_events(actor=request.actor, on=form.day, events=events)
    return Verdict(found.against, (*form.warned, *found.warnings))


def _record(request: ActorRequest, found: Member, form: EventForm) -> HttpResponse:
    uid, told = found.row.uid, form.cleaned_data
    if not is_read(request, form):
        return _page(request, found, form, _verdict(request, form, uid), REFUSED)
    try:
        record_seen(
            actor=request.actor,
            uid=uid,
            since=told.get("since") or 0,
            on=form.day,
            precision=form.precision,
            events=form.events(uid),
            paper=told["so"],
            reason=told["ly_do"],
            invented=found.row.invented,
        )
    except ChangedSince:
        return _conflict(request, found, form)
    except RuleError as error:
        return _page(request, found, form, error.verdict, REFUSED)
    messages.success(request, act_sentence(form.change, 1))
    return redirect(member_url(uid))


def is_read(request: ActorRequest, form: EventForm) -> bool:
    """Say whether the warnings of a form have been shown to whoever sends it."""
    read = set(str(request.POST.get("seen", "")).split())
    return {each.code for each in form.warned} <= read


def _conflict(request: ActorRequest, found: Member, form: EventForm) -> HttpResponse:
    """Show what others recorded since the page was made, and keep all that was typed."""
    uid, since = found.row.uid, form.cleaned_data.get("since") or 0
    recent = recent_in(request, uid=uid, since=since)
    form.data = {**request.POST.dict(), "since": str(last_act_about(uid=uid))}
    verdict = _verdict(request, form, uid)
    return _page(request, found, form, verdict, CONFLICT, recent=recent)


def _refused(request: ActorRequest) -> int:
    return 200 if "check" in request.POST else REFUSED


def _page(
    request: ActorRequest,
    found: Member,
    form: EventForm,
    verdict: Verdict,
    status: int,
    **more: Any,
) -> HttpResponse:
    title = change_name(form.change)
    ready = form.is_bound and form.is_valid()
    context = {
        "title": title,
        "line": found.row.name,
        "crumbs": crumbs(found, title),
        "form": form,
        "keep": f"{found.row.uid} {form.change} {form.kind}",
        "findings": told(request, verdict),
        "agreed": ready and verdict.allows,
        "seen": " ".join(each.code for each in form.warned) if ready else "",
        "changes": changes_of(found, _stated(form)) if ready and verdict.allows else [],
        "save": title,
        "back_url": member_url(found.row.uid),
        **more,
    }
    return render(request, "members/act.html", context, status=status)


def _stated(form: EventForm) -> Stated:
    given = form.cleaned_data
    return Stated(
        change=form.change,
        kind=form.kind,
        day=form.day,
        org=form.org.name if form.org else "",
        value=str(given.get("value") or ""),
        identity=form.identity if form.change == "identify" else {},
        birth=given.get("birth"),
        known=form.known,
    )


def told(request: ActorRequest, verdict: Verdict) -> list[Finding]:
    """Return a verdict in words, with the persons and organisations that it speaks of."""
    return in_words(verdict, called_in(request, (*verdict.against, *verdict.warnings)))


def crumbs(found: Member, *steps: str) -> list[Crumb]:
    """Return the path from the register through a member to a page."""
    register = Crumb(_("Đảng viên"), reverse("members:home"))
    own = Crumb(found.row.name, member_url(found.row.uid))
    return [register, own, *(Crumb(step) for step in steps)]
