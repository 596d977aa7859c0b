"""Route the pages of this area."""

from django.urls import path

from dangbo.layouts.views import behind, deciding, making, reading

app_name = "layouts"

urlpatterns = [
    path("", reading.home, name="home"),
    path("moi/", making.new, name="new"),
    path("<str:code>/", reading.form, name="form"),
    path("<str:code>/bo-cuc/", reading.about_form, name="about"),
    path("<str:code>/o/<str:row>/<str:column>/", behind.cell, name="cell"),
    path("<str:code>/sua/", making.change, name="change"),
    path("<str:code>/sao/", making.copy, name="copy"),
    path("<str:code>/ban-hanh/", deciding.publish, name="publish"),
    path("<str:code>/bo-nhap/", deciding.discard, name="discard"),
    path("<str:code>/thoi-dung/", deciding.withdraw, name="withdraw"),
    path("<str:code>/xac-nhan/", deciding.confirm, name="confirm"),
    path("<str:code>/bo-xac-nhan/", deciding.unconfirm, name="unconfirm"),
]
