"""The register over HTTP: who is shown, narrowed, in which order, page by page, and as a file."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from factories.small_membership import happen, identity
from python_calamine import CalamineWorkbook

from dangbo.accounts.models import User
from dangbo.members.models import SavedFilter
from dangbo.members.queries import listing
from dangbo.members.views import asking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
MEMBERS = "/lam-viec/dang-vien/"


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [row.name for row in answer.context["part"].rows]


def asked(officer: Client, **query: object) -> Any:
    return officer.get(MEMBERS, query)


@pytest.fixture
def educated(ids: dict[str, int]) -> None:
    values = {"an": "dai_hoc", "chau": "thac_si", "dung": "trung_cap"}
    happen(
        date(2017, 1, 1),
        *(
            {"change": "attribute", "person": uid, "kind": "education", "value": value}
            for uid, value in values.items()
        ),
    )


def test_all_of_a_day_stand_in_vietnamese_order_of_given_names(officer: Client) -> None:
    assert names(asked(officer, on="2017-01-01")) == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
        "Lê Minh Châu",
        "Hoàng Văn Dũng",
        "Đặng Thị Em",
    ]


def test_a_cell_has_on_each_day_who_was_in_it(officer: Client) -> None:
    before = asked(officer, to_chuc="bao", on="2015-03-01")
    after = asked(officer, to_chuc="bao-dai", on="2016-01-01")

    assert names(before) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert before.context["title"] == "Đảng viên của Chi bộ Báo"
    assert names(after) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "dang thi"}, ["Đặng Thị Em"]),
        ({"q": "28/02/1990"}, ["Trần Thị Bình"]),
        ({"tu_cach": "probationary"}, ["Trần Thị Bình", "Đặng Thị Em"]),
        ({"gioi": "nam"}, ["Nguyễn Văn An", "Hoàng Văn Dũng"]),
        ({"dan_toc": "thieu_so"}, []),
        ({"tuoi_tu": 40}, ["Lê Minh Châu", "Hoàng Văn Dũng"]),
        ({"td_den": 1}, ["Trần Thị Bình", "Đặng Thị Em"]),
        ({"kn_tu": "01/01/2015"}, ["Trần Thị Bình", "Đặng Thị Em"]),
        ({"a.education": "dai_hoc"}, ["Nguyễn Văn An"]),
        ({"a.education": "tu:dai_hoc"}, ["Nguyễn Văn An", "Lê Minh Châu"]),
        ({"a.education": "-"}, ["Trần Thị Bình", "Đặng Thị Em"]),
        ({"da_o": "bao", "da_o_ngay": "01/03/2015"}, ["Nguyễn Văn An", "Trần Thị Bình"]),
        ({"da_o": "dai"}, ["Lê Minh Châu"]),
        ({"minh_hoa": "khong"}, []),
        ({"to_chuc": "y-te", "tu_cach": "official"}, ["Hoàng Văn Dũng"]),
    ],
)
def test_each_filter_leaves_just_those(
    officer: Client, educated: None, query: dict[str, object], expected: list[str]
) -> None:
    answer = asked(officer, on="2017-01-01", **query)

    assert names(answer) == expected
    assert answer.context["part"].total == len(expected)


def test_chips_say_in_words_what_is_set_and_take_it_off(officer: Client) -> None:
    query = {"to_chuc": "bao-dai", "a.education": "tu:dai_hoc", "on": "2017-01-01"}

    chips = asked(officer, **query).context["chips"]

    assert [(str(chip.label), str(chip.value)) for chip in chips] == [
        ("Tổ chức", "Đảng bộ Báo và Đài"),
        ("Trình độ chuyên môn", "Đại học trở lên"),
    ]
    assert chips[0].url == "?a.education=tu%3Adai_hoc&on=2017-01-01"


def test_organisation_is_kept_by_its_key_while_its_name_stays_typed(officer: Client) -> None:
    name = "Chi bộ Thanh tra"
    typed = asked(officer, to_chuc=name, on="2015-01-01")
    kept = asked(officer, to_chuc=name, khoa="y-te-2", ten=name, on="2015-01-01")

    assert "y-te-2" in str(typed.context["form"].errors["to_chuc"])
    assert kept.context["org"].uid == "y-te-2"


def test_unreadable_filters_are_said_and_show_nobody(officer: Client) -> None:
    answer = asked(officer, tuoi_tu="già", on="2017-01-01")

    assert names(answer) == []
    assert list(answer.context["form"].errors) == ["tuoi_tu"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-name", "Đặng Thị Em"),
        ("birth", "Hoàng Văn Dũng"),
        ("-birth", "Đặng Thị Em"),
        ("party_age", "Lê Minh Châu"),
        ("org", "Hoàng Văn Dũng"),
    ],
)
def test_each_order_begins_with_the_right_one(officer: Client, sort: str, first: str) -> None:
    assert names(asked(officer, on="2017-01-01", sort=sort))[0] == first


def test_pages_go_on_and_back_by_key(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAGE", 2)
    query = {"on": "2017-01-01", "sort": "-birth"}
    first = asked(officer, **query)
    second = officer.get(f"{MEMBERS}{first.context['part'].after_url}")
    third = officer.get(f"{MEMBERS}{second.context['part'].after_url}")
    back = officer.get(f"{MEMBERS}{third.context['part'].before_url}")

    assert names(first) == ["Đặng Thị Em", "Trần Thị Bình"]
    assert names(second) == ["Nguyễn Văn An", "Lê Minh Châu"]
    assert names(third) == ["Hoàng Văn Dũng"]
    assert names(back) == names(second)
    assert (first.context["part"].before_url, third.context["part"].after_url) == ("", "")
    assert back.context["part"].first_url == "?on=2017-01-01&sort=-birth"
    assert listing.PAGE == 50


def test_file_holds_just_what_is_shown_with_day_and_filters(
    officer: Client, educated: None
) -> None:
    happen(
        date(2017, 2, 1),
        {"change": "attribute", "person": "an", "kind": "workplace", "value": "=1+1"},
    )
    query = {"on": "2017-03-01", "gioi": "nam", "cols": ["birth", "a.education", "a.workplace"]}

    answer = asked(officer, xuat="xlsx", **query)
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = [tuple(row) for row in book.get_sheet_by_index(0).to_python()]
    csv = b"".join(asked(officer, xuat="csv", **query).streaming_content).decode("utf-8-sig")

    assert ("Ngày xem", "01/03/2017") in {row[:2] for row in rows}
    assert ("Bộ lọc", "Giới tính: Nam") in {row[:2] for row in rows}
    heads = ("Họ và tên", "Ngày sinh", "Trình độ chuyên môn", "Nơi làm việc", "Dữ liệu minh họa")
    assert rows[rows.index(heads) + 1 :] == [
        ("Nguyễn Văn An", "02/03/1985", "Đại học", "=1+1", "có"),
        ("Hoàng Văn Dũng", "01/01/1965", "Trung cấp", "", "có"),
    ]
    assert '"\'=1+1"' in csv


def test_a_filter_is_saved_shared_and_dropped_by_its_owner(officer: Client) -> None:
    other = Client()
    other.force_login(User.objects.create(username="khac"))
    kept = {"name": "Nữ dự bị", "shared": "on", "query": "gioi=nu&tu_cach=probationary"}

    officer.post(f"{MEMBERS}bo-loc/", kept)
    (saved,) = asked(other).context["saved"]
    other.post(f"{MEMBERS}bo-loc/{saved.id}/bo/")

    assert (saved.name, saved.query, saved.own) == (kept["name"], kept["query"], False)
    assert names(officer.get(f"{MEMBERS}?{saved.query}&on=2017-01-01")) == [
        "Trần Thị Bình",
        "Đặng Thị Em",
    ]
    officer.post(f"{MEMBERS}bo-loc/{saved.id}/bo/")
    assert not SavedFilter.objects.exists()


def test_statements_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int]
) -> None:
    address = f"{MEMBERS}?to_chuc=y-te-2&on=2020-01-01&cols=org&cols=a.education"
    counts = []
    for number in (1, 2):
        for each in range(2 * number - 1):
            uid = f"them-{number}-{each}"
            entry = {"change": "enter", "person": uid, "org": ids["y-te-2"]}
            who = {**identity("an"), "name": f"Lê Văn {'AB'[number - 1]}{each}"}
            happen(date(2019, 5, 1), {**entry, "standing": "official", "identity": who})
        counts.append(statements(address))

    assert counts[0] == counts[1]


def test_acts_are_left_out_on_another_day(officer: Client) -> None:
    past = asked(officer, on="2017-01-01").content.decode()

    assert "Thêm đảng viên" not in past
    assert "data-bulk-bar" not in past


def test_organisations_are_offered_by_part_of_a_name_on_the_day(officer: Client) -> None:
    def offered(**query: str) -> list[tuple[str, str]]:
        rows = officer.get("/lam-viec/to-chuc/tim-kiem/chon/", query).json()["rows"]
        return [(row["key"], row["name"]) for row in rows]

    assert offered(q="bao", ngay="01/06/2014") == [("bao", "Chi bộ Báo")]
    assert offered(q="bao", ngay="01/06/2016") == [("bao-dai", "Đảng bộ Báo và Đài")]
    assert offered(q="bao", on="2014-06-01") == [("bao", "Chi bộ Báo")]
    assert offered(q="b") == []


def test_papers_are_offered_by_part_of_a_number(officer: Client) -> None:
    rows = officer.get("/lam-viec/van-ban/ghi-moi/goi-y/", {"q": "12-q"}).json()["rows"]

    assert [row["name"] for row in rows] == ["12-QĐ/TU"]
