"""Route sign-in, second factors, one's own sessions, links and accounts."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from dangbo.accounts import views

app_name = "accounts"

# Names that allauth itself looks up: they stand outside the namespace.
entrance = [
    path("dang-nhap/", views.SignIn.as_view(), name="account_login"),
    path("dang-xuat/", login_not_required(account.logout), name="account_logout"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("lop-thu-hai/", factors.authenticate, name="mfa_authenticate"),
    path("lop-thu-hai/xac-nhan-lai/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("bao-mat/", factors.index, name="mfa_index"),
    path("bao-mat/ung-dung/", totp.activate_totp, name="mfa_activate_totp"),
    path("bao-mat/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("bao-mat/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "bao-mat/ma-du-phong/moi/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "bao-mat/ma-du-phong/tai/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("bao-mat/khoa/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("bao-mat/khoa/them/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("bao-mat/khoa/<int:pk>/bo/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("bao-mat/khoa/<int:pk>/ten/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "bao-mat/khoa/xac-nhan-lai/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("dang-nhap/khoa/", login_not_required(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("noi-dang-nhap/khac/", views.EndOthers.as_view(), name="usersessions_list"),
]

urlpatterns = [
    path("da-dang-xuat/", views.signed_out, name="signed_out"),
    path("noi-dang-nhap/", views.places, name="places"),
    path("phien/", views.session_state, name="session"),
    path("phien/xong/", views.stayed, name="stayed"),
    path("loi-moi/<str:secret>/", views.open_link, name="link"),
    path("quan-ly/", views.index, name="list"),
    path("quan-ly/moi/", views.invite_somebody, name="invite"),
    path("quan-ly/<str:username>/", views.detail, name="detail"),
]
