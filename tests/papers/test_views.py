"""The pages of papers over HTTP: lists, one paper, recording and amending."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.papers.models import Paper
from dangbo.rules.days import PartialDay, Precision

pytestmark = pytest.mark.django_db
Recorder = Callable[..., Paper]

LIST = "/lam-viec/van-ban/"
SIGNED = date(2022, 4, 12)


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong", first_name="Văn phòng"))
    return client


@pytest.fixture
def shelf(record: Recorder) -> None:
    record("537-QĐ/TU", SIGNED, uid="a", subject="Chuyển giao 17 tổ chức đảng")
    record("05-CT/TW", date(2016, 5, 15), uid="b", subject="=HYPERLINK(1)")
    record("12-BC/TU", date(2022, 9, 1), uid="c", secrecy="mat", kept_at="Két 2", invented=True)


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_pages_want_an_account(client: Client, shelf: None) -> None:
    for path in (LIST, f"{LIST}a/", f"{LIST}xuat/csv/", f"{LIST}a/tep/"):
        assert client.get(path).headers["Location"] == f"/tai-khoan/dang-nhap/?next={path}"


def test_list_shows_papers_newest_first(officer: Client, shelf: None) -> None:
    answer = officer.get(LIST)

    assert answer.status_code == HTTPStatus.OK
    assert [row.uid for row in answer.context["page"]] == ["c", "a", "b"]
    assert f'<a href="{LIST}a/" data-row-link>537-QĐ/TU</a>' in body(answer)


def test_list_narrows_and_sorts_as_the_address_says(officer: Client, shelf: None) -> None:
    answer = officer.get(LIST, {"tim": "to chuc", "nam": "2022", "loai": "QĐ", "sort": "number"})

    assert [row.uid for row in answer.context["page"]] == ["a"]
    assert [(chip.label, chip.value) for chip in answer.context["chips"]] == [
        ("Từ khóa", "to chuc"),
        ("Loại văn bản", "Quyết định"),
        ("Năm", "2022"),
    ]


@pytest.mark.parametrize(
    "query", [{"nam": "abc"}, {"nam": "0000"}, {"mat": "xyz"}, {"page": "99"}, {"sort": "uid"}]
)
def test_list_minds_no_wrong_filter(officer: Client, shelf: None, query: dict[str, str]) -> None:
    answer = officer.get(LIST, query)

    assert [row.uid for row in answer.context["page"]] == ["c", "a", "b"]


def test_list_says_why_it_is_empty(officer: Client, shelf: None) -> None:
    assert "Không có văn bản nào khớp với bộ lọc" in body(officer.get(LIST, {"tim": "zzz"}))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_statements_for_each_length(
    officer: Client,
    record: Recorder,
    django_assert_num_queries: Callable[..., Any],
    rows: int,
) -> None:
    for number in range(1, rows + 1):
        record(f"{number}-QĐ/TU", SIGNED)

    with django_assert_num_queries(7):
        officer.get(LIST)


def test_export_gives_the_rows_and_columns_that_are_shown(officer: Client, shelf: None) -> None:
    query = {"co_quan": "TU", "sort": "day", "cols": ["day", "subject"]}

    answer = officer.get(f"{LIST}xuat/xlsx/", query)

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[:5]] == [
        "Sổ văn bản",
        "Ngày xem",
        "Bộ lọc",
        "Dữ liệu minh họa",
        "Xuất lúc",
    ]
    assert rows[2][1] == "Cơ quan ban hành: TU – Tỉnh ủy, Thành ủy"
    assert rows[3][:2] == ["Dữ liệu minh họa", "1 dòng, đánh dấu ở cột cuối"]
    assert rows[5][:2] == ["Người xuất", "Văn phòng (van-phong)"]
    assert rows[7:] == [
        ["Văn bản", "Ngày", "Trích yếu", "Dữ liệu minh họa"],
        ["537-QĐ/TU", "12/04/2022", "Chuyển giao 17 tổ chức đảng", ""],
        ["12-BC/TU", "01/09/2022", "", "có"],
    ]


def test_export_as_csv_starts_no_formula(officer: Client, shelf: None) -> None:
    answer = officer.get(f"{LIST}xuat/csv/", {"loai": "CT", "cols": "subject", "minh_hoa": "khong"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="so-van-ban-')
    assert lines[-2:] == [
        '"Văn bản","Trích yếu","Dữ liệu minh họa"',
        '"05-CT/TW","\'=HYPERLINK(1)",""',
    ]


def test_export_knows_two_forms(officer: Client) -> None:
    assert officer.get(f"{LIST}xuat/exe/").status_code == HTTPStatus.NOT_FOUND


def test_detail_shows_what_is_recorded(officer: Client, record: Recorder) -> None:
    inferred = PartialDay(SIGNED, Precision.INFERRED, "“Đồng thời” với 535-QĐ/TU")
    record(" 537 -QĐ/TU", uid="a", day=inferred, force="in_force", subject="Chuyển <b>giao</b>")

    answer = officer.get(f"{LIST}a/")

    assert [(str(fact.label), str(fact.value)) for fact in answer.context["facts"]] == [
        ("Số và ký hiệu", "537-QĐ/TU"),
        ("Số như bản in", "537 -QĐ/TU"),
        ("Loại văn bản", "Quyết định"),
        ("Cơ quan ban hành", "Tỉnh ủy, Thành ủy"),
        ("Ngày ban hành", "12/04/2022, theo ngữ cảnh"),
        ("Căn cứ suy ra ngày", "“Đồng thời” với 535-QĐ/TU"),
        ("Hiệu lực", "Còn hiệu lực"),
        ("Mã văn bản", "a"),
    ]
    assert "Chuyển &lt;b&gt;giao&lt;/b&gt;" in body(answer)
    assert "<b>giao" not in body(answer)
    assert [str(moment.title) for moment in answer.context["moments"]] == ["Ghi vào sổ văn bản"]


def test_detail_of_a_secret_paper_offers_no_file(officer: Client, shelf: None) -> None:
    answer = officer.get(f"{LIST}c/")

    assert [act.url for act in answer.context["acts"]] == [f"{LIST}c/sua/"]
    assert [str(badge.text) for badge in answer.context["badges"]] == ["Mật", "Dữ liệu minh họa"]
    assert f"{LIST}c/tep/" not in body(answer)


def test_detail_of_another_day_hides_the_acts(officer: Client, shelf: None) -> None:
    answer = officer.get(f"{LIST}a/", {"on": "01/02/2020"})

    assert f"{LIST}a/sua/" not in body(answer)


def test_detail_of_no_paper_is_not_found(officer: Client) -> None:
    assert officer.get(f"{LIST}none/").status_code == HTTPStatus.NOT_FOUND


def test_record_enters_a_paper(officer: Client) -> None:
    assert officer.get(f"{LIST}ghi-moi/").status_code == HTTPStatus.OK

    answer = officer.post(
        f"{LIST}ghi-moi/",
        {"number_raw": "537-QĐ/TU", "day": "12/4/2022", "subject": "Chuyển giao"},
    )

    paper = Paper.objects.get()
    assert answer.headers["Location"] == f"{LIST}537-qd-tu-2022-04-12/"
    assert (paper.normal, paper.day, paper.subject) == ("537-QĐ/TU", SIGNED, "Chuyển giao")
    assert Act.objects.get().actor == "van-phong"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"day": "5/1965"}, (date(1965, 5, 1), "month", "")),
        ({"day": "năm 2004"}, (date(2004, 1, 1), "year", "")),
        (
            {"day": "12/04/2022", "day_basis": "cùng ngày với 535"},
            (SIGNED, "inferred", "cùng ngày với 535"),
        ),
    ],
)
def test_record_takes_days_as_exactly_as_known(
    officer: Client, typed: dict[str, str], kept: tuple[date, str, str]
) -> None:
    officer.post(f"{LIST}ghi-moi/", {"number_raw": "537-QĐ/TU", **typed})

    paper = Paper.objects.get()
    assert (paper.day, paper.precision, paper.day_text) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "30/02/2022"}, "“30/02/2022” không có trong lịch."),
        ({"day": "04/13/2022"}, "có lẽ ngày và tháng bị đổi chỗ"),
        ({"day": "5/1965", "day_basis": "ngữ cảnh"}, "Ngày suy ra phải đủ ngày, tháng, năm."),
        ({"kind": "NQ"}, "ghi loại Quyết định (QĐ), nhưng loại được chọn là Nghị quyết (NQ)"),
        ({"secrecy": "mat"}, "không được ghi trích yếu hay nội dung vào hệ thống này"),
    ],
)
def test_record_refuses_and_keeps_what_was_typed(
    officer: Client, typed: dict[str, str], words: str
) -> None:
    told = {"number_raw": "537-QĐ/TU", "day": "12/04/2022", "subject": "Trích yếu đã gõ", **typed}

    answer = officer.post(f"{LIST}ghi-moi/", told)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in body(answer)
    assert {name: answer.context["form"][name].value() for name in told} == told
    assert Paper.objects.count() == 0


def test_record_names_the_law_and_leads_to_a_twin(officer: Client, shelf: None) -> None:
    secret = {"number_raw": "1-BC/TU", "day": "1/9/2022", "secrecy": "mat", "subject": "x"}
    twin = {"number_raw": "537-QĐ/TU", "day": "12/04/2022"}

    refused, doubled = (officer.post(f"{LIST}ghi-moi/", told) for told in (secret, twin))

    assert "Luật Bảo vệ bí mật nhà nước" in body(refused)
    assert [finding.url for finding in doubled.context["findings"]] == [f"{LIST}a/"]


def test_record_goes_on_after_warnings_are_read(officer: Client) -> None:
    told = {"number_raw": "13/CP-CP", "day": "1/1/2008"}

    warned = officer.post(f"{LIST}ghi-moi/", told)
    done = officer.post(f"{LIST}ghi-moi/", {**told, "seen": warned.context["seen"]})

    assert warned.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert warned.context["seen"] == "NUMBER_AS_PRINTED"
    assert "Đã đọc lưu ý, vẫn ghi" in body(warned)
    assert done.headers["Location"] == f"{LIST}13-cp-cp-2008-01-01/"


def test_record_shows_the_verdict_without_recording(officer: Client) -> None:
    told = {"number_raw": "537-QĐ/TU", "day": "12/04/2022", "check": "1"}

    settled = officer.post(f"{LIST}ghi-moi/", told)
    refused = officer.post(f"{LIST}ghi-moi/", {**told, "kind": "NQ"})

    assert (settled.status_code, refused.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert "Không có gì vướng; có thể ghi." in body(settled)
    assert [finding.url for finding in refused.context["findings"]] == ["#id_kind"]
    assert Paper.objects.count() == 0


def test_amend_changes_with_a_reason(officer: Client, shelf: None) -> None:
    form = officer.get(f"{LIST}a/sua/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"day": "12/04/2022"}
    assert (typed["number_raw"], typed["kind"], typed["issuer_code"]) == ("537-QĐ/TU", "", "")

    refused = officer.post(f"{LIST}a/sua/", {**typed, "term": "XV"})
    done = officer.post(f"{LIST}a/sua/", {**typed, "term": "XV", "reason": "nhập thiếu"})

    paper = Paper.objects.get(uid="a")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Chưa nêu lý do." in body(refused)
    assert done.headers["Location"] == f"{LIST}a/"
    assert (paper.term, paper.subject, paper.day) == ("XV", "Chuyển giao 17 tổ chức đảng", SIGNED)
    details = officer.get(f"{LIST}a/").context["moments"][0].details
    assert details == ["Nhiệm kỳ: – → XV"]


def test_amend_keeps_an_inferred_day(officer: Client, record: Recorder) -> None:
    record("537-QĐ/TU", uid="a", day=PartialDay(SIGNED, Precision.INFERRED, "cùng ngày"))
    form = officer.get(f"{LIST}a/sua/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"day": "12/04/2022", "term": "XV", "reason": "nhập thiếu"}

    officer.post(f"{LIST}a/sua/", typed)

    paper = Paper.objects.get(uid="a")
    assert (paper.day, paper.precision, paper.day_text) == (SIGNED, "inferred", "cùng ngày")
