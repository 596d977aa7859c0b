"""Prove what the pages of indicators show, and that each figure opens a list of as many."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from reports.samples import enrich, honour

from dangbo.audit.models import Access
from dangbo.reports import queries

HOME = "/lam-viec/so-lieu/"
ON = "on=2017-01-01"
ASKED = f"{ON}&to_chuc=khoi&tu=01/01/2012"


def words(answer: Any) -> str:
    """Return what a page says, without marks of its own."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


def links(answer: Any, part: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses with a part in them, with their words."""
    found = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>([^<]*)</a>', answer.content.decode())
    return ((unescape(url), text) for url, text in found if part in url)


def test_every_indicator_is_listed_with_its_question_and_value(
    officer: Client, ids: dict[str, int]
) -> None:
    page = words(officer.get(f"{HOME}?{ASKED}"))

    assert "Đảng bộ Khối các cơ quan" in page
    for each in queries.indicators():
        assert each.name in page
        assert each.question in page
    assert (
        "Tỷ lệ đảng viên nữ Đảng viên nữ chiếm bao nhiêu phần trăm tổng số đảng viên? 60,0" in page
    )
    assert "Kỳ tính từ 01/01/2012 đến hết 01/01/2017" in page


def test_each_figure_of_the_overview_opens_a_list_of_as_many(
    officer: Client, ids: dict[str, int]
) -> None:
    enrich(ids)
    honour(ids)
    overview = officer.get(f"{HOME}?{ASKED}")
    opened = 0

    for url, text in links(overview, "/danh-sach/"):
        answer = officer.get(url)
        assert answer.status_code == 200, url
        count = answer.context["count"]
        code = url.removeprefix(HOME).partition("/")[0]
        definition = queries.indicator(code)
        assert definition.measure != "count" or text == str(count), url
        assert len(answer.context["page"].object_list) == count
        opened += 1
    assert opened == 44


def test_an_indicator_is_broken_down_and_each_part_opens_its_list(
    officer: Client, ids: dict[str, int]
) -> None:
    for way in ("sex", "education", "age", "religion"):
        answer = officer.get(f"{HOME}dang_vien/?{ASKED}&theo={way}")
        counts = []
        for url, text in links(answer, f"theo={way}"):
            if "danh-sach" in url:
                assert officer.get(url).context["count"] == int(text), url
                counts.append(int(text))
        assert sum(counts) == 5, way
    page = words(officer.get(f"{HOME}dang_vien/?{ASKED}&theo=sex"))
    assert "Theo giới tính" in page
    assert "Nam 2 40,0 % Nữ 3 60,0 %" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Căn cứ Bộ quy tắc, mục 13.2, 13.3" in page
    assert "Trong số được đếm có 5 là dữ liệu minh họa." in page


def test_a_share_shows_what_it_is_a_part_of(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{HOME}ty_le_dang_vien_nu/?{ASKED}&theo=standing"))

    assert "3/5 Đảng viên nữ 3 người Đảng viên 5 người" in page
    assert "Chính thức 33,3 % 1/3 Dự bị 100,0 % 2/2" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_organisations_below_open_their_own_lists(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{HOME}to_chuc_dang/to-chuc/?{ON}&to_chuc=y-te")

    found = {text: officer.get(url).context["count"] for url, text in links(answer, "danh-sach")}
    assert [officer.get(url).context["count"] for url, _ in links(answer, "rieng=on")] == [1]
    assert sum(found.values()) >= 1
    assert "Ngay tại tổ chức này 1" in words(answer)
    own = next(url for url, _ in links(answer, "rieng=on"))
    assert "Đảng bộ Sở Y tế" in words(officer.get(own))


def test_a_course_has_a_row_a_period_that_opens_the_list_of_its_time(
    officer: Client, ids: dict[str, int]
) -> None:
    address = f"{HOME}ket_nap_dang_vien/thoi-gian/?{ASKED}&buoc=year"
    answer = officer.get(address)

    rows = dict(links(answer, "danh-sach"))
    assert sorted(rows.values()) == ["1", "1", "1"]
    for url in rows:
        listed = officer.get(url)
        assert listed.context["count"] == 1
        assert "31/12/20" in words(listed)
    months = words(officer.get(f"{HOME}dang_vien/thoi-gian/?{ON}&to_chuc=khoi&buoc=month"))
    assert "31/03/2015" in months
    assert "31/01/2015" not in months
    quarters = words(officer.get(f"{HOME}dang_vien/thoi-gian/?{ON}&to_chuc=khoi&buoc=quarter"))
    assert "30/09/2016" in quarters
    assert "31/10/2016" not in quarters


@pytest.mark.parametrize("page", ["", "dang_vien/", "so-sanh/", "cong-bo/", "hoi/"])
def test_an_organisation_that_was_picked_goes_by_its_key(
    officer: Client, ids: dict[str, int], page: str
) -> None:
    told = f"{HOME}{page}?{ON}&chi_tieu=dang_vien&ten=Chi bộ một&khoa=y-te-2"
    picked = officer.get(f"{told}&to_chuc=Chi bộ một", follow=True)
    typed = officer.get(f"{told}&to_chuc=y-te-1", follow=True)

    assert '<input type="hidden" name="khoa" value="y-te-2">' in picked.content.decode()
    assert '<input type="hidden" name="khoa" value="y-te-1">' in typed.content.decode()
    assert 'data-suggest="/' in typed.content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{HOME}dang_vien/?on=2009-01-01&to_chuc=khoi", "Không có số liệu đến ngày 01/01/2009"),
        (f"{HOME}?{ON}&to_chuc=khong-co", "Không có tổ chức nào là “khong-co”"),
        (f"{HOME}dang_vien/?{ON}&to_chuc=khong-co", "Không có tổ chức nào là “khong-co”"),
        (f"{HOME}dang_vien/thoi-gian/?{ON}&to_chuc=khoi&buoc=month&tu=01/01/1960", "Quá 250 kỳ"),
        (f"{HOME}ket_nap_dang_vien/?{ON}&to_chuc=khoi&tu=32/13/2016", "không có trong lịch"),
        (f"{HOME}ket_nap_dang_vien/?{ON}&to_chuc=khoi&tu=01/01/2020", "Trong kỳ từ 01/01/2017"),
        (f"{HOME}dang_vien/danh-sach/?{ON}&to_chuc=khoi&theo=sex&ma=x", "Không có số liệu"),
        (f"{HOME}dang_vien/to-chuc/?{ON}&to_chuc=y-te-1", "Không có tổ chức trực thuộc nào"),
        (f"{HOME}dang_vien/?{ON}&to_chuc=khoi&theo=height", "Theo giới tính"),
        (f"{HOME}to_chuc_giai_the/?{ON}&to_chuc=khoi", "Tổ chức đảng giải thể"),
        (f"{HOME}?on=1900-01-01", "Chưa có tổ chức nào vào ngày 01/01/1900"),
    ],
)
def test_what_cannot_be_shown_says_why(
    officer: Client, ids: dict[str, int], address: str, said: str
) -> None:
    answer = officer.get(address)

    assert answer.status_code == 200
    assert said in words(answer)


def test_an_unknown_indicator_is_not_found(officer: Client, ids: dict[str, int]) -> None:
    for page in ("", "to-chuc/", "thoi-gian/", "danh-sach/"):
        assert officer.get(f"{HOME}khong_co/{page}").status_code == 404


def test_without_an_organisation_the_highest_one_is_shown(
    officer: Client, ids: dict[str, int]
) -> None:
    assert "Đảng bộ tỉnh Ví Dụ" in words(officer.get(f"{HOME}?{ON}"))


def test_pages_give_files(officer: Client, ids: dict[str, int]) -> None:
    def sheet(address: str) -> list[list[Any]]:
        answer = officer.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()

    everything = sheet(f"{HOME}?{ASKED}&xuat=xlsx")
    assert ["ty_le_dang_vien_nu", "Tỷ lệ đảng viên nữ", 60.0, "%", 3.0, 5.0] in [
        row[:6] for row in everything
    ]
    parts = sheet(f"{HOME}dang_vien/?{ASKED}&theo=sex&xuat=xlsx")
    assert [row[:2] for row in parts[-2:]] == [["Nam", 2.0], ["Nữ", 3.0]]
    course = sheet(f"{HOME}dang_vien/thoi-gian/?{ASKED}&xuat=xlsx")
    assert course[-1][:3] == ["01/01/2017", "01/01/2017", 5.0]
    below = sheet(f"{HOME}dang_vien/to-chuc/?{ASKED}&xuat=xlsx")
    assert ["Đảng bộ Báo và Đài", 3.0] in [row[:2] for row in below]


def test_who_was_listed_is_noted(officer: Client, ids: dict[str, int]) -> None:
    officer.get(f"{HOME}dang_vien/?{ASKED}")
    assert not Access.objects.filter(kind="member").exists()

    officer.get(f"{HOME}dang_vien/danh-sach/?{ASKED}&theo=sex&ma=nu")

    row = Access.objects.get(kind="member")
    assert (row.code, row.facts["page"]) == ("listed", "reports:behind")
