"""Begin drafts, put them away, and take them up again."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import discard_draft, reopen_draft, see_notices, start_draft
from dangbo.desk.commands.copying import copy_of_decision, copy_of_draft
from dangbo.desk.commands.templates import TEMPLATES, laid_out
from dangbo.desk.phrases import in_words
from dangbo.desk.queries.below import those_under
from dangbo.desk.queries.directory import Called, called
from dangbo.desk.queries.listing import drafts
from dangbo.desk.queries.meaning import Meaning, meanings, one_line
from dangbo.desk.views.asking import REFUSED, lead_on, whole
from dangbo.rules.verdicts import RuleError
from dangbo.ui.parts import Crumb

MOST_COPIED: Final = 30
LONGEST: Final = 300


def new(request: ActorRequest) -> HttpResponse:
    """Offer what a draft can begin with; on a post begin it."""
    typed = one_line(request.POST.get("org", request.GET.get("org", ""))[:LONGEST])
    org, meaning = _org(request, typed)
    if request.method == "POST" and (org or not typed):
        content = _content(request, org)
        if content is not None:
            draft = start_draft(actor=request.actor, content=content)
            return lead_on(request, reverse("desk:head", args=[draft.pk]))
    context = {
        "crumbs": [Crumb(_("Sắp xếp tổ chức"), reverse("desk:home")), Crumb(_("Soạn quyết định"))],
        "title": _("Soạn quyết định"),
        "templates": TEMPLATES,
        "typed": typed,
        "org": org,
        "meaning": meaning,
        "earlier": drafts(actor=request.actor)[:MOST_COPIED],
        "decision": request.GET.get("quyet-dinh", ""),
    }
    status = REFUSED if request.method == "POST" and "look" not in request.POST else 200
    return render(request, "desk/new.html", context, status=status)


def _org(request: ActorRequest, typed: str) -> tuple[Called | None, Meaning]:
    """Return the organisation that a draft is to begin with, by key, code or name."""
    if not typed:
        return None, Meaning()
    today = request.as_of.today
    found = meanings(actor=request.actor, content={}, texts=[typed], on=today)
    meaning = found.get(typed, Meaning())
    if not meaning.key:
        return None, meaning
    org = called(actor=request.actor, content={}, keys=[meaning.key], on=today)[meaning.key]
    return org, meaning


def _content(request: ActorRequest, org: Called | None) -> dict[str, Any] | None:
    """Return what a draft begins with, or nothing where no template was chosen."""
    copied, decided = (whole(request.POST.get(name, "")) for name in ("copy", "decision"))
    # A template has been pressed on by name; the fields of the copies may still hold something.
    if "template" not in request.POST and copied:
        return copy_of_draft(actor=request.actor, draft=copied)
    if "template" not in request.POST and decided:
        return copy_of_decision(actor=request.actor, act=decided)
    chosen = next((each for each in TEMPLATES if each.key == request.POST.get("template")), None)
    if chosen is None:
        return None
    today = request.as_of.today
    under = those_under(actor=request.actor, sources=[org.key], on=today) if org else {}
    changes = laid_out(template=chosen, on=today, org=org.key if org else "", children=list(under))
    return {"head": {}, "changes": changes}


def discard(request: ActorRequest, draft: int) -> HttpResponse:
    """Put a draft away; it can be taken up again."""
    if request.method == "POST":
        try:
            discard_draft(actor=request.actor, draft=draft)
        except RuleError as error:
            return _said(request, error, draft)
        messages.success(
            request, _("Đã bỏ bản soạn. Lọc trạng thái «Đã bỏ» để tìm và mở lại khi cần.")
        )
    return lead_on(request, reverse("desk:home"))


@require_POST
def reopen(request: ActorRequest, draft: int) -> HttpResponse:
    """Take up a draft again that was put away, waits for its day, or failed on it."""
    try:
        reopen_draft(actor=request.actor, draft=draft)
    except RuleError as error:
        return _said(request, error, draft)
    see_notices(actor=request.actor, draft=draft)
    messages.success(request, _("Đã mở lại bản soạn để sửa."))
    return lead_on(request, reverse("desk:draft", args=[draft]))


def _said(request: ActorRequest, error: RuleError, draft: int) -> HttpResponse:
    for each in in_words(error.verdict, {}):
        messages.error(request, str(each.text))
    return lead_on(request, reverse("desk:draft", args=[draft]))
