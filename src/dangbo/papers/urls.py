"""Route the pages of this area."""

from django.urls import path

from dangbo.papers.views import changing, reading, suggesting

app_name = "papers"

# Beside `ghi-moi` and `xuat` stand the keys of papers: `rules.papers.RESERVED` keeps them apart.
urlpatterns = [
    path("", reading.index, name="list"),
    path("ghi-moi/", changing.record, name="record"),
    path("ghi-moi/goi-y/", suggesting.suggest, name="suggest"),
    path("xuat/<str:form>/", reading.export, name="export"),
    path("<str:uid>/", reading.detail, name="detail"),
    path("<str:uid>/sua/", changing.amend, name="amend"),
    path("<str:uid>/tep/", changing.attach, name="attach"),
    path("<str:uid>/tep/<str:digest>/", reading.file, name="file"),
    path("<str:uid>/tep/<str:digest>/go/", changing.remove_file, name="remove_file"),
]
