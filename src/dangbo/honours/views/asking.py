"""Read from a request what a page of badges or cards is about, and show acts with verdicts."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.honours.phrases import in_words
from dangbo.members.views.naming import called_in
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.rules.verdicts import Verdict
from dangbo.ui.addresses import query_with, query_without
from dangbo.ui.parts import Chip, Crumb

PER_PAGE: Final = 50
REFUSED: Final = 422


def chosen(request: ActorRequest, text: str) -> Chosen:
    """Return the organisation that a list is narrowed to."""
    return chosen_org(request, text, on=request.as_of.on)


def chips(request: ActorRequest, form: Any) -> list[Chip]:
    """Return the filters that are set, each with the address without it."""
    return [
        Chip(field.label or "", form.shown(name), query_without(request, name, request.GET[name]))
        for name, field in form.fields.items()
        if form.value(name)
    ]


def file_urls(request: ActorRequest) -> Mapping[str, str]:
    """Return the addresses of the list as files."""
    return {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")}


def crumbs(*steps: str) -> list[Crumb]:
    """Return the path to a page of badges."""
    return [Crumb(_("Huy hiệu Đảng"), reverse("honours:home")), *map(Crumb, steps)]


def card_crumbs(*steps: str) -> list[Crumb]:
    """Return the path to a page of cards."""
    return [Crumb(_("Thẻ đảng viên"), reverse("honours:cards")), *map(Crumb, steps)]


def asked(
    request: ActorRequest,
    template: str,
    *,
    form: Any,
    verdict: Verdict,
    names: Mapping[str, str],
    about: Mapping[str, Any],
) -> HttpResponse:
    """Show a form with what stands against the act, and what to heed."""
    posted = form.is_bound
    checked = "check" in request.POST
    called = called_in(request, (*verdict.against, *verdict.warnings))
    context = {
        **about,
        "form": form,
        "findings": in_words(verdict, names=names, called=called),
        "refused": not verdict.allows,
        "posted": posted,
        "agreed": checked and form.is_valid() and verdict == Verdict(),
        "seen": " ".join(dict.fromkeys(each.code for each in verdict.warnings)),
    }
    status = REFUSED if posted and not checked else 200
    return render(request, template, context, status=status)


def all_invented(rows: Iterable[Any]) -> bool:
    """Say whether there is somebody, and nobody real among them."""
    found = [bool(row.invented) for row in rows]
    return bool(found) and all(found)
