"""Route the pages of this area."""

from django.urls import path

from dangbo.reports.views import behind, dashboard, one, overview, published

app_name = "reports"

urlpatterns = [
    path("", overview.home, name="home"),
    path("tong-quan/", dashboard.dashboard, name="dashboard"),
    path("cong-bo/", published.published, name="published"),
    path("<str:code>/", one.one, name="indicator"),
    path("<str:code>/to-chuc/", one.below, name="below"),
    path("<str:code>/thoi-gian/", one.course, name="course"),
    path("<str:code>/danh-sach/", behind.behind, name="behind"),
]
