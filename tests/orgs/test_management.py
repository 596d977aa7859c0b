"""Prove what each command that asks about organisations prints, and what it refuses."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from factories.small_register import build

pytestmark = pytest.mark.django_db
DECIDED_2012 = {
    "act": 3,
    "on": "2012-03-01",
    "precision": "day",
    "on_text": "",
    "paper": "12-qd-tu-2012",
    "number": "12-QĐ/TU",
    "invented": False,
}
QUESTIONS = [
    ["tree", "ORG"],
    ["org", "ORG"],
    ["count", "ORG"],
    ["lineage", "ORG"],
    ["changes", "ORG", "--from", "2010-01-01"],
    ["correspondence", "--from", "2013-01-01", "--to", "2020-01-01", "--within", "ORG"],
]
ON_A_DAY = QUESTIONS[:3]


@pytest.fixture(autouse=True)
def register() -> None:
    build()


def said(*arguments: str) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def answer(*arguments: str) -> Any:
    return json.loads("\n".join(said(*arguments, "--json")))


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    return str(refused.value)


def about(question: list[str], org: str, *more: str) -> list[str]:
    return [org if each == "ORG" else each for each in question] + list(more)


def test_tree_prints_a_day_level_by_level_in_name_order() -> None:
    assert said("tree", "khoi", "--on", "2013-01-01") == [
        "Đảng bộ Khối các cơ quan (Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng 10) [khoi]",
        "  Chi bộ Báo (Chi bộ cơ sở) [bao]",
        "  Chi bộ Đài (Chi bộ cơ sở) [dai]",
        "  Chi bộ Thanh tra (Chi bộ cơ sở) [thanh-tra]",
        "  Đảng bộ Sở Y tế (Đảng bộ cơ sở 10.1) [y-te]",
        "    Chi bộ Thanh tra (Chi bộ trực thuộc) [y-te-2]",
        "    Chi bộ Văn phòng (Chi bộ trực thuộc) [y-te-1]",
    ]


def test_tree_goes_as_deep_as_asked_and_no_deeper() -> None:
    asked = ("tree", "tinh", "--on", "2013-01-01", "--depth")

    assert [line.split("[")[1] for line in said(*asked, "0")] == ["tinh]"]
    assert [line.split("[")[1] for line in said(*asked, "1")] == ["tinh]", "khoi]"]


def test_tree_as_known_earlier_lacks_what_was_recorded_later() -> None:
    asked = ("tree", "khoi", "--on", "2015-12-01")

    now = [each["org"] for each in answer(*asked)["tree"]]
    then = [each["org"] for each in answer(*asked, "--known", "2020-01-31")["tree"]]

    assert now == ["khoi", "thanh-tra", "bao-dai", "y-te", "y-te-2", "y-te-1"]
    assert then == ["khoi", "bao", "dai", "thanh-tra", "y-te", "y-te-2", "y-te-1"]


def test_org_prints_its_place_and_its_names_over_time() -> None:
    assert said("org", "y-te", "--on", "2019-06-01") == [
        "Đảng bộ Ngành Y tế [y-te]",
        "Loại hình: Đảng bộ cơ sở",
        "Trực thuộc: Đảng bộ tỉnh Ví Dụ > Đảng bộ Khối các cơ quan",
        "  01/03/2012 – 30/04/2018: Đảng bộ Sở Y tế (12-QĐ/TU)",
        "  01/05/2018 – nay: Đảng bộ Ngành Y tế (18-QĐ/ĐUK)",
        "Trực thuộc trực tiếp: 1 tổ chức",
    ]


def test_org_shows_the_day_in_the_words_of_its_source() -> None:
    line = "  đầu năm 2016 – nay: Chi bộ Giám định (không rõ số văn bản)"

    assert line in said("org", "giam-dinh")


def test_org_in_json_has_every_state_and_the_decision_behind_it() -> None:
    state = {
        "name": "Đảng bộ Sở Y tế",
        "short_name": "",
        "kind": "dang_bo_co_so",
        "code": "10.1",
        "sector": "",
        "superior": "khoi",
        "start": "2012-03-01",
        "end": None,
        "by": DECIDED_2012,
        "ended_by": None,
    }

    found = answer("org", "y-te", "--on", "2019-01-01", "--known", "2020-01-15")

    assert found == {
        "on": "2019-01-01",
        "known": "2020-01-15",
        "org": "y-te",
        "invented": False,
        **state,
        "path": ["tinh", "khoi"],
        "life": [state],
        "below": ["y-te-2", "y-te-1"],
    }


def test_count_adds_up_kinds_grassroots_organisations_and_cells() -> None:
    assert said("count", "khoi", "--on", "2013-01-01")[:6] == [
        "Đảng bộ cơ sở: 1",
        "Chi bộ cơ sở: 3",
        "Chi bộ trực thuộc: 2",
        "Tổ chức cơ sở đảng: 4",
        "Tất cả chi bộ: 5",
        "Tất cả tổ chức: 6",
    ]


def test_count_leaves_out_invented_organisations_when_asked() -> None:
    asked = ("count", "khoi", "--on", "2022-06-01")

    everything, stated = answer(*asked), answer(*asked, "--without-invented")
    # What areas above add is told by their own tests.
    del stated["members"]

    assert everything["by_kind"] == {
        "dang_bo_co_so": 2,
        "chi_bo_co_so": 2,
        "chi_bo_truc_thuoc": 2,
    }
    assert stated == {
        "on": "2022-06-01",
        "known": None,
        "org": "khoi",
        "by_kind": {"dang_bo_co_so": 2, "chi_bo_co_so": 1, "chi_bo_truc_thuoc": 2},
        "total": 5,
        "grassroots": 3,
        "grassroots_with_cells": 2,
        "grassroots_cells": 1,
        "cells": 3,
    }


def test_lineage_prints_both_directions() -> None:
    assert said("lineage", "bao-dai") == [
        "Đảng bộ Báo và Đài [bao-dai]",
        "  01/06/2015: Chi bộ Báo → Đảng bộ Báo và Đài (toàn bộ)",
        "  01/06/2015: Chi bộ Đài → Đảng bộ Báo và Đài (toàn bộ)",
    ]
    assert said("lineage", "y-te")[1:] == [
        "  01/01/2016: Đảng bộ Sở Y tế → Chi bộ Giám định (một phần)"
    ]
    assert said("lineage", "khoi")[1:] == ["Không có tổ chức nguồn hay kế thừa nào được ghi nhận."]


def test_lineage_in_json_names_organisations_by_key() -> None:
    link = {"result": "bao-dai", "on": "2015-06-01", "act": 5, "whole": True}

    assert answer("lineage", "bao-dai", "--on", "2020-01-01") == {
        "on": "2020-01-01",
        "known": None,
        "org": "bao-dai",
        "predecessors": ["bao", "dai"],
        "successors": [],
        "links": [{"source": "bao", **link}, {"source": "dai", **link}],
    }


def test_changes_prints_a_period_with_both_ends_included() -> None:
    asked = ("changes", "khoi", "--from", "2015-06-01", "--to", "2016-01-01")

    assert said(*asked) == [
        "01/06/2015  Hợp nhất (tổ chức tiếp nhận): Đảng bộ Báo và Đài (15-QĐ/TU)",
        "01/06/2015  Hợp nhất (tổ chức nguồn): Chi bộ Báo (15-QĐ/TU)",
        "01/06/2015  Hợp nhất (tổ chức nguồn): Chi bộ Đài (15-QĐ/TU)",
        "01/01/2016  Chia, tách (tổ chức tiếp nhận): Chi bộ Giám định (không rõ số văn bản)",
        "01/01/2016  Chia, tách (tổ chức nguồn): Đảng bộ Sở Y tế (không rõ số văn bản)",
    ]
    assert said(*asked, "--known", "2020-01-15") == ["Không có thay đổi nào trong kỳ."]


def test_changes_in_json_cites_the_paper() -> None:
    change = {"act": 8, "position": 0, "change": "rename", "role": "subject", "invented": False}

    found = answer("changes", "y-te", "--from", "2018-05-01", "--to", "2018-05-01")

    assert (found["org"], found["from"], found["to"]) == ("y-te", "2018-05-01", "2018-05-01")
    assert found["changes"] == [
        {
            **change,
            "on": "2018-05-01",
            "org": "y-te",
            "name": "Đảng bộ Ngành Y tế",
            "paper": "18-qd-duk-2018",
            "number": "18-QĐ/ĐUK",
        }
    ]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (["changes", "khoi"], "Ngày cuối kỳ sớm hơn ngày đầu kỳ. Đổi chỗ hai ngày."),
        (["correspondence"], "Ngày sau sớm hơn ngày trước. Đổi chỗ hai ngày."),
    ],
)
def test_period_that_runs_backwards_is_refused(question: list[str], sentence: str) -> None:
    assert refusal(*question, "--from", "2020-01-02", "--to", "2020-01-01") == sentence


def test_correspondence_prints_what_became_of_whom() -> None:
    asked = ("correspondence", "--from", "2015-01-01", "--to", "2022-06-01", "--within", "khoi")

    assert sorted(said(*asked)) == sorted(
        [
            "(không có) → Chi bộ Minh họa (toàn bộ)",
            "Đảng bộ Khối các cơ quan → Đảng bộ Khối các cơ quan (toàn bộ)",
            "Đảng bộ Sở Y tế → Đảng bộ Ngành Y tế (một phần)",
            "Đảng bộ Sở Y tế → Chi bộ Giám định (một phần)",
            "Chi bộ Văn phòng → Chi bộ Văn phòng (toàn bộ)",
            "Chi bộ Thanh tra → Chi bộ Thanh tra (toàn bộ)",
            "Chi bộ Báo → Đảng bộ Báo và Đài (toàn bộ)",
            "Chi bộ Đài → Đảng bộ Báo và Đài (toàn bộ)",
            "Chi bộ Thanh tra → (không có) (toàn bộ)",
        ]
    )


def test_correspondence_as_table_and_in_json_tell_the_same() -> None:
    asked = ("correspondence", "--from", "2015-12-31", "--to", "2016-01-01", "--within", "y-te")

    pairs = answer(*asked)["pairs"]

    assert said(*asked, "--csv") == [
        "source,source_name,result,result_name,part",
        "y-te,Đảng bộ Sở Y tế,y-te,Đảng bộ Sở Y tế,part",
        "y-te,Đảng bộ Sở Y tế,giam-dinh,Chi bộ Giám định,part",
        "y-te-1,Chi bộ Văn phòng,y-te-1,Chi bộ Văn phòng,whole",
        "y-te-2,Chi bộ Thanh tra,y-te-2,Chi bộ Thanh tra,whole",
    ]
    assert [",".join(pair.values()) for pair in pairs] == said(*asked, "--csv")[1:]


@pytest.mark.parametrize("name", ["khoi", "10", "đảng bộ KHỐI các cơ quan", "khoi cac co quan"])
def test_organisation_goes_by_key_code_or_name(name: str) -> None:
    assert answer("tree", name, "--depth", "0")["org"] == "khoi"


def test_organisation_goes_by_a_former_name_and_by_an_alias() -> None:
    assert answer("org", "Đảng bộ Sở Y tế")["org"] == "y-te"
    assert answer("org", "Dang bo Dan Chinh Dang")["org"] == "khoi"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_unknown_organisation_is_answered_with_the_nearest(question: list[str]) -> None:
    assert refusal(*about(question, "Đảng bộ Sở Y té tỉnh", "--on", "2013-01-01")).startswith(
        "Không có tổ chức nào là «Đảng bộ Sở Y té tỉnh». Gần nhất: Đảng bộ Sở Y tế [y-te];"
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_ambiguous_name_is_answered_with_the_keys(question: list[str]) -> None:
    # A correspondence reads its branch on its first day, which is one on which both stood.
    assert refusal(*about(question, "chi bộ thanh tra", "--on", "2013-01-01")) == (
        "«chi bộ thanh tra» chỉ nhiều tổ chức; hãy dùng khóa của một tổ chức: "
        "Chi bộ Thanh tra [y-te-2]; Chi bộ Thanh tra [thanh-tra]."
    )


@pytest.mark.parametrize("question", ON_A_DAY, ids=lambda question: question[0])
def test_day_outside_its_life_is_answered_with_its_life(question: list[str]) -> None:
    assert refusal(*about(question, "khoi", "--on", "2009-12-31")) == (
        "Đảng bộ Khối các cơ quan không tồn tại ngày 31/12/2009: có từ 01/01/2010."
    )
    assert refusal(*about(question, "bao", "--on", "2015-06-01")) == (
        "Chi bộ Báo không tồn tại ngày 01/06/2015: có từ 01/03/2012 đến trước 01/06/2015."
    )


def test_day_before_anything_was_recorded_has_no_answer() -> None:
    for question in QUESTIONS:
        assert "khoi" in refusal(*about(question, "khoi", "--known", "2020-01-09"))


@pytest.mark.parametrize("option", ["--on", "--known"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "30/02/2020",
            "“30/02/2020” không có trong lịch. Nếu đúng là 29/02/2020 thì hãy viết như vậy.",
        ),
        (
            "2020-13-02",
            "“2020-13-02” có tháng lớn hơn 12: có lẽ ngày và tháng bị đổi chỗ. "
            "Nếu đúng là 13/02/2020 thì hãy viết như vậy.",
        ),
        (
            "soon",
            "“soon” không phải ngày theo dạng ngày/tháng/năm. "
            "Hãy viết ngày theo dạng dd/mm/yyyy, ví dụ 01/02/2020.",
        ),
    ],
)
def test_wrong_day_is_refused_with_the_remedy(option: str, text: str, sentence: str) -> None:
    for question in QUESTIONS:
        assert refusal(*about(question, "khoi", option, text)) == sentence


def test_day_may_be_written_the_vietnamese_way() -> None:
    assert answer("org", "y-te", "--on", "01/05/2018")["on"] == str(date(2018, 5, 1))
