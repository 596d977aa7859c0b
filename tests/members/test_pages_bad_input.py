"""Bad input on the pages of members: refused with field and remedy, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from factories.small_membership import happen
from factories.small_register import decide

from dangbo.accounts.access import OPERATOR
from dangbo.members.models import Event, Person
from dangbo.members.queries import member
from dangbo.members.queries.meanwhile import last_act_about

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
MEMBERS = "/lam-viec/dang-vien/"
NEW = {
    "name": "Phạm Thị Hoa",
    "birth": "12/03/1981",
    "to_chuc": "y-te-1",
    "standing": "official",
    "admitted": "19/05/2005",
    "on": "01/01/2021",
}


def add(officer: Client, **typed: str) -> Any:
    return officer.post(f"{MEMBERS}them/", {**NEW, **typed})


def record(officer: Client, uid: str, change: str, **typed: object) -> Any:
    query = f"?loai={typed.pop('loai')}" if "loai" in typed else ""
    given = {"since": last_act_about(uid=uid), **typed}
    return officer.post(f"{MEMBERS}{uid}/ghi/{change}/{query}", given)


def words(answer: Any) -> list[str]:
    return [str(each.text) for each in answer.context["findings"]]


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"name": "Phạm Thị H0a"}, "name", "Họ tên có chữ số. Sửa lại."),
        (
            {"birth": "12/03/2006"},
            "admitted",
            "Ngày sinh sau ngày kết nạp. Kiểm tra cả hai ngày.",
        ),
        (
            {"admitted": "19/05/2022"},
            "admitted",
            "“Ngày quyết định kết nạp” sau ngày có hiệu lực. Kiểm tra lại ngày này.",
        ),
        ({"birth": "31/02/1981"}, "birth", "“31/02/1981” không có trong lịch"),
        ({"to_chuc": "Chi bộ Không Có"}, "to_chuc", "Không có tổ chức nào là “Chi bộ Không Có”"),
    ],
)
def test_a_field_that_cannot_be_is_named_and_what_was_typed_stays(
    officer: Client, typed: dict[str, str], field: str, told: str
) -> None:
    answer = add(officer, **typed)

    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors)) == (422, [field])
    assert told in " ".join(errors[field])
    for text in {**NEW, **typed}.values():
        assert text in answer.content.decode()
    assert not Person.objects.filter(uid__startswith="dv-").exists()


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (
            {"name": "Hoa"},
            "NAME_ONE_WORD",
            "Họ tên chỉ có một chữ. Kiểm tra xem có thiếu họ hay tên không.",
        ),
        (
            {"birth": "12/03/1990"},
            "ADMITTED_UNDER_AGE",
            "Khi kết nạp chưa đủ 18 tuổi. Kiểm tra ngày sinh, ngày kết nạp.",
        ),
    ],
)
def test_a_doubt_is_read_before_it_is_recorded(
    officer: Client, typed: dict[str, str], code: str, told: str
) -> None:
    asked = add(officer, **typed)
    settled = add(officer, **typed, seen=asked.context["seen"])

    assert (asked.status_code, words(asked), asked.context["seen"]) == (422, [told], code)
    assert settled.status_code == 302


@pytest.mark.parametrize("name", ["Hồ Thị Kim Ngân", "H’Hen Niê", "Y'Bê Ê Ban"])
def test_names_of_four_words_and_with_apostrophes_are_taken(officer: Client, name: str) -> None:
    assert add(officer, name=name).status_code == 302


def test_a_citizen_number_is_borne_by_one_person_only(officer: Client) -> None:
    number = {"change": "number", "person": "an", "kind": "citizen", "value": "022085001234"}
    happen(date(2022, 1, 1), number)

    answer = record(
        officer,
        "dung",
        "number",
        loai="citizen",
        value="022085001234",
        on="01/01/2023",
        seen="NUMBER_BIRTH_CONTRADICTS",
    )

    assert answer.status_code == 422
    assert words(answer)[0].startswith("Số căn cước công dân này đang do Nguyễn Văn An mang")
    assert "022085001234" in answer.content.decode()


def test_nobody_is_transferred_to_a_dissolved_cell(officer: Client) -> None:
    answer = record(officer, "dung", "transfer", to_chuc="thanh-tra", on="02/01/2021")

    assert words(answer) == [
        "Chi bộ Thanh tra không tồn tại ngày 02/01/2021 nên Hoàng Văn Dũng không sinh hoạt tại đó "
        "được. Chọn tổ chức khác, hoặc đổi ngày."
    ]
    assert not Event.objects.filter(change="transfer").exists()


def test_whose_organisation_merged_yesterday_is_found_at_its_successor(
    officer: Client, ids: dict[str, int]
) -> None:
    since = last_act_about(uid="dung")
    merged = {"change": "absorb", "sources": [ids["y-te-1"]], "result": ids["giam-dinh"]}
    decide(actor=OPERATOR, on=date(2021, 5, 1), changes=[merged])
    typed = {"on": "02/05/2021", "ly_do": "nghỉ hưu"}

    answer = record(officer, "dung", "exempt", since=since, **typed)
    again = record(officer, "dung", "exempt", **typed)

    assert answer.status_code == 409
    assert [each.split(": ", 1)[1] for each in answer.context["recent"]] == [
        "Tổ chức nơi đang sinh hoạt đã thay đổi theo quyết định."
    ]
    assert "nghỉ hưu" in answer.content.decode()
    assert again.status_code == 302
    found = member(actor=OPERATOR, uid="dung", on=date(2021, 5, 2), known=None)
    assert found is not None
    assert found.row.org is not None
    assert (found.row.org.uid, found.row.activity) == ("giam-dinh", "exempt")


def test_what_another_officer_recorded_names_the_organisation(
    officer: Client, ids: dict[str, int]
) -> None:
    since = last_act_about(uid="dung")
    happen(date(2020, 1, 1), {"change": "transfer", "person": "dung", "org": ids["giam-dinh"]})

    answer = record(officer, "dung", "exempt", since=since, on="01/02/2020")

    (recent,) = answer.context["recent"]
    assert "Chi bộ Giám định" in recent


def test_sent_twice_a_new_member_is_added_once(officer: Client) -> None:
    key = officer.get(f"{MEMBERS}them/").context["own_key"]
    before = Person.objects.count()

    first = add(officer, khoa=key)
    again = add(officer, khoa=key)

    assert first["Location"] == again["Location"] == f"{MEMBERS}{key}/"
    assert Person.objects.count() == before + 1


def test_a_key_that_no_page_gave_is_not_taken(officer: Client) -> None:
    answer = add(officer, khoa="an")

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{MEMBERS}dv-")
