"""Let people in and out."""

from allauth.account.views import LoginView
from axes.decorators import axes_dispatch, axes_form_invalid
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator


@method_decorator(login_not_required, name="dispatch")
@method_decorator(axes_dispatch, name="dispatch")
class SignIn(LoginView):
    """Ask for name and password; hold back whoever tries too often."""

    form_invalid = axes_form_invalid(LoginView.form_invalid)


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that one is signed out."""
    return render(request, "accounts/signed_out.html")
