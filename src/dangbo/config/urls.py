"""Route every address of the project to the app that answers it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from dangbo.accounts.urls import entrance
from dangbo.config.home import home

urlpatterns = [
    path("", home, name="home"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("tai-khoan/", include(entrance)),
    path("tai-khoan/", include("dangbo.accounts.urls")),
    path("lam-viec/to-chuc/", include("dangbo.orgs.urls")),
    path("lam-viec/dang-vien/", include("dangbo.members.urls")),
    path("lam-viec/ho-so/", include("dangbo.cases.urls")),
    path("lam-viec/sap-xep/", include("dangbo.desk.urls")),
    path("lam-viec/van-ban/", include("dangbo.papers.urls")),
    path("lam-viec/mau-van-ban/", include("dangbo.letters.urls")),
    path("lam-viec/chuc-vu/", include("dangbo.posts.urls")),
    path("lam-viec/", include("dangbo.honours.urls")),
    path("lam-viec/chat-luong/", include("dangbo.quality.urls")),
    path("lam-viec/nhap-danh-sach/", include("dangbo.intake.urls")),
    path("lam-viec/so-lieu/", include("dangbo.reports.urls")),
    path("lam-viec/bieu-mau/", include("dangbo.layouts.urls")),
    path("lam-viec/bao-cao/", include("dangbo.returns.urls")),
    path("lam-viec/lich-su/", include("dangbo.history.urls")),
    path("lam-viec/ho-so-mat/", include("dangbo.sealed.urls")),
    path("lam-viec/quyen/", include("dangbo.rights.urls")),
    path("lam-viec/nhat-ky/", include("dangbo.audit.urls")),
]
if settings.SHOW_COMPONENTS:
    urlpatterns += [path("ui/", include("dangbo.ui.urls"))]
