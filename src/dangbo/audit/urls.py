"""Route the pages of this area."""

from django.urls import path

from dangbo.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.acts, name="acts"),
    path("viec/<int:seq>/", views.act, name="act"),
    path("luot/", views.accesses, name="accesses"),
    path("luot/<int:seq>/", views.access, name="access"),
    path("ho-so-cua-toi/", views.own, name="own"),
    path("chot/", views.closings, name="closings"),
    path("chot/<int:number>/chot.<str:form>", views.closing_file, name="closing_file"),
]
