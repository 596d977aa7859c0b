"""Transfers: one case for both sides, and a member who is counted once on every day of it."""

from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from cases.samples import opened, step
from django.utils import timezone

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.cases.access import readable_cases
from dangbo.cases.commands import foresee_step, withdraw_case
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.boards import BoardFilter, board
from dangbo.cases.replay.verifying import first_difference
from dangbo.members.models import Posting, Standing
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.models import OrgPath
from dangbo.rules.case_stages import steps_of
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
PERSON = "y-te-1-7"


def places(on: date, kind: str = "official") -> list[int]:
    rows = Posting.objects.filter(
        person__uid=PERSON, kind=kind, voided_by=None, start__lte=on
    ).exclude(end__lte=on)
    return list(rows.values_list("org", flat=True))


def refused_codes(case: Case, given: StepGiven) -> list[str]:
    told = foresee_step(actor=OPERATOR, case=case.pk, given=given)
    return [each.code for each in told.against]


@pytest.fixture
def other(ids: dict[str, int]) -> int:
    """Return a cell of a grassroots organisation under another committee of the province."""
    found = register_orgs(actor=OPERATOR, uids=["khoi-b", "truong", "truong-1"])
    rows = (
        ("khoi-b", "Đảng bộ Phường", "dang_bo_cap_tren", ids["tinh"]),
        ("truong", "Đảng bộ Trường", "dang_bo_co_so", found["khoi-b"]),
        ("truong-1", "Chi bộ Tổ Toán", "chi_bo_truc_thuoc", found["truong"]),
    )
    changes = [
        {"change": "found", "org": found[key], "name": name, "kind": kind, "superior": above}
        for key, name, kind, above in rows
    ]
    decide(actor=OPERATOR, on=date(2015, 1, 1), changes=changes)
    return found["truong-1"]


ROUTE = (
    ("introduction", date(2026, 8, 10), "cell"),
    ("grassroots_endorsement", date(2026, 8, 12), "grassroots"),
    ("superior_endorsement", date(2026, 8, 14), "superior"),
    ("file_sealed", date(2026, 8, 14), "superior"),
    ("receiving_superior_endorsement", date(2026, 8, 18), "receiving_superior"),
    ("receiving_grassroots_endorsement", date(2026, 8, 20), "receiving_grassroots"),
    ("letter", date(2026, 8, 24), "receiving_cell"),
    ("confirmation", date(2026, 9, 1), "receiving_cell"),
)


def test_a_member_is_counted_once_on_every_day_of_a_transfer(
    ids: dict[str, int], other: int
) -> None:
    facts = {"effect": "2026-08-01"}
    case = opened("transfer_out", date(2026, 8, 3), person=PERSON, to_org=other, facts=facts)
    assert case.conditions == [
        *("between_grassroots", "grassroots_committee", "receiving_grassroots"),
        *("receiving_superior", "within_register"),
    ]

    for code, on, by in ROUTE:
        assert places(date(2026, 11, 1)) == [ids["y-te-1"]]
        step(case, code, on, by)

    days = [date(2026, 7, 25) + timedelta(days=away) for away in range(60)]
    assert [places(on) for on in days] == [
        [ids["y-te-1"] if on < date(2026, 9, 1) else other] for on in days
    ]
    held = Standing.objects.filter(person__uid=PERSON, voided_by=None)
    assert [(row.standing, row.end) for row in held] == [("official", None)]
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2026, 9, 1), "done")
    assert first_difference() is None


def test_no_level_is_passed_over(ids: dict[str, int], other: int) -> None:
    facts = {"effect": "2026-08-01"}
    case = opened("transfer_out", date(2026, 8, 3), person=PERSON, to_org=other, facts=facts)

    for at, (code, _, _) in enumerate(ROUTE):
        found = [
            refused_codes(case, StepGiven(step_, date(2026, 11, 2), by))
            for step_, _, by in ROUTE[at + 1 :]
        ]
        assert all("STEP_MISSING" in each for each in found)
        step(case, code, date(2026, 11, 2), ROUTE[at][2])

    assert Step.objects.filter(case=case).count() == len(ROUTE) + 1


def test_both_sides_see_the_one_case(ids: dict[str, int], other: int) -> None:
    case = opened("transfer_out", date(2026, 8, 3), person=PERSON, to_org=other)

    def seen_by(org: int) -> list[int]:
        path = OrgPath.objects.get(org=org, end=None, voided_by=None).path
        actor = Actor(name="ai", branches=(path,))
        return list(readable_cases(actor).values_list("pk", flat=True))

    assert seen_by(ids["y-te"]) == [case.pk]
    assert seen_by(other) == [case.pk]
    assert seen_by(ids["bao-dai"]) == []


