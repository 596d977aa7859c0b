"""Record events over HTTP: the verdict first, then the act; two officers; corrections; many."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.members.access import postings_on, readable_attributes, readable_identities
from dangbo.members.models import Event
from dangbo.members.queries.meanwhile import last_act_about

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
MEMBERS = "/lam-viec/dang-vien/"


def place(uid: str, on: date) -> str:
    rows = postings_on(OPERATOR, on=on, known=None).filter(person__uid=uid, kind="official")
    found: str = rows.values_list("org__uid", flat=True).get()
    return found


def record(officer: Client, uid: str, change: str, **typed: object) -> Any:
    query = f"?loai={typed.pop('loai')}" if "loai" in typed else ""
    given = {"since": last_act_about(uid=uid), **typed}
    return officer.post(f"{MEMBERS}{uid}/ghi/{change}/{query}", given)


def words(answer: Any) -> list[str]:
    return [str(each.text) for each in answer.context["findings"]]


def test_transfer_is_foreseen_then_recorded(officer: Client) -> None:
    typed = {"to_chuc": "Chi bộ Giám định", "on": "01/02/2020", "so": "18-QĐ/ĐUK"}

    foreseen = record(officer, "dung", "transfer", check="1", **typed)
    assert foreseen.status_code == 200
    assert [(c.label, c.before, c.after) for c in foreseen.context["changes"]] == [
        ("Nơi sinh hoạt", "Chi bộ Văn phòng", "Chi bộ Giám định, từ 01/02/2020")
    ]
    assert place("dung", date(2020, 2, 1)) == "y-te-1"

    answer = record(officer, "dung", "transfer", **typed)
    assert answer.status_code == 302
    assert (place("dung", date(2020, 1, 31)), place("dung", date(2020, 2, 1))) == (
        "y-te-1",
        "giam-dinh",
    )
    moment = officer.get(f"{MEMBERS}dung/").context["moments"][0]
    assert [str(paper.text) for paper in moment.papers] == ["18-QĐ/ĐUK"]


def test_refusals_stand_in_words_and_nothing_is_written(officer: Client) -> None:
    before = Event.objects.count()
    typed = {"to_chuc": "y-te-1", "on": "01/02/2020"}

    answer = record(officer, "dung", "transfer", **typed)

    assert answer.status_code == 422
    assert words(answer) == [
        "Ngày 01/02/2020, Hoàng Văn Dũng đang sinh hoạt tại chính Chi bộ Văn phòng. "
        "Chọn tổ chức khác."
    ]
    assert Event.objects.count() == before


def test_transfer_to_an_organisation_that_merged_before_is_refused(officer: Client) -> None:
    answer = record(officer, "dung", "transfer", to_chuc="bao", on="02/06/2015")

    assert words(answer) == [
        "Chi bộ Báo không tồn tại ngày 02/06/2015 nên Hoàng Văn Dũng không sinh hoạt tại đó được. "
        "Chọn tổ chức khác, hoặc đổi ngày."
    ]


def test_attribute_is_of_a_month_where_only_that_is_known(officer: Client) -> None:
    record(officer, "an", "attribute", loai="education", value="dai_hoc", on="6/2015")

    row = Event.objects.get(person__uid="an", change="attribute")
    assert (row.on, row.precision) == (date(2015, 6, 1), "month")
    assert readable_attributes(OPERATOR).get(person__uid="an").value == "dai_hoc"


def test_values_outside_the_list_are_refused(officer: Client) -> None:
    answer = record(officer, "an", "attribute", loai="education", value="x", on="01/01/2016")

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["value"]


def test_doubts_are_read_before_the_number_is_kept(officer: Client) -> None:
    typed = {"loai": "citizen", "value": "022090001234", "on": "01/01/2022"}

    asked = record(officer, "an", "number", **typed)
    settled = record(officer, "an", "number", seen=asked.context["seen"], **typed)

    assert asked.status_code == 422
    assert words(asked) == ["Số căn cước cho năm sinh khác với hồ sơ. Kiểm tra cả hai."]
    assert settled.status_code == 302


def test_identity_is_corrected_by_a_paper_only(officer: Client) -> None:
    typed = {"name": "Nguyễn Văn Ân", "sex": "nam", "birth": "02/03/1985", "ethnicity": "kinh"}

    without = record(officer, "an", "identify", on="01/01/2022", **typed)
    unknown = record(officer, "an", "identify", on="01/01/2022", so="99-QĐ/TU", **typed)
    done = record(officer, "an", "identify", on="01/01/2022", so="12-QĐ/TU", **typed)

    assert list(without.context["form"].errors) == ["so"]
    assert unknown.context["form"].errors["so"] == ["Sổ văn bản không có số 99-QĐ/TU."]
    assert done.status_code == 302
    assert readable_identities(OPERATOR).get(person__uid="an").name == "Nguyễn Văn Ân"
    assert Event.objects.get(change="identify").act.paper


def test_two_officers_see_what_the_other_recorded(officer: Client) -> None:
    since = last_act_about(uid="an")
    happen(date(2016, 5, 1), {"change": "exempt", "person": "an"})

    answer = record(officer, "an", "suspend", since=since, on="01/06/2016", ly_do="kiểm tra")
    again = record(officer, "an", "suspend", on="01/06/2016", ly_do="kiểm tra")

    assert answer.status_code == 409
    (recent,) = answer.context["recent"]
    assert recent.endswith("operator: Miễn công tác và sinh hoạt đảng.")
    assert "kiểm tra" in answer.content.decode()
    assert again.status_code == 302


def test_member_is_added_and_those_of_the_same_name_are_shown(officer: Client) -> None:
    typed = {
        "name": "NGUYỄN VĂN AN",
        "birth": "1970",
        "to_chuc": "y-te-1",
        "standing": "official",
        "admitted": "19/05/1995",
        "counted_from": "19/05/1995",
        "card": "12345678",
        "on": "01/01/2021",
    }

    seen = officer.post(f"{MEMBERS}them/", {**typed, "check": "1"})
    assert [text for text, _url in seen.context["alike"]] == [
        "Nguyễn Văn An, 02/03/1985, Đảng bộ Báo và Đài"
    ]

    answer = officer.post(f"{MEMBERS}them/", typed)
    page = officer.get(answer["Location"])
    assert page.context["title"] == "Nguyễn Văn An"
    assert [each.value for each in page.context["numbers"]] == ["12345678"]
    assert page.context["facts"][1].value.startswith("năm 1970")


def test_correction_is_foreseen_then_recorded(officer: Client) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id
    typed = {"lam": "ngay", "ngay": "19/06/2016", "ly_do": "nhầm ngày"}

    seen = officer.post(f"{MEMBERS}viec/{act}/", {**typed, "check": "1"})
    assert (seen.status_code, seen.context["agreed"]) == (200, True)
    assert Event.objects.get(person__uid="em", voided_by=None).on == date(2016, 5, 19)

    assert officer.post(f"{MEMBERS}viec/{act}/", typed).status_code == 302
    assert Event.objects.get(person__uid="em", voided_by=None).on == date(2016, 6, 19)


def test_correction_says_what_no_longer_holds(officer: Client) -> None:
    act = Event.objects.get(person__uid="an", change="admit").act_id

    answer = officer.post(f"{MEMBERS}viec/{act}/", {"lam": "huy", "ly_do": "nhầm"})

    assert answer.status_code == 422
    assert words(answer) == [
        "Ngày 01/03/2014, Nguyễn Văn An không phải đảng viên, nên không ghi được “Công nhận đảng "
        "viên chính thức”. Kiểm tra ngày, hoặc đính chính việc đã ghi."
    ]


def test_correction_needs_a_reason_or_a_paper(officer: Client) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id

    answer = officer.post(f"{MEMBERS}viec/{act}/", {"lam": "huy"})

    assert words(answer) == ["Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai."]


def test_voided_act_is_shown_and_not_corrected_again(officer: Client) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id
    officer.post(f"{MEMBERS}viec/{act}/", {"lam": "huy", "ly_do": "nhầm"})

    text = officer.get(f"{MEMBERS}viec/{act}/").content.decode()

    assert "Việc này đã bị hủy trong sổ" in text
    assert "Ghi đính chính" not in text


def test_many_are_previewed_with_those_refused_and_recorded_in_one_act(officer: Client) -> None:
    rows = ["an", "binh", "dung"]
    typed = {"row": rows, "viec": "transfer", "to_chuc": "y-te-1", "on": "01/02/2020"}

    seen = officer.post(f"{MEMBERS}ghi-nhieu/", {**typed, "buoc": "xem"})
    assert seen.context["allowed"] == "2"
    assert [(each.name, each.reasons) for each in seen.context["refused"]] == [
        (
            "Hoàng Văn Dũng",
            [
                "Ngày 01/02/2020, Hoàng Văn Dũng đang sinh hoạt tại chính Chi bộ Văn phòng. "
                "Chọn tổ chức khác."
            ],
        )
    ]

    answer = officer.post(f"{MEMBERS}ghi-nhieu/", {**typed, "buoc": "ghi"})
    acts = set(Event.objects.filter(change="transfer").values_list("act", "person__uid"))
    assert answer.status_code == 302
    assert {uid for _act, uid in acts} == {"an", "binh"}
    assert len({act for act, _uid in acts}) == 1
    assert place("binh", date(2020, 2, 1)) == "y-te-1"


def test_all_that_a_list_asks_for_are_taken(officer: Client) -> None:
    query = "to_chuc=bao-dai&gioi=nu"

    chosen = officer.get(f"{MEMBERS}ghi-nhieu/?{query}")
    typed = {"loc": query, "viec": "attribute", "loai": "workplace", "value": "Báo Ví Dụ"}
    answer = officer.post(f"{MEMBERS}ghi-nhieu/", {**typed, "on": "01/01/2021", "buoc": "ghi"})

    assert chosen.context["count"] == "2"
    assert answer.status_code == 302
    rows = readable_attributes(OPERATOR).filter(kind="workplace")
    assert set(rows.values_list("person__uid", "value")) == {
        ("binh", "Báo Ví Dụ"),
        ("chau", "Báo Ví Dụ"),
    }


def test_nobody_ticked_leads_back_to_the_list(officer: Client) -> None:
    assert officer.post(f"{MEMBERS}ghi-nhieu/", {})["Location"] == MEMBERS


@pytest.mark.parametrize("path", ["an/ghi/strike_off/", "an/ghi/khong-co/"])
def test_events_with_a_case_of_their_own_are_not_offered(officer: Client, path: str) -> None:
    assert officer.get(f"{MEMBERS}{path}").status_code == 404


def test_offers_fit_what_the_member_is(officer: Client) -> None:
    happen(date(2016, 5, 1), {"change": "exempt", "person": "an"})
    happen(date(2016, 5, 1), {"change": "strike_off", "person": "binh"})

    def offered(uid: str) -> list[str]:
        groups = officer.get(f"{MEMBERS}{uid}/ghi/").context["groups"]
        return [str(each.act.label) for _title, own in groups for each in own]

    assert offered("an") == [
        "Chuyển sinh hoạt chính thức",
        "Chuyển sinh hoạt tạm thời",
        "Sinh hoạt trở lại",
        "Từ trần",
        "Thay đổi thông tin được thống kê",
        "Ghi số của đảng viên",
        "Sửa thông tin nhân thân",
    ]
    assert offered("binh") == offered("an")[-3:]
