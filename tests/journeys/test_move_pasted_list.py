"""Move 300 organisations from a pasted list with five unclear lines, and fill in by a table."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import TransactionTestCase
from factories import small_register
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import children, find_org

SIDES = {"dong": "Đông", "tay": "Tây"}
CELLS = 300
ON = date(2026, 11, 1)
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def fill() -> None:
    """Found 300 cells under the health office for each width of the window, and two namesakes."""
    ids = small_register.build()
    keys = [f"{side}-{number:03}" for side in SIDES for number in range(1, CELLS + 1)]
    ids |= register_orgs(actor=OPERATOR, uids=[*keys, *(f"{side}-khac" for side in SIDES)])
    begun = [
        {
            "change": "found",
            "org": ids[f"{side}-{number:03}"],
            "name": f"Chi bộ {name} {number:03}",
            "kind": "chi_bo_truc_thuoc",
            "superior": ids["y-te"],
        }
        for side, name in SIDES.items()
        for number in range(1, CELLS + 1)
    ]
    namesakes = [
        {
            "change": "found",
            "org": ids[f"{side}-khac"],
            "name": f"Chi bộ {name} 298",
            "kind": "chi_bo_truc_thuoc",
            "superior": ids["bao-dai"],
        }
        for side, name in SIDES.items()
    ]
    decide(actor=OPERATOR, on=date(2023, 1, 1), changes=[*begun, *namesakes])


@pytest.fixture(scope="module")
def cells(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep one filled register for the journeys of this module, and empty it after the last."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        fill()
        connection.close()
        # The end of each test would empty the tables, and the guards of the journal refuse it.
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cells")]


def side_of(page: Page) -> str:
    """Return whose cells move: each width has its own, for they share one register."""
    size = page.viewport_size
    assert size is not None
    return "dong" if size["width"] > 1000 else "tay"


def pasted_list(name: str) -> str:
    """Return 297 clear lines among blank and repeated ones, and the five that are not clear."""
    clear = [f"{number}. Chi bộ {name} {number:03};" for number in range(1, 298)]
    unclear = [
        f"298. Chi bộ {name} 298",
        f"299. Chi bộ {name}g 299",
        f"300. Chi bộ ba trăm phía {name}",
        "Hội Làm vườn",
        "(danh sách kèm theo)",
    ]
    return "\n".join([*clear[:100], "", "", *clear[100:], clear[4], *unclear, clear[7]])


def under(superior: str) -> set[str]:
    org = find_org(actor=OPERATOR, text=superior, on=ON)
    return {row.uid for row in children(actor=OPERATOR, org=org.id, on=ON)}


def begin(page: Page, live_server: LiveServer, number: str) -> None:
    """Begin a draft by the template for moving a list, with its paper and day."""
    page.goto(f"{live_server.url}/lam-viec/sap-xep/soan/")
    page.get_by_role("button", name="Chuyển giao một danh sách tổ chức").click()
    page.get_by_label("Số và ký hiệu").fill(number)
    page.locator("#head-day").fill("20/10/2026")
    page.get_by_label("Trích yếu").fill("Về việc chuyển giao các chi bộ")
    page.locator("#head-on").fill("01/11/2026")
    page.get_by_role("button", name="Lưu và tiếp tục").click()


def test_three_hundred_organisations_move_by_a_pasted_list_with_five_unclear_lines(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    side = side_of(page)
    name = SIDES[side]
    sign_in()
    begin(page, live_server, f"{'30' if side == 'dong' else '31'}-QĐ/ĐUK")
    page.get_by_role("link", name="1. Chuyển giao nguyên trạng").click()
    page.get_by_role("link", name="Chọn từ cây, lọc hoặc dán danh sách").click()
    axe(page)

    page.get_by_role("link", name="Dán danh sách").click()
    page.get_by_label("Dán danh sách, mỗi dòng một tổ chức").fill(pasted_list(name))
    page.get_by_role("button", name="Đọc danh sách").click()
    expect(page.get_by_role("status")).to_contain_text(
        "297 dòng đã rõ, 5 dòng cần trả lời, 2 dòng trùng, 2 dòng trống."
    )
    expect(page.locator(".desk-line.is-open")).to_have_count(5)
    axe(page)
    assert not page.evaluate(SIDEWAYS)

    namesakes = page.locator("fieldset").filter(has_text=f"298. Chi bộ {name} 298")
    namesakes.get_by_role("radio", name="Ngành Y tế").check()
    nearest = page.locator("fieldset").filter(has_text=f"Chi bộ {name}g 299")
    nearest.get_by_role("radio", name=f"Chi bộ {name} 299").check()
    again = page.locator("fieldset").filter(has_text="ba trăm phía")
    again.get_by_label("hoặc gõ lại").fill(f"chi bo {side} 300")
    for text in ("Hội Làm vườn", "danh sách kèm theo"):
        page.locator("fieldset").filter(has_text=text).get_by_label("Bỏ dòng này").check()
    page.get_by_role("button", name="Ghi các câu trả lời").click()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 300")
    expect(page.locator(".desk-line.is-open")).to_have_count(0)
    axe(page)

    page.get_by_role("button", name="Chọn xong").click()
    page.locator("#o-superior").get_by_role("link", name="Chọn từ cây").click()
    page.get_by_role("searchbox", name="Tìm trong cây").fill("bao va dai")
    page.get_by_role("radio", name="Đảng bộ Báo và Đài").check()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 1")
    axe(page)
    page.get_by_role("button", name="Chọn xong").click()
    expect(page.get_by_text("Đảng bộ Báo và Đài").first).to_be_visible()
    axe(page)

    page.goto(page.url.split("/thay-doi/")[0] + "/kiem-tra/")
    page.get_by_role("link", name="Sang bước ký").click(timeout=30_000)
    for tick in page.locator("input[name=tick]").all():
        tick.check()
    page.get_by_role("button", name="Ký quyết định và áp dụng cho 300 tổ chức").click(
        timeout=30_000
    )
    expect(page.get_by_text("Đã ký và áp dụng")).to_be_visible(timeout=30_000)
    moved = {f"{side}-{number:03}" for number in range(1, CELLS + 1)}
    assert moved <= under("bao-dai")
    assert moved.isdisjoint(under("y-te"))


def test_ticks_are_written_at_once_and_the_tray_takes_them_out(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()
    begin(page, live_server, "32-QĐ/ĐUK")
    page.get_by_role("link", name="1. Chuyển giao nguyên trạng").click()
    page.get_by_role("link", name="Chọn từ cây, lọc hoặc dán danh sách").click()

    tree = page.get_by_role("tree")
    tree.get_by_role("treeitem", name="Đảng bộ Khối các cơ quan").locator(
        ".ui-tree-toggle"
    ).first.click()
    tree.get_by_role("checkbox", name="Chi bộ Giám định").check()
    tree.get_by_role("checkbox", name="Đảng bộ Khối các cơ quan").check()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 2")
    warned = "Chi bộ Giám định ở dưới Đảng bộ Khối các cơ quan"
    expect(page.locator("#tray")).to_contain_text(warned)
    axe(page)
    page.get_by_role("button", name="Bỏ Đảng bộ Khối các cơ quan").click()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 1")
    khoi = tree.get_by_role("checkbox", name="Đảng bộ Khối các cơ quan")
    expect(khoi).not_to_be_checked()

    page.get_by_role("link", name="Lọc theo tên, loại hình").click()
    page.get_by_role("searchbox", name="Tên hoặc mã").fill(f"chi bo {side_of(page)}")
    expect(page.get_by_role("button", name="Chọn cả 301 tổ chức tìm được")).to_be_visible()
    page.get_by_label("Đánh dấu mọi dòng trên trang này").check()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 51")
    page.get_by_role("button", name="Chọn cả 301 tổ chức tìm được").click()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 302")
    axe(page)
    page.reload()
    expect(page.locator("#tray-title")).to_have_text("Đã chọn 302")


def test_a_table_is_mended_in_place_and_added(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()
    begin(page, live_server, "33-QĐ/ĐUK")
    page.get_by_role("link", name="Điền từ bảng dán hoặc Excel").click()
    axe(page)

    page.get_by_label("Mỗi dòng là một").select_option("rename")
    rows = ["Tổ chức\tTên mới", "giam-dinh\tChi bộ Pháp y", "Chi bộ Thanh tar\tChi bộ Tuần tra"]
    page.locator("#paste-table").fill("\n".join(rows))
    page.get_by_role("button", name="Đọc bảng").click()
    expect(page.get_by_role("status")).to_contain_text("1 dòng sẵn sàng")
    axe(page)
    assert not page.evaluate(SIDEWAYS)

    page.get_by_label("Chọn cho Tổ chức, dòng 3").select_option("y-te-2")
    page.get_by_role("button", name="Ghi phần sửa trên trang này").click()
    expect(page.get_by_role("status")).to_contain_text("2 dòng sẵn sàng, thành 2 thay đổi")
    axe(page)
    page.get_by_role("button", name="Thêm 2 thay đổi vào bản soạn").click()

    expect(page.get_by_text("Đã thêm 2 thay đổi từ 2 dòng")).to_be_visible()
    expect(page.get_by_role("link", name="Đổi tên: Chi bộ Thanh tra")).to_be_visible()
    axe(page)
