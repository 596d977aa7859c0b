"""Prove what the pages of reports show, and that each step goes through them."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from returns.register import FORM, happen, named, report, send, step

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide

HOME = "/lam-viec/bao-cao/"
HERE = f"{HOME}{FORM}/2023h1/y-te/"

pytestmark = pytest.mark.usefixtures("ids")


def words(answer: Any) -> str:
    """Return what a page says, without marks of its own."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


def take(officer: Client, kind: str, **given: str) -> Any:
    url = f"{HERE}buoc/{kind}/"
    page = officer.get(url)
    data = {"da_xem": page.context["form"]["da_xem"].value(), "seen": page.context["seen"]}
    return officer.post(url, data | given)


def test_a_report_goes_through_its_pages(officer: Client) -> None:
    page = words(officer.get(HERE))
    assert "Chưa lập" in page
    assert "Số đảng viên cuối kỳ 2 1 1 1" in page
    assert "Bố cục chưa xác nhận" in page

    for kind in ("confirm", "send", "receive"):
        assert take(officer, kind).status_code == 302
    assert report("y-te").state == "received"
    assert "Số đã gửi, chốt ngày" in words(officer.get(HERE))

    refused = take(officer, "reopen")
    assert refused.status_code == 422
    assert "Chưa nêu lý do" in words(refused)
    assert take(officer, "reopen", ly_do="sai ngày").status_code == 302
    assert report("y-te").state == "draft"
    page = words(officer.get(HERE))
    assert "sai ngày" in page
    old = words(officer.get(f"{HERE}?lan=1"))
    assert "Đây là số đã gửi trước khi báo cáo được trả lại hoặc mở lại" in old


def test_warnings_are_read_before_the_committee_sends(officer: Client) -> None:
    url = f"{HOME}{FORM}/2023h1/khoi/buoc/confirm/"

    refused = officer.post(url, {"da_xem": "0"})
    assert refused.status_code == 422
    assert "Đảng bộ Sở Y tế: Đang lập" in words(refused)
    seen = refused.context["seen"]
    assert officer.post(url, {"da_xem": "0", "seen": seen}).status_code == 302
    assert report("khoi").state == "confirmed"


def test_two_people_sending_the_same_report_get_a_clear_answer(officer: Client) -> None:
    step("confirm", "y-te")
    url = f"{HERE}buoc/send/"
    seen = officer.get(url).context["form"]["da_xem"].value()
    step("send", "y-te")

    answer = officer.post(url, {"da_xem": seen})

    assert answer.status_code == 422
    assert "Có người vừa ghi một bước khác của báo cáo này" in words(answer)


def test_each_figure_opens_a_list_of_as_many_before_and_after_sending(officer: Client) -> None:
    for sent in (False, True):
        if sent:
            send("y-te")
        page = officer.get(HERE)
        opened = 0
        for line in page.context["grid"].lines:
            for cell in line.cells:
                if not cell.url:
                    continue
                answer = officer.get(cell.url)
                assert answer.status_code == 200
                if "count" in answer.context:
                    assert str(answer.context["count"]) == cell.words, cell.url
                    opened += 1
        assert opened > 3


def test_the_comparison_names_the_act_and_the_sent_figure_stands(officer: Client) -> None:
    send("y-te")
    assert "đều như đã gửi" in words(officer.get(f"{HERE}so-voi-nay/"))
    act = happen(
        date(2023, 3, 1),
        {"change": "transfer", "person": "an", "org": named("bao-dai").id},
        recorded=date(2023, 8, 1),
    )

    page = officer.get(f"{HERE}so-voi-nay/")

    assert "Nguyễn Văn An" in words(page)
    assert f"nhật ký số {act.seq}" in words(page)
    assert "01/08/2023" in words(page)
    assert "Số đảng viên cuối kỳ 2 1 1 1" in words(officer.get(HERE))
    before = officer.get(f"{HERE}o/cuoi_ky.tong/")
    assert before.context["count"] == 2
    assert "Nguyễn Văn An" in words(before)


def test_progress_shows_each_organisation_and_reminds_its_people(officer: Client) -> None:
    asked = f"{HOME}?to_chuc=khoi&ky=2023h1"
    send("bao-dai")
    page = words(officer.get(asked))
    assert "Đảng bộ Sở Y tế" in page
    assert "Quá hạn" in page
    late = words(officer.get(f"{asked}&hien=cho_nhan"))
    assert "Chi bộ Báo và Đài" in late
    assert "Chi bộ Giám định" not in late

    text = officer.get(f"{HERE}buoc/remind/").context["form"]["ly_do"].value()
    assert "10/07/2023" in text
    assert take(officer, "remind", ly_do=text).status_code == 302
    assert text in words(officer.get(f"{HOME}?to_chuc=y-te&ky=2023h1"))
    assert text in words(officer.get("/lam-viec/to-chuc/y-te/"))
    send("y-te")
    assert text not in words(officer.get("/lam-viec/to-chuc/y-te/"))


