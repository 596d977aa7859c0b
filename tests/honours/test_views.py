"""Prove what the pages of honours show, that acts pass through their verdict, and the files."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from honours.test_commands import cards, disciplined, give, numbers
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.honours.models import Badge, CardIssue
from dangbo.members.commands import record_events

BADGES, CARDS = "/lam-viec/huy-hieu", "/lam-viec/the-dang"
AT = "dot=2025-05-19"


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def names_in(answer: Any) -> list[str]:
    return re.findall(r'<a[^>]*href="/lam-viec/dang-vien/([a-z]+)/', answer.content.decode())


def cells(answer: Any) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def test_the_next_round_is_shown_by_itself(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{BADGES}/?on=2025-04-20"))

    assert "Huy hiệu Đảng đợt 19/05/2025" in page
    assert "Theo mức: 30 năm 2 · 45 năm 1 · 50 năm 1 · 60 năm 2" in page
    assert "Nguyễn Văn An" in page
    assert "50 năm" in page
    assert "7.020.000 đồng" in page
    assert "Đang chờ. Đang bị đình chỉ sinh hoạt" in page
    assert "Truy tặng, từ trần 01/04/2025" in page
    assert "Đủ điều kiện (miễn sinh hoạt)" in page
    assert "Đỗ Văn Em" not in page


@pytest.mark.parametrize(
    ("query", "uids"),
    [
        ("", {"an", "binh", "cuong", "dung", "giang", "hoa", "khanh"}),
        ("&muc=30", {"cuong", "dung"}),
        ("&dien=moi", {"an"}),
        ("&dien=cho", {"giang"}),
        ("&dien=truy", {"khanh"}),
        ("&dien=som", {"em"}),
        ("&dien=da", set()),
        ("&to_chuc=y-te", {"an", "binh", "giang", "hoa"}),
        ("&q=tran+binh", {"binh"}),
        ("&dot=2025-09-02", {"an", "binh", "cuong", "dung", "giang", "hoa"}),
    ],
)
def test_the_list_narrows(officer: Client, ids: dict[str, int], query: str, uids: set[str]) -> None:
    on = "on=2025-05-19" if "dot" not in query else "on=2025-09-02"
    separate = "" if "dot" in query else f"&{AT}"

    assert set(names_in(officer.get(f"{BADGES}/?{on}{separate}{query}"))) == uids


def test_who_waits_for_discipline_is_told_until_when(officer: Client, ids: dict[str, int]) -> None:
    disciplined("an", "canh_cao", date(2025, 3, 3))

    page = words(officer.get(f"{BADGES}/?{AT}&dien=cho&on=2025-05-19"))
    assert "Đang chờ. Bị kỷ luật cảnh cáo; chờ đến ngày 03/09/2025." in page
    refused = officer.post(f"{BADGES}/ghi/?{AT}", {"row": ["an"], "reason": "QĐ 12", "buoc": "x"})
    assert refused.status_code == 422
    assert "Nguyễn Văn An: Bị kỷ luật cảnh cáo; chờ đến ngày 03/09/2025." in words(refused)
    member = words(officer.get("/lam-viec/dang-vien/an/"))
    assert "Hình thức kỷ luật" in member
    assert "Cảnh cáo" in member


def test_acts_are_offered_today_only(officer: Client, ids: dict[str, int]) -> None:
    now = officer.get(f"{BADGES}/?{AT}").content.decode()
    then = officer.get(f"{BADGES}/?{AT}&on=2025-05-19").content.decode()

    assert "Ghi quyết định tặng" in now
    assert "Ghi quyết định tặng" not in then
    assert officer.post(f"{BADGES}/ghi/?{AT}&on=2025-05-19", {"row": "an"}).status_code == 302
    assert Badge.objects.count() == 0


def test_the_ticked_are_given_their_badges_after_a_verdict(
    officer: Client, ids: dict[str, int]
) -> None:
    address = f"{BADGES}/ghi/?{AT}"
    form = {"row": ["an", "hoa"], "so-an": "5012", "so-hoa": "6001", "reason": "QĐ 12", "buoc": "x"}

    asked = officer.post(address, {"row": ["an", "hoa"]})
    assert asked.status_code == 200
    assert "Đợt 19/05/2025, 2 đảng viên" in words(asked)

    checked = officer.post(address, {**form, "check": "1"})
    assert "Không có gì vướng" in words(checked)
    assert Badge.objects.count() == 0

    done = officer.post(address, form)
    assert done.status_code == 302
    given = Badge.objects.order_by("position")
    assert list(given.values_list("person__uid", "level", "number")) == [
        ("an", 50, "5012"),
        ("hoa", 60, "6001"),
    ]


def test_warnings_are_read_before_and_refusals_hold(officer: Client, ids: dict[str, int]) -> None:
    address = f"{BADGES}/ghi/?{AT}"
    form = {"row": ["khanh", "em"], "reason": "QĐ 12", "buoc": "x"}

    warned = officer.post(address, form)
    assert warned.status_code == 422
    assert "Đỗ Văn Em: Sớm 12 tháng; chỉ dùng cho người bị bệnh nặng." in words(warned)
    assert "Ngô Văn Khánh: Truy tặng cho người đã từ trần." in words(warned)
    assert "Đã đọc lưu ý, vẫn ghi" in words(warned)

    waits = officer.post(address, {"row": ["giang"], "reason": "QĐ 12", "buoc": "x"})
    assert waits.status_code == 422
    assert "Hoàng Văn Giang: Đang bị đình chỉ sinh hoạt" in words(waits)
    assert Badge.objects.count() == 0

    read = {**form, "seen": "BADGE_EARLY BADGE_POSTHUMOUS"}
    assert officer.post(address, read).status_code == 302
    assert sorted(Badge.objects.values_list("kind", flat=True)) == ["early", "posthumous"]


def test_all_who_are_due_are_taken_together(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{BADGES}/ghi/?{AT}&to_chuc=y-te"))

    assert "Đợt 19/05/2025, 3 đảng viên" in page
    assert "Hoàng Văn Giang" not in page
    nobody = officer.get(f"{BADGES}/ghi/?{AT}&q=khong+co+ai", follow=True)
    assert "Chưa chọn đảng viên nào đủ điều kiện" in words(nobody)


def test_a_form_without_basis_is_refused(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.post(f"{BADGES}/ghi/?{AT}", {"row": "an", "buoc": "x"})

    assert answer.status_code == 422
    assert "Cần văn bản hoặc lý do" in words(answer)
    assert Badge.objects.count() == 0


def test_the_round_comes_as_files(officer: Client, ids: dict[str, int]) -> None:
    sheet = cells(officer.get(f"{BADGES}/?{AT}&muc=30&xuat=xlsx&on=2025-05-19"))
    assert [row[0] for row in sheet[-2:]] == ["Lê Mạnh Cường", "Phạm Thùy Dung"]
    assert sheet[-1][-2:] == ["Đủ điều kiện", "có"]

    merge = cells(officer.get(f"{BADGES}/?{AT}&muc=30&tep=gcn&on=2025-05-19"))
    assert merge[0][:3] == ["STT", "Họ và tên", "Ngày sinh"]
    assert [row[:3] for row in merge[1:]] == [
        ["1", "Lê Mạnh Cường", "02/03/1950"],
        ["2", "Phạm Thùy Dung", "02/03/1950"],
    ]
    assert merge[1][8] == "30"

    paper = officer.get(f"{BADGES}/?{AT}&muc=30&tep=docx&on=2025-05-19")
    table = Document(BytesIO(paper.content)).tables
    listed = [[cell.text for cell in row.cells] for each in table for row in each.rows]
    assert ["2", "Phạm Thùy Dung", "02/03/1950", "01/01/1994"] in [row[:4] for row in listed]
    assert officer.get(f"{BADGES}/?{AT}&tep=pdf").content.startswith(b"%PDF")


def test_awards_are_listed_counted_and_exported(officer: Client, ids: dict[str, int]) -> None:
    give(("an", 50, "award"), ("dung", 30, "award"))

    page = officer.get(f"{BADGES}/da-tang/")
    assert names_in(page) == ["an", "dung"]
    assert "Theo mức: 30 năm 1 · 50 năm 1" in words(page)
    assert names_in(officer.get(f"{BADGES}/da-tang/?q=dung")) == ["dung"]
    assert names_in(officer.get(f"{BADGES}/da-tang/?muc=50&nam=2025&loai=award")) == ["an"]
    assert names_in(officer.get(f"{BADGES}/da-tang/?on=2025-05-18")) == []
    sheet = cells(officer.get(f"{BADGES}/da-tang/?xuat=xlsx"))
    assert [row[0] for row in sheet[-2:]] == ["Nguyễn Văn An", "Phạm Thùy Dung"]
    happened = [{"change": "resign", "person": "dung"}]
    record_events(actor=OPERATOR, on=date(2025, 6, 1), events=happened, reason="xin ra")
    merge = cells(officer.get(f"{BADGES}/da-tang/?tep=gcn"))
    assert [(row[1], row[4]) for row in merge] == [
        ("Họ và tên", "Ngày vào Đảng"),
        ("Nguyễn Văn An", "19/05/1975"),
        ("Phạm Thùy Dung", "01/01/1994"),
    ]


def test_a_certificate_is_printed(officer: Client, ids: dict[str, int]) -> None:
    give(("an", 50, "award"))

    paper = officer.get(f"{BADGES}/chung-nhan/an/50/?tep=docx")
    text = "\n".join(each.text for each in Document(BytesIO(paper.content)).paragraphs)

    assert "Nguyễn Văn An" in text
    assert "Huy hiệu 50 năm tuổi Đảng" in text
    assert officer.get(f"{BADGES}/chung-nhan/an/50/").content.startswith(b"%PDF")
    assert officer.get(f"{BADGES}/chung-nhan/an/60/").status_code == 404
    assert officer.get(f"{BADGES}/chung-nhan/an/50/?on=2025-05-18").status_code == 404


def test_a_lost_badge_is_given_again(officer: Client, ids: dict[str, int]) -> None:
    give(("an", 50, "award"))
    form = {"level": "50", "number": "99", "on": "01/06/2025", "reason": "mất"}

    assert officer.post(f"{BADGES}/cap-lai/an/", form).status_code == 302
    assert Badge.objects.filter(kind="reissue").values_list("number", flat=True).get() == "99"
    assert officer.post(f"{BADGES}/cap-lai/dung/", form).status_code == 422


def test_an_act_is_shown_and_voided(officer: Client, ids: dict[str, int]) -> None:
    act = give(("an", 50, "award"))
    address = f"{BADGES}/lan-ghi/{act.seq}/"

    assert "Nguyễn Văn An : Huy hiệu 50 năm tuổi Đảng, tặng đúng mức" in words(officer.get(address))
    assert officer.post(address, {}).status_code == 422
    assert officer.post(address, {"reason": "ghi nhầm"}).status_code == 302
    assert Badge.objects.filter(voided_by=None).count() == 0
    assert officer.get(address).status_code == 404


def test_who_has_no_card_is_listed_and_gets_one(officer: Client, ids: dict[str, int]) -> None:
    page = officer.get(f"{CARDS}/?to_chuc=y-te")
    assert set(names_in(page)) == {"an", "binh", "giang", "hoa"}
    assert names_in(officer.get(f"{CARDS}/?q=bui+hoa")) == ["hoa"]

    asked = officer.post(f"{CARDS}/phat/", {"row": ["an", "binh"]})
    assert "2 đảng viên" in words(asked)

    form = {
        "row": ["an", "binh"],
        "so-an": "14.302.771",
        "so-binh": "14302772",
        "on": "19/05/2025",
        "reason": "QĐ 5",
        "buoc": "x",
    }
    assert officer.post(f"{CARDS}/phat/", {**form, "so-binh": "14302771"}).status_code == 422
    assert officer.post(f"{CARDS}/phat/", {**form, "so-binh": "143"}).status_code == 422
    assert numbers() == {}
    assert officer.post(f"{CARDS}/phat/", form).status_code == 302
    assert numbers() == {"an": "14302771", "binh": "14302772"}
    sheet = cells(officer.get(f"{CARDS}/?to_chuc=y-te&xuat=xlsx"))
    assert [row[0] for row in sheet[-2:]] == ["Hoàng Văn Giang", "Bùi Thị Hoa"]


def test_cards_are_issued_by_a_pasted_list(officer: Client, ids: dict[str, int]) -> None:
    form = {"on": "19/05/2025", "reason": "QĐ 5"}
    address = f"{CARDS}/phat-danh-sach/"

    wrong = officer.post(address, {**form, "lines_typed": "Nguyễn Văn An\t1\nNgười Không Có; 2"})
    assert wrong.status_code == 422
    assert "Dòng 2: sổ không có ai là “Người Không Có”" in words(wrong)

    typed = "Nguyễn Văn An\t14302771\r\n\r\nbinh; 14302772\r\n"
    assert officer.post(address, {**form, "lines_typed": typed}).status_code == 302
    assert numbers() == {"an": "14302771", "binh": "14302772"}


def test_a_card_is_changed_and_the_issues_listed(officer: Client, ids: dict[str, int]) -> None:
    cards(("an", "first", "14302771"))
    form = {"kind": "lost", "number": "", "on": "01/06/2025", "reason": "mất"}

    assert officer.post(f"{CARDS}/nguoi/an/", form).status_code == 302
    assert officer.post(f"{CARDS}/nguoi/binh/", form).status_code == 422
    assert officer.get(f"{CARDS}/nguoi/khong-co/").status_code == 404

    back = {**form, "kind": "taken_back"}
    warned = officer.post(f"{CARDS}/nguoi/an/", back)
    assert "Người này vẫn là đảng viên vào ngày thu thẻ" in words(warned)
    assert CardIssue.objects.count() == 2
    assert "Cấp lại do mất" in words(officer.get(f"{CARDS}/da-cap/?loai=lost"))
    assert names_in(officer.get(f"{CARDS}/da-cap/?q=14302771")) == ["an", "an"]
    sheet = cells(officer.get(f"{CARDS}/da-cap/?xuat=xlsx"))
    assert [row[4] for row in sheet[-2:]] == ["14302771", "14302771"]


def test_the_page_of_a_member_tells_badges_and_cards(officer: Client, ids: dict[str, int]) -> None:
    give(("an", 50, "award"))
    cards(("an", "first", "14302771"))

    page = words(officer.get("/lam-viec/dang-vien/an/?on=2025-05-19"))
    before = words(officer.get("/lam-viec/dang-vien/an/?on=2025-05-18"))

    assert "Huy hiệu 50 năm tuổi Đảng" in page
    assert "Phát thẻ lần đầu" in page
    assert "Tiếp theo: Huy hiệu 55 năm tuổi Đảng: đợt 19/05/2030" in page
    assert "Chưa ghi huy hiệu nào" in before
    assert "Tiếp theo: Huy hiệu 50 năm tuổi Đảng: đợt 19/05/2025" in before


def test_empty_lists_say_what_to_do(officer: Client, db: None) -> None:
    for address in (f"{BADGES}/", f"{BADGES}/da-tang/", f"{CARDS}/", f"{CARDS}/da-cap/"):
        page = officer.get(address)
        assert page.status_code == 200
        assert "Không có" in words(page)
    assert "Không có tổ chức nào là" in words(officer.get(f"{BADGES}/?to_chuc=khong-co"))
