"""Correct decisions on the console: done, refused with every reason, only tried."""

import json
import shlex
from contextlib import suppress
from datetime import date
from io import StringIO
from typing import Any

import pytest
from contracts.test_json_schemas import validator
from django.core.management import call_command
from django.core.management.base import CommandError
from factories.orgs import tables

from dangbo.audit.models import Act
from dangbo.orgs.models import Decision
from dangbo.orgs.queries.verifying import first_difference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]

WHY = ("--reason", "ghi nhầm")
MERGER, SPLIT, RENAMING, MOVE = (
    date(2015, 6, 1),
    date(2016, 1, 1),
    date(2018, 5, 1),
    date(2019, 1, 1),
)


def act_of(on: date) -> int:
    return Decision.objects.get(on=on, voided_by=None).act_id


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("correct", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments: object) -> list[str]:
    """Return the lines of a refusal; it leaves with 2 and writes nothing."""
    before = tables()
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert error.value.returncode == 2
    assert tables() == before
    return [line.strip() for line in str(error.value).splitlines()]


def answer(*arguments: object) -> Any:
    """Return a JSON answer, which follows its schema, whether it was done or refused."""
    out = StringIO()
    with suppress(CommandError):
        call_command("correct", *map(str, arguments), "--json", stdout=out)
    found = json.loads(out.getvalue())
    validator("correct").validate(found)
    return found


def test_decision_gets_another_day() -> None:
    act, later = act_of(SPLIT), act_of(RENAMING)

    lines = run(act, "--on", "2016-02-01", *WHY).splitlines()

    assert lines == [
        f"Nhật ký số {act}, 01/01/2016 (Chia, tách Đảng bộ Sở Y tế thành Đảng bộ Sở Y tế; "
        "Chi bộ Giám định): Sửa ngày có hiệu lực từ 01/01/2016 thành 01/02/2016",
        "Áp dụng lại 1 quyết định:",
        f"  Nhật ký số {later}, 01/05/2018 (Đổi tên Đảng bộ Sở Y tế thành Đảng bộ Ngành Y tế)",
        "Khác đi:",
        "  Chi bộ Giám định [giam-dinh], từ 01/01/2016 đến hết 31/01/2016: Chi bộ Giám định, "
        "Chi bộ cơ sở, trực thuộc Đảng bộ Khối các cơ quan → không có",
        f"Đã đính chính, nhật ký số {Act.objects.latest('seq').seq}.",
    ]
    assert Decision.objects.get(act=act, voided_by=None).on == date(2016, 2, 1)
    assert first_difference() is None


def test_dry_run_tells_the_same_and_writes_nothing() -> None:
    act = act_of(SPLIT)
    before = tables()

    tried = run(act, "--on", "2016-02-01", *WHY, "--dry-run").splitlines()

    assert tables() == before
    assert tried[-1] == "Chỉ chạy thử: chưa ghi gì."
    assert run(act, "--on", "2016-02-01", *WHY).splitlines()[:-1] == tried[:-1]


def test_paper_may_stand_instead_of_a_reason() -> None:
    paper = Decision.objects.get(on=MERGER).paper
    assert paper is not None

    run(act_of(RENAMING), "--void", "--paper", "15-QĐ/TU")

    by = Act.objects.latest("seq")
    assert (by.code, by.paper, by.reason) == ("orgs.voided", paper.uid, "")


