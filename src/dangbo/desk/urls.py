"""Route the pages of this area."""

from django.urls import path

from dangbo.desk.views import correcting, listing

app_name = "desk"

urlpatterns = [
    path("", listing.home, name="home"),
    path("dinh-chinh/<int:act>/", correcting.correct, name="correct"),
    path("dinh-chinh/xong/<int:act>/", correcting.corrected, name="corrected"),
]
