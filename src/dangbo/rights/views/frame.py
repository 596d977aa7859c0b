"""Put a form before an act on a page, judge it, and do it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.access import ActorRequest, NotGranted
from dangbo.rights.commands.foreseeing import foresee
from dangbo.rights.forms.acts import ActForm
from dangbo.rights.phrases import in_words
from dangbo.rights.queries.holding import SEEN_AS
from dangbo.rules.verdicts import RuleError, Verdict


def ask_as_oneself(request: ActorRequest, *, also_on_behalf: bool = False) -> None:
    """Refuse an act to whoever looks as another role, or works on behalf of somebody."""
    if request.session.get(SEEN_AS):
        raise PermissionDenied(_("Đang xem như vai trò khác thì chỉ xem. Thôi xem rồi làm lại."))
    if request.actor.behalf and not also_on_behalf:
        raise PermissionDenied(_("Đang làm thay người khác. Thôi làm thay rồi làm lại."))


def done_or_told(
    request: ActorRequest, form: ActForm, act: Callable[..., Any], **given: Any
) -> tuple[Any, Verdict]:
    """Do what a form asks for; return what came of it, or every reason against it.

    A form that was sent to be checked does nothing.
    """
    if not form.is_valid():
        return None, Verdict()
    told = {"actor": request.actor, **given}
    try:
        if form.only_checks:
            return None, foresee(act, **told)
        return act(**told), Verdict()
    except NotGranted as error:
        form.add_error("org" if "org" in form.fields else None, str(error))
    except RuleError as error:
        return None, error.verdict
    return None, Verdict()


def asked(request: ActorRequest, form: ActForm, verdict: Verdict, **about: Any) -> HttpResponse:
    """Show a form with what stands against its act."""
    checked = request.method == "POST" and form.only_checks
    context = {
        **about,
        "form": form,
        "findings": in_words(verdict),
        "agreed": checked and not form.errors and verdict.allows,
    }
    refused = request.method == "POST" and not checked
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "rights/form.html", context, status=status)
