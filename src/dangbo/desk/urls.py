"""Route the pages of this area."""

from django.urls import path

from dangbo.desk.views import (
    checking,
    choosing,
    correcting,
    drafting,
    files,
    filling,
    listing,
    ordering,
    pasting,
    printing,
    results,
    sharing,
    signing,
    starting,
    suggesting,
)

app_name = "desk"

urlpatterns = [
    path("", listing.home, name="home"),
    path("da-xem/", listing.seen, name="seen"),
    path("soan/", starting.new, name="new"),
    path("<int:draft>/", drafting.draft, name="draft"),
    path("<int:draft>/van-ban/", drafting.head, name="head"),
    path("<int:draft>/thay-doi/", drafting.changes, name="changes"),
    path("<int:draft>/thay-doi/<int:change>/", filling.change, name="change"),
    path("<int:draft>/thay-doi/<int:change>/chon/<slug:field>/", choosing.choose, name="choose"),
    path("<int:draft>/dan-bang/", pasting.paste, name="paste"),
    path("<int:draft>/thu-tu/", ordering.order, name="order"),
    path("<int:draft>/nhat-ky/", sharing.edits, name="edits"),
    path("<int:draft>/chia-se/", sharing.share, name="share"),
    path("<int:draft>/ban-in/", printing.sheet, name="sheet"),
    path("<int:draft>/goi-y/", suggesting.suggest, name="suggest"),
    path("<int:draft>/bo/", starting.discard, name="discard"),
    path("<int:draft>/mo-lai/", starting.reopen, name="reopen"),
    path("<int:pk>/kiem-tra/", checking.check, name="check"),
    path("<int:pk>/ky/", signing.sign, name="sign"),
    path("<int:pk>/ket-qua/", results.result, name="result"),
    path("dinh-chinh/<int:act>/", correcting.correct, name="correct"),
    path("dinh-chinh/xong/<int:act>/", correcting.corrected, name="corrected"),
    path("ky-cung-luc/", signing.sign_together, name="sign_together"),
    path("<int:pk>/tep/", files.download, name="download"),
    path("nap-tep/", files.upload, name="upload"),
]
