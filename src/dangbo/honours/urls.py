"""Route the pages of this area."""

from django.urls import path

from dangbo.honours import views

app_name = "honours"

urlpatterns = [
    path("huy-hieu/", views.home, name="home"),
    path("huy-hieu/ghi/", views.award, name="award"),
    path("huy-hieu/da-tang/", views.awarded, name="awards"),
    path("huy-hieu/lan-ghi/<int:act>/", views.act, name="act"),
    path("huy-hieu/cap-lai/<str:uid>/", views.reissue, name="reissue"),
    path("huy-hieu/chung-nhan/<str:uid>/<int:level>/", views.certificate, name="certificate"),
    path("the-dang/", views.cards, name="cards"),
    path("the-dang/phat/", views.issue, name="issue"),
    path("the-dang/phat-danh-sach/", views.paste, name="paste"),
    path("the-dang/da-cap/", views.issues, name="issues"),
    path("the-dang/nguoi/<str:uid>/", views.change_card, name="card"),
]
