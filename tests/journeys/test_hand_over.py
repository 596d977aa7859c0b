"""Hand a branch over, receive one whose keys clash, and read on both sides what became of it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from history.packages import given, parts_of, zipped
from journeys.register import quang_ninh  # noqa: F401 - a fixture
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR
from dangbo.history.files.packages import Named, Receipt, read_package

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quang_ninh")]
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")


def of_another_register(content: bytes) -> bytes:
    """Return a package as if another register had given it."""
    parts = parts_of(content)
    manifest = {**json.loads(parts["manifest.json"]), "register": "b" * 64}
    return zipped({**parts, "manifest.json": json.dumps(manifest).encode()})


def receipt_for(content: bytes) -> bytes:
    package = read_package(content, name="goi.zip")
    return Receipt(
        package=package.digest,
        org=Named("dai-bao", "Đảng bộ Báo và Đài"),
        received_as=Named("dai-bao", "Đảng bộ Báo và Đài"),
        under=Named("tinh-b", "Đảng bộ tỉnh B"),
        on=package.on,
        recorded=date(2026, 11, 1),
        orgs=206,
        prefix="",
        register="b" * 64,
        act=9,
    ).as_bytes()


def day_of(page: Page) -> date:
    """Return a day of its own for each width: they share one register."""
    size = page.viewport_size
    assert size is not None
    return date(2020, 1, 1) if size["width"] > 1000 else date(2020, 1, 2)


def test_a_branch_is_given_and_its_arrival_noted(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    sign_in()
    day = day_of(page).strftime("%d/%m/%Y")

    page.goto(f"{live_server.url}/lam-viec/lich-su/")
    page.get_by_role("link", name="Bàn giao, tiếp nhận").click()
    axe(page)
    page.get_by_role("link", name="Lập gói bàn giao").first.click()
    page.get_by_label("Tổ chức bàn giao").fill("dai-bao")
    page.get_by_label("Ngày bàn giao").fill(day)
    page.get_by_label("Bên nhận").fill("Đảng bộ tỉnh B")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("là dữ liệu minh họa.")).to_be_visible()
    axe(page)
    page.get_by_label("Kèm dữ liệu minh họa").check()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="Gói bàn giao Đảng bộ Báo và Đài")).to_be_visible()
    axe(page)
    assert page.evaluate(SIDEWAYS) is False

    page.get_by_role("button", name="Lập gói và ghi sổ").click()
    expect(page.get_by_text("Chưa có biên nhận").first).to_be_visible()
    axe(page)
    assert page.evaluate(SIDEWAYS) is False
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải gói").click()
    answer = tmp_path / "goi.bien-nhan.json"
    answer.write_bytes(receipt_for(Path(download.value.path()).read_bytes()))
    page.get_by_label("Biên nhận (.bien-nhan.json)").set_input_files(answer)
    page.get_by_role("button", name="Nạp biên nhận").click()
    expect(page.get_by_text(f"Đã đến Đảng bộ tỉnh B từ ngày {day}")).to_be_visible()


def test_a_package_whose_keys_clash_is_received_under_a_prefix(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    sign_in()
    day = day_of(page)
    mine = given(OPERATOR, "dai-bao", day, to="Đảng bộ tỉnh C", with_invented=True)
    file = tmp_path / "goi.zip"
    file.write_bytes(of_another_register(mine.package.content))

    page.goto(f"{live_server.url}/lam-viec/lich-su/ban-giao/nhan/")
    page.get_by_label("Gói bàn giao (.zip)").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra gói").click()
    expect(page.get_by_text("khóa trong gói đã có trong sổ này.")).to_be_visible()
    page.get_by_text("Xem các khóa bị trùng").click()
    axe(page)
    assert page.evaluate(SIDEWAYS) is False

    page.get_by_label("Tiền tố cho khóa bị trùng").fill(f"nhan-{day.day}-")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Gói nguyên vẹn, nạp được")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Nhận vào sổ").click()
    expect(page.get_by_role("heading", name="Tiếp nhận Đảng bộ Báo và Đài")).to_be_visible()
    page.locator(".ui-facts").get_by_role("link", name="Đảng bộ Báo và Đài").click()
    expect(page.get_by_text("Nhận từ Đảng bộ Khối")).to_be_visible()
    axe(page)
