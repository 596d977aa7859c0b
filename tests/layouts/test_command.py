"""Prove what `dangbo form` prints, and how it refuses."""

import json
from io import StringIO
from typing import Any

import pytest
from contracts.test_json_schemas import validator
from django.core.management import call_command
from django.core.management.base import CommandError

PERIOD = ("--from", "2016-01-01", "--to", "2016-12-31")


def run(*question: str) -> str:
    out = StringIO()
    call_command("form", *question, stdout=out)
    return out.getvalue()


def test_a_form_answers_as_its_schema_says(ids: dict[str, int]) -> None:
    found: Any = json.loads(run("bien_dong_dang_vien", "khoi", *PERIOD, "--json"))
    validator("form").validate(found)

    assert (found["on"], found["from"], found["org"]) == ("2016-12-31", "2016-01-01", "khoi")
    assert found["form"]["confirmed"] is False
    values = {(each["row"], each["column"]): each["value"] for each in found["cells"]}
    assert values["dau_ky", "tong"] == 4
    assert values["ket_nap", "du_bi"] == 1
    assert values["ket_nap", "chinh_thuc"] is None
    assert {each["verdict"] for each in found["checks"]} == {"holds"}


def test_a_form_for_people_names_the_checks_that_fail(ids: dict[str, int]) -> None:
    lines = run(
        "bien_dong_dang_vien", "khoi", "--from", "2012-01-01", "--to", "2016-12-31"
    ).splitlines()

    assert lines[0] == "Biến động đội ngũ đảng viên (bố cục chưa xác nhận)"
    assert "  Kết nạp\t3\t\t3\t2" in lines
    assert "Sai: Cuối kỳ bằng đầu kỳ cộng tăng trừ giảm, Tổng số: 5 = 3" in lines


def test_a_year_in_which_the_organisation_ended_is_told(ids: dict[str, int]) -> None:
    question = ("bien_dong_dang_vien", "bao", "--from", "2015-01-01", "--to", "2015-12-31")
    found: Any = json.loads(run(*question, "--json"))

    closing = next(each for each in found["cells"] if each["row"] == "cuoi_ky")
    assert (closing["value"], closing["reason"]) == (0, "no_longer_standing")
    assert {each["verdict"] for each in found["checks"]} == {"holds"}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (("bien_dong", "khoi"), "Gần nhất: bien_dong_dang_vien"),
        (("bien_dong_dang_vien", "khoi", "--layout", "9"), "không có phiên bản 9"),
        (("bien_dong_dang_vien", "khoi", "--on", "2009-01-01"), "2009"),
        (("bien_dong_dang_vien", "khong-co"), "khong-co"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    ids: dict[str, int], question: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError) as caught:
        run(*question)
    assert words in str(caught.value)
    assert caught.value.returncode == 2
