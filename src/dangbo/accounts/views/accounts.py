"""Show accounts to a technical administrator, who opens, locks and unlocks them."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts import commands, queries, tables
from dangbo.accounts.access import ActorRequest, may_administer
from dangbo.accounts.forms.accounts import InviteForm
from dangbo.ui.parts import Crumb
from dangbo.ui.tables import table_of

ACTS: Final[Mapping[str, tuple[Callable[..., Any], Any]]] = {
    "lock": (commands.lock_account, lazy("Đã khóa tài khoản và đăng xuất mọi nơi.")),
    "unlock": (commands.unlock_account, lazy("Đã mở lại tài khoản.")),
    "retry": (commands.forget_failures, lazy("Đã cho thử đăng nhập lại.")),
    "factors": (commands.forget_second_factors, lazy("Đã bỏ các lớp xác nhận thứ hai.")),
}


def index(request: ActorRequest) -> HttpResponse:
    """List the accounts, those that need something first."""
    may_administer(request.actor)
    rows = tables.narrowed(queries.accounts(actor=request.actor), request.GET)
    table = table_of(request, tables.COLUMNS, rows, caption=_("Tài khoản"))
    asked = {name: request.GET.get(name, "") for name in ("q", "tinh_trang")}
    context = {"table": table, "acts": tables.list_acts(), "count": len(rows), **asked}
    return render(request, "accounts/list.html", {**context, "states": tables.STATES})


def invite_somebody(request: ActorRequest) -> HttpResponse:
    """Ask who is invited; show the link once."""
    may_administer(request.actor)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            link = commands.invite(actor=request.actor, **form.cleaned_data)
            return _link_page(request, link)
        except ValidationError as error:
            form.add_error(None, error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "crumbs": _crumbs(_("Mời dùng"))}
    return render(request, "accounts/invite.html", context, status=status)


def detail(request: ActorRequest, username: str) -> HttpResponse:
    """Show one account, and do what is asked with it."""
    may_administer(request.actor)
    row = queries.account(actor=request.actor, username=username)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _done(request, username, request.POST.get("act", ""))
    context = {
        "row": row,
        "facts": tables.facts_of(row),
        "badges": tables.badges_of(row),
        "crumbs": _crumbs(row.username),
        "own": request.actor.name == row.username,
    }
    return render(request, "accounts/detail.html", context)


def _done(request: ActorRequest, username: str, act: str) -> HttpResponse:
    if act == "link":
        link = commands.send_link(actor=request.actor, username=username)
        return _link_page(request, link)
    if act not in ACTS:
        raise Http404
    command, said = ACTS[act]
    try:
        command(actor=request.actor, username=username)
        messages.success(request, str(said))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:detail", username)


def _link_page(request: ActorRequest, link: commands.Link) -> HttpResponse:
    address = request.build_absolute_uri(reverse("accounts:link", args=[link.secret]))
    crumbs = _crumbs(link.username)
    context = {"link": link, "address": address, "crumbs": crumbs}
    return render(request, "accounts/link_made.html", context)


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(_("Tài khoản"), reverse("accounts:list")), Crumb(last)]
