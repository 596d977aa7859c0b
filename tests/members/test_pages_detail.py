"""The page of one member over HTTP: the card of a day, numbers, places, the record, the photo."""

import struct
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import compress, crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from factories.small_membership import happen
from PIL import Image
from pytest_django import Settings

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Access
from dangbo.members.commands import correct_events
from dangbo.members.models import Event, Person, Sheet
from dangbo.members.queries.sheets import photo_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
MEMBERS = "/lam-viec/dang-vien/"
CITIZEN = "022085001234"


def page(officer: Client, uid: str, **query: object) -> Any:
    answer = officer.get(f"{MEMBERS}{uid}/", query)
    assert answer.status_code == 200
    return answer


def told(answer: Any) -> dict[str, str]:
    return {str(fact.label): str(fact.value) for fact in answer.context["facts"]}


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_card_tells_who_it_is_on_the_day(officer: Client) -> None:
    answer = page(officer, "an", on="2016-01-01")

    assert told(answer) == {
        "Nơi sinh hoạt": "Đảng bộ Báo và Đài",
        "Ngày sinh": "02/03/1985 (30 tuổi)",
        "Giới tính": "Nam",
        "Dân tộc": "Kinh",
        "Ngày quyết định kết nạp": "20/02/2013",
        "Ngày chính thức": "01/03/2014",
        "Tuổi đảng": "2 năm (tính từ 20/02/2013)",
    }
    assert [str(badge.text) for badge in answer.context["badges"]] == [
        "Đảng viên chính thức",
        "Dữ liệu minh họa",
    ]
    assert [str(crumb.label) for crumb in answer.context["crumbs"]] == [
        "Đảng viên",
        "Đảng bộ tỉnh Ví Dụ",
        "Đảng bộ Khối các cơ quan",
        "Đảng bộ Báo và Đài",
        "Nguyễn Văn An",
    ]


def test_timeline_tells_everything_up_to_the_day_newest_first(officer: Client) -> None:
    moments = page(officer, "an", on="2016-01-01").context["moments"]

    assert [(str(each.day), str(each.title), str(each.text)) for each in moments] == [
        ("01/06/2015", "Chuyển cùng tổ chức", "Chi bộ Báo thành Đảng bộ Báo và Đài."),
        ("01/03/2014", "Công nhận đảng viên chính thức", "ví dụ"),
        (
            "01/03/2013",
            "Kết nạp đảng viên",
            "Lễ kết nạp tại Chi bộ Báo; quyết định kết nạp ngày 20/02/2013. ví dụ",
        ),
    ]


def test_places_and_standings_have_their_days(officer: Client) -> None:
    answer = page(officer, "an", on="2016-01-01")

    assert [(x.value, x.since, x.until) for x in answer.context["postings"]] == [
        ("Đảng bộ Báo và Đài", "01/06/2015", "nay"),
        ("Chi bộ Báo", "01/03/2013", "31/05/2015"),
    ]
    assert [(x.label, x.since) for x in answer.context["standings"]] == [
        ("chính thức", "01/03/2014"),
        ("dự bị", "01/03/2013"),
    ]


def test_before_the_admission_the_page_says_no_member(officer: Client) -> None:
    answer = page(officer, "an", on="2012-06-01")

    assert str(answer.context["badges"][0].text) == "Không phải đảng viên vào ngày này"
    assert answer.context["moments"] == []


def test_corrected_day_holds_and_its_correction_is_told(officer: Client) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id
    correct_events(actor=OPERATOR, act=act, on=date(2016, 9, 1), reason="nhầm ngày")
    now = page(officer, "em", on="2016-07-01")

    assert str(now.context["badges"][0].text) == "Không phải đảng viên vào ngày này"
    assert "Đổi ngày việc đã ghi" in [
        str(each.title) for each in page(officer, "em").context["moments"]
    ]


def test_not_known_by_then_says_so(officer: Client) -> None:
    answer = officer.get(f"{MEMBERS}an/", {"known": "2000-01-01"})

    assert "Đến hết ngày 01/01/2000 sổ chưa biết người này" in answer.content.decode()


def test_unknown_keys_are_answered_with_404(officer: Client) -> None:
    assert officer.get(f"{MEMBERS}khong-co/").status_code == 404
    assert officer.get(f"{MEMBERS}an/ho-so/khong-co/").status_code == 404
    assert officer.get(f"{MEMBERS}viec/9999/").status_code == 404


def test_citizen_number_is_masked_until_it_is_asked_for(officer: Client) -> None:
    number = {"change": "number", "person": "an", "kind": "citizen", "value": CITIZEN}
    happen(date(2022, 1, 1), number)

    masked = page(officer, "an")
    whole = officer.post(f"{MEMBERS}an/", {"hien-so": "1"})

    assert CITIZEN not in masked.content.decode()
    assert [each.value for each in masked.context["numbers"]] == ["•••••••••234"]
    assert [each.value for each in whole.context["numbers"]] == [CITIZEN]
    assert whole["Cache-Control"] == "private, no-store"