def test_refusal_says_everything_with_the_commands_that_lead_out() -> None:
    merger, move = act_of(MERGER), act_of(MOVE)

    lines = refused(merger, "--on", "2019-06-01")

    assert lines == [
        "không đính chính được, vì 2 điều:",
        "Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai.",
        f"Nhật ký số {move}, 01/01/2019 (Chuyển giao 1 tổ chức về trực thuộc Đảng bộ Báo và "
        "Đài: Chi bộ Thanh tra):",
        "Đảng bộ Báo và Đài không tồn tại ngày 01/01/2019 nên Chi bộ Thanh tra không thể trực "
        "thuộc. Chọn tổ chức cấp trên khác, hoặc đổi ngày.",
        f"Hủy luôn quyết định này: dangbo correct {merger} --on 2019-06-01 --also {move}:void",
        "Đổi ngày quyết định này: "
        f"dangbo correct {merger} --on 2019-06-01 --also {move}:2019-06-01",
        f"Giữ nguyên, chọn ngày khác cho đính chính: dangbo correct {merger} --on 2019-01-01",
    ]


@pytest.mark.parametrize("place", [-3, -2, -1])
def test_command_that_leads_out_can_be_run_as_it_is_printed(place: int) -> None:
    lines = refused(act_of(MERGER), "--on", "2019-06-01", *WHY)
    command = shlex.split(lines[place].partition(": ")[2])

    run(*command[2:])

    assert command[:2] == ["dangbo", "correct"]
    assert Act.objects.latest("seq").reason == "ghi nhầm"
    assert first_difference() is None


def test_answers_follow_the_schema() -> None:
    merger, move, act = act_of(MERGER), act_of(MOVE), act_of(SPLIT)

    against = answer(merger, "--on", "2019-06-01")
    tried = answer(act, "--on", "2016-02-01", *WHY, "--dry-run")
    done = answer(act, "--on", "2016-02-01", *WHY)

    assert (against["act"], against["holds"]) == (None, False)
    assert [(each["act"], each["code"]) for each in against["refused"]] == [
        (None, "NO_REASON"),
        (move, "SUPERIOR_NOT_STANDING"),
    ]
    assert against["ways_out"] == [
        {
            "act": move,
            "void": [f"{merger}:2019-06-01", f"{move}:void"],
            "without": None,
            "redate": [f"{merger}:2019-06-01", f"{move}:2019-06-01"],
            "instead": [f"{merger}:2019-01-01"],
        }
    ]
    assert (tried["act"], done["act"]) == (None, Act.objects.latest("seq").seq)
    assert {**done, "act": None} == tried
    assert [
        (each["org"], each["from"], each["to"], each["now"]) for each in done["differences"]
    ] == [("giam-dinh", "2016-01-01", "2016-02-01", None)]


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            ["1"],
            [
                "Chọn một: hủy quyết định, hoặc đổi ngày hiệu lực.",
                "Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai.",
            ],
        ),
        (
            ["1", "--void", "--on", "2020-01-01", *WHY],
            ["Chọn một: hủy quyết định, hoặc đổi ngày hiệu lực."],
        ),
        (
            ["99", "--void", *WHY],
            ["Không phải số nào cũng là quyết định về tổ chức trong nhật ký: 99."],
        ),
        (
            ["1", "--void", *WHY, "--also", "2"],
            ["--also 2: ghi SỐ:void hoặc SỐ:NGÀY, ví dụ 12:void, 12:2020-02-01."],
        ),
        (["1", "--void", "--paper", "99-QĐ/TU"], ["Sổ văn bản không có số 99-QĐ/TU."]),
        (
            ["1", "--on", "2020-02-30", *WHY],
            ["“2020-02-30” không có trong lịch. Nếu đúng là 29/02/2020 thì hãy viết như vậy."],
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(arguments: list[str], lines: list[str]) -> None:
    assert refused(*arguments) == lines


def test_same_day_and_a_decision_twice_are_refused_at_once() -> None:
    act = act_of(RENAMING)

    lines = refused(act, "--on", "2018-05-01", "--also", f"{act}:void")

    assert lines == [
        "không đính chính được, vì 3 điều:",
        "Ngày mới trùng ngày hiệu lực đang ghi (01/05/2018). Nhập ngày khác.",
        f"Quyết định ở nhật ký số {act} được đính chính hai lần cùng lúc. Giữ lại một lần.",
        "Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai.",
    ]
