"""Route the pages of this area; words stand before keys, so no key may be one of them."""

from django.urls import path

from dangbo.orgs import views

app_name = "orgs"

urlpatterns = [
    path("", views.home, name="home"),
    path("", views.home, name="tree"),
    path("goc/", views.branch, name="top"),
    path("tim-kiem/", views.search_page, name="search"),
    path("tim-kiem/goi-y/", views.hints, name="hints"),
    path("tim-kiem/chon/", views.suggest, name="suggest"),
    path("quyet-dinh/", views.decision_list, name="decisions"),
    path("quyet-dinh/<int:act>/", views.decision_page, name="decision"),
    path("thay-doi/", views.changes, name="changes"),
    path("so-sanh/", views.compare, name="compare"),
    path("<str:uid>/", views.detail, name="detail"),
    path("<str:uid>/noi-dat/", views.place, name="place"),
    path("<str:uid>/noi-dat/bo/", views.take_back, name="unplace"),
    path("<str:uid>/nhanh/", views.branch, name="branch"),
]
