"""Route the page that shows every component; included where `SHOW_COMPONENTS` is set."""

from django.urls import path

from dangbo.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.components, name="components"),
    path("nhanh/<slug:key>/", views.branch, name="branch"),
    path("bieu-mau/", views.form_page, name="form"),
    path("xac-nhan/", views.confirm_page, name="confirm"),
]
