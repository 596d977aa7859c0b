"""Prove that many findings alike are told once, and that none is lost."""

from dangbo.desk.phrases import in_words
from dangbo.desk.phrases.gathering import gathered
from dangbo.rules.verdicts import Verdict, finding

NAMES = {1: "Đảng bộ A", 2: "Chi bộ 2", 3: "Chi bộ 3", 4: "Chi bộ 4", 5: "Chi bộ 5", 9: "Đảng bộ B"}
DAY = "2026-11-15"


def left(child: int, org: int = 1, where: str = "changes[0]") -> object:
    return finding("LEFT_BELOW", where, org=org, child=child, on=DAY)


def ends(org: int, superior: int = 1) -> object:
    return finding("SUPERIOR_ENDS", "", org=org, superior=superior, on=DAY)


def test_those_left_below_are_told_in_one_sentence_and_once() -> None:
    verdict = Verdict((*(left(child) for child in (2, 3, 4, 5)), *map(ends, (5, 4, 3, 2))))

    (told,) = in_words(verdict, NAMES)

    assert told.text == (
        "Đảng bộ A kết thúc ngày 15/11/2026 khi Chi bộ 2, Chi bộ 3, Chi bộ 4 và 1 tổ chức khác "
        "còn trực thuộc. Chuyển tổ chức đó đi trước, hoặc nêu nơi tiếp nhận."
    )


def test_what_differs_is_told_apart() -> None:
    findings = [left(2), left(3, where="changes[1]"), left(2, org=9), ends(4), ends(3, superior=9)]

    found = [each for each, _ in gathered(findings, NAMES)]

    assert found == findings


def test_findings_that_name_nobody_stay_as_they_are() -> None:
    findings = [finding("NO_CHANGES"), finding("FIELD_MISSING", "changes[0].org", field="org")]

    assert [each for each, _ in gathered(findings, NAMES)] == findings
