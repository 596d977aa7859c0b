"""Route the pages of this area."""

from django.urls import path

from dangbo.rights.views import granting, listing, modes, own

app_name = "rights"

urlpatterns = [
    path("", listing.home, name="home"),
    path("vai-tro/", listing.matrix, name="matrix"),
    path("giao/", granting.grant, name="grant"),
    path("cua-toi/", own.mine, name="mine"),
    path("uy-quyen/", own.lend, name="lend"),
    path("lam-thay/<int:act>/", modes.take_up, name="take_up"),
    path("xem-nhu/", modes.see_as, name="see_as"),
    path("thoi/", modes.stop, name="stop"),
    path("<int:act>/", listing.detail, name="detail"),
    path("<int:act>/thu/", granting.withdraw_grant, name="withdraw"),
]
