"""Route the pages of this area."""

from django.urls import path

from dangbo.history import views

app_name = "history"

urlpatterns = [
    path("", views.home, name="home"),
    path("ban-giao/", views.handover_list, name="handovers"),
    path("ban-giao/lap/", views.prepare, name="hand_over"),
    path("ban-giao/nhan/", views.upload_package, name="receive"),
    path("ban-giao/nhan/<str:digest>/", views.receive_package, name="receive_package"),
    path("ban-giao/bien-nhan/", views.upload_receipt, name="receipt"),
    path("ban-giao/<int:act>/", views.handover_page, name="handover"),
    path("ban-giao/<int:act>/goi.zip", views.package_file, name="handover_package"),
    path("ban-giao/<int:act>/bien-ban.pdf", views.minutes_file, name="handover_minutes"),
    path("ban-giao/<int:act>/bien-nhan.json", views.receipt_file, name="handover_receipt"),
    path("<str:uid>/", views.committee, name="committee"),
    path("<str:uid>/so-lieu/", views.figure_list, name="figures"),
]
