"""Prove that what databases count and list is what the rules say of each record."""

from collections import Counter
from datetime import date

import pytest
from quality.conftest import happen

from dangbo.accounts.access import OPERATOR
from dangbo.members.models import Person
from dangbo.members.queries.scopes import Scope
from dangbo.quality.queries import figures, found_members, found_rows, trend
from dangbo.quality.queries.flags import flags_of
from dangbo.quality.queries.rows import Layout
from dangbo.rules.record_quality import CHECKS, LACKING, term_of

ON = date(2026, 3, 31)


def said_of(on: date, known: date | None = None) -> dict[str, set[str]]:
    """Return by check whom the rules speak of, record by record."""
    scope = Scope.of(actor=OPERATOR, org=None, on=on, known=known)
    assert scope is not None
    everyone = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    said: dict[str, set[str]] = {key: set() for key in flags_of(Layout.of(scope))}
    for row in found_rows(scope, everyone, ""):
        for each in row.findings:
            key = f"{LACKING}.{each.where}" if each.code == LACKING else each.code
            said[key].add(row.uid)
    return said


def listed(key: str, on: date, known: date | None = None, org: int | None = None) -> list[str]:
    rows = found_members(actor=OPERATOR, org=org, key=key, on=on, known=known)
    return [row.uid for row in rows[:]]


@pytest.mark.parametrize(
    ("on", "known"),
    [
        (ON, None),
        (ON, date(2024, 1, 1)),
        (date(2023, 6, 1), None),
        (date(2025, 6, 1), date(2026, 1, 1)),
        (date(2021, 1, 1), None),
    ],
)
def test_each_check_finds_whom_the_rules_speak_of(
    ids: dict[str, int], on: date, known: date | None
) -> None:
    said = said_of(on, known)
    counted = figures(actor=OPERATOR, org=None, on=on, known=known)

    assert {key: set(listed(key, on, known)) for key in said} == said
    assert counted is not None
    assert counted.sums.found.items() >= {k: len(v) for k, v in said.items() if v}.items()
    for term in CHECKS:
        persons = {uid for key in said if term_of(key.split(".")[0]) == term for uid in said[key]}
        assert counted.sums.terms[term] == len(persons)
        assert set(listed(term, on, known)) == persons


def test_the_checks_find_what_was_put_there(ids: dict[str, int]) -> None:
    said = said_of(ON)

    assert said["BIRTH_AFTER_ADMISSION"] == {"chau"}
    assert said["ADMITTED_TOO_YOUNG"] == {"dung"}
    assert said["AGE_TOO_GREAT"] == {"giang"}
    assert said["PARTY_AGE_TOO_EARLY"] == {"hoa"}
    assert said["RECOGNISED_EARLY"] == {"nam"}
    assert said["NUMBER_MISSHAPEN"] == {"binh", "chau"}
    assert said["NAME_HAS_DIGITS"] == {"dung"}
    assert said["NAME_HAS_SIGNS"] == {"em"}
    assert said["NAME_IS_ONE_WORD"] == {"giang"}
    assert said["VALUE_NOT_LISTED"] == {"em", "khanh"}
    assert said["PROBATION_OVERDUE"] == {"lan"}
    assert said["TEMPORARY_OVER"] == {"an"}
    assert said[f"{LACKING}.birth"] == {"lan"}
    assert said[f"{LACKING}.citizen"] == {*EVERYONE} - {"binh", "chau"}
    assert said[f"{LACKING}.card"] == {*EVERYONE} - {"chau", "lan"}
    assert said[f"{LACKING}.residence"] == {*EVERYONE} - {"hoa"}
    assert said["RECORD_STALE"] == {*EVERYONE} - {"nam"}


EVERYONE = ("an", "binh", "chau", "dung", "em", "giang", "hoa", "khanh", "lan", "nam")


def test_what_is_recorded_anew_is_live_again(ids: dict[str, int]) -> None:
    event = {"change": "attribute", "person": "hoa", "kind": "education", "value": "dai_hoc"}
    happen(date(2025, 5, 1), event, recorded=date(2025, 5, 2))

    assert said_of(ON)["RECORD_STALE"] == {*EVERYONE} - {"nam", "hoa"}
    assert said_of(ON, date(2025, 5, 1))["RECORD_STALE"] == {*EVERYONE} - {"nam"}


def test_figures_are_given_for_each_organisation_below(ids: dict[str, int]) -> None:
    found = figures(actor=OPERATOR, org=ids["khoi"], on=ON)

    assert found is not None
    below = {row.uid: row.sums for row in found.below}
    assert {uid: sums.total for uid, sums in below.items()} == {
        "y-te": 5,
        "bao-dai": 3,
        "giam-dinh": 2,
    }
    parts = Counter[str]()
    for sums in below.values():
        parts.update(sums.found)
    assert parts == Counter(found.sums.found)
    assert sum(sums.filled for sums in below.values()) == found.sums.filled
    assert set(listed("AGE_TOO_GREAT", ON, org=ids["y-te"])) == set()
    assert set(listed("AGE_TOO_GREAT", ON, org=ids["bao-dai"])) == {"giang"}


def test_lists_are_sorted_and_cut_into_pages(ids: dict[str, int]) -> None:
    def asked(sort: str) -> list[str]:
        rows = found_members(actor=OPERATOR, org=None, key="RECORD_STALE", on=ON, sort=sort)
        assert len(rows) == 9
        assert [row.uid for row in rows[2:5]] == [row.uid for row in rows[:]][2:5]
        return [row.uid for row in rows[:]]

    assert asked("birth")[0] == "giang"
    assert asked("birth")[-1] == "lan"
    assert asked("-birth") == asked("birth")[::-1]
    assert asked("org")[:2] != asked("-org")[:2]
    assert asked("-name") == asked("name")[::-1]


def test_the_course_of_a_year_is_told_as_known_then_or_now(ids: dict[str, int]) -> None:
    on = date(2024, 6, 15)
    then = trend(actor=OPERATOR, org=None, on=on)
    now = trend(actor=OPERATOR, org=None, on=on, then=False)

    assert [each.on for each in then][:2] == [date(2023, 6, 30), date(2023, 7, 31)]
    assert len(then) == 13
    early = [each.sums.terms["right"] if each.sums else None for each in then]
    late = [each.sums.terms["right"] if each.sums else None for each in now]
    assert (early[-2], late[-2], late[-1]) == (early[0], early[0] + 1, early[0] + 1)