def test_whoever_is_shown_a_secret_number_is_noted(officer: Client) -> None:
    number = {"change": "number", "person": "an", "kind": "citizen", "value": CITIZEN}
    officer.post(f"{MEMBERS}an/", {"hien-so": "1"})
    before = Access.objects.filter(code="revealed").count()
    happen(date(2022, 1, 1), number)

    page(officer, "an")
    officer.post(f"{MEMBERS}an/", {"hien-so": "1"})

    noted = Access.objects.filter(code="revealed").values_list("actor", "kind", "subject", "facts")
    assert before == 0
    assert list(noted) == [("van-phong", "member", "an", {"numbers": ["citizen"]})]


def test_group_of_the_record_is_sealed_shown_and_kept_with_its_source(officer: Client) -> None:
    typed = {
        "0.relation": "Bố",
        "0.name": "Nguyễn Văn Bảy",
        "1.name": "",
        "stated": "20/05/2023",
        "source": "lý lịch đảng viên",
        "since": str(_last("an")),
    }

    answer = officer.post(f"{MEMBERS}an/ho-so/family/", typed)
    shown = officer.get(f"{MEMBERS}an/ho-so/family/").context["sheet"]

    assert answer.status_code == 302
    assert shown.entries[0][:2] == [("Quan hệ", "Bố"), ("Họ và tên", "Nguyễn Văn Bảy")]
    assert (shown.stated, shown.source) == ("20/05/2023", "lý lịch đảng viên")
    assert "Bảy" not in Sheet.objects.get(voided_by=None).body
    assert "Nguyễn Văn Bảy" not in page(officer, "an").content.decode()


def test_group_that_is_not_sensitive_stands_on_the_page(officer: Client) -> None:
    body = {"permanent": "Phường Bạch Đằng"}
    happen(
        date(2022, 1, 1), {"change": "sheet", "person": "an", "group": "residence", "body": body}
    )

    assert "Phường Bạch Đằng" in page(officer, "an").content.decode()


def test_two_officers_on_one_group_lose_nothing(officer: Client) -> None:
    since = str(_last("an"))
    officer.post(f"{MEMBERS}an/ho-so/notes/", {"0.text": "thứ nhất", "since": since})

    answer = officer.post(f"{MEMBERS}an/ho-so/notes/", {"0.text": "thứ hai", "since": since})

    assert answer.status_code == 409
    assert len(answer.context["recent"]) == 1
    assert "thứ hai" in answer.content.decode()
    assert page(officer, "an").context["sheets"][-1].entries == [[("Ghi chú", "thứ nhất")]]


def test_forgotten_person_has_no_record(officer: Client) -> None:
    happen(
        date(2022, 1, 1),
        {
            "change": "sheet",
            "person": "an",
            "group": "notes",
            "body": {"text": "điều riêng thứ bảy"},
        },
    )
    Person.objects.filter(uid="an").update(key="")

    text = page(officer, "an").content.decode()

    assert "Dữ liệu cá nhân của người này đã bị xóa" in text
    assert "điều riêng" not in text


def test_photo_is_bare_sealed_sent_and_dropped(officer: Client, files: Path) -> None:
    noted = _png(b"tEXt", b"Location\0Ha Long")
    given = SimpleUploadedFile("anh.png", noted, "image/png")

    officer.post(f"{MEMBERS}an/anh/doi/", {"photo": given})
    answer = officer.get(f"{MEMBERS}an/anh/")
    kept = b"".join(path.read_bytes() for path in files.rglob("*") if path.is_file())

    with Image.open(BytesIO(answer.content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (90, 120))
    assert answer["Content-Type"] == "image/jpeg"
    assert b"Ha Long" not in answer.content
    assert b"JFIF" not in kept
    assert page(officer, "an").context["photo"] is True

    officer.post(f"{MEMBERS}an/anh/doi/", {"bo": "1"})
    assert officer.get(f"{MEMBERS}an/anh/").status_code == 404
    assert photo_of(actor=OPERATOR, uid="an") is None


def test_what_is_no_photo_is_refused_with_words(officer: Client) -> None:
    given = SimpleUploadedFile("anh.png", b"MZ", "image/png")

    answer = officer.post(f"{MEMBERS}an/anh/doi/", {"photo": given})

    assert answer.status_code == 422
    assert answer.context["form"].errors["photo"] == [
        "Tệp này không phải ảnh JPEG hay PNG. Chọn tệp ảnh khác."
    ]


def test_statements_do_not_grow_with_what_happened(statements: Callable[[str], int]) -> None:
    counts = []
    for number in (1, 3):
        for each in range(number):
            value = {"kind": "workplace", "value": f"Nơi {number}{each}"}
            happen(
                date(2016 + number, 1 + each, 1), {"change": "attribute", "person": "an", **value}
            )
        counts.append(statements(f"{MEMBERS}an/"))

    assert counts[0] == counts[1]


def _last(uid: str) -> int:
    return max(Event.objects.filter(person__uid=uid).values_list("opened_by", flat=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))


def _png(name: bytes = b"", body: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 90, 120, 8, 0, 0, 0, 0))
    more = _chunk(name, body) if name else b""
    points = _chunk(b"IDAT", compress(b"\0" * (91 * 120)))
    return b"\x89PNG\r\n\x1a\n" + head + more + points + _chunk(b"IEND", b"")
