"""Route the pages of this area."""

from django.urls import path

from dangbo.returns.views import behind, boards, comparing, periods, reading, stepping

app_name = "returns"
REPORT = "<slug:form>/<slug:period>/<str:uid>/"

urlpatterns = [
    path("", boards.home, name="home"),
    path("ky/", periods.periods, name="periods"),
    path("ky/<slug:period>/bo/", periods.drop_period, name="drop_period"),
    path(REPORT, reading.detail, name="detail"),
    path(f"{REPORT}dien/", stepping.fill, name="fill"),
    path(f"{REPORT}buoc/<slug:kind>/", stepping.step, name="step"),
    path(f"{REPORT}o/<str:cell>/", behind.behind, name="behind"),
    path(f"{REPORT}so-voi-nay/", comparing.compare, name="compare"),
    path(f"{REPORT}cap-duoi/", comparing.below, name="below"),
    path(f"{REPORT}dau-ky/", comparing.opening, name="opening"),
]
