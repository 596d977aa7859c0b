"""Prove what the commands about indicators print, and how they refuse."""

import json
from io import StringIO
from typing import Any

import pytest
from contracts.test_json_schemas import validator
from django.core.management import call_command
from django.core.management.base import CommandError
from reports import stated

from dangbo.reports import queries

PERIOD = ("--from", "2012-01-01", "--to", "2017-01-01")


def run(*question: str) -> str:
    out = StringIO()
    call_command(*question, stdout=out)
    return out.getvalue()


def answer(*question: str) -> Any:
    found = json.loads(run(*question, "--json"))
    validator(question[0]).validate(found)
    return found


def test_figures_give_every_indicator(ids: dict[str, int]) -> None:
    found = answer("figures", "khoi", "--on", "2017-01-01", "--from", "2012-01-01")

    assert (found["on"], found["from"], found["org"]) == ("2017-01-01", "2012-01-01", "khoi")
    assert [each["code"] for each in found["indicators"]] == [
        each.code for each in queries.indicators()
    ]
    values = {each["code"]: each["value"] for each in found["indicators"]}
    assert values["dang_vien"] == {"amount": 5, "part": 5, "whole": None}
    assert values["ty_le_dang_vien_nu"] == {"amount": 60, "part": 3, "whole": 5}
    assert values["ket_nap_dang_vien"] == {"amount": 3, "part": 3, "whole": None}
    before = answer("figures", "khoi", "--on", "2009-01-01")
    assert {each["value"] for each in before["indicators"]} == {None}


def test_figures_tell_what_becomes_of_each_published_one(ids: dict[str, int]) -> None:
    stated.publish()
    found = answer("figures", "khoi", "--on", "2017-01-01")
    told = {each["figure"]: each for each in found["verdicts"]}

    assert {key: (each["outcome"], each["blank"]) for key, each in told.items()} == {
        "dv": ("agrees", None),
        "dv-hon": ("agrees", None),
        "dv-sai": ("conflicts", None),
        "dv-in-sai": ("impossible", None),
        "dv-truoc": ("unknown", "not_standing"),
        "dai-hoc": ("agrees", None),
        "tinh-uy": ("unknown", "not_counted"),
        "doan-the": ("unknown", "none_recorded"),
        "tc-nam": ("agrees", None),
        "tc-truoc": ("conflicts", None),
        "tc-them": ("unknown", "none_recorded"),
        "tc-sau": ("conflicts", None),
        "ket-nap": ("agrees", None),
        "dang-do": ("unknown", "not_over"),
        "ca-ky": ("unknown", "other_time"),
        "dh.uy_vien_ban_chap_hanh": ("unknown", "none_recorded"),
    }
    admitted = told["ket-nap"]
    assert (admitted["from"], admitted["on"]) == ("2012-01-01", "2016-12-31")
    assert (admitted["indicator"], admitted["as_source_prints"]) == ("ket_nap_dang_vien", 3)
    assert admitted["value"] == {"amount": 3, "part": 3, "whole": None}
    assert (told["dv-in-sai"]["by_count"], told["dv-in-sai"]["value"]["part"]) == ("conflicts", 5)
    assert told["dv-sai"]["why"][-1] == "Sổ đếm 5, không phải 6."
    assert (told["tinh-uy"]["indicator"], told["tinh-uy"]["on"]) == (None, None)
    lines = run("figures", "khoi", "--on", "2017-01-01").splitlines()
    endings = [line.rpartition(" → ")[2] for line in lines if " → " in line]
    assert len(endings) == len(told)
    assert set(endings) == {"Khớp", "Mâu thuẫn", "Không thể có", "Sổ không biết"}


def test_figures_for_people_leave_noughts_out(ids: dict[str, int]) -> None:
    lines = run("figures", "khoi", "--on", "2017-01-01").splitlines()

    assert "Sổ đếm: Đảng viên" in lines
    assert "  Tỷ lệ đảng viên nữ: 60,0\N{NO-BREAK SPACE}% (3/5) [ty_le_dang_vien_nu]" in lines
    assert not [line for line in lines if "tu_tran" in line]
    assert "Không có số liệu công bố nào đến ngày này." in lines


