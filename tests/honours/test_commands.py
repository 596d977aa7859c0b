"""Prove who comes into question, that honours are recorded whole, and that all is undone whole."""

from datetime import date, timedelta
from typing import Any

import pytest

from dangbo.accounts.access import OPERATOR
from dangbo.audit.queries import differences
from dangbo.honours.commands import (
    foresee_badges,
    foresee_cards,
    record_badges,
    record_cards,
    void_honours,
)
from dangbo.honours.models import Badge, CardIssue
from dangbo.honours.queries import (
    awards,
    badges_due,
    badges_of,
    cards_due,
    cards_of,
    due_rows,
    levels_given,
)
from dangbo.members.commands import correct_events, record_events
from dangbo.members.models import Number, Person
from dangbo.rules.verdicts import RuleError

ROUND = date(2025, 5, 19)
NEXT = date(2025, 9, 2)


def due(org: int | None = None, on: date = ROUND, at: date = ROUND) -> dict[str, tuple[Any, ...]]:
    found = badges_due(actor=OPERATOR, org=org, round_day=at, on=on)
    return {row.uid: (row.state, row.level, row.fresh) for row in found}


def give(*badges: tuple[str, int, str], on: date = ROUND, **more: Any) -> Any:
    listed = [{"person": uid, "level": level, "kind": kind} for uid, level, kind in badges]
    return record_badges(actor=OPERATOR, on=on, badges=listed, reason="đợt 19/5", **more)


def cards(*issued: tuple[str, str, str], on: date = ROUND) -> Any:
    listed = [{"person": uid, "kind": kind, "number": number} for uid, kind, number in issued]
    return record_cards(actor=OPERATOR, on=on, cards=listed, reason="phát thẻ")


def codes(error: Any) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in error.value.verdict.against]


def numbers() -> dict[str, str]:
    rows = Number.objects.filter(voided_by=None, end=None, kind="card")
    return dict(rows.values_list("person__uid", "value"))


def person(uid: str) -> int:
    return Person.objects.get(uid=uid).pk


def test_who_comes_into_question_at_a_round(ids: dict[str, int]) -> None:
    assert due() == {
        "an": ("due", 50, True),
        "binh": ("due", 45, False),
        "cuong": ("due", 30, False),
        "dung": ("due", 30, False),
        "em": ("early", 30, True),
        "giang": ("waits", 45, False),
        "hoa": ("due", 60, False),
        "khanh": ("posthumous", 60, True),
    }


def test_the_branch_the_day_and_the_round_narrow_it(ids: dict[str, int]) -> None:
    assert set(due(ids["y-te"])) == {"an", "binh", "giang", "hoa"}
    assert set(due(ids["bao-dai"])) == {"cuong", "dung", "em", "khanh"}
    assert due(on=date(2025, 3, 31))["khanh"] == ("due", 60, True)
    assert "khanh" not in due(at=NEXT, on=NEXT)
    assert due(at=NEXT, on=NEXT)["binh"] == ("due", 50, True)
    assert due(on=date(2021, 12, 31)) == {}


def test_rows_tell_age_reward_and_place(ids: dict[str, int]) -> None:
    found = badges_due(actor=OPERATOR, org=None, round_day=ROUND, on=ROUND)
    rows = {row.due.uid: row for row in due_rows(actor=OPERATOR, dues=found, round_day=ROUND)}

    assert tuple(rows["an"].age) == (50, 0)
    assert tuple(rows["binh"].age) == (49, 11)
    assert tuple(rows["khanh"].age) == (59, 11)
    assert rows["khanh"].member.org is not None
    assert rows["khanh"].member.org.name.startswith("Chi bộ")
    assert rows["an"].reward is not None
    assert (rows["an"].reward.amount, rows["an"].reward.certain) == (7_020_000, True)
    assert rows["binh"].reward is not None
    assert rows["binh"].reward.certain is False


def test_badges_are_recorded_with_their_reward(ids: dict[str, int]) -> None:
    give(("an", 50, "award"), ("khanh", 60, "posthumous"), ("em", 30, "early"))

    rows = Badge.objects.order_by("position").values_list(
        "person__uid", "level", "kind", "on", "org__uid", "reward", "reward_certain"
    )
    assert list(rows) == [
        ("an", 50, "award", ROUND, "y-te-1", 7_020_000, True),
        ("khanh", 60, "posthumous", ROUND, "y-te-2", 11_700_000, True),
        ("em", 30, "early", ROUND, "bao-dai", 3_510_000, True),
    ]
    assert due()["an"] == ("given", 50, True)
    assert due()["khanh"] == ("given", 60, True)
    assert "an" not in due(at=NEXT, on=NEXT)
    assert dict(differences())["honours"] is None


