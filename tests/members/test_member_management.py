"""Ask about members on the console: text for people, refusals with a remedy."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from factories.small_membership import happen, identity

from dangbo.audit.models import Access

ON = ("--on", "2017-01-01")


def said(*question: str) -> list[str]:
    out = StringIO()
    call_command(*question, stdout=out)
    return out.getvalue().splitlines()


def told(*question: str) -> Any:
    return json.loads("\n".join(said(*question, "--json")))


def refused(*question: str) -> str:
    with pytest.raises(CommandError) as error:
        said(*question)
    assert error.value.returncode == 2
    return str(error.value)


def test_count_tells_members_too(ids: dict[str, int]) -> None:
    lines = said("count", "khoi", *ON)

    assert "Đảng viên: 5" in lines
    assert "Đảng viên dự bị: 2" in lines
    found = told("count", "khoi", *ON, "--since", "2015-01-05")["members"]
    assert (found["total"], found["admitted_since"], found["own"]) == (5, 2, 0)
    assert [each["total"] for each in found["below"]] == [0, 0, 3, 2]


def test_count_leaves_invented_members_out(ids: dict[str, int]) -> None:
    enter = {"change": "enter", "person": "real", "org": ids["y-te-1"], "standing": "official"}
    happen(date(2016, 12, 1), {**enter, "identity": identity("an")}, invented=False)

    found = told("count", "khoi", *ON, "--without-invented")["members"]

    assert (found["total"], found["below"][-1]["total"]) == (1, 1)


def test_members_are_listed_a_page_at_a_time(ids: dict[str, int]) -> None:
    assert said("members", "khoi", *ON, "--limit", "2") == [
        "Nguyễn Văn An  02/03/1985  chính thức  Đảng bộ Báo và Đài  [an]  (dữ liệu minh họa)",
        "Trần Thị Bình  28/02/1990  dự bị  Đảng bộ Báo và Đài  [binh]  (dữ liệu minh họa)",
        "Tất cả: 5 đảng viên",
    ]
    rest = told("members", "khoi", *ON, "--after", "binh", "--limit", "0")
    assert [each["member"] for each in rest["members"]] == ["chau", "dung", "em"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--standing", "probationary"), ["binh", "em"]),
        (("--sex", "nam"), ["an", "dung"]),
        (("--age", "26-31"), ["an", "binh"]),
        (("--age", "31"), ["an"]),
        (("--party-age", "11-"), ["chau", "dung"]),
        (("--admitted-since", "2016-01-01"), ["em"]),
        (("--ever-in", "bao"), ["an", "binh"]),
        (("--in", "bao", "--in-on", "2015-01-01"), ["an"]),
        (("--text", "thi dang"), ["em"]),
        (("--at-least", "education=dai_hoc"), []),
        (("--lacking", "education", "--sort=-birth"), ["em", "binh", "an", "chau", "dung"]),
        (("--without-invented",), []),
    ],
)
def test_members_are_narrowed_by_options(
    ids: dict[str, int], options: tuple[str, ...], expected: list[str]
) -> None:
    found = told("members", "khoi", *ON, *options)

    assert [each["member"] for each in found["members"]] == expected
    assert found["total"] == len(expected)


def test_options_that_mean_nothing_are_refused(ids: dict[str, int]) -> None:
    assert "hãy viết như 18-30 hoặc 60-" in refused("members", "khoi", *ON, "--age", "old")
    assert "education" in refused("members", "khoi", *ON, "--value", "education=phd")
    assert "nhỏ hơn 0" in refused("members", "khoi", *ON, "--limit", "-1")


def test_member_is_printed_with_the_course(ids: dict[str, int]) -> None:
    assert said("member", "nguyễn văn an", *ON) == [
        "Nguyễn Văn An [an] (dữ liệu minh họa)",
        "Nam, 02/03/1985",
        "Đảng bộ Báo và Đài: đảng viên chính thức, đang sinh hoạt",
        "Tuổi đảng tính từ 20/02/2013",
        "  01/03/2013  Kết nạp đảng viên: Chi bộ Báo (ví dụ)",
        "  01/03/2014  Công nhận đảng viên chính thức (ví dụ)",
        "  01/06/2015  Chuyển cùng tổ chức: Đảng bộ Báo và Đài (15-QĐ/TU)",
    ]
    assert said("member", "an", "--on", "2013-02-28")[2] == (
        "Ngày đó không phải là đảng viên trong sổ."
    )


def test_unknown_and_ambiguous_members_are_refused(ids: dict[str, int]) -> None:
    assert refused("member", "ai đó") == "Không có đảng viên nào là «ai đó»."
    assert "Trần Thị Bình 28/02/1990 [binh]; Đặng Thị Em 15/07/1992 [em]" in refused(
        "member", "thị", *ON
    )


def test_balance_closes_or_leaves_with_1_and_the_persons(ids: dict[str, int]) -> None:
    lines = said("balance", "bao-dai", "--from", "2015-01-01", "--to", "2015-12-31")
    assert lines[0] == "Đầu kỳ: 0 (chính thức 0, dự bị 0)"
    assert "Chuyển đến cùng tổ chức: +3 (chính thức 2, dự bị 1)" in lines
    assert lines[-1] == "Bảng cân đối khớp."

    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("balance", "khoi", "--from", "2012-01-01", "--to", "2012-12-31", stdout=out)

    assert left.value.code == 1
    assert out.getvalue().splitlines()[-2:] == [
        "  01/03/2012  Lê Minh Châu [chau]",
        "  01/03/2012  Hoàng Văn Dũng [dung]",
    ]
    assert "Đổi chỗ hai ngày" in refused(
        "balance", "khoi", "--from", "2016-01-01", "--to", "2015-01-01"
    )


def test_a_long_list_asks_what_it_is_for(
    ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("dangbo.rules.exporting", "dangbo.audit.management.purposes"):
        monkeypatch.setattr(f"{module}.purpose_above", lambda _day: 4)
    everybody = ("members", "khoi", *ON, "--limit", "0")

    refusal = refused(*everybody)
    assert "Danh sách có 5 người. Trên 4 người thì phải nêu mục đích" in refusal
    assert "Danh sách có 5 người" in refused(*everybody, "--purpose", "....")
    assert not Access.objects.exists()

    assert len(said("members", "khoi", *ON, "--limit", "4")) == 5
    number = "022085001234"
    assert len(said(*everybody, "--purpose", "Báo cáo quý IV")) == 6
    said("members", "khoi", *ON, "--text", number, "--standing", "official")
    facts = [row.facts for row in Access.objects.order_by("seq")]
    assert facts == [
        {"filter": {"sort": "name"}, "count": 4},
        {"filter": {"sort": "name"}, "count": 5, "purpose": "Báo cáo quý IV"},
        {
            "filter": {"text": "•••••••••234", "standing": "official", "sort": "name"},
            "count": 0,
        },
    ]
