import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from dangbo.ui.views import csrf_failure

pytestmark = pytest.mark.django_db
PAGES = ["/ui/", "/ui/?on=2020-02-01&known=2021-05-01", "/ui/bieu-mau/", "/ui/xac-nhan/"]


class Forbidden(HTMLParser):
    """Gather what the policy of the server would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.found += [f"{tag} {name}" for name in names if name == "style" or name[:2] == "on"]
        if tag == "style" or (
            tag == "script" and "src" not in names and names.get("type") != "application/json"
        ):
            self.found.append(f"{tag} inline")


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_user("lan", first_name="Lan"))
    return client


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_hold_nothing_that_the_policy_refuses(
    signed_in: Client, page: str, language: str
) -> None:
    reader = Forbidden()

    response = signed_in.get(page, headers={"accept-language": language})
    reader.feed(response.content.decode())

    assert (response.status_code, reader.found) == (200, [])


def test_the_components_ask_for_sign_in(client: Client) -> None:
    response = client.get("/ui/")

    assert response.headers["Location"] == "/tai-khoan/dang-nhap/?next=/ui/"


def test_another_day_is_written_on_the_page_and_leaves_acts_out(signed_in: Client) -> None:
    today = signed_in.get("/ui/").content.decode()
    then = signed_in.get("/ui/?on=01/02/2020&sort=-name").content.decode()

    assert ("Lập tổ chức" in today, "Lập tổ chức" in then) == (True, False)
    assert re.search(r"Đang xem ngày 01/02/2020\s+·\s+<a href=\"\?sort=-name\">Về hôm nay", then)
    assert "Về hôm nay" not in today


def test_a_wrong_day_is_refused_in_words_with_status_200(signed_in: Client) -> None:
    response = signed_in.get("/ui/?on=30/02/2020")

    assert response.status_code == 200
    assert "“30/02/2020” không có trong lịch" in response.content.decode()
    assert "Về hôm nay" not in response.content.decode()


def test_every_link_of_a_page_keeps_the_day(signed_in: Client) -> None:
    html = signed_in.get("/ui/?on=2020-02-01").content.decode()
    inner = re.findall(r'<a [^>]*href="(/ui/[^"]*)"', html)

    assert inner != []
    assert [link for link in inner if "on=2020-02-01" not in link] == []


def test_a_refused_form_answers_422_with_links_to_its_fields(signed_in: Client) -> None:
    response = signed_in.post("/ui/bieu-mau/", {"signed_on": "31/02/2022"})

    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_signed_on">Ngày ký</a>: “31/02/2022” không có trong lịch.' in html


def test_a_missing_page_answers_in_vietnamese(signed_in: Client) -> None:
    response = signed_in.get("/khong-co/")

    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
@override_settings(STATIC_URL="/static/")
def test_error_pages_need_no_context_and_no_database(
    name: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        html = render_to_string(name)

    assert "Về trang đầu" in html


def test_an_expired_form_is_told_in_words() -> None:
    response = csrf_failure(RequestFactory().post("/"))

    assert response.status_code == 403
    assert "Biểu mẫu đã hết hạn" in response.content.decode()


def test_a_branch_of_the_tree_comes_on_demand(signed_in: Client) -> None:
    html = signed_in.get("/ui/nhanh/so-y-te/").content.decode()

    assert html.count('role="treeitem"') == 10
    assert "<html" not in html


def test_signing_in_and_out(client: Client) -> None:
    get_user_model().objects.create_user("lan", password="mot-mat-khau-dai")

    refused = client.post("/tai-khoan/dang-nhap/", {"username": "lan", "password": "x"})
    entered = client.post(
        "/tai-khoan/dang-nhap/?next=/ui/",
        {"username": "lan", "password": "mot-mat-khau-dai", "next": "/ui/"},
    )
    left = client.post("/tai-khoan/dang-xuat/", follow=True)

    assert refused.content.decode().count('role="alert"') == 1
    assert (entered.status_code, entered.headers["Location"]) == (302, "/ui/")
    assert "Đã đăng xuất" in left.content.decode()
