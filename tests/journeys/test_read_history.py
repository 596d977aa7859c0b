"""Read a committee's history: the picture, what to mind, the timeline, down to the source."""

from collections.abc import Callable

import pytest
from journeys.register import quang_ninh  # noqa: F401 - a fixture
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quang_ninh")]


def test_the_story_leads_from_the_picture_to_the_source(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/lich-su/")
    axe(page)
    page.get_by_role("link", name="Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh").click()
    expect(page.locator("#chart-orgs svg")).to_be_visible()
    expect(page.locator("#chart-orgs").get_by_text("82").first).to_be_visible()
    expect(page.get_by_text("Nguồn in “7.5000”.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    axe(page)

    page.get_by_role("button", name="Bảng số").first.click()
    figure = page.get_by_role("row").filter(has_text="tháng 5/1965").first
    expect(figure).to_contain_text("51")
    figure.get_by_role("link").click()
    assert page.url.endswith("#nguon-dbk-2022")
    expect(page.locator("#nguon-dbk-2022")).to_be_in_viewport()

    page.get_by_role("link", name="Đại hội 2").click()
    expect(page.get_by_text("Đại hội đại biểu IX")).to_be_visible()
    expect(page.get_by_text("Vũ Văn Diện")).to_be_hidden()
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(sideways) is False


def test_figures_are_narrowed_as_one_types(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/lich-su/qn-khoi/")
    page.get_by_role("link", name="63 số liệu công bố").click()
    page.get_by_label("Chỉ hiện").select_option("trai")

    expect(page.get_by_role("row").filter(has_text="939 cử nhân")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="trên 7.500")).to_have_count(1)
    axe(page)


def test_a_published_figure_is_judged_with_its_reasons(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/lich-su/qn-khoi/so-lieu/")
    page.get_by_role("link", name="Đối chiếu từng số với số của sổ").click()
    expect(page.get_by_text("“7.5000” không phải là số, được hiểu là trên 7.500.")).to_be_visible()
    axe(page)
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(sideways) is False

    page.get_by_role("link", name="Mâu thuẫn").click()
    rest = page.get_by_role("row").filter(has_text="61 + 17 = 78, công bố 82: còn 4 chưa rõ.")
    expect(rest).to_have_count(2)
    axe(page)
    rest.first.get_by_role("link", name="Tổ chức cơ sở đảng").click()
    expect(page.get_by_role("heading", name="Số đã công bố")).to_be_visible()
    axe(page)
