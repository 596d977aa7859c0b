"""Route the pages of this area."""

from django.urls import path

from dangbo.letters import views

app_name = "letters"

urlpatterns = [
    path("", views.index, name="list"),
    path("<slug:key>/", views.detail, name="detail"),
    path("<slug:key>/sua/", views.change, name="change"),
    path("<slug:key>/mau-goc/", views.reset, name="reset"),
    path("<slug:key>/mau.<str:form>", views.sample, name="sample"),
]
