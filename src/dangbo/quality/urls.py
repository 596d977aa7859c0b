"""Route the pages of this area."""

from django.urls import path

from dangbo.quality.views import confirming, figures, lists, merging, pairs

app_name = "quality"

urlpatterns = [
    path("", figures.home, name="home"),
    path("dien-bien/", figures.trend, name="trend"),
    path("danh-sach/", lists.found, name="list"),
    path("xac-nhan/", confirming.confirm, name="confirm"),
    path("da-xac-nhan/", confirming.confirmed, name="confirmed"),
    path("da-xac-nhan/<int:act>/bo/", confirming.unconfirm, name="unconfirm"),
    path("trung/", pairs.pairs, name="pairs"),
    path("trung/khac-nhau/", pairs.apart, name="apart"),
    path("trung/khac-nhau/<int:act>/bo/", pairs.same_again, name="same_again"),
    path("trung/<str:one>/<str:other>/khac-nhau/", pairs.not_same, name="not_same"),
    path("nhap-ho-so/", merging.merges, name="merges"),
    path("nhap-ho-so/chon/", merging.choose, name="choose"),
    path("nhap-ho-so/lan/<int:act>/", merging.undo, name="undo"),
    path("nhap-ho-so/<str:kept>/<str:gone>/", merging.merge, name="merge"),
]
