"""Route the pages of this area."""

from django.urls import path

from dangbo.posts import views

app_name = "posts"

urlpatterns = [
    path("", views.leaders, name="home"),
    path("quy-hoach/", views.plan_list, name="plans"),
    path("ke-khai/", views.declaration_list, name="declarations"),
    path("ke-khai/ghi/", views.declare, name="declare"),
    path("nguoi/<str:uid>/", views.person, name="person"),
    path("nguoi/<str:uid>/ngoai/", views.outside, name="outside"),
    path("nguoi/<str:uid>/ngoai/thoi/", views.end_outside, name="end_outside"),
    path("lan-ghi/<int:act>/", views.correct, name="correct"),
    path("to-chuc/<str:uid>/", views.board, name="board"),
    path("to-chuc/<str:uid>/ghi/", views.begin, name="begin"),
    path("to-chuc/<str:uid>/thoi/", views.end, name="end"),
    path("to-chuc/<str:uid>/so-luong/", views.fix_seats, name="seats"),
    path("to-chuc/<str:uid>/quy-hoach/", views.plan, name="plan"),
    path("to-chuc/<str:uid>/quy-hoach/ra/", views.unplan, name="unplan"),
    path("to-chuc/<str:uid>/<str:code>/", views.body, name="body"),
]
