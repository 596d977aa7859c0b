"""Let somebody who has a link choose a password."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dangbo.accounts.access import origin_of
from dangbo.accounts.commands import use_link
from dangbo.accounts.forms.accounts import PasswordForm
from dangbo.accounts.queries import invited


@never_cache
@login_not_required
@sensitive_post_parameters("password1", "password2")
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a password for the account of a link, and go on to signing in."""
    user = invited(secret=secret)
    if user is None:
        return render(request, "accounts/link_ended.html", status=HTTPStatus.GONE)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            password = form.cleaned_data["password1"]
            if use_link(secret=secret, password=password, origin=origin_of(request)):
                messages.success(request, _("Đã có mật khẩu. Xin đăng nhập."))
                return redirect("account_login")
        except ValidationError as error:
            form.add_error("password1", error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/link.html", {"form": form, "owner": user}, status=status)