def test_an_indicator_gives_its_parts_with_who_is_behind(ids: dict[str, int]) -> None:
    found = answer("indicator", "dang_vien", "khoi", *PERIOD, "--by", "sex", "--list")

    assert (found["value"]["part"], found["invented"]) == (5, 5)
    assert found["behind"] == ["an", "binh", "chau", "dung", "em"]
    assert [(each["name"], each["behind"]) for each in found["parts"]] == [
        ("Nam", ["an", "dung"]),
        ("Nữ", ["binh", "chau", "em"]),
    ]
    crossed = answer("indicator", "dang_vien", "khoi", *PERIOD, "--by", "sex,standing")
    assert {tuple(each["keys"].values()): each["value"]["part"] for each in crossed["parts"]} == {
        ("nam", "official"): 2,
        ("nu", "official"): 1,
        ("nu", "probationary"): 2,
    }


def test_an_indicator_gives_organisations_below_and_its_course(ids: dict[str, int]) -> None:
    below = answer("indicator", "to_chuc_dang", "y-te", "--on", "2017-01-01", "--by", "org")
    course = answer("indicator", "ket_nap_dang_vien", "khoi", *PERIOD, "--by", "year")

    quarters = answer("indicator", "ket_nap_dang_vien", "khoi", *PERIOD, "--by", "quarter")
    ends = [each["to"] for each in quarters["series"]]
    assert (ends[0], ends[-2:]) == ("2012-03-31", ["2016-12-31", "2017-01-01"])
    assert sum(each["value"]["part"] for each in quarters["series"]) == 3
    assert {each["org"]: each["value"]["part"] for each in below["below"]} == {
        None: 1,
        "y-te-1": 1,
        "y-te-2": 1,
    }
    assert [(each["to"], each["value"]["part"]) for each in course["series"]] == [
        ("2012-12-31", 0),
        ("2013-12-31", 1),
        ("2014-12-31", 0),
        ("2015-12-31", 1),
        ("2016-12-31", 1),
        ("2017-01-01", 0),
    ]
    lines = run("indicator", "to_chuc_dang", "y-te", "--on", "2017-01-01", "--by", "org", "--list")
    assert lines.splitlines() == [
        "Tổ chức đảng các loại: 3 tổ chức",
        "Có bao nhiêu tổ chức đảng đang hoạt động, kể cả chính tổ chức được hỏi?",
        "  Ngay tại tổ chức này: 1 tổ chức",
        "  Chi bộ Thanh tra [y-te-2]: 1 tổ chức",
        "  Chi bộ Văn phòng [y-te-1]: 1 tổ chức",
        "y-te-2",
        "y-te-1",
        "y-te",
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("dang_vienn", "khoi"), "Gần nhất: dang_vien"),
        (("dang_vien", "khoii"), "Không có tổ chức nào"),
        (("dang_vien", "khoi", "--on", "2009-12-31"), "không tồn tại ngày 31/12/2009"),
        (("dang_vien", "khoi", "--on", "2020-02-30"), "không có trong lịch"),
        (("dang_vien", "khoi", "--on", "2017-01-01", "--by", "level"), "Có: org, sex"),
        (("dang_vien", "khoi", "--on", "2017-01-01", "--by", "sex,org"), "Có: org, sex"),
        (("dang_vien", "khoi", "--from", "2018-01-01", "--to", "2017-01-01"), "Đổi chỗ hai ngày"),
        (("dang_vien", "khoi", "--on", "2017-01-01", "--to", "2017-01-01"), "một trong hai"),
        (
            ("dang_vien", "khoi", "--from", "1960-01-01", "--to", "2017-01-01", "--by", "month"),
            "Quá 250 kỳ",
        ),
    ],
)
def test_what_cannot_be_answered_leaves_with_2(
    ids: dict[str, int], question: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said) as error:
        run("indicator", *question)

    assert error.value.returncode == 2
