"""Prove what the pages of posts show, and that acts pass through their verdict."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from posts.test_commands import ON, begin, decided, held
from posts.test_queries import committee, head
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.audit.queries import differences
from dangbo.members.commands import correct_events, record_events
from dangbo.posts.models import Declaration, Plan, Post, Term

ROOT = "/lam-viec/chuc-vu"


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_the_board_is_as_of_the_day(officer: Client, ids: dict[str, int]) -> None:
    committee(ids)

    now = words(officer.get(f"{ROOT}/to-chuc/khoi/?on=2020-03-01"))
    before = words(officer.get(f"{ROOT}/to-chuc/khoi/?on=2020-02-29"))

    assert "Ban Chấp hành 2 người; nhiệm kỳ 2020-2025, số lượng 25" in now
    assert "Trần Thị Bình" in now
    assert "Chưa ghi cấp ủy, chức vụ nào vào ngày 29/02/2020" in before
    assert "Trần Thị Bình" not in before


def test_acts_are_offered_today_only(officer: Client, ids: dict[str, int]) -> None:
    committee(ids)
    act = f"{ROOT}/to-chuc/khoi/ghi/"

    assert act in officer.get(f"{ROOT}/to-chuc/khoi/").content.decode()
    assert act not in officer.get(f"{ROOT}/to-chuc/khoi/?on=2020-03-01").content.decode()


def test_a_body_shows_who_sat_in_it_and_comes_as_a_file(
    officer: Client, ids: dict[str, int]
) -> None:
    committee(ids)
    address = f"{ROOT}/to-chuc/khoi/bch/"

    page = words(officer.get(address))
    answer = officer.get(f"{address}?on=2020-03-01&xuat=xlsx")

    assert "01/05/2022 (nghỉ hưu, nghỉ việc)" in page
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    names = [row[0] for row in sheet.to_python()]
    assert names[-2:] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert officer.get(f"{ROOT}/to-chuc/khoi/khong-co/").status_code == 404


def test_a_committee_is_recorded_by_a_list(officer: Client, ids: dict[str, int]) -> None:
    form = {
        "how": "elected",
        "post": "bch:uv_bch",
        "lines": "Nguyễn Văn An; Bí thư, Ủy viên Ban Chấp hành\ntran thi binh\n",
        "on": "01/03/2020",
        "reason": "đại hội",
    }
    checked = officer.post(f"{ROOT}/to-chuc/khoi/ghi/", {**form, "check": "1"})

    assert checked.status_code == 200
    assert "Không có gì vướng" in words(checked)
    assert Post.objects.count() == 0

    answer = officer.post(f"{ROOT}/to-chuc/khoi/ghi/", form)

    assert answer.status_code == 302
    assert [row[:3] for row in held()] == [
        ("an", "bi_thu", ON),
        ("an", "uv_bch", ON),
        ("binh", "uv_bch", ON),
    ]
    assert [each for each in differences() if each[1] is not None] == []


def test_a_warning_is_read_before_the_act(officer: Client, ids: dict[str, int]) -> None:
    form = {
        "how": "elected",
        "post": "bch:bi_thu",
        "lines": "an",
        "on": "01/03/2020",
        "reason": "x",
    }
    first = officer.post(f"{ROOT}/to-chuc/khoi/ghi/", form)

    assert first.status_code == 422
    assert "Sổ chưa ghi Ban Chấp hành nên chưa biết Nguyễn Văn An có trong đó không" in words(first)
    assert Post.objects.count() == 0

    second = officer.post(f"{ROOT}/to-chuc/khoi/ghi/", {**form, "seen": "COMMITTEE_NOT_RECORDED"})

    assert second.status_code == 302
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Nguyễn Văn Không", "Dòng 1: không có ai tên hoặc mã là “Nguyễn Văn Không”."),
        ("\nan; Trưởng thôn", "Dòng 2: “Trưởng thôn” không phải một chức danh"),
        ("an", "Dòng 1: chưa có chức danh."),
    ],
)
def test_wrong_lines_are_told_with_their_number(
    officer: Client, ids: dict[str, int], lines: str, told: str
) -> None:
    form = {"how": "elected", "lines": lines, "on": "01/03/2020", "reason": "x"}

    answer = officer.post(f"{ROOT}/to-chuc/khoi/ghi/", form)

    assert answer.status_code == 422
    assert told in words(answer)


def test_a_refusal_is_shown_in_words(officer: Client, ids: dict[str, int]) -> None:
    decided(ON, begin("an", ids["khoi"], "bi_thu"))
    form = {
        "how": "elected",
        "post": "bch:bi_thu",
        "lines": "binh",
        "on": "01/05/2020",
        "reason": "x",
    }
    answer = officer.post(f"{ROOT}/to-chuc/khoi/ghi/", form)

    assert answer.status_code == 422
    assert "Bí thư chỉ một người giữ; Nguyễn Văn An giữ từ ngày 01/03/2020" in words(answer)


def test_posts_end_by_ticking(officer: Client, ids: dict[str, int]) -> None:
    decided(ON, begin("an", ids["khoi"], "uv_bch"), begin("binh", ids["khoi"], "uv_bch"))
    form = {"held": "binh|bch|uv_bch", "why": "retired", "on": "01/05/2022", "reason": "x"}

    answer = officer.post(f"{ROOT}/to-chuc/khoi/thoi/", form)

    assert answer.status_code == 302
    assert held() == [
        ("an", "uv_bch", ON, None, ""),
        ("binh", "uv_bch", ON, date(2022, 5, 1), "retired"),
    ]


def test_seats_plans_and_declarations_are_recorded_on_their_pages(
    officer: Client, ids: dict[str, int]
) -> None:
    last = {"on": "01/03/2022", "reason": "x"}
    seats = {"body": "bch", "seats": "25", "name": "2020-2025", **last}
    plan = {"post": "bch:bi_thu", "term": "2025-2030", "lines": "an", **last}
    declared = {"year": "2021", "kind_of": "yearly", "status": "due", "lines": "binh", **last}

    answers = [
        officer.post(f"{ROOT}/to-chuc/khoi/so-luong/", seats),
        officer.post(f"{ROOT}/to-chuc/khoi/quy-hoach/", plan),
        officer.post(f"{ROOT}/ke-khai/ghi/", declared),
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert list(Term.objects.values_list("body", "seats")) == [("bch", 25)]
    assert list(Plan.objects.values_list("title", "term")) == [("bi_thu", "2025-2030")]
    assert list(Declaration.objects.values_list("year", "status")) == [(2021, "due")]
    listed = words(officer.get(f"{ROOT}/quy-hoach/?to_chuc=khoi"))
    assert "Nguyễn Văn An" in listed
    late = words(officer.get(f"{ROOT}/ke-khai/?nam=2021"))
    assert "Trần Thị Bình" in late
    assert "Quá hạn" in late
    out = {"held": "an|bch|bi_thu|2025-2030", "on": "01/04/2022", "reason": "x"}
    assert officer.post(f"{ROOT}/to-chuc/khoi/quy-hoach/ra/", out).status_code == 302
    assert Plan.objects.get().end == date(2022, 4, 1)


def test_secretaries_are_listed_with_the_sum(officer: Client, ids: dict[str, int]) -> None:
    decided(ON, begin("binh", ids["y-te"], "bi_thu"), begin("em", ids["bao-dai"], "bi_thu"))
    head("binh", ON)

    page = words(officer.get(f"{ROOT}/?on=2020-03-01"))
    narrowed = words(officer.get(f"{ROOT}/?on=2020-03-01&loc=nhat_the"))
    file = officer.get(f"{ROOT}/?on=2020-03-01&loc=trong&xuat=csv")

    assert "1/4" in page
    assert "Đỗ Văn Em" in page
    assert "Đỗ Văn Em" not in narrowed
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert "Giám định" in text
    assert "Trần Thị Bình" not in text


def test_a_person_has_posts_outside_the_register(officer: Client, ids: dict[str, int]) -> None:
    form = {
        "title": "Ủy viên",
        "outside": "Ban Chấp hành Đảng bộ tỉnh",
        "level": "tinh",
        "side": "party",
        "how": "elected",
        "on": "01/03/2020",
        "reason": "x",
    }
    assert officer.post(f"{ROOT}/nguoi/an/ngoai/", form).status_code == 302
    assert "Ban Chấp hành Đảng bộ tỉnh" in words(officer.get(f"{ROOT}/nguoi/an/"))
    end = {
        "held": "an|Ban Chấp hành Đảng bộ tỉnh|Ủy viên",
        "why": "term_over",
        "on": "01/05/2022",
        "reason": "x",
    }
    assert officer.post(f"{ROOT}/nguoi/an/ngoai/thoi/", end).status_code == 302
    assert Post.objects.get(voided_by=None).end == date(2022, 5, 1)
    assert officer.get(f"{ROOT}/nguoi/khong-co/").status_code == 404


def test_an_act_is_corrected_on_its_page(officer: Client, ids: dict[str, int]) -> None:
    act = decided(ON, begin("an", ids["khoi"], "uv_bch"))
    address = f"{ROOT}/lan-ghi/{act}/"

    assert "01/03/2020: Nguyễn Văn An giữ chức danh Ủy viên Ban Chấp hành" in words(
        officer.get(address)
    )
    wrong = officer.post(address, {"reason": "x"})
    assert wrong.status_code == 422
    assert "Chọn một: hủy lần ghi này, hoặc ghi ngày đúng." in words(wrong)

    assert officer.post(address, {"on": "01/04/2020", "reason": "x"}).status_code == 302
    assert held() == [("an", "uv_bch", date(2020, 4, 1), None, "")]
    assert officer.post(address, {"void": "on", "reason": "x"}).status_code == 302
    assert held() == []
    assert officer.get(address).status_code == 404


def test_one_line_of_an_act_is_corrected_and_the_rest_stays(
    officer: Client, ids: dict[str, int]
) -> None:
    khoi = ids["khoi"]
    act = decided(ON, *(begin(each, khoi, "uv_bch") for each in ("an", "binh", "cuong")))
    address = f"{ROOT}/lan-ghi/{act}/"

    assert "Cả lần ghi (3 dòng)" in words(officer.get(address))
    assert officer.post(address, {"position": "7", "void": "on", "reason": "x"}).status_code == 422
    again = officer.post(address, {"position": "1", "on": "01/04/2020", "reason": "x"})
    assert again.headers["Location"] == address
    assert officer.post(address, {"position": "2", "void": "on", "reason": "x"}).status_code == 302

    sooner, later = ("an", "uv_bch", ON), ("binh", "uv_bch", date(2020, 4, 1))
    assert held() == [(*sooner, None, ""), (*later, None, "")]
    page = words(officer.get(address))
    assert "01/04/2020: Trần Thị Bình giữ chức danh" in page
    assert "Lê Mạnh Cường" not in page


def test_a_correction_is_for_today_only(officer: Client, ids: dict[str, int]) -> None:
    act = decided(ON, begin("an", ids["khoi"], "uv_bch"))
    address = f"{ROOT}/lan-ghi/{act}/?on=2021-01-01"

    assert "Vì sao sửa" not in words(officer.get(address))
    assert officer.post(address, {"void": "on", "reason": "x"}).status_code == 422
    assert held() == [("an", "uv_bch", ON, None, "")]


def test_planning_lists_that_are_too_short_are_told(officer: Client, ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    plan = {"change": "plan", "org": khoi, "body": "bch", "title": "uv_bch", "term": "2025-2030"}
    decided(
        date(2022, 3, 1),
        {"change": "seats", "org": khoi, "body": "bch", "seats": 2},
        *({**plan, "person": each} for each in ("an", "binh")),
    )
    told = "nhiệm kỳ 2025-2030: quy hoạch 2 người; với số lượng 2 thì cần ít nhất 3."
    assert f"Ban Chấp hành {told}" in words(officer.get(f"{ROOT}/quy-hoach/"))

    decided(date(2022, 3, 2), {**plan, "person": "cuong"})
    assert "cần ít nhất" not in words(officer.get(f"{ROOT}/quy-hoach/"))


def test_who_belongs_elsewhere_and_two_in_one_post_are_told(
    officer: Client, ids: dict[str, int]
) -> None:
    decided(ON, begin("binh", ids["y-te"], "uv_bch"), begin("cuong", ids["y-te"], "uv_bch"))
    decided(ON, begin("cuong", ids["y-te"], "bi_thu"))
    address = f"{ROOT}/to-chuc/y-te/"
    assert "sinh hoạt ở tổ chức khác" not in words(officer.get(address))

    moved = {"change": "transfer", "person": "binh", "org": ids["bao-dai"]}
    died = {"change": "die", "person": "cuong"}
    on = date(2022, 5, 1)
    record_events(actor=OPERATOR, on=on, events=[moved], reason="x")
    wrong = record_events(actor=OPERATOR, on=on, events=[died], reason="x")
    decided(date(2022, 6, 1), begin("binh", ids["y-te"], "bi_thu"))
    correct_events(actor=OPERATOR, act=wrong.seq, void=True, reason="x")

    for each in (address, f"{address}bch/"):
        page = words(officer.get(each))
        assert "Trần Thị Bình sinh hoạt ở tổ chức khác, không thuộc tổ chức này." in page
        assert "Bí thư chỉ một người giữ mà ngày này có" in page
        assert "Sinh hoạt nơi khác" in page
    assert "sinh hoạt ở tổ chức khác" not in words(officer.get(f"{address}?on=2022-04-30"))


def test_the_page_of_an_organisation_shows_its_bodies(officer: Client, ids: dict[str, int]) -> None:
    committee(ids)

    page = words(officer.get("/lam-viec/to-chuc/khoi/?on=2020-03-01"))

    assert "Cấp ủy, chức vụ Ban Chấp hành 2 người" in page
    assert "Bí thư, Ủy viên Ban Chấp hành Nguyễn Văn An" in page


def test_pages_ask_few_statements(officer: Client, ids: dict[str, int]) -> None:
    def statements(address: str) -> int:
        officer.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(address).status_code == 200
        return len(asked)

    committee(ids)
    decided(ON, begin("binh", ids["y-te"], "bi_thu"))
    few = [statements(f"{ROOT}/{each}") for each in ("", "to-chuc/khoi/", "quy-hoach/")]
    decided(
        date(2022, 6, 1),
        *(begin(person, ids["khoi"], "uv_bch") for person in ("cuong", "dung", "em")),
        begin("em", ids["bao-dai"], "bi_thu"),
    )

    assert [statements(f"{ROOT}/{each}") for each in ("", "to-chuc/khoi/", "quy-hoach/")] == few


def test_whoever_is_not_signed_in_sees_nothing(client: Client, ids: dict[str, int]) -> None:
    assert OPERATOR.branches is None
    for each in ("", "quy-hoach/", "ke-khai/", "to-chuc/khoi/", "nguoi/an/"):
        assert client.get(f"{ROOT}/{each}").status_code == 302