@pytest.mark.parametrize(
    ("badges", "against"),
    [
        ([], [("", "NOBODY")]),
        ([("ai", 50, "award")], [("ai", "HONOURED_UNKNOWN")]),
        ([("an", 50, "award"), ("an", 45, "award")], [("an", "NAMED_TWICE")]),
        ([("binh", 50, "award")], [("binh", "BADGE_NOT_REACHED")]),
        ([("giang", 45, "award")], [("giang", "BADGE_SUSPENDED")]),
        ([("khanh", 60, "award")], [("khanh", "BADGE_OF_THE_DEAD")]),
        ([("phuong", 30, "early")], [("phuong", "BADGE_NOT_REACHED")]),
        ([("an", 50, "reissue")], [("an", "BADGE_NOT_HELD")]),
    ],
)
def test_what_the_rules_refuse_is_not_recorded(
    ids: dict[str, int], badges: list[tuple[str, int, str]], against: list[tuple[str, str]]
) -> None:
    with pytest.raises(RuleError) as error:
        give(*badges)

    assert codes(error)[: len(against)] == against
    assert Badge.objects.count() == 0


def test_a_level_is_given_once_on_whatever_day(ids: dict[str, int]) -> None:
    give(("dung", 30, "award"))

    for day in (date(2025, 2, 3), NEXT):
        with pytest.raises(RuleError) as error:
            give(("dung", 30, "award"), on=day)
        assert codes(error) == [("dung", "BADGE_HELD")]
    give(("dung", 30, "reissue"), on=date(2025, 6, 1))
    assert [row.kind for row in badges_of(actor=OPERATOR, person=person("dung"))] == [
        "reissue",
        "award",
    ]


def test_a_paper_or_a_reason_is_needed(ids: dict[str, int]) -> None:
    with pytest.raises(RuleError) as error:
        record_badges(actor=OPERATOR, on=ROUND, badges=[{"person": "an", "level": 50}])

    assert codes(error) == [("", "NO_REASON")]


def test_the_same_number_twice_is_told(ids: dict[str, int]) -> None:
    listed = [{"person": uid, "level": 30, "number": "7"} for uid in ("cuong", "dung")]

    warned = foresee_badges(actor=OPERATOR, on=ROUND, badges=listed).warnings

    assert [(each.where, each.code) for each in warned] == [
        ("cuong", "BADGE_NUMBER_TWICE"),
        ("dung", "BADGE_NUMBER_TWICE"),
    ]


def test_awards_are_found_by_place_name_level_and_day(ids: dict[str, int]) -> None:
    give(("an", 50, "award"), ("khanh", 60, "posthumous"), ("dung", 30, "award"))

    def uids(on: date = NEXT, **asked: Any) -> set[str]:
        rows = awards(actor=OPERATOR, on=on, **asked)
        return set(rows.values_list("person__uid", flat=True))

    assert uids() == {"an", "khanh", "dung"}
    assert uids(org=ids["y-te"]) == {"an"}
    assert uids(org=ids["bao-dai"]) == {"khanh", "dung"}
    assert uids(text="van an") == {"an"}
    assert uids(level=60) == {"khanh"}
    assert uids(kind="award") == {"an", "dung"}
    assert uids(year=2024) == set()
    assert uids(on=date(2025, 5, 18)) == set()
    assert levels_given(awards(actor=OPERATOR, on=NEXT)) == {30: 1, 50: 1, 60: 1}


def test_voiding_badges_brings_back_who_is_due(ids: dict[str, int]) -> None:
    act = give(("an", 50, "award"))
    again = give(("an", 50, "reissue"), on=date(2025, 6, 1))

    with pytest.raises(RuleError) as error:
        void_honours(actor=OPERATOR, act=act.seq, reason="nhầm")
    assert codes(error) == [("an", "HONOURED_LATER")]

    void_honours(actor=OPERATOR, act=again.seq, reason="nhầm")
    void_honours(actor=OPERATOR, act=act.seq, reason="nhầm")

    assert due()["an"] == ("due", 50, True)
    assert badges_of(actor=OPERATOR, person=person("an")) == []
    assert dict(differences())["honours"] is None
    with pytest.raises(RuleError) as error:
        void_honours(actor=OPERATOR, act=act.seq, reason="nhầm")
    assert codes(error) == [("", "NOT_IN_FORCE")]


