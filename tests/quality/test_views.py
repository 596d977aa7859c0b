"""Prove what the pages of record quality show, and that acts pass through them."""

import re
from datetime import date
from io import BytesIO
from typing import Any

from django.test import Client
from python_calamine import CalamineWorkbook

from dangbo.members.models import Event, Identity
from dangbo.members.queries.merged import merged_into
from dangbo.quality.models import NotSame

HOME = "/lam-viec/chat-luong/"
ON = "on=2026-03-31"


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def names_in(answer: Any) -> list[str]:
    found = re.findall(r'<a[^>]*href="/lam-viec/dang-vien/([a-z]+)/', answer.content.decode())
    return list(dict.fromkeys(found))


def test_the_page_gives_each_figure_with_the_way_to_its_list(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{HOME}?{ON}&to_chuc=khoi")
    page = words(answer)

    assert "Chất lượng dữ liệu: Đảng bộ Khối các cơ quan" in page
    assert "Kết nạp khi chưa đủ tuổi 1 10,0 %" in page
    assert "Số căn cước công dân 8 80,0 %" in page
    assert "Cặp có thể trùng 2" in page
    assert "Dự bị quá hạn công nhận 1 10,0 %" in page
    assert "muc=ADMITTED_TOO_YOUNG" in answer.content.decode()
    rows = re.findall(r"Đảng bộ Sở Y tế|Chi bộ Báo và Đài|Chi bộ Giám định", page)
    assert sorted(rows) == ["Chi bộ Báo và Đài", "Chi bộ Giám định", "Đảng bộ Sở Y tế"]


def test_organisations_below_are_sorted(officer: Client, ids: dict[str, int]) -> None:
    def order(sort: str) -> list[str]:
        page = words(officer.get(f"{HOME}?{ON}&to_chuc=khoi&sort={sort}"))
        return re.findall(r"Sở Y tế|Báo và Đài|Giám định", page)

    assert order("total") == ["Giám định", "Báo và Đài", "Sở Y tế"]
    assert order("-total") == ["Sở Y tế", "Báo và Đài", "Giám định"]


def test_a_day_without_members_says_so(officer: Client, ids: dict[str, int]) -> None:
    assert "Chưa có đảng viên nào vào ngày 01/01/2012" in words(
        officer.get(f"{HOME}?on=2012-01-01")
    )


def test_a_list_says_why_and_leads_to_where_it_is_mended(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{HOME}danh-sach/?{ON}&muc=ADMITTED_TOO_YOUNG")

    assert names_in(answer) == ["dung"]
    assert "Kết nạp khi chưa đủ 18 tuổi (đủ ngày 20/05/2005)." in words(answer)
    lacking = officer.get(f"{HOME}danh-sach/?muc=FIELD_LACKING.citizen&to_chuc=y-te")
    text = lacking.content.decode()
    assert "/lam-viec/dang-vien/an/ghi/number/?loai=citizen" in text
    assert "/lam-viec/dang-vien/binh/" not in text


def test_sealed_numbers_are_held_against_birth_and_sex(
    officer: Client, ids: dict[str, int]
) -> None:
    asked = f"{HOME}danh-sach/?{ON}&muc=CITIZEN_DIFFERS"
    answer = officer.get(asked)
    page = words(answer)

    assert names_in(answer) == ["chau"]
    assert "Năm sinh không khớp với số căn cước công dân." in page
    assert "Giới tính không khớp với số căn cước công dân." in page
    assert "022180000018" not in answer.content.decode()
    member = words(officer.get(f"/lam-viec/dang-vien/chau/?{ON}"))
    assert "Năm sinh không khớp với số căn cước công dân." in member
    assert names_in(officer.get(f"{asked}&to_chuc=khoi")) == ["chau"]
    assert names_in(officer.get(f"{asked}&to_chuc=giam-dinh")) == []


def test_a_list_is_given_as_a_file(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{HOME}danh-sach/?{ON}&muc=VALUE_NOT_LISTED&xuat=xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = [row[0] for row in book.get_sheet_by_index(0).to_python()]

    assert rows[-2:] == ["Đặng Thị Em?", "Bùi Hoa"]


def test_the_course_of_a_year_has_a_row_a_month(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{HOME}dien-bien/?{ON}&theo=den-nay"))

    assert "31/03/2025" in page
    assert "28/02/2026" in page
    assert "điểm phần trăm so với mốc đầu" in page
    assert "chưa ghi sổ" in words(officer.get(f"{HOME}dien-bien/?on=2022-03-31"))


def test_a_pair_is_told_apart_and_looked_at_again(officer: Client, ids: dict[str, int]) -> None:
    page = words(officer.get(f"{HOME}trung/"))
    assert "Họ tên chỉ khác dấu; ngày sinh đảo ngày và tháng" in page

    answer = officer.post(f"{HOME}trung/an/binh/khac-nhau/", {"tu": "?ly_do=SAME_BIRTH"})
    assert answer["Location"] == f"{HOME}trung/?ly_do=SAME_BIRTH"
    assert names_in(officer.get(f"{HOME}trung/")) == ["hoa", "khanh"]
    act = NotSame.objects.get().opened_by_id
    assert "Nguyen Van An" in words(officer.get(f"{HOME}trung/khac-nhau/"))
    officer.post(f"{HOME}trung/khac-nhau/{act}/bo/")
    assert names_in(officer.get(f"{HOME}trung/")) == ["an", "binh", "hoa", "khanh"]
    assert officer.get(f"{HOME}trung/an/binh/khac-nhau/").status_code == 405
    assert officer.post(f"{HOME}trung/an/nobody/khac-nhau/").status_code == 404


def test_two_records_are_merged_after_the_verdict_and_parted(
    officer: Client, ids: dict[str, int]
) -> None:
    url = f"{HOME}nhap-ho-so/an/binh/"
    shown = officer.get(url)
    page = words(shown)
    assert "Nhân thân khác nhau: chọn bên đúng" in page
    assert "Số lý lịch đảng viên 012345A 12" in page
    drops = re.findall(r'name="(viec-\d+-\d+)"', shown.content.decode())
    told = {"nhan-name": "giu", "nhan-birth": "bo", **dict.fromkeys(drops, "on")}

    refused = officer.post(url, told)
    assert refused.status_code == 422
    assert "Cần văn bản hoặc lý do" in words(refused)
    assert officer.post(url, {**told, "ly_do": "x", "check": "1"}).status_code == 200
    assert merged_into("binh") is None

    done = officer.post(url, {**told, "ly_do": "một người"})
    assert done.status_code == 302, words(done)
    assert merged_into("binh") == "an"
    kept = Identity.objects.get(person__uid="an", voided_by=None)
    assert (kept.name, kept.birth) == ("Nguyễn Văn An", date(1980, 2, 3))

    merges = officer.get(f"{HOME}nhap-ho-so/")
    assert "Nguyen Van An (mã binh)" in words(merges)
    back = re.search(r"/lam-viec/chat-luong/nhap-ho-so/lan/\d+/", merges.content.decode())
    assert back is not None
    assert officer.post(back[0], {"ly_do": ""}).status_code == 422
    assert officer.post(back[0], {"ly_do": "nhầm"}).status_code == 302
    assert merged_into("binh") is None
    assert Event.objects.filter(person__uid="binh", voided_by=None).exists()
    assert "Đã tách lại" in words(officer.get(f"{HOME}nhap-ho-so/"))


def test_a_merge_is_not_made_on_a_past_day(officer: Client, ids: dict[str, int]) -> None:
    officer.post(f"{HOME}nhap-ho-so/an/binh/?{ON}", {"nhan-birth": "bo", "ly_do": "x"})

    assert merged_into("binh") is None
    assert "Nhập làm một hồ sơ" not in words(officer.get(f"{HOME}nhap-ho-so/an/binh/?{ON}"))


def test_any_two_are_chosen_by_name_or_key(officer: Client, ids: dict[str, int]) -> None:
    asked = f"{HOME}nhap-ho-so/chon/"

    found = officer.get(asked, {"mot": "hoa", "hai": "Bùi Hoa"})
    assert found["Location"] == f"{HOME}nhap-ho-so/hoa/khanh/"
    assert "Sổ không có ai như vậy" in words(officer.get(asked, {"mot": "Zzz", "hai": "hoa"}))


def test_the_page_of_a_member_says_who_may_be_the_same(
    officer: Client, ids: dict[str, int]
) -> None:
    page = words(officer.get("/lam-viec/dang-vien/an/"))

    assert "Có thể trùng với Nguyen Van An" in page
    assert "Thiếu: Số căn cước công dân." in page


def test_the_page_of_an_organisation_sums_its_records_up(
    officer: Client, ids: dict[str, int]
) -> None:
    page = words(officer.get(f"/lam-viec/to-chuc/y-te/?{ON}"))

    assert "Xem chất lượng dữ liệu" in page
    assert "Đúng 20,0 %" in page
