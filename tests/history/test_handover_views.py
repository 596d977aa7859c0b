"""Hand over and receive through the pages: preview first, then the act, then the files."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from history.packages import given, parts_of
from history.test_exporting import reorganise
from history.test_receiving import home

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.history.models import Handover
from dangbo.orgs.models import Org
from dangbo.ui.panels import Panel

pytestmark = pytest.mark.django_db
PAGES = "/lam-viec/lich-su/ban-giao/"
PREPARE = f"{PAGES}lap/"
RECEIVE = f"{PAGES}nhan/"
RECEIPT = f"{PAGES}bien-nhan/"
ASKED = {"to_chuc": "a", "ngay": "01/01/2002", "ben_nhan": "Tỉnh B", "noi_lap": "Hạ Long"}


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client


@pytest.fixture
def content(db: None) -> bytes:
    """Return a package of a register that is then taken away."""
    with transaction.atomic():
        reorganise(OPERATOR)
        found = given(OPERATOR, "a", date(2002, 1, 1)).package.content
        transaction.set_rollback(True)
    return found


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def upload(officer: Client, address: str, name: str, content: bytes) -> Any:
    return officer.post(address, {name: SimpleUploadedFile("goi.zip", content)})


def cells(table: Any) -> list[list[str]]:
    return [[str(cell.value) for cell in line.cells] for line in table.lines]


@pytest.mark.parametrize("page", [PAGES, PREPARE, RECEIVE, RECEIPT, f"{PAGES}1/"])
def test_pages_want_an_account(client: Client, db: None, page: str) -> None:
    assert client.get(page).headers["Location"] == f"/tai-khoan/dang-nhap/?next={page}"


def test_preview_shows_lists_and_sums_and_writes_nothing(officer: Client) -> None:
    reorganise(OPERATOR)
    acts = Act.objects.count()

    answer = officer.get(PREPARE, ASKED)

    assert [(str(each.label), each.value) for each in answer.context["stats"]] == [
        ("Tổng số tổ chức đảng", "2"),
        ("Đảng bộ cơ sở", "1"),
        ("Chi bộ trực thuộc", "1"),
    ]
    assert cells(answer.context["table"]) == [
        [
            *("Đảng bộ a", "Đảng bộ cơ sở", "T-a", "Đảng bộ Khối các cơ quan tỉnh"),
            "44-QĐ/ĐUK, 04/03/1994",
        ],
        ["Đảng bộ a2", "Chi bộ trực thuộc", "T-a2", "Đảng bộ a", "44-QĐ/ĐUK, 04/03/1994"],
    ]
    assert (Act.objects.count(), Handover.objects.count()) == (acts, 0)


def test_post_writes_the_package_and_leads_to_its_page(officer: Client) -> None:
    reorganise(OPERATOR)

    answer = officer.post(PREPARE, ASKED, follow=True)

    row = answer.context["row"]
    assert (row.org.name, row.other, row.place, row.orgs) == ("Đảng bộ a", "Tỉnh B", "Hạ Long", 2)
    assert [str(each.label) for each in answer.context["acts_always"]] == [
        "Tải gói",
        "Xem, in biên bản",
    ]
    assert str(answer.context["badges"][0].text) == "Chưa có biên nhận"
    page = answer.redirect_chain[-1][0]
    package = officer.get(f"{page}goi.zip")
    assert package.headers["Content-Disposition"] == (
        'attachment; filename="ban-giao-a-2002-01-01.zip"'
    )
    minutes = officer.get(f"{page}bien-ban.pdf")
    assert minutes.headers["Content-Disposition"].startswith("inline")
    assert minutes.content == parts_of(package.content)["bien-ban.pdf"]
    assert officer.get(f"{page}bien-nhan.json").status_code == 404
    [line] = cells(officer.get(PAGES).context["table"])
    assert line == ["Đảng bộ a", "Giao", "01/01/2002", "Tỉnh B", "2", ""]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to_chuc": "không có"}, "Không có tổ chức nào là “không có”."),
        ({"ngay": "1/13/2002"}, "1/13/2002"),
        ({"ngay": "01/01/1950"}, "Đảng bộ a không tồn tại ngày 01/01/1950."),
        ({"so_van_ban": "9-QĐ/TU"}, "Sổ văn bản không có số 9-QĐ/TU."),
    ],
)
def test_what_cannot_be_given_is_said_with_422(
    officer: Client, changes: dict[str, str], words: str
) -> None:
    reorganise(OPERATOR)

    answer = officer.post(PREPARE, {**ASKED, **changes})

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert Handover.objects.count() == 0


def test_package_is_shown_before_it_is_received(officer: Client, content: bytes) -> None:
    home(OPERATOR)
    acts = Act.objects.count()

    answer = upload(officer, RECEIVE, "goi", content)
    page = answer.headers["Location"]
    shown = officer.get(page, {"truc_thuoc": "uy-b", "ly_do": "Theo biên bản"})

    assert shown.context["sentence"] == "Đảng bộ a trực thuộc Đảng bộ B từ ngày 01/01/2002."
    assert shown.context["findings"] == []
    assert (Act.objects.count(), Org.objects.filter(uid="a").count()) == (acts, 0)

    done = officer.post(page, {"truc_thuoc": "uy-b", "ly_do": "Theo biên bản"}, follow=True)

    assert [str(each.label) for each in done.context["acts_always"]] == [
        "Tải biên nhận",
        "Xem, in biên bản",
    ]
    receipt = officer.get(f"{done.redirect_chain[-1][0]}bien-nhan.json")
    assert receipt.json()["received_as"] == {"key": "a", "name": "Đảng bộ a"}
    again = officer.post(page, {"truc_thuoc": "uy-b"}, follow=True)
    assert "Gói này đã nhận từ trước" in text_of(again)


def test_clashes_are_listed_before_the_act(officer: Client, content: bytes) -> None:
    home(OPERATOR, "a", "a2")
    page = upload(officer, RECEIVE, "goi", content).headers["Location"]

    shown = officer.get(page)
    refused = officer.post(page)
    settled = officer.get(page, {"tien_to": "nhan-"})

    assert cells(shown.context["clashes"]) == [
        ["a", "Đảng bộ a", "Của ta: a"],
        ["a2", "Đảng bộ a2", "Của ta: a2"],
    ]
    assert [each.text for each in shown.context["findings"]] == [
        "2 khóa trong gói đã có trong sổ này."
    ]
    assert (refused.status_code, Handover.objects.count()) == (422, 0)
    assert settled.context["renamed"] == [("a", "nhan-a"), ("a2", "nhan-a2")]


def test_bad_uploads_are_answered_with_422(officer: Client, content: bytes) -> None:
    cut = upload(officer, RECEIVE, "goi", content[:-9])
    none = officer.post(RECEIVE)
    receipt = upload(officer, RECEIPT, "bien_nhan", b"{}")

    assert [each.status_code for each in (cut, none, receipt)] == [422, 422, 422]
    assert "Gói bị cắt cụt" in text_of(cut)
    assert "Tệp này không phải biên nhận bàn giao." in text_of(receipt)
    assert officer.get(f"{RECEIVE}{'a' * 64}/").status_code == 404
    assert officer.get(f"{RECEIVE}..%2f/").status_code == 404


def test_organisation_shows_the_link_on_both_sides(officer: Client, content: bytes) -> None:
    home(OPERATOR)
    page = upload(officer, RECEIVE, "goi", content).headers["Location"]
    officer.post(page, {"truc_thuoc": "uy-b", "ly_do": "x"})
    given(OPERATOR, "uy-b", date(2003, 1, 1), to="Trung ương")

    [came] = handovers(officer.get("/lam-viec/to-chuc/a/"))
    [went] = handovers(officer.get("/lam-viec/to-chuc/uy-b/"))

    assert [each.title for each in came.context["moments"]] == [
        "Nhận từ Đảng bộ Khối các cơ quan tỉnh"
    ]
    assert [each.title for each in went.context["moments"]] == ["Bàn giao cho Trung ương"]


def handovers(answer: Any) -> list[Panel]:
    return [each for each in answer.context["panels"] if each.key == "handovers"]


def statements(officer: Client, address: str) -> int:
    officer.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = officer.get(address)
    assert answer.status_code == 200
    return len(queries)


def test_statements_do_not_grow_with_the_rows(officer: Client, actor: Actor) -> None:
    reorganise(actor)
    given(actor, "khoi", date(1995, 1, 1), to="A")
    few = [statements(officer, page) for page in (PAGES, "/lam-viec/to-chuc/khoi/")]
    for day in (2, 3, 4):
        given(actor, "khoi", date(1995, 1, day), to="A")

    assert [statements(officer, page) for page in (PAGES, "/lam-viec/to-chuc/khoi/")] == few
