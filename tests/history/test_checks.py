"""Prove that entries are checked against each other, against the register, and against today."""

from copy import deepcopy
from typing import Any

import pytest
from history.samples import QUANG_NINH, SMALL, codes, read, refused, small


def figure(**changes: Any) -> dict[str, Any]:
    """Return the small file with its figure changed; `...` takes a field away."""
    given = {**SMALL["figures"][0], **changes}
    return small(figures=[{name: each for name, each in given.items() if each is not ...}])


def test_quang_ninh_reads_with_its_two_unreadable_numbers_kept() -> None:
    reading = read(QUANG_NINH.read_bytes(), "qn.yaml")

    assert [(each.code, each.field) for each in reading.warnings] == [
        ("NUMBER_KEPT_RAW", "papers[8].number"),
        ("NUMBER_KEPT_RAW", "papers[9].number"),
    ]
    assert {name: len(each) for name, each in reading.file.sections.items()} == {
        "sources": 4,
        "papers": 13,
        "organisations": 7,
        "aliases": 7,
        "decisions": 5,
        "places": 0,
        "congresses": 3,
        "leaders": 4,
        "figures": 66,
        "notes": 19,
    }


def test_names_of_nothing_are_refused_with_the_nearest() -> None:
    value = figure(source="baoo", org="khoii")
    value["decisions"][0]["paper"] = "qd-2"
    value["decisions"][1]["changes"][0]["org"] = "la-lam"

    assert refused(value) == [
        "tep.json:40:13: decisions[0].paper: Không có văn bản «qd-2» trong mục papers. "
        "Có phải là «qd-1»? Thêm văn bản, hoặc sửa khóa.",
        "tep.json:61:13: decisions[1].changes[0].org: Không có tổ chức «la-lam» trong tệp và "
        "trong sổ. Thêm vào mục organisations, hoặc sửa khóa.",
        "tep.json:95:11: figures[0].org: Không có tổ chức «khoii» trong tệp và trong sổ. "
        "Có phải là «khoi»? Thêm vào mục organisations, hoặc sửa khóa.",
        "tep.json:100:14: figures[0].source[0]: Không có nguồn «baoo» trong mục sources. "
        "Có phải là «bao»? Thêm nguồn, hoặc sửa khóa.",
    ]


def test_organisations_of_the_register_may_be_named() -> None:
    content = figure(org="noi-khac")

    assert codes(content) == [("NO_SUCH_ORG", "figures[0].org")]
    assert len(read(content, known=frozenset({"noi-khac"})).file) == 10


def test_every_organisation_that_a_change_names_is_looked_for() -> None:
    value = small()
    value["decisions"].append(
        {
            "key": "lon",
            "number_not_known": True,
            "on": "2010",
            "source": "bao",
            "changes": [
                {
                    "change": "regroup",
                    "rows": [{"source": "a", "result": "b", "part": "whole"}],
                    "results": [{"org": "n", "name": "N", "superior": "c"}],
                    "below": {"d": "e"},
                },
                {"change": "merge", "sources": ["f", "khoi"], "result": {"org": "g"}},
                {"change": "hand_over_part", "source": "h", "result": "i", "orgs": ["j"]},
                {"change": "move", "orgs": ["k"], "superior": "l"},
                {"change": "dissolve", "org": "m", "below": "o"},
            ],
        }
    )

    assert [field.removeprefix("decisions[2].changes") for _, field in codes(value)] == [
        "[0].rows[0].source",
        "[0].rows[0].result",
        "[0].results[0].superior",
        "[0].below.d",
        "[0].below.d",
        "[1].sources[0]",
        "[1].result.org",
        "[2].source",
        "[2].result",
        "[2].orgs[0]",
        "[3].orgs[0]",
        "[3].superior",
        "[4].org",
        "[4].below",
    ]


def test_a_key_that_is_the_address_of_another_page_is_refused() -> None:
    assert refused(small(notes=[{**SMALL["notes"][0], "key": "so-sanh"}])) == [
        "tep.json:105:11: notes[0].key: Khóa «so-sanh» trùng với địa chỉ của một trang khác. "
        "Đặt khóa khác."
    ]


def test_a_loop_of_superiors_is_told_once() -> None:
    def org(key: str, superior: str) -> dict[str, Any]:
        return {**SMALL["organisations"][0], "key": key, "superior": superior}

    value = small()
    value["organisations"] += [org("a", "b"), org("b", "c"), org("c", "a"), org("d", "a")]

    assert refused(value) == [
        "tep.json:34:16: organisations[1].superior: Cấp trên chạy vòng: a → b → c → a. "
        "Sửa superior để không tổ chức nào ở dưới chính mình."
    ]


def test_a_key_twice_in_a_section_is_refused_with_both_lines() -> None:
    value = small(notes=[SMALL["notes"][0], deepcopy(SMALL["notes"][0])])

    assert refused(value) == [
        "tep.json:112:11: notes[1].key: Khóa «het» đã có ở dòng 105. Đặt khóa khác, hoặc bỏ mục."
    ]


def test_a_decision_needs_its_paper_or_the_mark_that_none_is_known() -> None:
    value = small()
    del value["decisions"][0]["paper"]
    value["decisions"][1]["paper"] = "qd-1"

    assert refused(value) == [
        "tep.json:38:3: decisions[0]: Quyết định «lap» chưa nêu văn bản. Ghi paper: khóa của văn "
        "bản, hoặc number_not_known: true nếu nguồn không nêu số.",
        "tep.json:53:3: decisions[1]: Quyết định «doi-ten» vừa nêu văn bản vừa ghi không rõ số. "
        "Giữ một trong hai.",
    ]


