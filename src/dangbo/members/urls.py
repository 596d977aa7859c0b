"""Route the pages of this area; words stand before keys, so no key may be one of them."""

from django.urls import path

from dangbo.members.views import (
    acting,
    adding,
    bulk,
    choosing,
    correcting,
    counting,
    detail,
    listing,
    movement,
    sheets,
    suggesting,
)

app_name = "members"

urlpatterns = [
    path("", listing.register, name="home"),
    path("so-lieu/", counting.counts, name="counts"),
    path("bien-dong/", movement.movement, name="movement"),
    path("soan/<int:draft>/<int:change>/", choosing.choose, name="choose"),
    path("goi-y/", suggesting.suggest, name="suggest"),
    path("them/", adding.add, name="add"),
    path("ghi-nhieu/", bulk.bulk, name="bulk"),
    path("bo-loc/", listing.save, name="save_filter"),
    path("bo-loc/<int:pk>/bo/", listing.drop, name="drop_filter"),
    path("viec/<int:act>/", correcting.correct, name="correct"),
    path("<str:uid>/", detail.detail, name="detail"),
    path("<str:uid>/anh/", detail.photo, name="photo"),
    path("<str:uid>/anh/doi/", sheets.change_photo, name="change_photo"),
    path("<str:uid>/ghi/", acting.choose, name="acts"),
    path("<str:uid>/ghi/<slug:change>/", acting.act, name="act"),
    path("<str:uid>/ho-so/<slug:group>/", sheets.sheet, name="sheet"),
]
