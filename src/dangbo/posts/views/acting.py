"""Ask for acts on posts; each page shows the verdict before the act."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.queries import Standing, names_on
from dangbo.orgs.views.asking import on_day
from dangbo.posts import queries
from dangbo.posts.commands import foresee_posts, record_posts
from dangbo.posts.forms.acts import (
    ActForm,
    BeginForm,
    EndForm,
    OutsideForm,
    SeatsForm,
)
from dangbo.posts.forms.registers import DeclareForm
from dangbo.posts.phrases import in_words
from dangbo.posts.tables.lists import held_choices
from dangbo.posts.tables.parts import board_url, person_url
from dangbo.posts.views.asking import person_of, standing
from dangbo.posts.views.boards import crumbs
from dangbo.rules.post_entries import orgs_in, persons_in
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb


def begin(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask who comes into which posts of an organisation."""
    org = standing(request, uid)
    form = BeginForm(
        request.POST or None,
        initial={"on": request.as_of.today},
        actor=request.actor,
        org=org.id,
        kind=org.nearest.kind,
        day=request.as_of.on,
    )
    return asked(request, form, _("Ghi giữ chức"), board_url(uid), _about(org))


def end(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask which of the posts held in an organisation end."""
    org = standing(request, uid)
    held = [
        row
        for each in queries.bodies_of(org=org.id, **on_day(request)).values()
        for row in each.rows
    ]
    form = EndForm(
        request.POST or None,
        initial={"on": request.as_of.today},
        actor=request.actor,
        org=org.id,
        held=held_choices(held),
    )
    return asked(request, form, _("Ghi thôi giữ chức"), board_url(uid), _about(org))


def fix_seats(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask how many seats a paper gives a body."""
    org = standing(request, uid)
    form = SeatsForm(
        request.POST or None,
        initial={"on": request.as_of.today, "body": request.GET.get("co_quan", "")},
        actor=request.actor,
        org=org.id,
        kind=org.nearest.kind,
        day=request.as_of.on,
    )
    return asked(request, form, _("Ghi số lượng cấp ủy"), board_url(uid), _about(org))


def _about(org: Standing) -> dict[str, Any]:
    return {"line": org.nearest.name, "crumbs": crumbs(org)}


def outside(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask for a post that a person holds outside the register."""
    who = person_of(request, uid)
    form = OutsideForm(
        request.POST or None,
        initial={"on": request.as_of.today},
        actor=request.actor,
        person=uid,
    )
    title = _("Ghi chức vụ ngoài sổ")
    return asked(request, form, title, person_url(uid), _of(who.name, uid))


def end_outside(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask which of a person's posts outside the register end."""
    who = person_of(request, uid)
    held = queries.posts_of(person=who.id, **on_day(request))
    form = EndForm(
        request.POST or None,
        initial={"on": request.as_of.today},
        actor=request.actor,
        org=None,
        held=held_choices([each for each in held if each.org is None]),
    )
    title = _("Ghi thôi chức vụ ngoài sổ")
    return asked(request, form, title, person_url(uid), _of(who.name, uid))


def _of(name: str, uid: str) -> dict[str, Any]:
    steps = [Crumb(_("Cấp ủy, chức vụ"), reverse("posts:home")), Crumb(name, person_url(uid))]
    return {"line": name, "crumbs": steps}


def declare(request: ActorRequest) -> HttpResponse:
    """Ask how far the declarations of some persons have come."""
    today = request.as_of.today
    lines = "\n".join(request.GET.getlist("nguoi"))
    form = DeclareForm(
        request.POST or None,
        initial={"on": today, "year": today.year, "lines": lines},
        actor=request.actor,
        kind="",
        day=today,
    )
    back = reverse("posts:declarations")
    steps = [Crumb(_("Kê khai tài sản, thu nhập"), back)]
    return asked(request, form, _("Ghi kê khai"), back, {"crumbs": steps})


def asked(
    request: ActorRequest, form: ActForm, title: str, back: str, about: Mapping[str, Any]
) -> HttpResponse:
    """Show a form with its verdict; on a valid post whose verdict is settled, do the act."""
    verdict, entries = Verdict(), []
    if form.is_valid():
        entries, told = form.entries(), form.cleaned_data
        verdict = foresee_posts(actor=request.actor, on=told["on"], posts=entries)
        if form.is_settled(verdict):
            try:
                record_posts(
                    actor=request.actor,
                    on=told["on"],
                    posts=entries,
                    paper=told["paper"],
                    reason=told["reason"],
                )
            except RuleError as error:
                verdict = error.verdict
            else:
                done = _("Đã ghi: %(title)s, %(count)s mục.")
                messages.success(request, done % {"title": title.lower(), "count": len(entries)})
                return redirect(back)
    return _page(request, form, verdict, entries, {"title": title, "back_url": back, **about})


def _page(
    request: ActorRequest,
    form: ActForm,
    verdict: Verdict,
    entries: list[dict[str, Any]],
    about: dict[str, Any],
) -> HttpResponse:
    on = form.cleaned_data.get("on") if form.is_bound and form.is_valid() else None
    day = on or request.as_of.today
    checked = "check" in request.POST
    context = {
        **about,
        "crumbs": [*about["crumbs"], Crumb(about["title"])],
        "form": form,
        "findings": in_words(verdict, on=day, names=names_in(request, entries, verdict)),
        "refused": not verdict.allows,
        "posted": request.method == "POST",
        "agreed": checked and form.is_valid() and verdict == Verdict(),
        "seen": " ".join(dict.fromkeys(each.code for each in verdict.warnings)),
    }
    status = 422 if request.method == "POST" and not checked else 200
    return render(request, "posts/act_form.html", context, status=status)


def names_in(
    request: ActorRequest, entries: list[dict[str, Any]], verdict: Verdict
) -> dict[object, str]:
    """Return the names of the persons (by key) and organisations (by id) of a verdict."""
    told = [*verdict.against, *verdict.warnings]
    uids = {*persons_in(entries), *(str(each.fact("person") or "") for each in told)} - {""}
    found = queries.persons_called(actor=request.actor, texts=uids)
    names: dict[object, str] = {uid: own[0].name for uid, own in found.items() if own}
    stated = {each.fact("org") for each in told}
    orgs = {*orgs_in(entries), *(each for each in stated if isinstance(each, int))}
    return names | {pk: each.name for pk, each in names_on(orgs=orgs, **on_day(request)).items()}