def test_each_side_is_told_what_the_other_is_called(ids: dict[str, int], other: int) -> None:
    case = opened("transfer_out", date(2026, 8, 3), person=PERSON, to_org=other)

    for org in (ids["y-te"], other):
        path = OrgPath.objects.get(org=org, end=None, voided_by=None).path
        actor = Actor(name="ai", branches=(path,))
        [row] = board(actor=actor, on=timezone.localdate(), narrowed=BoardFilter()).rows[0:9]
        assert row.to_org is not None
        told = (row.id, row.person.uid, row.org.uid, row.to_org.uid)
        assert told == (case.pk, PERSON, "y-te-1", "truong-1")


@pytest.mark.parametrize("seed", range(3))
def test_members_in_transfer_are_counted_once_every_day(
    ids: dict[str, int], other: int, seed: int
) -> None:
    dice, first, people = Random(seed), date(2026, 1, 5), [f"y-te-1-{at}" for at in range(6)]
    aims = [other, ids["giam-dinh"], ids["y-te-1"]]
    seat, moves = dict.fromkeys(people, ids["y-te-1"]), []
    running: dict[str, tuple[Case, int]] = {}
    for at in range(60):
        on, uid = first + timedelta(days=3 * at), dice.choice(people)
        if uid not in running:
            aim = dice.choice([each for each in aims if each != seat[uid]])
            running[uid] = opened("transfer_out", on, person=uid, to_org=aim), aim
            continue
        case, aim = running[uid]
        done = set(Step.objects.filter(case=case, voided_by=None).values_list("code", flat=True))
        kinds = steps_of(kind=case.kind, on=on, conditions=case.conditions)
        code, by = next((each.code, each.by[0]) for each in kinds if each.code not in done)
        if code not in {"request", "introduction", "confirmation"} and dice.random() < 0.15:
            with suppress(RuleError):
                withdraw_case(actor=OPERATOR, case=case.pk, on=on, reason="thôi")
                del running[uid]
                continue
        step(case, code, on, by)
        if code == "confirmation":
            seat[uid] = aim
            moves.append((on, uid, aim))
            del running[uid]

    assert moves
    posted = Posting.objects.filter(person__uid__in=people, kind="official", voided_by=None)
    rows = list(posted.values_list("person__uid", "org", "start", "end"))
    for day in (first + timedelta(days=at) for at in range(190)):
        held = [row[:2] for row in rows if row[2] <= day and (row[3] is None or day < row[3])]
        told = {**dict.fromkeys(people, ids["y-te-1"])}
        told |= {uid: aim for on, uid, aim in moves if on <= day}
        assert sorted(held) == sorted(told.items())
    assert first_difference() is None


def test_a_transfer_within_one_grassroots_organisation_is_shorter(ids: dict[str, int]) -> None:
    extra = register_orgs(actor=OPERATOR, uids=["y-te-3"])["y-te-3"]
    new = {"org": extra, "name": "Chi bộ Dược", "kind": "chi_bo_truc_thuoc"}
    decide(
        actor=OPERATOR,
        on=date(2015, 1, 1),
        changes=[{"change": "found", **new, "superior": ids["y-te"]}],
    )
    case = opened("transfer_internal", date(2026, 8, 3), person=PERSON, to_org=extra)
    assert case.conditions == ["grassroots_committee", "within_register"]

    step(case, "introduction", date(2026, 8, 4))
    step(case, "grassroots_endorsement", date(2026, 8, 5), "grassroots")
    step(case, "letter", date(2026, 8, 6), "receiving_cell")
    step(case, "confirmation", date(2026, 8, 7), "receiving_cell")

    assert (places(date(2026, 8, 6)), places(date(2026, 8, 7))) == ([ids["y-te-1"]], [extra])


