"""Put a form before an act on a page, with the verdict; nothing of it stays in the browser."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from dangbo.accounts.middleware import ActorRequest
from dangbo.rules.verdicts import Verdict
from dangbo.sealed.phrases.findings import in_words
from dangbo.sealed.tables import crumbs
from dangbo.ui.settling import SettledForm

unkept: Callable[..., Any] = never_cache


def asked(
    request: ActorRequest,
    form: SettledForm,
    verdict: Verdict,
    *,
    title: str,
    save: str,
    back_url: str,
    path: list[Any] | None = None,
    line: str = "",
) -> HttpResponse:
    """Show a form with what stands against the act; its warnings are sent along as read."""
    context = {
        "title": title,
        "line": line,
        "form": form,
        "findings": in_words(verdict),
        "refused": not verdict.allows,
        "seen": " ".join(each.code for each in verdict.warnings),
        "save": save,
        "back_url": back_url,
        "crumbs": path or crumbs(None, title),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "sealed/form.html", context, status=status)
