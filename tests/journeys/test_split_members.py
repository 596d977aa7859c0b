"""Split a cell with members: say who goes where by ticks and by a list, look, and sign."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from journeys.desk_register import (  # noqa: F401 - fixtures
    Axe,
    desk_register,
    looks_right,
    unflushed,
)
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.desk.commands import start_draft
from dangbo.members.commands import record_events
from dangbo.members.models import Posting
from dangbo.orgs.queries import org_ids

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("desk_register")]
OLD, NEW = "Chi bộ Kinh tế xây dựng", "Chi bộ Vật liệu xây dựng"
NAMES = (
    "Nguyễn Văn An",
    "Nguyễn Văn Ẩn",
    "Trần Thị Bình",
    "Lê Minh Châu",
    "Hoàng Văn Dũng",
    "Đặng Thị Em",
    "Phạm Quốc Giang",
    "Vũ Thu Hà",
    "Bùi Đức Khải",
)


def enlist() -> None:
    """Post the invented members in the cell that is to be split."""
    org = org_ids(uids=["xay-dung-kt"])["xay-dung-kt"]
    events = [
        {
            "change": "enter",
            "person": f"nguoi-{number}",
            "org": org,
            "standing": "official",
            "admitted": "2005-05-19",
            "counted_from": "2005-05-19",
            "identity": {"name": name, "sex": "nam", "birth": f"1980-01-{number:02}"},
        }
        for number, name in enumerate(NAMES, start=1)
    ]
    record_events(actor=OPERATOR, on=date(2015, 1, 1), events=events, invented=True)


def drafted() -> int:
    """Start a whole draft that splits the cell, and return its number."""
    user, _ = get_user_model().objects.get_or_create(username="van-phong")
    kind = {"kind": "chi_bo_truc_thuoc", "superior": "xay-dung"}
    change = {
        "change": "split",
        "source": "xay-dung-kt",
        "results": [{"org": "xay-dung-kt", "new": False}, {"name": NEW, "new": True, **kind}],
    }
    head = {"number_raw": "9-QĐ/ĐUK", "day": "20/05/2026", "on": "01/06/2026", "subject": "Tách"}
    content = {"head": head, "changes": [change]}
    draft = start_draft(actor=Actor("van-phong", user_id=user.pk), content=content)
    connection.close()
    return int(draft.pk)


def shot(page: Page, name: str) -> None:
    """Keep a picture where somebody asks for pictures."""
    folder = os.environ.get("DANGBO_SHOTS", "")
    if folder:
        size = page.viewport_size or {}
        page.screenshot(path=Path(folder) / f"{name}-{size.get('width')}.png", full_page=True)


def places() -> dict[str, str]:
    rows = Posting.objects.filter(voided_by=None, end=None).select_related("org", "person")
    return {row.person.uid: row.org.uid for row in rows}


def test_a_cell_is_split_with_its_members_by_list(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    enlist()
    draft = drafted()
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/sap-xep/{draft}/thay-doi/1/")
    expect(page.get_by_text(f"{OLD}: 9 đảng viên, ở lại")).to_be_visible()
    looks_right(page, axe)
    shot(page, "change")
    page.get_by_role("link", name="Chọn từng người, lọc hoặc dán danh sách").click()
    looks_right(page, axe)
    shot(page, "choose")

    page.get_by_label("Đặng Thị Em chuyển về").select_option(NEW)
    page.get_by_role("checkbox", name="Vũ Thu Hà").check()
    page.get_by_label("Chuyển về", exact=True).nth(1).select_option(NEW)
    page.get_by_role("button", name="Những người đã đánh dấu").click()
    expect(page.get_by_text("Đã chọn nơi về cho 2 người.")).to_be_visible()
    page.get_by_label("Họ tên, số thẻ hoặc số lý lịch, mỗi dòng").fill(
        "1. hoang van dung\nnguyen van an\nLê Minh Nào"
    )
    page.get_by_label("Chuyển về", exact=True).nth(2).select_option(NEW)
    page.get_by_role("button", name="Nhận các dòng này").click()
    expect(page.get_by_text("2 dòng chưa rõ là ai")).to_be_visible()
    looks_right(page, axe)
    shot(page, "paste")
    page.get_by_role("radio", name="Nguyễn Văn Ẩn").check()
    page.get_by_label("Họ tên, số thẻ hoặc số lý lịch, mỗi dòng").fill("nguyen van an")
    page.get_by_role("button", name="Nhận các dòng này").click()
    expect(page.get_by_label("Nguyễn Văn Ẩn chuyển về")).to_have_value("chi-bo-vat-lieu-xay-dung")
    page.get_by_role("button", name="Lưu và về thay đổi").click()
    expect(page.get_by_text(f"4 người → {NEW}")).to_be_visible()
    looks_right(page, axe)

    page.goto(f"{live_server.url}/lam-viec/sap-xep/{draft}/kiem-tra/")
    expect(page.get_by_role("heading", name="Đảng viên", exact=True)).to_be_visible()
    page.get_by_text("Từng người đổi nơi sinh hoạt").click()
    expect(page.get_by_text(f"Vũ Thu Hà: {OLD} → {NEW}")).to_be_visible()
    looks_right(page, axe)
    shot(page, "check")
    page.get_by_role("link", name="Sang bước ký").click()
    page.get_by_role("button", name="Ký quyết định").click()

    expect(page.get_by_text("Đã ký và áp dụng")).to_be_visible()
    looks_right(page, axe)
    new = "chi-bo-vat-lieu-xay-dung"
    moved = {"nguoi-2", "nguoi-5", "nguoi-6", "nguoi-8"}
    assert places() == {
        f"nguoi-{number}": new if f"nguoi-{number}" in moved else "xay-dung-kt"
        for number in range(1, len(NAMES) + 1)
    }
    connection.close()
