"""Route the pages of this area."""

from django.urls import path

from dangbo.sealed.views import changing, opening, readers, reading

app_name = "sealed"

urlpatterns = [
    path("", reading.home, name="home"),
    path("moi/", opening.choose, name="choose"),
    path("moi/<slug:kind>/", opening.open_, name="open"),
    path("<slug:uid>/", reading.detail, name="detail"),
    path("<slug:uid>/nguoi-doc/", readers.readers, name="readers"),
    path("<slug:uid>/nguoi-doc/them/", readers.add, name="add_reader"),
    path("<slug:uid>/nguoi-doc/bo/<int:account>/", readers.remove, name="remove_reader"),
    path("<slug:uid>/ghi/", changing.add, name="add"),
    path("<slug:uid>/khep/", changing.close, name="close"),
    path("<slug:uid>/mo-lai/", changing.reopen, name="reopen"),
    path("<slug:uid>/huy/", changing.forget, name="forget"),
    path("<slug:uid>/tep/<slug:digest>/", reading.file, name="file"),
]
