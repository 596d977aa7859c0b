"""Route the pages of this area."""

from django.urls import path

from dangbo.history import views

app_name = "history"

urlpatterns = [
    path("", views.home, name="home"),
    path("<str:uid>/", views.committee, name="committee"),
    path("<str:uid>/so-lieu/", views.figure_list, name="figures"),
]
