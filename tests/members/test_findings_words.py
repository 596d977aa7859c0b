"""Every finding of the course of a member has words, and the page of rules lists it."""

import re
from datetime import date
from pathlib import Path

import pytest

from dangbo.members.phrases.findings import TEXTS, Called, finding_text, in_words
from dangbo.rules.verdicts import Verdict, finding

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    *(f"src/dangbo/rules/{name}.py" for name in ("member_changes", "member_course")),
    *(f"src/dangbo/members/commands/{name}.py" for name in ("keeping", "correcting", "seen")),
    *(f"src/dangbo/members/commands/{name}.py" for name in ("merge_planning", "parting")),
)
CODE = re.compile(r"(?:finding|refuse)\(\s*(?:event, )?\"([A-Z_]+)\"")
CALLED = Called({7: "Nguyễn Văn An", 8: "Lê Minh Châu"}, {3: "Chi bộ Báo"})


def codes() -> set[str]:
    text = "\n".join((ROOT / path).read_text("utf-8") for path in SOURCES)
    conditional = re.findall(r"code = \"([A-Z_]+)\" if .* else \"([A-Z_]+)\"", text)
    return {*CODE.findall(text), *(code for pair in conditional for code in pair)}


def test_every_code_has_words() -> None:
    found = codes()

    assert {"MEMBERS_LEFT", "DEAD", "NOT_A_MEMBER", "NUMBER_TAKEN", "PAPER_NEEDED"} <= found
    assert sorted(found - TEXTS.keys()) == []


def test_page_of_rules_lists_every_code_once() -> None:
    pages = [ROOT / "docs/rules" / name for name in ("members-course.md", "members.md")]
    rows = [
        line.split("|")[1]
        for page in pages
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    listed = {code for row in rows for code in re.findall(r"`([A-Z_]+)`", row)}

    assert sorted(TEXTS.keys() - listed) == []
    assert sorted(codes() - listed) == []


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        (
            "ALREADY_A_MEMBER",
            {"person": 7, "org": 3, "on": "2020-01-02"},
            "Ngày 02/01/2020, Nguyễn Văn An đang là đảng viên tại Chi bộ Báo. "
            "Nếu chuyển nơi sinh hoạt thì dùng “Chuyển sinh hoạt chính thức”.",
        ),
        (
            "NOT_A_MEMBER",
            {"person": 7, "on": "2020-01-02", "left": "resign", "change": "exempt"},
            "Ngày 02/01/2020, Nguyễn Văn An không phải đảng viên (đã ra khỏi Đảng), nên không ghi "
            "được “Miễn công tác và sinh hoạt đảng”. Kiểm tra ngày, hoặc đính chính việc đã ghi.",
        ),
        (
            "NUMBER_TAKEN",
            {"person": 7, "other": 8, "kind": "card"},
            "Số thẻ đảng viên này đang do Lê Minh Châu mang, nên không ghi được cho Nguyễn Văn An. "
            "Kiểm tra lại số; nếu hai người là một thì đề nghị nhập hai hồ sơ.",
        ),
        (
            "MEMBERS_LEFT",
            {"person": 99, "org": 3, "on": date(2020, 1, 2).isoformat()},
            "Chi bộ Báo kết thúc ngày 02/01/2020 khi người này còn sinh hoạt tại đó. "
            "Ghi nơi sinh hoạt mới từ ngày đó, hoặc chọn tổ chức khác.",
        ),
    ],
)
def test_words_name_person_day_and_organisation(
    code: str, facts: dict[str, str | int], words: str
) -> None:
    assert finding_text(finding(code, **facts), CALLED) == words


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_words_are_whole_with_the_facts_of_the_code(code: str) -> None:
    facts: dict[str, str | int] = {
        **dict.fromkeys(("on", "died", "admitted"), "2020-01-02"),
        "person": 7,
        "other": 8,
        "org": 3,
        "change": "transfer",
        "field": "org",
        "value": "x",
        "kind": "card",
        "left": "expel",
        "activity": "exempt",
        "act": 5,
        "missing": 1,
        "signs": 3,
        "size": 3,
        "longest": 200,
        "meant": "x",
        "key": "nguyen-van-an",
        "by": 6,
        "count": 2,
        "limit": 18,
    }

    (told,) = in_words(Verdict((finding(code, **facts),)), CALLED)

    assert told.level == "refusal"
    assert "%(" not in told.text
    assert told.text.endswith((".", "?"))
