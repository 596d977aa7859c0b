"""Ask where an organisation has its office, and take back what was recorded of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import parse_day
from dangbo.orgs.access import org_by_uid
from dangbo.orgs.commands import foresee_place, record_place, take_place_back
from dangbo.orgs.forms import PlaceForm
from dangbo.orgs.phrases import finding_text
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.places import places_of
from dangbo.orgs.tables.parts import org_url
from dangbo.orgs.tables.places import place_columns, place_rows
from dangbo.orgs.views.asking import all_time
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb, Finding
from dangbo.ui.tables import table_of


def place(request: ActorRequest, uid: str) -> HttpResponse:
    """Show every place of an organisation, and record one from a day on."""
    org = org_by_uid(request.actor, uid)
    form = PlaceForm(request.POST or None, initial={"on": request.as_of.today}, actor=request.actor)
    verdict = Verdict()
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("on", "at", "address")}
        cited = {name: form.cleaned_data[name] for name in ("paper", "reason")}
        asked = {"actor": request.actor, "org": org.pk, **given}
        verdict = foresee_place(**asked, cited=any(cited.values()))
        if form.is_settled(verdict):
            record_place(**asked, **cited)
            messages.success(request, _("Đã ghi nơi đặt trụ sở."))
            return redirect(org_url(uid))
    return _page(request, org.pk, uid, form, verdict)


def _page(
    request: ActorRequest, org: int, uid: str, form: PlaceForm, verdict: Verdict
) -> HttpResponse:
    name = names_on(actor=request.actor, orgs=[org], on=request.as_of.today)[org].name
    findings = [Finding("refusal", finding_text(each, {org: name})) for each in verdict.against]
    findings += [Finding("warning", finding_text(each, {org: name})) for each in verdict.warnings]
    rows = place_rows(places_of(org=org, **all_time(request)))
    context: dict[str, Any] = {
        "title": _("Nơi đặt trụ sở"),
        "line": name,
        "crumbs": [
            Crumb(_("Cây tổ chức"), reverse("orgs:home")),
            Crumb(name, org_url(uid)),
            Crumb(_("Nơi đặt trụ sở")),
        ],
        "form": form,
        "findings": findings,
        "seen": " ".join(dict.fromkeys(each.code for each in verdict.warnings)),
        "refused": not verdict.allows,
        "back_url": org_url(uid),
        "rows": rows,
        "table": table_of(request, place_columns(), rows, caption=_("Các nơi đã ghi")),
        "uid": uid,
    }
    return render(request, "orgs/place.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back(request: ActorRequest, uid: str) -> HttpResponse:
    """Take back what was recorded of one day, for a reason."""
    org = org_by_uid(request.actor, uid)
    try:
        take_place_back(
            actor=request.actor,
            org=org.pk,
            on=parse_day(request.POST.get("ngay", "")),
            reason=request.POST.get("ly_do", ""),
        )
    except (RuleError, ValueError):
        messages.error(request, _("Chưa bỏ được: chọn ngày đã ghi và nêu lý do."))
    else:
        messages.success(request, _("Đã bỏ nơi đặt trụ sở đã ghi của ngày ấy."))
    return redirect("orgs:place", uid=uid)
