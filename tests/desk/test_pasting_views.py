"""Prove that a table is taken, mended and added through its page, and given back as files."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from desk.samples import content
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from factories.orgs import tables

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.base.sheets import read_sheet
from dangbo.desk.commands import discard_draft, share_draft, start_draft
from dangbo.desk.models import Draft, Paste
from dangbo.desk.tables.pasting import template_sheet
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.pasted_tables import columns_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
TABLE = "Tổ chức | Tên mới\nSở Y tế | Đảng bộ A\nChi bộ Dám địn | Chi bộ B\nbao-dai | "


@pytest.fixture
def browser(client: Client, officer: Actor) -> Client:
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


@pytest.fixture
def draft(officer: Actor) -> Draft:
    return start_draft(actor=officer, content=content())


def at(draft: Draft, query: str = "") -> str:
    return f"/lam-viec/sap-xep/{draft.pk}/dan-bang/{query}"


def take(browser: Client, draft: Draft, text: str = TABLE, kind: str = "rename") -> Any:
    sent = {"viec": "doc", "loai": kind, "bang": text.replace(" | ", "\t")}
    return browser.post(at(draft), sent)


def upload(
    browser: Client, draft: Draft, content: bytes, *, name: str, kind: str = "rename"
) -> Any:
    given = SimpleUploadedFile(name, content)
    return browser.post(at(draft), {"viec": "doc", "loai": kind, "tep": given})


def changes(draft: Draft) -> list[dict[str, Any]]:
    found = Draft.objects.get(pk=draft.pk).content["changes"]
    return [{name: value for name, value in each.items() if name != "id"} for each in found]


def shown(browser: Client, draft: Draft, query: str = "") -> dict[int, str]:
    return {row.number: row.state for row in browser.get(at(draft, query)).context["rows"]}


def test_a_table_is_taken_with_those_first_that_need_something(
    browser: Client, draft: Draft
) -> None:
    answer = take(browser, draft)

    assert (answer.status_code, answer["Location"]) == (303, at(draft))
    assert shown(browser, draft) == {3: "open", 4: "wrong"}
    assert shown(browser, draft, "?xem=het") == {2: "ready", 3: "open", 4: "wrong"}
    page = browser.get(at(draft))
    assert page.context["fields"] == ["Tổ chức", "Tên mới"]
    html = page.content.decode()
    assert 'name="o.3.org" value="Chi bộ Dám địn"' in html
    assert '<option value="giam-dinh">Chi bộ Giám định · ' in html
    assert changes(draft) == []


def test_rows_are_mended_left_out_and_added(browser: Client, draft: Draft) -> None:
    take(browser, draft)

    browser.post(at(draft), {"viec": "sua", "c.3.org": "giam-dinh", "o.3.org": "Chi bộ Dám địn"})
    browser.post(at(draft), {"viec": "sua", "bo.4": "1"})
    states = shown(browser, draft, "?xem=het")
    answer = browser.post(at(draft), {"viec": "them"}, follow=True)

    assert states == {2: "ready", 3: "ready", 4: "left"}
    assert changes(draft) == [
        {"change": "rename", "org": "y-te", "name": "Đảng bộ A"},
        {"change": "rename", "org": "giam-dinh", "name": "Chi bộ B"},
    ]
    assert "Đã thêm 2 thay đổi từ 2 dòng" in answer.content.decode()
    assert Paste.objects.count() == 0


def test_what_is_not_ready_stays_when_the_rest_is_added(browser: Client, draft: Draft) -> None:
    take(browser, draft)

    browser.post(at(draft), {"viec": "them"})
    states = shown(browser, draft)
    browser.post(at(draft), {"viec": "sua", "o.4.name": "Đảng bộ C"})
    browser.post(at(draft), {"viec": "them"})

    assert states == {3: "open", 4: "wrong"}
    assert [each["name"] for each in changes(draft)] == ["Đảng bộ A", "Đảng bộ C"]
    assert shown(browser, draft) == {3: "open"}


def test_a_row_left_out_comes_back(browser: Client, draft: Draft) -> None:
    take(browser, draft)
    browser.post(at(draft), {"viec": "bo-sai"})
    out = shown(browser, draft, "?xem=het")
    browser.post(at(draft), {"viec": "sua", "lai.3": "1"})

    assert out == {2: "ready", 3: "left", 4: "left"}
    assert shown(browser, draft, "?xem=het") == {2: "ready", 3: "open", 4: "left"}


def test_a_table_without_head_is_told_its_columns(browser: Client, draft: Draft) -> None:
    take(browser, draft, "Đảng bộ Một | y-te\nChi bộ Hai | giam-dinh")
    before = browser.get(at(draft))

    browser.post(at(draft), {"viec": "cot", "loai": "rename", "cot.org": "1", "cot.name": "0"})

    assert before.context["codes"] == {"COLUMN_MISSING"}
    assert before.context["columns"][0].options[1][:2] == (1, "B: y-te")
    assert shown(browser, draft, "?xem=het") == {1: "ready", 2: "ready"}


def test_a_column_that_is_missing_can_be_filled_in_place(browser: Client, draft: Draft) -> None:
    take(browser, draft, "Nguồn | Kết quả\nbao-dai | Mới\ny-te | Mới", "merge")
    fields = browser.get(at(draft)).context["fields"]

    browser.post(at(draft), {"viec": "sua", "c.2.kind": "dang_bo_co_so"})

    assert fields == ["Nguồn", "Hợp nhất thành", "Loại hình"]
    assert shown(browser, draft, "?xem=het") == {2: "ready", 3: "ready"}


def test_rows_can_mean_another_kind_of_change(browser: Client, draft: Draft) -> None:
    take(browser, draft, "Tổ chức | Cấp trên mới\ngiam-dinh | y-te", "rename")
    browser.post(at(draft), {"viec": "cot", "loai": "move"})
    browser.post(at(draft), {"viec": "them"})

    assert changes(draft) == [{"change": "move", "orgs": ["giam-dinh"], "superior": "y-te"}]


def test_merged_cells_are_filled_down_when_asked(browser: Client, draft: Draft) -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    tab = book.add_worksheet()
    tab.write_row(0, 0, ["Đơn vị", "Chuyển về"])
    tab.write_column(1, 0, ["giam-dinh", "minh-hoa"])
    tab.merge_range("B2:B3", "y-te")
    book.close()
    upload(browser, draft, buffer.getvalue(), name="bang.xlsx", kind="move")
    before = shown(browser, draft, "?xem=het")

    browser.post(at(draft), {"viec": "dien"})

    assert before == {2: "ready", 3: "wrong"}
    assert shown(browser, draft, "?xem=het") == {2: "ready", 3: "ready"}


def test_old_codings_are_turned_when_asked(browser: Client, draft: Draft) -> None:
    take(browser, draft, "Tổ chức | Tên mới\ny-te | §¶ng bé Së Y tÕ tØnh Qu¶ng Ninh")
    assert "LEGACY_CODING_ROWS" in browser.get(at(draft)).context["codes"]

    browser.post(at(draft), {"viec": "giai-ma"})
    browser.post(at(draft), {"viec": "them"})

    assert changes(draft)[0]["name"] == "Đảng bộ Sở Y tế tỉnh Quảng Ninh"


@pytest.mark.parametrize(
    ("given", "name", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x81", "anh.xlsx", "Không đọc được chữ"),
        (b"PK\x03\x04rubbish", "bang.xlsx", "Tệp bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bang.xls", "dạng Excel cũ"),
        (b"\n\n\n", "bang.csv", "không có dòng nào"),
        (b"Ten\n" + b"x\n" * 20_001, "bang.csv", "Chia thành nhiều tệp"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    browser: Client, draft: Draft, given: bytes, name: str, words: str
) -> None:
    answer = upload(browser, draft, given, name=name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Paste.objects.count() == 0


def test_nothing_pasted_is_refused_and_what_was_typed_stays(browser: Client, draft: Draft) -> None:
    nothing = take(browser, draft, "  ")
    unknown = take(browser, draft, TABLE, "no-such-change")

    assert (nothing.status_code, unknown.status_code) == (422, 422)
    assert "Chưa có bảng nào" in nothing.content.decode()
    assert "Chi bộ Dám địn" in unknown.content.decode()


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_template_is_read_as_what_it_is_for(browser: Client, draft: Draft, kind: str) -> None:
    answer = browser.get(at(draft, f"?xuat=mau&loai={kind}"))
    sheet = read_sheet(answer.content, name="mau.xlsx")
    upload(browser, draft, answer.content, name="mau.xlsx", kind=kind)

    assert columns_of(sheet.header, COLUMNS[kind]) == {
        name: place for place, name in enumerate(COLUMNS[kind])
    }
    assert len(sheet.body) == 1
    assert set(shown(browser, draft, "?xem=het").values()) == {"left"}
    assert list(template_sheet(kind, "x").heads) == list(sheet.header)


def test_files_are_read_again_whatever_language_they_were_taken_in(
    browser: Client, draft: Draft
) -> None:
    english = {"accept-language": "en"}
    taken = browser.get(at(draft, "?xuat=mau&loai=move"), headers=english).content
    sent = {"viec": "nhanh", "loai": "move", "nhanh": "khoi", "het": "1"}
    browser.post(at(draft), sent, headers=english)
    branch = browser.get(at(draft, "?xuat=bang"), headers=english).content

    for given in (taken, branch):
        sheet = read_sheet(given, name="x.xlsx")
        assert set(columns_of(sheet.header, COLUMNS["move"])) == {"org", "superior"}


def test_wrong_rows_are_given_back_with_the_reasons_and_read_again(
    browser: Client, draft: Draft
) -> None:
    take(browser, draft)

    answer = browser.get(at(draft, "?xuat=sai"))
    sheet = read_sheet(answer.content, name="sai.xlsx")
    browser.post(at(draft), {"viec": "cat"})
    upload(browser, draft, answer.content, name="sai.xlsx")

    assert sheet.header == ("Tổ chức", "Tên mới", "Dòng", "Tình trạng", "Lý do")
    told = [row.cells[:4] for row in sheet.body]
    assert told == [
        ("Chi bộ Dám địn", "Chi bộ B", "3", "Cần trả lời"),
        ("bao-dai", "", "4", "Cần sửa"),
    ]
    assert "Chưa điền «Tên»" in sheet.body[1].cells[4]
    assert sorted(shown(browser, draft).values()) == ["open", "wrong"]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("rename", {"change": "rename", "org": "y-te-1", "name": "y-te"}),
        ("move", {"change": "move", "orgs": ["y-te-1"], "superior": "khoi"}),
        ("recode", {"change": "recode", "org": "y-te-1", "code": "y-te"}),
    ],
)
def test_a_branch_is_edited_in_bulk_and_only_what_differs_is_a_change(
    browser: Client, draft: Draft, kind: str, change: dict[str, Any]
) -> None:
    browser.post(at(draft), {"viec": "nhanh", "loai": kind, "nhanh": "khoi", "het": "1"})
    before = shown(browser, draft, "?xem=het")
    file = browser.get(at(draft, "?xuat=bang")).content
    number = next(
        row.number
        for row in browser.get(at(draft, "?xem=het")).context["rows"]
        if row.cells[0].text == "y-te-1"
    )
    field = {"rename": "name", "move": "superior", "recode": "code"}[kind]
    value = change.get("superior", "y-te")
    browser.post(at(draft), {"viec": "sua", f"o.{number}.{field}": str(value)})
    browser.post(at(draft), {"viec": "them"})
    again = start_draft(actor=Actor("to-chuc", user_id=draft.owner_id), content=content())
    upload(browser, again, file, name="nhanh.xlsx", kind=kind)

    expected = {"same"} if kind != "recode" else {"same", "wrong"}
    assert (set(before.values()), len(before)) == (expected, 6)
    assert changes(draft) == [change]
    assert set(shown(browser, again, "?xem=het").values()) == expected


def test_a_branch_of_nobody_is_refused(browser: Client, draft: Draft) -> None:
    nobody = browser.post(at(draft), {"viec": "nhanh", "loai": "rename", "nhanh": "Không đâu"})
    alone = browser.post(at(draft), {"viec": "nhanh", "loai": "rename", "nhanh": "minh-hoa"})

    assert (nobody.status_code, alone.status_code) == (422, 422)
    assert "Không đâu" in nobody.content.decode()


def test_a_row_that_is_ready_can_still_be_edited(browser: Client, draft: Draft) -> None:
    take(browser, draft)

    plain = browser.get(at(draft, "?xem=het")).content.decode()
    edited = browser.get(at(draft, "?xem=het&sua=2")).content.decode()

    assert 'name="o.2.name"' not in plain
    assert 'name="o.2.name" value="Đảng bộ A"' in edited


def test_five_thousand_rows_are_read_mended_and_added(browser: Client, draft: Draft) -> None:
    rows = [f"Chi bộ {number} | Chi bộ trực thuộc | y-te" for number in range(4_999)]
    take(
        browser,
        draft,
        "\n".join(["Tên | Loại hình | Cấp trên", *rows, "Hỏng | gì đó | y-te"]),
        "found",
    )

    page = browser.get(at(draft))
    browser.post(at(draft), {"viec": "them"})

    assert (page.context["ready"], page.context["undone"]) == (4_999, 1)
    assert len(changes(draft)) == 4_999
    assert shown(browser, draft) == {5_001: "open"}


def test_more_changes_than_a_draft_takes_are_refused_whole(browser: Client, draft: Draft) -> None:
    rows = [f"Chi bộ {number} | Chi bộ trực thuộc | y-te" for number in range(5_001)]
    take(browser, draft, "\n".join(["Tên | Loại hình | Cấp trên", *rows]), "found")

    answer = browser.post(at(draft), {"viec": "them"})

    assert answer.status_code == 422
    assert "nhiều nhất 5000" in answer.content.decode()
    assert changes(draft) == []
    assert Paste.objects.count() == 1


def test_each_person_fills_in_a_table_of_his_own(
    browser: Client, client: Client, draft: Draft, officer: Actor, colleague: Actor
) -> None:
    take(browser, draft)
    share_draft(actor=officer, draft=draft.pk, username="van-phong", may_write=True)
    client.force_login(User.objects.get(pk=colleague.user_id))

    assert "table" not in client.get(at(draft)).context
    take(client, draft, "Tổ chức | Mã mới\ny-te | 7", "recode")
    assert Paste.objects.count() == 2


def test_readers_and_strangers_take_no_table(
    client: Client, draft: Draft, officer: Actor, colleague: Actor
) -> None:
    client.force_login(User.objects.get(pk=colleague.user_id))
    stranger = take(client, draft).status_code
    share_draft(actor=officer, draft=draft.pk, username="van-phong", may_write=False)

    assert stranger == 404
    assert take(client, draft).status_code == 403
    assert "Đọc bảng" not in client.get(at(draft)).content.decode()


def test_a_closed_draft_takes_no_changes(browser: Client, draft: Draft, officer: Actor) -> None:
    take(browser, draft)
    discard_draft(actor=officer, draft=draft.pk)

    answer = browser.post(at(draft), {"viec": "them"})

    assert answer.status_code == 422
    assert changes(draft) == []


def test_odd_posts_change_nothing(browser: Client, draft: Draft) -> None:
    take(browser, draft)
    before = Paste.objects.get().content

    odd = {"viec": "sua", "o.x.name": "a", "o.3": "b", "o.99.name": "c", "c.3.nothing": "d"}
    browser.post(at(draft), odd)

    assert Paste.objects.get().content == before
    assert browser.post(at(draft), {"viec": "cot", "cot.org": "77"}).status_code == 303


def test_filling_in_writes_nothing_into_the_register(browser: Client, draft: Draft) -> None:
    before = tables()

    take(browser, draft)
    browser.get(at(draft))
    browser.post(at(draft), {"viec": "them"})

    assert tables() == before