def test_cards_come_with_the_numbers_of_members(ids: dict[str, int]) -> None:
    assert "an" in cards_due(actor=OPERATOR, org=None, on=ROUND)

    cards(("an", "first", "14.302.771"), ("binh", "first", "302772"))

    assert numbers() == {"an": "14302771", "binh": "00302772"}
    assert "an" not in cards_due(actor=OPERATOR, org=None, on=ROUND)
    assert "an" in cards_due(actor=OPERATOR, org=None, on=date(2025, 5, 18))
    assert "khanh" not in cards_due(actor=OPERATOR, org=None, on=ROUND)
    assert dict(differences())["honours"] is None


def test_a_number_that_somebody_bears_is_refused_whole(ids: dict[str, int]) -> None:
    cards(("an", "first", "14302771"))
    asked = [("binh", "first", "14302773"), ("hoa", "first", "14302771")]

    with pytest.raises(RuleError) as error:
        cards(*asked)

    assert [code for _where, code in codes(error)] == ["NUMBER_TAKEN"]
    assert numbers() == {"an": "14302771"}
    assert CardIssue.objects.count() == 1
    listed = [{"person": uid, "kind": kind, "number": number} for uid, kind, number in asked]
    told = foresee_cards(actor=OPERATOR, on=ROUND, cards=listed)
    assert [each.code for each in told.against] == ["NUMBER_TAKEN"]


def test_a_card_is_lost_exchanged_and_taken_back(ids: dict[str, int]) -> None:
    cards(("an", "first", "14302771"))
    cards(("an", "lost", ""), on=date(2025, 6, 1))
    cards(("an", "wrong", "14302779"), on=date(2025, 7, 1))
    assert numbers() == {"an": "14302779"}

    left = {"change": "expel", "person": "an"}
    record_events(actor=OPERATOR, on=date(2025, 8, 1), events=[left], reason="kỷ luật")
    last = cards(("an", "taken_back", ""), on=date(2025, 8, 2))

    assert numbers() == {}
    found = cards_of(actor=OPERATOR, person=person("an"))
    assert [(row.kind, row.number, row.before) for row in found] == [
        ("taken_back", "14302779", "14302779"),
        ("wrong", "14302779", "14302771"),
        ("lost", "14302771", "14302771"),
        ("first", "14302771", ""),
    ]
    void_honours(actor=OPERATOR, act=last.seq, reason="nhầm")
    assert numbers() == {"an": "14302779"}
    assert dict(differences())["honours"] is None


def test_a_number_that_went_to_somebody_else_does_not_come_back(ids: dict[str, int]) -> None:
    cards(("an", "first", "14302771"))
    back = cards(("an", "taken_back", ""), on=date(2025, 6, 1))
    cards(("binh", "first", "14302771"), on=date(2025, 7, 1))

    with pytest.raises(RuleError) as error:
        void_honours(actor=OPERATOR, act=back.seq, reason="nhầm")

    assert codes(error) == [("an", "CARD_BORNE_BY_OTHER")]
    assert numbers() == {"binh": "14302771"}


def test_verify_tells_of_a_changed_row(ids: dict[str, int]) -> None:
    give(("an", 50, "award"))
    Badge.objects.update(level=55)

    assert str(dict(differences())["honours"]).startswith("honours_badge: missing")


def disciplined(uid: str, form: str, on: date) -> Any:
    event = {"change": "attribute", "person": uid, "kind": "discipline", "value": form}
    return record_events(actor=OPERATOR, on=on, events=[event], reason="QĐ kỷ luật")


def test_discipline_keeps_a_badge_waiting(ids: dict[str, int]) -> None:
    disciplined("an", "canh_cao", ROUND - timedelta(days=100))
    disciplined("binh", "khien_trach", ROUND - timedelta(days=100))
    disciplined("cuong", "cach_chuc", date(2024, 5, 19))

    found = {uid: row[0] for uid, row in due().items()}
    assert (found["an"], found["binh"], found["cuong"]) == ("waits", "due", "due")
    with pytest.raises(RuleError) as error:
        give(("an", 50, "award"), ("binh", 45, "award"))
    assert codes(error) == [("an", "BADGE_DISCIPLINED")]
    later = date(2025, 9, 2)
    assert due(on=later, at=later)["an"][0] == "due"


def test_discipline_taken_back_keeps_nobody_waiting(ids: dict[str, int]) -> None:
    disciplined("an", "cach_chuc", date(2025, 4, 1))
    assert due()["an"][0] == "waits"

    lifted = disciplined("an", "", date(2025, 5, 18))
    assert due()["an"][0] == "due"

    correct_events(actor=OPERATOR, act=lifted.seq, void=True, reason="ghi nhầm")
    assert due()["an"][0] == "waits"
