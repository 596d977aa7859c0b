"""Record one event of many members: choose it, see who can and who cannot, then one act."""

from collections import defaultdict
from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.members.commands import foresee_events, record_events
from dangbo.members.commands.seen import paper_of
from dangbo.members.forms.bulk import FOR_MANY, MOST, BulkForm
from dangbo.members.forms.events import OF_KIND
from dangbo.members.phrases import attribute_name, change_name
from dangbo.members.phrases.events import act_sentence
from dangbo.members.phrases.findings import finding_text
from dangbo.members.queries import MemberRow, members_of
from dangbo.members.queries.chosen import rows_by_uid
from dangbo.members.tables.members import member_url
from dangbo.members.views.asking import narrowing
from dangbo.members.views.naming import called_in
from dangbo.orgs.views.asking import on_day
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.verdicts import Finding, RuleError, Verdict
from dangbo.ui.parts import Crumb

SHOWN: Final = 100
REFUSED: Final = 422


class Refused(NamedTuple):
    """One for whom an event does not hold, with every reason."""

    name: str
    url: str
    reasons: list[str]


class Outlook(NamedTuple):
    """For whom an event holds, for whom not, and what is against it whoever it is of."""

    allowed: list[MemberRow]
    refused: list[Refused]
    against: list[Finding]


def bulk(request: ActorRequest) -> HttpResponse:
    """Ask what to record of the members that are ticked, or of all that a list asks for."""
    if not request.as_of.is_today:
        return redirect(reverse("members:home"))
    given = request.POST if request.method == "POST" else request.GET
    rows = _rows(request, given)
    if not rows:
        messages.warning(request, _("Chưa chọn đảng viên nào. Đánh dấu ít nhất một dòng."))
        return redirect("members:home")
    form = _form(request, given)
    if len(rows) > MOST or form is None:
        return _choose(request, rows)
    return _answer(request, rows, form)


def _form(request: ActorRequest, given: QueryDict) -> BulkForm | None:
    """Return the form of the event that is chosen; None where none is yet."""
    change, kind = str(given.get("viec", "")), str(given.get("loai", ""))
    if change not in FOR_MANY or (change in OF_KIND and kind not in attribute_kinds()):
        return None
    typed = request.POST if "buoc" in request.POST else None
    today = request.as_of.today
    return BulkForm(typed, actor=request.actor, change=change, kind=kind, today=today)


def _answer(request: ActorRequest, rows: list[MemberRow], form: BulkForm) -> HttpResponse:
    if not form.is_bound:
        return _page(request, rows, form, None, 200)
    if not form.is_valid():
        return _page(request, rows, form, None, REFUSED)
    outlook = _outlook(request, rows, form)
    if request.POST["buoc"] != "ghi" or not outlook.allowed:
        return _page(request, rows, form, outlook, 200)
    return _record(request, rows, form, outlook)


def _rows(request: ActorRequest, given: QueryDict) -> list[MemberRow]:
    ticked = given.getlist("row")
    if ticked:
        return rows_by_uid(uids=ticked[: MOST + 1], **on_day(request))
    if request.method == "POST" and "loc" not in given:
        return []
    asked = QueryDict(str(given["loc"])) if "loc" in given else request.GET
    form = narrowing(request, asked)
    if form.errors:
        return []
    org = form.org
    filters = form.filters
    about = org.id if org else None
    return members_of(org=about, filters=filters, limit=MOST + 1, **on_day(request))


def _choose(request: ActorRequest, rows: list[MemberRow]) -> HttpResponse:
    kinds = [(code, attribute_name(code)) for code in attribute_kinds()]
    context = {
        **_frame(request, rows, _("Ghi cho nhiều đảng viên")),
        "too_many": len(rows) > MOST,
        "most": format_number(MOST),
        "changes": [(each, change_name(each)) for each in FOR_MANY if each not in OF_KIND],
        "kinds": kinds,
    }
    return render(request, "members/bulk_choose.html", context)


def _frame(request: ActorRequest, rows: list[MemberRow], title: str) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else request.GET
    ticked = given.getlist("row")
    query = str(given.get("loc", "")) or request.GET.urlencode()
    return {
        "title": title,
        "crumbs": [Crumb(_("Đảng viên"), reverse("members:home")), Crumb(title)],
        "count": format_number(len(rows)),
        "ticked": ticked,
        "query": "" if ticked else query,
        "back_url": f"{reverse('members:home')}?{query}" if query else reverse("members:home"),
        "names": ", ".join(row.name for row in rows[:5]),
        "more": format_number(len(rows) - 5) if len(rows) > 5 else "",  # noqa: PLR2004 - named
    }


def _outlook(request: ActorRequest, rows: list[MemberRow], form: BulkForm) -> Outlook:
    """Judge all at once, and tell the reasons apart by whom they are of."""
    events = form.events_of([row.uid for row in rows])
    verdict = foresee_events(actor=request.actor, on=form.day, events=events)
    of_person: dict[int, list[Finding]] = defaultdict(list)
    against = []
    for each in verdict.against:
        person = each.fact("person")
        if isinstance(person, int):
            of_person[person].append(each)
        else:
            against.append(each)
    called = called_in(request, verdict.against)
    refused = [
        Refused(row.name, member_url(row.uid), [finding_text(f, called) for f in of_person[row.id]])
        for row in rows
        if row.id in of_person
    ]
    allowed = [row for row in rows if row.id not in of_person] if not against else []
    return Outlook(allowed, refused, against)


def _record(
    request: ActorRequest, rows: list[MemberRow], form: BulkForm, outlook: Outlook
) -> HttpResponse:
    told = form.cleaned_data
    try:
        act = record_events(
            actor=request.actor,
            on=form.day,
            precision=form.precision,
            events=form.events_of([row.uid for row in outlook.allowed]),
            paper=paper_of(actor=request.actor, paper=told["so"]),
            reason=told["ly_do"],
            invented=all(row.invented for row in outlook.allowed),
        )
    except RuleError:
        return _page(request, rows, form, _outlook(request, rows, form), REFUSED)
    messages.success(request, act_sentence(form.change, len(outlook.allowed)))
    return redirect("members:correct", act.seq)


def _page(
    request: ActorRequest,
    rows: list[MemberRow],
    form: BulkForm,
    outlook: Outlook | None,
    status: int,
) -> HttpResponse:
    title = change_name(form.change)
    if form.kind:
        title = _("%(what)s: %(kind)s") % {"what": title, "kind": attribute_name(form.kind)}
    allowed = len(outlook.allowed) if outlook else 0
    against = Verdict(tuple(outlook.against)) if outlook else Verdict()
    called = called_in(request, against.against)
    context = {
        **_frame(request, rows, title),
        "form": form,
        "change": form.change,
        "kind": form.kind,
        "keep": f"bulk {form.change} {form.kind}",
        "seen": outlook is not None,
        "against": [finding_text(each, called) for each in against.against],
        "allowed": format_number(allowed) if allowed else "",
        "refused": outlook.refused[:SHOWN] if outlook else [],
        "refused_count": format_number(len(outlook.refused)) if outlook else "0",
        "refused_left": max(0, len(outlook.refused) - SHOWN) if outlook else 0,
    }
    return render(request, "members/bulk.html", context, status=status)
