"""Import a file with ten kinds of faults, mend it in the browser, take it in, undo it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from factories import small_membership, small_register
from intake.lists import HEAD, row, sheet
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from dangbo.members.models import Identity

SIDES = {"dong": "Đông", "tay": "Tây"}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def members(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep one filled register for the journeys of this module, and empty it after the last."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        small_membership.build(small_register.build())
        connection.close()
        # The end of each test would empty the tables, and the guards of the journal refuse it.
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("members")]


def side_of(page: Page) -> str:
    """Return whose people come: each width has its own, for they share one register."""
    size = page.viewport_size
    assert size is not None
    return "dong" if size["width"] > 1000 else "tay"


def faulty(side: str) -> bytes:
    """Return a list of 14 rows: three are clean, ten have a fault each, one repeats another."""
    name, digit = SIDES[side], "1" if side == "dong" else "2"
    twice = {"citizen": f"00118000000{digit}"}
    rows = [
        row(f"Lê Thị {name}", birth="23/02/1980"),
        row(f"Vũ Văn {name}", birth="24/03/1975", card=f"1234{digit}"),
        row(f"Bùi Thị {name}", birth="31/02/1980"),
        row(f"Đỗ Thị {name}", birth="02/25/1981"),
        row(f"Hồ Thị {name}", birth="25/02/1980", org="Chi bộ Không Có"),
        row(f"Ngô Thị {name}", birth="26/02/1980", org="Chi bộ Báo"),
        row(f"Lý Thị {name}", birth="27/02/1980", **twice),
        row(f"Mai Thị {name}", birth="28/02/1980", **twice),
        row(f"Cao Thị {name}", birth="22/02/2006"),
        row(f"Hà Thị {name} 4", birth="21/02/1980"),
        row(f"Tô Thị {name}", birth="#N/A"),
        row(f"Tạ Thị {name}", birth="20/02/1980", citizen="1.1800E+11"),
        row(f"Kim Thị {name}", birth="19/02/1980", status="Không biết"),
        row(f"Lê Thị {name}", birth="23/02/1980"),
        ("", "Tổng cộng", "", "", "", "", "", "", "14 người"),
    ]
    return sheet(*rows, head=HEAD)


def names(side: str) -> set[str]:
    found = Identity.objects.filter(voided_by=None, name__endswith=SIDES[side])
    return {each.name.split()[0] for each in found}


def fill(page: Page, number: int, field: str, text: str) -> None:
    page.locator(f'input[name="o.{number}.{field}"]').fill(text)


def test_a_file_with_ten_kinds_of_faults_is_mended_and_taken_in(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    side = side_of(page)
    file = tmp_path / f"ds-{side}.xlsx"
    file.write_bytes(faulty(side))
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/nhap-danh-sach/")
    axe(page)
    page.get_by_role("link", name="Nạp danh sách").first.click()
    page.get_by_label("Tệp danh sách").set_input_files(file)
    page.get_by_label("Danh sách tính đến ngày").fill("01/06/2024")
    axe(page)
    page.get_by_role("button", name="Đọc tệp").click()

    expect(page.get_by_label("Họ và tên", exact=True)).to_have_value("name")
    axe(page)
    assert not page.evaluate(SIDEWAYS)
    page.get_by_role("button", name="Đối chiếu với sổ").click()

    expect(page.get_by_role("status")).to_contain_text("2 dòng sẵn sàng nhập, 12 dòng cần xem")
    expect(page.locator("li.ui-card")).to_have_count(12)
    axe(page)
    assert not page.evaluate(SIDEWAYS)
    with page.expect_download() as wrong:
        page.get_by_role("link", name="Tải Excel các dòng cần sửa").click()
    assert wrong.value.suggested_filename.startswith("dong-can-sua-")

    fill(page, 4, "birth", "29/02/1980")
    page.get_by_label("Chấp nhận dòng 5").check()
    fill(page, 6, "org", "Chi bộ Văn phòng")
    fill(page, 7, "org", "Đảng bộ Báo và Đài")
    fill(page, 9, "citizen", "")
    fill(page, 10, "birth", "22/02/1986")
    fill(page, 11, "name", f"Hà Thị {SIDES[side]}")
    fill(page, 12, "birth", "1979")
    fill(page, 13, "citizen", "")
    fill(page, 14, "status", "Dự bị")
    page.get_by_label("Bỏ ra dòng 15").check()
    page.get_by_role("button", name="Ghi phần sửa và đối chiếu lại").click()

    expect(page.get_by_role("status")).to_contain_text("13 dòng sẵn sàng nhập, 2 dòng bỏ ra")
    axe(page)
    page.get_by_role("link", name="Sang xác nhận 13 dòng").click()
    axe(page)
    assert names(side) == set()
    page.get_by_role("button", name="Xác nhận nhập vào sổ").click()

    expect(page.get_by_text("Đã nhập 13 dòng vào sổ.")).to_be_visible(timeout=30_000)
    assert len(names(side)) == 13
    axe(page)

    page.get_by_text("Hoàn tác lần nhập này").click()
    page.get_by_label("Lý do", exact=True).fill("nạp nhầm tệp")
    axe(page)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác")).to_have_count(2, timeout=30_000)
    assert names(side) == set()
