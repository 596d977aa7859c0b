"""Prove that a list is brought, mapped, mended, taken and undone through its pages."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from intake.lists import checked, row, sheet, states

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.base.lists import read_list
from dangbo.intake.models import Intake
from dangbo.intake.queries.looking import intake_row
from dangbo.members.models import Identity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
HOME = "/lam-viec/nhap-danh-sach/"
ROWS = (
    row("Lê Thị Gấm", citizen="001180000123", birth="23/02/1980"),
    row("Phạm Văn Hùng", birth="31/02/1975"),
    row("Bùi Văn Ích", birth="02/25/1980"),
)


@pytest.fixture
def browser(client: Client, officer: Actor) -> Client:
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


@pytest.fixture
def brought(officer: Actor) -> Intake:
    return checked(sheet(*ROWS), actor=officer)


def upload(browser: Client, content: bytes, **more: str) -> Any:
    given = SimpleUploadedFile(more.pop("name", "ds.xlsx"), content)
    return browser.post(f"{HOME}nap/", {"tep": given, "ngay": "01/06/2024", **more})


def words(answer: Any) -> list[str]:
    return [str(each.text) for each in answer.context["refusals"]]


def test_a_list_goes_from_file_to_register(browser: Client) -> None:
    opened = upload(browser, sheet(*ROWS))
    pk = Intake.objects.get().pk
    page = browser.get(f"{HOME}{pk}/cot/")
    chosen = {f"cot.{at}": field for at, _head, field, _told in page.context["columns"]}
    mapped = browser.post(f"{HOME}{pk}/cot/", {**chosen, "ngay": "01/06/2024"})
    shown = browser.get(f"{HOME}{pk}/")
    confirm = browser.get(f"{HOME}{pk}/nhap/")
    taken = browser.post(f"{HOME}{pk}/nhap/", {"so-dong": "1"})

    assert (opened.status_code, opened["Location"]) == (303, f"{HOME}{pk}/cot/")
    assert (mapped.status_code, mapped["Location"]) == (303, f"{HOME}{pk}/")
    assert {each.number: each.state for each in shown.context["rows"]} == {
        3: "wrong",
        4: "doubtful",
    }
    assert (confirm.context["ready"], confirm.context["left"]) == (1, 2)
    assert (taken.status_code, taken["Location"]) == (303, f"{HOME}{pk}/")
    assert Identity.objects.filter(name="Lê Thị Gấm").exists()
    assert "Đã nhập 1 dòng vào sổ." in browser.get(f"{HOME}{pk}/").content.decode()


def test_rows_are_mended_accepted_and_left_out_on_the_page(
    browser: Client, brought: Intake
) -> None:
    sent = {
        "viec": "sua",
        "cu.3.birth": "31/02/1975",
        "o.3.birth": "28/02/1975",
        "cu.3.name": "Phạm Văn Hùng",
        "o.3.name": "Phạm Văn Hùng",
        "nhan.4": "DAY_SWAPPED",
        "bo.2": "1",
    }

    answer = browser.post(f"{HOME}{brought.pk}/", sent)

    assert answer.status_code == 303
    assert states(Intake.objects.get(pk=brought.pk)) == {2: "left", 3: "new", 4: "new"}


def test_a_row_left_out_is_taken_back(browser: Client, brought: Intake) -> None:
    browser.post(f"{HOME}{brought.pk}/", {"viec": "sua", "bo.2": "1"})
    browser.post(f"{HOME}{brought.pk}/", {"viec": "sua", "lai.2": "1"})

    assert states(Intake.objects.get(pk=brought.pk))[2] == "new"


@pytest.mark.parametrize(
    ("sent", "after"),
    [
        ({"viec": "bo-sai"}, {2: "new", 3: "left", 4: "left"}),
        ({"viec": "nhan", "ly-do": "DAY_SWAPPED"}, {2: "new", 3: "wrong", 4: "new"}),
        ({"viec": "nhan", "ly-do": "DAY_IMPOSSIBLE"}, {2: "new", 3: "wrong", 4: "doubtful"}),
        ({"viec": "doi-chieu"}, {2: "new", 3: "wrong", 4: "doubtful"}),
        ({"viec": "giai-ma"}, {2: "new", 3: "wrong", 4: "doubtful"}),
    ],
)
def test_many_rows_are_decided_at_once(
    browser: Client, brought: Intake, sent: dict[str, str], after: dict[int, str]
) -> None:
    answer = browser.post(f"{HOME}{brought.pk}/", sent)

    assert (answer.status_code, states(Intake.objects.get(pk=brought.pk))) == (303, after)


def test_rows_are_filtered_by_state_and_reason(browser: Client, brought: Intake) -> None:
    def numbers(query: str) -> list[int]:
        page = browser.get(f"{HOME}{brought.pk}/{query}")
        return [each.number for each in page.context["rows"]]

    assert numbers("") == [3, 4]
    assert numbers("?xem=het") == [2, 3, 4]
    assert numbers("?xem=new") == [2]
    assert numbers("?xem=het&ly-do=DAY_SWAPPED") == [4]
    assert numbers("?xem=het&ly-do=KHONG") == [2, 3, 4]


def test_wrong_rows_come_back_as_excel_with_reasons(browser: Client, brought: Intake) -> None:
    answer = browser.get(f"{HOME}{brought.pk}/?xuat=sai")

    found = read_list(answer.content, name="x")
    body = [each.cells for each in found.rows if each.cells[1] in {"Phạm Văn Hùng", "Bùi Văn Ích"}]
    assert [(each[4], each[9], each[10]) for each in body] == [
        ("31/02/1975", "3", "Sai"),
        ("02/25/1980", "4", "Nghi ngờ"),
    ]
    assert body[0][11] == (
        "«Ngày sinh»: không có ngày «31/02/1975» trong lịch. Sửa theo giấy tờ gốc."
    )


def test_wrong_rows_sent_back_mended_are_read_again(browser: Client, brought: Intake) -> None:
    content = browser.get(f"{HOME}{brought.pk}/?xuat=sai").content

    again = checked(content, on=brought.on)

    assert states(again) == {6: "wrong", 7: "doubtful"}


def test_a_formula_of_a_cell_is_harmless_in_the_file_given_back(
    browser: Client, officer: Actor
) -> None:
    intake = checked(sheet(row("=1+1"), row("Lê Thị Gấm", residence="@SUM(A1)")), actor=officer)

    content = browser.get(f"{HOME}{intake.pk}/?xuat=tat-ca").content

    with ZipFile(BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Chưa chọn tệp nào. Chọn một tệp Excel (.xlsx, .xlsm, .xls) hay CSV."),
        (
            {"tep": b"", "ngay": "01/06/2024"},
            "Tệp không có dòng nào dưới tiêu đề. Chọn tệp hoặc trang tính khác.",
        ),
        (
            {"tep": b"x", "ngay": "32/01/2024"},
            "«Ngày của danh sách» không phải ngày: «32/01/2024».",
        ),
        ({"tep": b"x", "ngay": "01/01/2999"}, "Ngày của danh sách sau hôm nay."),
    ],
)
def test_a_file_that_is_not_read_is_refused_with_why(
    browser: Client, sent: dict[str, Any], told: str
) -> None:
    if "tep" in sent:
        sent = {**sent, "tep": SimpleUploadedFile("a.csv", sent["tep"])}

    answer = browser.post(f"{HOME}nap/", sent)

    assert answer.status_code == 422
    assert words(answer)[0].startswith(told)
    assert Intake.objects.count() == 0


def test_a_field_chosen_for_two_columns_is_refused(browser: Client, brought: Intake) -> None:
    answer = browser.post(f"{HOME}{brought.pk}/cot/", {"cot.0": "name", "cot.1": "name"})

    assert (answer.status_code, len(words(answer))) == (422, 1)


def test_taking_is_refused_with_the_reason_on_the_page(browser: Client, brought: Intake) -> None:
    counted = browser.post(f"{HOME}{brought.pk}/nhap/", {"so-dong": "3"})
    paper = browser.post(f"{HOME}{brought.pk}/nhap/", {"so-dong": "1", "van-ban": "999-QĐ/TU"})

    assert (counted.status_code, words(counted)) == (
        422,
        ["Lúc xác nhận có 3 dòng sẵn sàng, nay là 1. Xem lại rồi xác nhận."],
    )
    assert (paper.status_code, len(words(paper))) == (422, 1)


def test_undoing_on_the_page(browser: Client, brought: Intake) -> None:
    browser.post(f"{HOME}{brought.pk}/nhap/", {"so-dong": "1"})

    refused = browser.post(f"{HOME}{brought.pk}/hoan-tac/", {"ly-do": ""})
    undone = browser.post(f"{HOME}{brought.pk}/hoan-tac/", {"ly-do": "nhầm tệp"})

    assert (refused.status_code, undone.status_code) == (422, 303)
    assert Intake.objects.get(pk=brought.pk).stage == "undone"
    assert browser.get(f"{HOME}{brought.pk}/").status_code == 200


def test_a_past_day_shows_no_acts(browser: Client, brought: Intake) -> None:
    page = browser.get(f"{HOME}{brought.pk}/?on=2025-01-01")

    assert page.context["writable"] is False
    assert 'name="viec"' not in page.content.decode()


def test_a_check_beside_the_request_shows_its_progress(
    browser: Client, brought: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangbo.intake.commands.background.AT_ONCE", 1)
    browser.post(f"{HOME}{brought.pk}/", {"viec": "doi-chieu"})

    page = browser.get(f"{HOME}{brought.pk}/")
    part = browser.get(f"{HOME}{brought.pk}/tien-do/", headers={"HX-Request": "true"})

    assert page.context["checking"] is True
    assert 'max="9"' in page.content.decode()
    assert "hx-get" in part.content.decode()


def test_progress_leads_on_when_the_check_is_done(browser: Client, brought: Intake) -> None:
    part = browser.get(f"{HOME}{brought.pk}/tien-do/", headers={"HX-Request": "true"})

    assert part["HX-Redirect"] == f"{HOME}{brought.pk}/"


def test_the_list_of_lists(browser: Client, brought: Intake) -> None:
    page = browser.get(HOME)

    assert [each.pk for each in page.context["page"]] == [brought.pk]
    assert browser.get(f"{HOME}?tim=khac").context["page"].paginator.count == 0
    browser.post(f"{HOME}{brought.pk}/", {"viec": "cat"})
    assert intake_row(Actor("x"), brought.pk).stage == "dropped"
    assert browser.get(f"{HOME}{brought.pk}/").status_code == 200
    assert browser.get(f"{HOME}{brought.pk}/cot/").status_code == 200


def test_strangers_are_shown_to_the_door(client: Client, brought: Intake) -> None:
    for path in ("", "nap/", f"{brought.pk}/", f"{brought.pk}/cot/", f"{brought.pk}/nhap/"):
        assert client.get(f"{HOME}{path}").status_code == 302
