"""Change the template of a letter: insert a field, be told of a fault, mend it, save, go back."""

from collections.abc import Callable, Iterator

import pytest
from journeys.desk_register import Axe, looks_right, unflushed  # noqa: F401 - fixtures
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("emptied")]
LINE = "Được kết nạp vào Đảng ngày {admitted}."


@pytest.fixture
def emptied(
    unflushed: None,  # noqa: F811 - the fixture
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Empty the register after a test."""
    yield
    with django_db_blocker.unblock():
        empty()


def test_a_template_is_changed_tried_out_saved_and_gone_back_from(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/mau-van-ban/")
    looks_right(page, axe)
    page.get_by_role("link", name="Giấy giới thiệu sinh hoạt đảng").click()
    expect(page.get_by_role("img", name="Trang 1 của bản in thử")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Sửa mẫu", exact=True).click()
    text = page.get_by_label("Nội dung mẫu")
    assert LINE in text.input_value()
    first = page.get_by_role("img", name="Trang 1").get_attribute("src")

    text.evaluate(
        """(field, line) => {
          const at = field.value.indexOf(line) + line.length;
          field.setSelectionRange(at, at);
        }""",
        LINE,
    )
    page.get_by_role("button", name="{card_number}").click()
    assert f"{LINE}{{card_number}}" in text.input_value()
    expect(page.get_by_role("img", name="Trang 1")).not_to_have_attribute("src", first or "")
    looks_right(page, axe)

    text.fill(text.input_value().replace("{card_number}", " Do {ai} quyết định."))
    expect(page.get_by_text("Dòng 11: không có trường {ai}.")).to_be_visible()
    page.get_by_role("button", name="Lưu, dùng từ hôm nay").click()
    expect(page.get_by_text("Dòng 11: không có trường {ai}.")).to_be_visible()
    looks_right(page, axe)

    text.fill(text.input_value().replace("{ai}", "{card_number}"))
    page.get_by_label("Lý do thay đổi").fill("Ghi rõ cơ quan kết nạp")
    page.get_by_role("button", name="Lưu, dùng từ hôm nay").click()
    expect(page.get_by_text("Đã lưu mẫu; dùng từ hôm nay.")).to_be_visible()
    expect(page.get_by_text("Ghi rõ cơ quan kết nạp")).to_be_visible()
    looks_right(page, axe)

    page.get_by_role("link", name="Trở về mẫu gốc").first.click()
    page.get_by_role("button", name="Trở về mẫu gốc").click()
    expect(page.get_by_text("Đã trở về mẫu gốc; dùng từ hôm nay.")).to_be_visible()
    expect(page.get_by_text("Cơ quan đã sửa")).to_have_count(0)
