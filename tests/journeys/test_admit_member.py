"""Admit a member from candidate to official, the clock moved from stage to stage."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from journeys.case_register import (  # noqa: F401 - fixtures
    CASES,
    Axe,
    case_register,
    fill_day,
    set_day,
    take,
    unflushed,
)
from journeys.desk_register import looks_right
from journeys.moved_clock import SetDay
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.members.models import Standing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("case_register")]
NAME = "Vũ Thị Mai"


def put_in(page: Page, name: str, day: str) -> None:
    """Put a paper that is missing into the case."""
    page.get_by_role("link", name=f"Thêm {name}").click()
    fill_day(page, "signed", day)
    page.get_by_role("button", name="Đưa vào hồ sơ").click()
    expect(page.get_by_text("Đã đưa giấy tờ vào hồ sơ.")).to_be_visible()


def pick(page: Page, key: str, text: str) -> None:
    """Choose in a select that is searched by typing."""
    control = page.locator(f"#id_{key}-ts-control")
    control.click()
    control.press_sequentially(text)
    options = page.locator(f"#id_{key}-ts-dropdown")
    whole = re.compile(rf"{re.escape(text)}$")
    options.get_by_role("option").filter(has_text=whole).click()
    expect(page.locator(f".ts-wrapper:has(#id_{key}-ts-control) .item")).to_have_text(whole)
    page.keyboard.press("Tab")
    expect(options).to_be_hidden()


def sponsor(page: Page, place: int, text: str) -> None:
    """Name a member who introduces, known since 2020."""
    pick(page, f"sponsor_{place}", text)
    fill_day(page, f"since_{place}", "01/03/2020")


def vote(page: Page, **counts: str) -> None:
    """Type how a vote went."""
    for name, count in counts.items():
        page.locator(f"#id_{name}").fill(count)
        expect(page.locator(f"#id_{name}")).to_have_value(count)


def resolve(page: Page, day: str) -> None:
    """Have the grassroots committee resolve."""
    page.get_by_role("link", name="Ghi: Đảng ủy cơ sở ra nghị quyết").click()
    fill_day(page, "on", day)
    vote(page, members="9", present="8", agreed="8")
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text("Đã ghi: Đảng ủy cơ sở ra nghị quyết.")).to_be_visible()


def meet(page: Page, day: str) -> None:
    """Have the cell vote: fourteen of the base of twenty."""
    page.get_by_role("link", name="Ghi: Chi bộ họp, biểu quyết").click()
    expect(page.get_by_text("14 trên 20")).to_be_visible()
    fill_day(page, "on", day)
    vote(page, present="16", agreed="13")
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text("13 trên 20, cần 14")).to_be_visible()
    vote(page, agreed="14")
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text("Đã ghi: Chi bộ họp, biểu quyết.")).to_be_visible()


def open_case(page: Page, live_server: LiveServer, query: str) -> None:
    """Go to the case of the person on the board."""
    page.goto(f"{live_server.url}{CASES}{query}")
    page.get_by_role("link", name=NAME).first.click()


def test_a_candidate_becomes_an_official_member(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Axe,
    set_day: SetDay,  # noqa: F811 - the fixture
) -> None:
    page.set_default_timeout(30_000)
    sign_in()
    page.goto(f"{live_server.url}{CASES}")
    expect(page.get_by_text("Không có hồ sơ nào như vậy trong ngày này.")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Mở hồ sơ").first.click()
    looks_right(page, axe)
    page.get_by_role("link", name="Kết nạp đảng viên", exact=True).click()
    looks_right(page, axe)
    page.locator("#id_name").fill(NAME)
    page.locator("#id_sex").select_option("nu")
    page.locator("#id_birth").fill("20/04/1998")
    page.locator("#id_org").fill("y-te-1")
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Kết nạp đảng viên: {NAME}")
    looks_right(page, axe)
    _dossier(page, axe, set_day, sign_in)
    _admission(page, live_server, axe, set_day, sign_in)
    _recognition(page, live_server, axe, set_day, sign_in)

    held = Standing.objects.filter(voided_by=None, person__identities__name=NAME)
    assert list(held.order_by("start").values_list("standing", "start", "end")) == [
        ("probationary", date(2025, 6, 2), date(2026, 6, 2)),
        ("official", date(2026, 6, 2), None),
    ]


def _dossier(page: Page, axe: Axe, moved: SetDay, sign_in: Callable[..., None]) -> None:
    moved("10/03/2025")
    sign_in()
    take(page, "Học lớp nhận thức về Đảng", "01/03/2025")
    put_in(page, "Lý lịch của người xin vào Đảng", "05/03/2025")
    put_in(page, "Giấy giới thiệu người vào Đảng", "06/03/2025")
    put_in(page, "Tổng hợp ý kiến nhận xét của đoàn thể", "07/03/2025")
    page.get_by_role("link", name="Ghi: Lập hồ sơ").click()
    looks_right(page, axe)
    fill_day(page, "on", "04/03/2025")
    page.get_by_label("Là công dân Việt Nam").check()
    page.get_by_label("Trình độ phổ thông").select_option("12")
    page.get_by_label("Giấy tờ chứng minh").select_option("diploma")
    sponsor(page, 1, "y-te-1 2")
    sponsor(page, 2, "y-te-1 3")
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text("Đã ghi: Lập hồ sơ.")).to_be_visible()


def _admission(
    page: Page, live_server: LiveServer, axe: Axe, moved: SetDay, sign_in: Callable[..., None]
) -> None:
    moved("14/04/2025")
    sign_in()
    page.reload()
    meet(page, "14/04/2025")
    moved("05/05/2025")
    sign_in()
    resolve(page, "28/04/2025")
    take(page, "Cấp có thẩm quyền quyết định", "05/05/2025")
    take(page, "Chi bộ nhận quyết định", "05/05/2025")
    moved("02/06/2025")
    sign_in()
    page.goto(f"{live_server.url}{CASES}?to_chuc=y-te")
    expect(page.get_by_text("còn 10 ngày làm việc")).to_be_visible()
    looks_right(page, axe)
    open_case(page, live_server, "")
    take(page, "Lễ kết nạp", "02/06/2025")
    take(page, "Lập lý lịch và phiếu đảng viên", "02/06/2025")
    expect(page.get_by_text("Hồ sơ đã khép lại.")).to_be_visible()
    looks_right(page, axe)


def _recognition(
    page: Page, live_server: LiveServer, axe: Axe, moved: SetDay, sign_in: Callable[..., None]
) -> None:
    moved("25/05/2026")
    sign_in()
    open_case(page, live_server, "?loai=recognition")
    take(page, "Học lớp đảng viên mới", "20/04/2026")
    for name in ("Tự kiểm điểm", "Nhận xét của người giúp đỡ", "Tổng hợp ý kiến nhận xét"):
        take(page, name, "20/05/2026")
    page.get_by_role("link", name="Ghi: Chi bộ họp, biểu quyết").click()
    expect(
        page.get_by_text("Chưa hết 12 tháng dự bị; chi bộ xem xét từ ngày 02/06/2026.")
    ).to_be_visible()
    looks_right(page, axe)
    page.go_back()
    moved("06/07/2026")
    sign_in()
    page.reload()
    meet(page, "08/06/2026")
    resolve(page, "22/06/2026")
    take(page, "Cấp có thẩm quyền quyết định", "06/07/2026")
    take(page, "Gửi phiếu báo", "06/07/2026")
    expect(page.get_by_text("Hồ sơ đã khép lại.")).to_be_visible()
    page.get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(page.get_by_text("Công nhận đảng viên chính thức").first).to_be_visible()
