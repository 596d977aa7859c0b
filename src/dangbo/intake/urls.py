"""Route the pages of this area."""

from django.urls import path

from dangbo.intake.views import opening, rows, taking

app_name = "intake"

urlpatterns = [
    path("", opening.home, name="home"),
    path("nap/", opening.new, name="new"),
    path("<int:pk>/", rows.rows, name="rows"),
    path("<int:pk>/cot/", opening.columns, name="columns"),
    path("<int:pk>/tien-do/", rows.progress, name="progress"),
    path("<int:pk>/nhap/", taking.take, name="take"),
    path("<int:pk>/hoan-tac/", taking.undo, name="undo"),
]
