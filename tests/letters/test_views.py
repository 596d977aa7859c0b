"""The pages of templates over HTTP: list, one template, changing it, going back, samples."""

import re
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from letters.pdf_text import pages_of

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.base.days import format_day
from dangbo.letters.commands import change_template
from dangbo.letters.models import Template
from dangbo.letters.queries import letter_kind, letter_kinds

pytestmark = pytest.mark.django_db
LIST = "/lam-viec/mau-van-ban/"
PAGE = f"{LIST}admission_decision/"
CHANGE = f"{PAGE}sua/"
TEXT = "cơ quan: {issuer}\nloại: QUYẾT ĐỊNH\n---\nKết nạp {name}\n---\nngười ký: {signer}"


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong", first_name="Văn phòng"))
    return client


def body(answer: Any) -> str:
    return str(answer.content.decode())


def findings(answer: Any) -> list[str]:
    return [str(each.text) for each in answer.context["findings"]]


def test_pages_want_an_account(client: Client) -> None:
    for path in (LIST, PAGE, CHANGE, f"{PAGE}mau-goc/", f"{PAGE}mau.pdf"):
        assert client.get(path).headers["Location"] == f"/tai-khoan/dang-nhap/?next={path}"


def test_every_letter_has_its_pages(officer: Client) -> None:
    listed = re.findall(rf'href="{LIST}(\w+)/"', body(officer.get(LIST)))

    assert listed == [kind.key for kind in letter_kinds()]
    for key in listed:
        answer = officer.get(f"{LIST}{key}/")
        assert answer.status_code == HTTPStatus.OK
        assert body(answer).count("data:image/png;base64,") == (2 if key == "member_sheet" else 1)


@pytest.mark.parametrize("path", ["khong-co/", "khong-co/sua/", "member_list/mau.exe"])
def test_what_is_not_there_is_not_found(officer: Client, path: str) -> None:
    assert officer.get(f"{LIST}{path}").status_code == HTTPStatus.NOT_FOUND


def test_samples_come_as_files(officer: Client) -> None:
    pdf, word = officer.get(f"{PAGE}mau.pdf"), officer.get(f"{PAGE}mau.docx")

    assert pdf.headers["Content-Disposition"] == 'attachment; filename="admission_decision.pdf"'
    assert "BẢN IN THỬ" in [each.text for each in pages_of(pdf.content)[0]]
    paper = Document(BytesIO(word.content))
    assert [each.text for each in paper.paragraphs if each.text == "QUYẾT ĐỊNH"] == ["QUYẾT ĐỊNH"]


def test_a_text_is_saved_and_gone_back_from(officer: Client) -> None:
    form = {"body": TEXT.replace("\n", "\r\n"), "name": "Mẫu mới", "reason": "ngắn", "seen": "0"}
    saved = officer.post(CHANGE, form)

    assert saved.headers["Location"] == PAGE
    held = Template.objects.get()
    assert (held.body, held.name, held.start) == (TEXT, "Mẫu mới", timezone.localdate())
    shown = officer.get(PAGE)
    assert shown.context["page"].row.name == "Mẫu mới"
    assert [moment.text for moment in shown.context["moments"]] == ["van-phong. ngắn"]

    assert officer.get(f"{PAGE}mau-goc/").context["refused"] is False
    assert officer.post(f"{PAGE}mau-goc/").headers["Location"] == PAGE
    kind = letter_kind("admission_decision")
    assert officer.get(PAGE).context["page"].text == kind.default
    assert officer.get(f"{PAGE}mau-goc/").context["refused"] is True
    again = officer.post(f"{PAGE}mau-goc/")
    assert (again.status_code, findings(again)) == (422, ["Mẫu không khác bản đang dùng."])


def test_a_faulty_text_is_refused_with_its_line_and_kept(officer: Client) -> None:
    form = {"body": TEXT.replace("{name}", "{ten}"), "seen": "0"}
    answer = officer.post(CHANGE, form)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert findings(answer) == [
        "Dòng 4: không có trường {ten}.",
        "Mẫu thiếu trường {name}, không có thì văn bản vô nghĩa.",
    ]
    assert [str(each.remedy) for each in answer.context["findings"]] == [
        "“Kết nạp {ten}”. Chọn một trường trong danh sách bên cạnh.",
        "Thêm trường này vào nội dung.",
    ]
    assert "Kết nạp {ten}" in body(answer)
    assert answer.context["pictures"] == []
    assert Template.objects.count() == 0


def test_a_text_is_tried_out_before_it_is_saved(officer: Client) -> None:
    form = {"body": TEXT, "seen": "0"}
    tried = officer.post(CHANGE, {**form, "check": "1"}, headers={"HX-Request": "true"})
    printed = officer.post(CHANGE, {**form, "form": "pdf"})

    assert (tried.status_code, len(tried.context["pictures"])) == (HTTPStatus.OK, 1)
    assert "Kết nạp Nguyễn Văn Khôi" in [each.text for each in pages_of(printed.content)[0]]
    assert Template.objects.count() == 0


def test_two_officers_do_not_overwrite_each_other(officer: Client, actor: Actor) -> None:
    today = timezone.localdate()
    key = "admission_decision"
    change_template(actor=actor, key=key, name="", body=TEXT, on=today, seen=0)

    answer = officer.post(CHANGE, {"body": TEXT.replace("Kết nạp", "Nhận"), "seen": "0"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert findings(answer) == ["Mẫu này vừa được người khác thay đổi."]
    assert "Nhận {name}" in body(answer)
    assert Template.objects.get().body == TEXT


def test_a_past_day_shows_its_version_and_no_acts(officer: Client, actor: Actor) -> None:
    today = timezone.localdate()
    key = "admission_decision"
    change_template(actor=actor, key=key, name="", body=TEXT, on=today, seen=0)
    before = officer.get(PAGE, {"on": format_day(today - timedelta(1))})

    assert before.context["page"].text == letter_kind(key).default
    assert "/sua/" not in body(before)
    assert f'href="{CHANGE}"' in body(officer.get(PAGE))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_however_many_were_changed(
    officer: Client, actor: Actor, rows: int, django_assert_num_queries: Any
) -> None:
    for kind in letter_kinds()[1 : rows + 1]:
        change_template(
            actor=actor, key=kind.key, name="", body=TEXT, on=timezone.localdate(), seen=0
        )
    with django_assert_num_queries(5):
        officer.get(LIST)
