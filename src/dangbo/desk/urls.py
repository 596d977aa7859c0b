"""Route the pages of this area."""

from django.urls import path

from dangbo.desk.views import listing

app_name = "desk"

urlpatterns = [
    path("", listing.home, name="home"),
]
