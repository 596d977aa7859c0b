"""Route the pages of this area."""

from django.urls import path

from dangbo.cases.views import boards, opening, papers, reading, stepping, suggesting

app_name = "cases"

urlpatterns = [
    path("", boards.home, name="home"),
    path("cam-tinh/", boards.candidate_list, name="candidates"),
    path("goi-y/", suggesting.suggest, name="suggest"),
    path("moi/", opening.choose, name="choose"),
    path("moi/<slug:kind>/", opening.open_, name="open"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/buoc/<slug:code>/", stepping.step, name="step"),
    path("<int:pk>/dung/", stepping.withdraw, name="withdraw"),
    path("<int:pk>/huy/<int:step_id>/", stepping.undo, name="undo"),
    path("<int:pk>/giay-to/", papers.document, name="document"),
    path("<int:pk>/giay-to/<int:document_id>/bo/", papers.void, name="void"),
    path("<int:pk>/in/<slug:key>.<str:form>", papers.letter, name="letter"),
]