def test_sums_of_those_below_name_who_is_silent(officer: Client) -> None:
    send("y-te")

    page = words(officer.get(f"{HOME}{FORM}/2023h1/khoi/cap-duoi/"))

    assert "Đã gửi: 1 trong 3 đơn vị trực thuộc" in page
    assert "Chi bộ Giám định chưa gửi: 1" in page
    assert "Chưa gửi: 2 đơn vị" in page


def test_the_opening_is_held_against_the_closing_before(officer: Client) -> None:
    url = f"{HERE}dau-ky/"
    assert "Không có số đã gửi của kỳ trước" in words(officer.get(url))
    send("y-te", code="2022", on=date(2023, 1, 5))
    assert "đúng bằng số cuối kỳ trước" in words(officer.get(url))
    event = {"change": "transfer", "person": "an", "org": named("bao-dai").id}
    happen(date(2022, 12, 1), event, recorded=date(2023, 2, 1))
    page = words(officer.get(url))
    assert "khác nhau ở" in page
    assert "Nguyễn Văn An" in page


def test_before_it_stood_and_after_it_was_merged_the_pages_say_so(
    officer: Client, ids: Mapping[str, int]
) -> None:
    early = words(officer.get(f"{HOME}{FORM}/2009/y-te/"))
    assert "chưa có tổ chức này" in early
    board = words(officer.get(f"{HOME}?to_chuc=khoi&ky=2009"))
    assert "Ngày chốt 31/12/2009 không có tổ chức nào ở đây gửi báo cáo" in board
    send("bao-dai")
    merged = {"change": "absorb", "sources": [ids["bao-dai"]], "result": ids["giam-dinh"]}
    decide(
        actor=OPERATOR,
        on=date(2023, 8, 1),
        changes=[merged],
        reason="x",
        recorded=date(2023, 8, 1),
    )

    page = words(officer.get(f"{HOME}{FORM}/2023h1/bao-dai/"))

    assert "không còn tổ chức này" in page
    assert "Báo cáo đã gửi vẫn giữ nguyên như lúc gửi" in page
    assert "Số đảng viên cuối kỳ 2" in page


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "docx"])
def test_the_sent_report_leaves_as_a_file(officer: Client, kind: str) -> None:
    send("y-te")

    answer = officer.get(f"{HERE}?xuat={kind}")

    assert answer.status_code == 200
    assert f"2023h1.{kind}" in answer["Content-Disposition"]
    assert b"".join(answer)[:4] in {b"PK\x03\x04", b"%PDF"}


def test_a_past_day_shows_the_state_of_that_day_and_no_acts(officer: Client) -> None:
    send("y-te")

    page = officer.get(f"{HERE}?on=2023-07-01")

    assert "Chưa lập" in words(page)
    assert "Xác nhận số liệu" not in words(page)


@pytest.mark.parametrize(
    "path",
    [
        f"{FORM}/2023h3/y-te/",
        "khong-co/2023h1/y-te/",
        f"{FORM}/2023h1/khong-co/",
        f"{FORM}/2023h1/y-te/o/khong.co/",
        f"{FORM}/2023h1/y-te/buoc/reopen_along/",
        f"{FORM}/2023h1/y-te/dien/",
    ],
)
def test_what_there_is_not_is_not_found(officer: Client, path: str) -> None:
    assert officer.get(f"{HOME}{path}").status_code == 404


def test_a_draft_on_a_past_day_says_of_which_day_its_figures_are_and_as_known_when(
    officer: Client,
) -> None:
    event = {"change": "transfer", "person": "an", "org": named("bao-dai").id}
    happen(date(2023, 3, 1), event, recorded=date(2023, 8, 1))

    assert "Số đảng viên cuối kỳ 1 0 1 1" in words(officer.get(HERE))
    day = {"on": "2023-07-20"}
    past = words(officer.get(HERE, day))
    assert "Số đảng viên cuối kỳ 1 0 1 1" in past
    assert "Đến hết ngày 20/07/2023 báo cáo chưa gửi." in past
    assert "số của ngày chốt 30/06/2023 theo những gì biết đến nay" in past
    before = words(officer.get(HERE, day | {"known": "2023-07-20"}))
    assert "Số đảng viên cuối kỳ 2 1 1 1" in before
    assert "Số của ngày chốt 30/06/2023 theo những gì đã biết đến hết ngày 20/07/2023" in before
    listed = officer.get(f"{HERE}o/cuoi_ky.tong/", day | {"known": "2023-07-20"})
    assert listed.context["count"] == 2
    opening = words(officer.get(f"{HERE}dau-ky/", {"on": "2023-07-20"}))
    assert "Trang này đối chiếu với số của hôm nay" in opening
    assert "đối chiếu với số của hôm nay" not in words(officer.get(f"{HERE}dau-ky/"))
