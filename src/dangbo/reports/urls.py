"""Route the pages of this area."""

from django.urls import path

from dangbo.reports.views import (
    behind,
    builder,
    builder_runs,
    builder_saved,
    builder_sharing,
    course,
    dashboard,
    maps,
    one,
    overview,
    published,
    sisters,
)

app_name = "reports"

urlpatterns = [
    path("", overview.home, name="home"),
    path("so-sanh/", sisters.sisters, name="sisters"),
    path("ban-do/", maps.org_map, name="map"),
    path("tong-quan/", dashboard.dashboard, name="dashboard"),
    path("cong-bo/", published.published, name="published"),
    path("hoi/", builder.build, name="ask"),
    path("hoi/danh-sach/", builder.behind, name="ask_list"),
    path("cau-hoi/", builder_saved.questions, name="questions"),
    path("cau-hoi/luu/", builder_saved.save, name="question_save"),
    path("cau-hoi/da-xem/", builder_runs.seen, name="questions_seen"),
    path("cau-hoi/<int:pk>/", builder_saved.question, name="question"),
    path("cau-hoi/<int:pk>/sua/", builder_saved.change, name="question_change"),
    path("cau-hoi/<int:pk>/sao-chep/", builder_saved.copy, name="question_copy"),
    path("cau-hoi/<int:pk>/xoa/", builder_saved.drop, name="question_drop"),
    path("cau-hoi/<int:pk>/khoi-phuc/", builder_saved.restore, name="question_restore"),
    path("cau-hoi/<int:pk>/chia-se/", builder_sharing.share, name="question_share"),
    path("cau-hoi/<int:pk>/lich/", builder_runs.schedule, name="question_schedule"),
    path("cau-hoi/<int:pk>/ket-qua/", builder_runs.results, name="question_runs"),
    path("cau-hoi/<int:pk>/ket-qua/<int:run>/", builder_runs.result, name="question_run"),
    path("<str:code>/", one.one, name="indicator"),
    path("<str:code>/to-chuc/", one.below, name="below"),
    path("<str:code>/thoi-gian/", course.course, name="course"),
    path("<str:code>/danh-sach/", behind.behind, name="behind"),
]