def test_out_of_the_register_the_member_counts_until_confirmed(ids: dict[str, int]) -> None:
    facts = {"to_text": "Đảng bộ tỉnh Khác", "effect": "2026-08-01"}
    case = opened("transfer_out", date(2026, 8, 3), person=PERSON, facts=facts)
    assert case.conditions == ["grassroots_committee", "leaves_province"]
    for code, on, by in ROUTE[:3]:
        step(case, code, on, by)
    step(case, "province_endorsement", date(2026, 8, 14), "province")
    step(case, "file_sealed", date(2026, 8, 14), "superior")
    step(case, "confirmation", date(2026, 9, 1), "receiving_cell")

    assert (places(date(2026, 8, 31)), places(date(2026, 9, 1))) == ([ids["y-te-1"]], [])


def test_a_member_from_outside_comes_in_with_the_party_age_he_has(ids: dict[str, int]) -> None:
    stated = {"standing": "official", "counted_from": "2011-05-19", "admitted": "2011-05-19"}
    facts = {**stated, "from_text": "Đảng bộ tỉnh Khác", "introduction": "2026-07-20"}
    who = {"name": "Ngô Văn Đến", "sex": "nam", "birth": "1985-02-03"}
    case = opened("transfer_in", date(2026, 8, 3), identity=who, org=ids["giam-dinh"], facts=facts)
    step(case, "superior_endorsement", date(2026, 8, 3), "superior")
    late = StepGiven("letter", date(2026, 9, 30), "cell")
    told = foresee_step(actor=OPERATOR, case=case.pk, given=late)
    assert [each.code for each in told.warnings] == ["LETTER_LATE"]
    step(case, "letter", date(2026, 8, 5))
    step(case, "file_received", date(2026, 8, 6), "grassroots")

    step(case, "confirmation", date(2026, 8, 7))

    held = Standing.objects.get(person=case.person, voided_by=None)
    assert (held.start, held.counted_from) == (date(2026, 8, 7), date(2011, 5, 19))


def test_temporary_activity_begins_with_the_letter_and_ends_with_the_return(
    ids: dict[str, int],
) -> None:
    case = opened(
        "transfer_temporary",
        date(2026, 1, 5),
        person=PERSON,
        to_org=ids["giam-dinh"],
        facts={"end": "2026-07-31"},
    )
    step(case, "introduction", date(2026, 1, 6))
    step(case, "grassroots_endorsement", date(2026, 1, 7), "grassroots")
    step(case, "letter", date(2026, 1, 10), "receiving_cell")
    step(case, "return", date(2026, 8, 3))

    away = [places(on, "temporary") for on in (date(2026, 1, 9), date(2026, 1, 10))]
    assert away == [[], [ids["giam-dinh"]]]
    assert places(date(2026, 8, 3), "temporary") == []
    assert places(date(2026, 5, 1)) == [ids["y-te-1"]]


def test_a_target_that_is_merged_meanwhile_is_followed(ids: dict[str, int]) -> None:
    case = opened("transfer_internal", date(2026, 8, 3), person=PERSON, to_org=ids["giam-dinh"])
    step(case, "introduction", date(2026, 8, 4))
    step(case, "grassroots_endorsement", date(2026, 8, 5), "grassroots")
    step(case, "superior_endorsement", date(2026, 8, 5), "superior")
    new = register_orgs(actor=OPERATOR, uids=["moi"])["moi"]
    result = {"org": new, "name": "Chi bộ Mới", "kind": "chi_bo_co_so", "superior": ids["khoi"]}
    sources = [ids["giam-dinh"], ids["minh-hoa"]]
    change = {"change": "merge", "sources": sources, "result": result}
    decide(actor=OPERATOR, on=date(2026, 8, 20), changes=[change])

    step(case, "letter", date(2026, 8, 24), "receiving_cell")
    step(case, "confirmation", date(2026, 8, 25), "receiving_cell")

    assert places(date(2026, 8, 25)) == [new]


def test_a_case_is_stopped_until_it_binds(ids: dict[str, int], other: int) -> None:
    first = opened("transfer_out", date(2026, 8, 3), person=PERSON, to_org=other)
    withdraw_case(actor=OPERATOR, case=first.pk, on=date(2026, 8, 5), reason="không đi nữa")
    first.refresh_from_db()
    assert (first.closed_on, first.outcome) == (date(2026, 8, 5), "stopped")
    again = opened("transfer_out", date(2026, 8, 3), person=PERSON, to_org=other)
    for code, on, by in ROUTE[:4]:
        step(again, code, on, by)

    with pytest.raises(RuleError) as refused:
        withdraw_case(actor=OPERATOR, case=again.pk, on=date(2026, 9, 5), reason="không đi nữa")

    assert [each.code for each in refused.value.verdict.against] == ["CASE_BOUND"]
