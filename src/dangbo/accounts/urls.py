"""Route sign-in, sign-out and the change of password."""

from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, reverse_lazy

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("dang-xuat/", login_not_required(views.LogoutView.as_view()), name="logout"),
    path(
        "mat-khau/",
        views.PasswordChangeView.as_view(success_url=reverse_lazy("accounts:password_changed")),
        name="password_change",
    ),
    path("mat-khau/xong/", views.PasswordChangeDoneView.as_view(), name="password_changed"),
]