def test_a_decision_twice_under_two_keys_is_refused() -> None:
    value = small()
    value["decisions"].append({**deepcopy(value["decisions"][1]), "key": "lai-doi-ten"})
    value["decisions"][2]["on"] = "tháng 6/2001"

    assert refused(value) == [
        "tep.json:67:3: decisions[2]: Quyết định này giống hệt «doi-ten» ở dòng 54. "
        "Bỏ một trong hai."
    ]


def test_a_day_and_month_exchanged_between_paper_and_decision_is_a_warning() -> None:
    value = small()
    value["decisions"][0]["on"] = "1990-02-05"

    (warning,) = read(value).warnings

    assert (warning.code, warning.field) == ("DAYS_EXCHANGED", "decisions[0].on")


def test_what_became_known_tomorrow_is_refused() -> None:
    assert codes(figure(recorded="2026-11-22")) == []
    assert refused(figure(recorded="23/11/2026")) == [
        "tep.json:101:16: figures[0].recorded: recorded là 2026-11-23, ngày chưa đến. "
        "Ghi ngày đã biết việc này, không muộn hơn hôm nay."
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"day": ...}, [("DAY_OR_PERIOD", "figures[0]")]),
        ({"period": {"from": 2019, "to": 2020}}, [("DAY_OR_PERIOD", "figures[0]")]),
        (
            {"day": ..., "period": {"from": 2021, "to": "2020-12"}},
            [("BACKWARDS", "figures[0].period.to")],
        ),
        ({"day": ..., "period": {"from": 2020, "to": 2020}}, []),
        ({"indicator": "dang_vie"}, [("NO_SUCH_INDICATOR", "figures[0].indicator")]),
        ({"unit": "phan_tram"}, [("OTHER_UNIT", "figures[0].unit")]),
        ({"unit": "nguoi"}, []),
        ({"value": 90.5, "as_printed": "90,5"}, [("NOT_WHOLE", "figures[0].value")]),
        (
            {"value": 5.022},
            [
                ("DOT_OF_THOUSANDS", "figures[0].value"),
                ("NOT_WHOLE", "figures[0].value"),
                ("VALUE_NOT_PRINTED", "figures[0].value"),
            ],
        ),
        ({"value": -1, "as_printed": ...}, [("OUT_OF_RANGE", "figures[0].value")]),
        ({"value": ...}, [("NO_NUMBER", "figures[0]")]),
        ({"value": 5023}, [("VALUE_NOT_PRINTED", "figures[0].value")]),
        ({"value": 5023, "as_printed": "năm nghìn"}, []),
        ({"value": 2, "as_printed": "gần 02 năm"}, []),
        ({"value": 7768, "as_printed": "Trong tuần: 7 768"}, []),
        ({"value": 60, "as_printed": "60/61 chi, đảng bộ cơ sở"}, []),
        ({"value": 7500, "as_printed": "7.5000"}, [("MALFORMED_PRINTED", "figures[0].as_printed")]),
        ({"read_as": 7500}, [("READ_AS_WITHOUT_FLAG", "figures[0].read_as")]),
        (
            {"value": ..., "read_as": 7500, "as_printed": "trên 7.5000", "flags": ["malformed"]},
            [],
        ),
        (
            {"value": ..., "read_as": 7500, "as_printed": "7.500", "flags": ["malformed"]},
            [("NOT_MALFORMED", "figures[0].as_printed")],
        ),
        (
            {"as_printed": "7.5000", "flags": ["malformed"]},
            [("MALFORMED_NEEDS", "figures[0]"), ("VALUE_OF_MALFORMED", "figures[0].value")],
        ),
        ({"flags": ["reading"]}, [("READING_WITHOUT_WORDS", "figures[0]")]),
    ],
)  # fmt: skip
def test_figures_are_checked(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert codes(figure(**changes)) == expected


def test_seven_point_five_thousand_is_refused_with_a_remedy() -> None:
    text = QUANG_NINH.read_text(encoding="utf-8").replace("read_as: 7500", "value: 7.5000", 1)

    assert refused(text, "qn.yaml")[0] == (
        "qn.yaml:667:5: figures[44]: Số in sai cần cả as_printed và read_as. "
        "Thêm as_printed (chữ của nguồn) và read_as (số được hiểu)."
    )
    assert refused(text, "qn.yaml")[1] == (
        "qn.yaml:672:12: figures[44].value: 7.5000 có quá nhiều chữ số sau dấu chấm, không đoán "
        'được. Nếu nguồn in như vậy: as_printed: "7.5000", flags: [malformed], '
        "và read_as là số được hiểu."
    )


def test_results_of_congresses_are_known_figures() -> None:
    value = small()
    value["congresses"][0]["results"] = {"uy_vien_ban_chap_han": 25}

    assert codes(value) == [("NO_SUCH_INDICATOR", "congresses[0].results.uy_vien_ban_chap_han")]


def test_a_congress_cannot_end_before_it_begins() -> None:
    value = small()
    value["congresses"][0]["to"] = "1991-02-28"

    assert codes(value) == [("BACKWARDS", "congresses[0].to")]
