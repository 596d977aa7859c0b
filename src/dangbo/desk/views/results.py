"""Show what became of a signed draft."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.enums import State
from dangbo.desk.forms.signing import whole_number
from dangbo.desk.phrases import in_words
from dangbo.desk.queries.drafted import may_take_back, why_failed
from dangbo.desk.queries.opening import Draft, open_draft
from dangbo.desk.queries.verdicts import told_findings
from dangbo.desk.tables.drafts import state_badge
from dangbo.desk.tables.heads import head_facts
from dangbo.desk.views.frame import title_of
from dangbo.orgs.queries.telling import decision_rows
from dangbo.orgs.tables.parts import paper_url
from dangbo.rules.verdicts import Verdict
from dangbo.ui.parts import Crumb

MOST: Final = 50
SHOWN: Final = frozenset({State.SIGNED, State.SCHEDULED, State.FAILED})


def result(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what was done, what waits for its day, or why nothing was done."""
    draft = open_draft(actor=request.actor, draft=pk)
    if draft.state not in SHOWN:
        return redirect("desk:check", pk)
    others = filter(None, map(whole_number, request.GET.getlist("draft")[:MOST]))
    context = {
        "draft": draft,
        "title": title_of(draft),
        "badges": [state_badge(draft.state)],
        "crumbs": [Crumb(_("Sắp xếp tổ chức"), reverse("desk:home")), Crumb(title_of(draft))],
        "facts": head_facts(actor=request.actor, head=draft.content["head"]),
        "others": [_other(request, number) for number in others if number != pk],
        "may_reopen": may_take_back(actor=request.actor, draft=draft),
        **_state_parts(request, draft),
    }
    return render(request, "desk/result.html", context)


def _other(request: ActorRequest, number: int) -> dict[str, Any]:
    draft = open_draft(actor=request.actor, draft=number)
    return {"title": title_of(draft), "act": draft.act_id, "pk": draft.pk}


def _state_parts(request: ActorRequest, draft: Draft) -> dict[str, Any]:
    if draft.state == State.FAILED:
        kept = told_findings(why_failed(draft=draft))
        return {
            "findings": [told for each, names in kept for told in in_words(Verdict((each,)), names)]
        }
    if draft.state == State.SCHEDULED or draft.act_id is None:
        return {"waits": draft.state == State.SCHEDULED}
    row = decision_rows(actor=request.actor, acts=[draft.act_id]).get(draft.act_id)
    return {
        "act": draft.act_id,
        "decision_url": reverse("orgs:decision", args=[draft.act_id]),
        "paper_url": paper_url(row.paper_uid) if row else "",
        "tree_url": f"{reverse('orgs:home')}?on={draft.on.isoformat()}" if draft.on else "",
        "correct_url": _correct_url(draft.act_id),
    }


def _correct_url(act: int) -> str:
    try:
        return reverse("desk:correct", args=[act])
    except NoReverseMatch:
        return ""
