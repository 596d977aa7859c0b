"""Prove what the pages of forms show, and that a form is made, published and confirmed by them."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.audit.models import Access
from dangbo.layouts import access, commands, queries
from dangbo.layouts.models import Draft
from dangbo.rules.form_layouts import Column, Figure, Layout, Row

HOME = "/lam-viec/bieu-mau/"
BUILT_IN = f"{HOME}bien_dong_dang_vien/"
ASKED = "on=2016-12-31&to_chuc=khoi&tu=01/01/2016"


def words(answer: Any) -> str:
    """Return what a page says, without marks of its own."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


def links(answer: Any, part: str) -> list[tuple[str, str]]:
    """Return the addresses with a part in them, with their words."""
    found = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>([^<]*)</a>', answer.content.decode())
    return [(unescape(url), text) for url, text in found if part in url]


def sent(answer: Any) -> dict[str, str]:
    """Return the fields of the editor as a browser sends them."""
    text = answer.content.decode().split('<form method="post" novalidate', 1)[1]
    given = {}
    for field in re.findall(r"<input[^>]*>", text):
        name = re.search(r'name="([^"]*)"', field)
        value = re.search(r'value="([^"]*)"', field)
        if name:
            given[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', text, re.S):
        values = re.findall(r'<option value="([^"]*)"( selected)?', options)
        chosen = [value for value, mark in values if mark] or [values[0][0]]
        given[name] = unescape(chosen[0])
    return given


# Reading


def test_the_forms_of_the_project_are_listed_as_unconfirmed(
    officer: Client, ids: dict[str, int]
) -> None:
    page = words(officer.get(f"{HOME}?on=2016-12-31"))

    for layout in queries.layouts_on(date.max):
        assert f"{layout.name} Bố cục chưa xác nhận" in page


def test_every_number_of_a_form_opens_what_is_behind_it(
    officer: Client, ids: dict[str, int]
) -> None:
    form = officer.get(f"{BUILT_IN}?{ASKED}")
    assert "Bố cục chưa xác nhận" in words(form)
    assert "Mọi phép kiểm tra đều đúng." in words(form)

    opened = links(form, "/o/")
    assert len(opened) == 14
    for url, text in opened:
        answer = officer.get(url)
        assert answer.status_code == 200
        if "tang/" in url:
            assert "Kết nạp lại," in words(answer)
        elif answer.context.get("page"):
            assert answer.context["count"] == int(text)
    assert Access.objects.filter(code="listed", kind="member").exists()


def test_the_opening_is_listed_as_of_the_eve(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{BUILT_IN}o/dau_ky/tong/?{ASKED}"))

    assert "Số đầu kỳ: cuối ngày 31/12/2015." in page
    assert "Nguyễn Văn An" in page
    assert "Đặng Thị Em" not in page


def test_forms_leave_as_files(officer: Client, ids: dict[str, int]) -> None:
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        answer = officer.get(f"{BUILT_IN}?{ASKED}&xuat={kind}")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
        name = f"bien-dong-dang-vien-khoi-2016-12-31.{kind}"
        assert name in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Biến động đội ngũ đảng viên"
    assert ["Kỳ số liệu", "Từ 01/01/2016 đến hết 31/12/2016"] in [row[:2] for row in rows]
    assert any(row[:2] == ["Số đảng viên cuối kỳ", 5.0] for row in rows)
    listed = officer.get(f"{BUILT_IN}o/cuoi_ky/nu/?{ASKED}&xuat=csv")
    assert "Trần Thị Bình" in listed.getvalue().decode()


def test_a_failing_check_and_a_day_before_the_committee_are_told(
    officer: Client, ids: dict[str, int]
) -> None:
    failing = words(officer.get(f"{BUILT_IN}?on=2016-12-31&to_chuc=khoi&tu=01/01/2012"))
    assert "Có 3 phép kiểm tra không đúng" in failing

    early = words(officer.get(f"{BUILT_IN}?on=2009-01-01&to_chuc=khoi"))
    assert "tổ chức không hoạt động" in early or "Không có tổ chức nào" in early


MISSING = (
    "khong_co/",
    "bien_dong_dang_vien/?ban=99",
    "bien_dong_dang_vien/?ban=99999999999999999999",
    "bien_dong_dang_vien/o/khong/tong/",
    "khong_co/bo-cuc/",
    "khong_co/sua/",
    "bien_dong_dang_vien/ban-hanh/",
    "bien_dong_dang_vien/bo-nhap/",
)


def test_what_is_not_there_is_not_found(officer: Client, db: None) -> None:
    found = [officer.get(f"{HOME}{address}").status_code for address in MISSING]

    assert found == [404] * len(MISSING)


# Making


def begun(officer: Client) -> str:
    """Begin a form, and return the address of its editor."""
    answer = officer.post(f"{HOME}moi/", {"name": "Biểu riêng", "period": "half_year"})
    assert answer.status_code == 302
    return answer["Location"]


def test_a_form_is_made_previewed_published_and_used(officer: Client, ids: dict[str, int]) -> None:
    editor = begun(officer)
    assert editor == f"{HOME}bieu_rieng/sua/"
    fields = sent(officer.get(editor))
    assert fields["rows-0-key"] == "d1"

    fields |= {"rows-0-title": "Đảng viên", "rows-0-indicator": "Đảng viên", "to_chuc": "khoi"}
    fields = sent(officer.post(editor, {**fields, "act": "add:rows"}))
    fields |= {"rows-1-title": "Tỷ lệ", "rows-1-kind": "formula", "rows-1-words": "TYLE(d2; d1)"}
    looping = officer.post(editor, {**fields, "act": "preview"})
    assert "Công thức đi vòng tròn: d2.c1 → d2.c1." in words(looping)
    assert looping.status_code == 200

    fields = sent(looping) | {"parts-way": "sex", "parts-indicator": "dang_vien"}
    fields = sent(officer.post(editor, {**fields, "act": "add:parts_rows"}))
    assert [fields[f"rows-{at}-title"] for at in (2, 3, 4)] == ["Nam", "Nữ", "Chưa rõ"]
    fields = sent(officer.post(editor, {**fields, "act": "rows:4:remove"}))
    fields = sent(officer.post(editor, {**fields, "act": "rows:3:up"}))
    assert fields["rows-2-part1"] == "Giới tính: Nữ"
    fields |= {"rows-1-words": "TYLE(d4; d1)", "columns-0-title": "Số"}
    shown = officer.post(editor, {**fields, "act": "preview"})
    assert "Đảng viên 5 Tỷ lệ 60 % Nữ 3 Nam 2" in words(shown)
    assert Draft.objects.filter(voided_by=None).get().body.count('"key"') == 2

    answer = officer.post(editor, {**sent(shown), "act": "publish"})
    assert answer["Location"] == f"{HOME}bieu_rieng/ban-hanh/"
    page = officer.get(answer["Location"])
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())
    assert seen
    told = {"on": "01/01/2016", "reason": "lần đầu", "seen": seen[1]}
    assert officer.post(answer["Location"], told)["Location"] == f"{HOME}bieu_rieng/"
    assert "Tỷ lệ 60 %" in words(officer.get(f"{HOME}bieu_rieng/?{ASKED}"))
    assert "lần đầu" in words(officer.get(f"{HOME}bieu_rieng/bo-cuc/"))


def test_cells_of_their_own_columns_and_checks_are_added(
    officer: Client, ids: dict[str, int]
) -> None:
    editor = begun(officer)
    fields = sent(officer.get(editor))
    fields = sent(officer.post(editor, {**fields, "act": "add:columns"}))
    fields |= {"cell-row": "d1", "cell-column": "c2"}
    fields = sent(officer.post(editor, {**fields, "act": "add:cells"}))
    fields |= {"cells-0-kind": "typed", "cells-0-words": "người", "rows-0-indicator": "Đảng viên"}
    fields = sent(officer.post(editor, {**fields, "act": "add:checks"}))
    fields |= {"checks-0-left": "c1", "checks-0-sign": ">=", "checks-0-right": "c2 +"}
    page = officer.post(editor, {**fields, "act": "save"})
    assert page["Location"] == editor

    shown = words(officer.get(editor))
    assert "Kiểm tra 1 : Không đọc được công thức “c2 +”" in shown
    assert "nhập tay" in shown
    again = sent(officer.get(editor))
    assert again["cells-0-kind"] == "typed"
    gone = sent(officer.post(editor, {**again, "act": "columns:1:remove"}))
    assert "cells-0-kind" not in gone
    assert "columns-1-key" not in gone


def test_a_form_is_saved_after_a_thousand_acts(
    officer: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = begun(officer)
    monkeypatch.setattr(access, "last_change", lambda _code: 12_345)
    fields = sent(officer.get(editor))

    assert fields["seen"] == "12345"
    assert officer.post(editor, {**fields, "act": "save"}).status_code == 302


def test_two_who_change_one_form_do_not_overwrite_each_other(
    officer: Client, ids: dict[str, int]
) -> None:
    editor = begun(officer)
    fields = sent(officer.get(editor)) | {"name": "Tên mới"}
    assert officer.post(editor, {**fields, "act": "save"}).status_code == 302
    late = officer.post(editor, {**fields, "act": "save"})

    assert late.status_code == 422
    assert "Biểu này vừa được người khác thay đổi." in words(late)
    assert "Tên mới" in late.content.decode()


STRANGE: tuple[dict[str, str], ...] = (
    {"act": "rows:999:up"},
    {"act": "rows:0:up:x"},
    {"act": "add:nothing"},
    {"act": "add:cells", "cell-row": "x", "cell-column": "y"},
    {"act": "save", "seen": "x"},
    {"act": "preview", "rows-0-indent": "99", "period": "?", "rows-0-kind": "?"},
    {"act": "preview", "rows-0-indicator": "\x00" + "ô" * 400, "rows-0-part1": "=x"},
    {"act": "preview", "rows-0-key": "<b>", "columns-0-key": "<b>"},
)


def test_strange_answers_do_no_harm(officer: Client, ids: dict[str, int]) -> None:
    editor = begun(officer)
    fields = sent(officer.get(editor))
    found = [officer.post(editor, fields | strange).status_code for strange in STRANGE]

    assert found == [200, 200, 200, 200, 422, 200, 200, 200]
    assert Draft.objects.count() == 1


def test_a_copy_is_a_form_of_its_own(officer: Client, ids: dict[str, int]) -> None:
    told = {"name": "Biến động (bản sao)", "period": "year"}
    answer = officer.post(f"{BUILT_IN}sao/", told)

    assert answer["Location"] == f"{HOME}bien_dong_ban_sao/sua/"
    found = queries.draft_of(actor=OPERATOR, code="bien_dong_ban_sao")
    assert found is not None
    assert (found.period, len(found.rows), len(found.checks)) == ("year", 18, 4)
    assert officer.get(f"{HOME}bien_dong_ban_sao/bo-nhap/").status_code == 200
    officer.post(f"{HOME}bien_dong_ban_sao/bo-nhap/")
    assert queries.draft_of(actor=OPERATOR, code="bien_dong_ban_sao") is None


def test_a_layout_is_confirmed_by_a_paper_and_unconfirmed_for_a_reason(
    officer: Client, ids: dict[str, int]
) -> None:
    empty = officer.post(f"{BUILT_IN}xac-nhan/", {})
    assert empty.status_code == 422
    assert "Chưa nêu căn cứ." in words(empty)
    officer.post(f"{BUILT_IN}xac-nhan/", {"paper": "12-HD/BTCTU"})
    page = words(officer.get(f"{BUILT_IN}bo-cuc/"))
    assert "Bố cục chưa xác nhận" not in page
    assert "12-HD/BTCTU" in page
    officer.post(f"{BUILT_IN}bo-xac-nhan/", {"reason": "nhầm văn bản"})
    assert "Bố cục chưa xác nhận" in words(officer.get(f"{BUILT_IN}?{ASKED}"))


def test_a_version_of_the_office_is_withdrawn(officer: Client, ids: dict[str, int]) -> None:
    row = Row("r1", "Đảng viên", content=Figure("dang_vien"))
    layout = Layout("bieu_cu", 0, "Biểu cũ", rows=(row,), columns=(Column("c1", "Số"),))
    commands.save_draft(actor=OPERATOR, layout=layout, seen=0, new=True)
    seen = access.last_change("bieu_cu")
    commands.publish(actor=OPERATOR, code="bieu_cu", on=date(2016, 1, 1), seen=seen)

    told = {"on": "01/01/2017", "reason": "hết dùng", "seen": access.last_change("bieu_cu")}
    assert officer.post(f"{HOME}bieu_cu/thoi-dung/", told).status_code == 302
    assert officer.get(f"{HOME}bieu_cu/?on=2016-12-31").status_code == 200
    assert officer.get(f"{HOME}bieu_cu/?on=2017-01-01").status_code == 404


@pytest.mark.by_grants
def test_only_who_was_granted_it_may_open_the_editor(client: Client, ids: dict[str, int]) -> None:
    client.force_login(User.objects.create(username="chua-giao"))

    assert client.get(f"{BUILT_IN}sua/").status_code == 403
    assert client.get(BUILT_IN).status_code == 403
