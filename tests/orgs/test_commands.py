"""Prove what deciding, correcting and registering write, and that a refusal writes nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from factories.ledgers import change
from factories.orgs import PARTY, orgs, record, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.histories import Attempt, history

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act, Payload
from dangbo.base.events import subscribe
from dangbo.orgs.commands import (
    correct,
    correct_together,
    decide,
    preview,
    record_alias,
    register_orgs,
)
from dangbo.orgs.events import OrgsReorganised
from dangbo.orgs.models import Alias, Decision, Org, OrgVersion
from dangbo.orgs.queries.telling import corrections_of
from dangbo.orgs.queries.verifying import first_difference
from dangbo.papers.commands import record_paper
from dangbo.rules.corrections import Correction
from dangbo.rules.verdicts import Finding, RuleError

pytestmark = pytest.mark.django_db

ON = date(2020, 1, 1)
OUTSIDER = Actor("outsider", branches=("0001",))


def found(org: int, superior: int | None = None) -> dict[str, object]:
    kind = "dang_bo_co_so" if superior else "dang_bo_cap_tren"
    return change("found", org=org, name=f"Đảng bộ {org}", kind=kind, superior=superior)


def codes(error: RuleError) -> list[str]:
    return [each.code for each in error.verdict.against]


def test_decide_keeps_the_changes_in_the_journal() -> None:
    (org,) = orgs(1)

    act = decide(
        actor=OPERATOR,
        on=ON,
        changes=[found(org)],
        precision="year",
        on_text="đầu năm 2020",
        title="Thành lập",
        reason="không rõ số",
        recorded=date(2021, 1, 1),
        invented=True,
    )

    kept = Act.objects.get(pk=act.seq)
    assert (kept.code, kept.on, kept.recorded) == ("orgs.decided", ON, date(2021, 1, 1))
    assert (kept.actor, kept.reason, kept.invented) == ("operator", "không rõ số", True)
    assert kept.params == {
        "changes": [found(org)],
        "precision": "year",
        "on_text": "đầu năm 2020",
        "title": "Thành lập",
    }
    row = Decision.objects.get(act=act)
    assert (row.on, row.precision, row.on_text, row.title) == (
        ON,
        "year",
        "đầu năm 2020",
        "Thành lập",
    )
    assert (row.title_folded, row.invented, row.opened_by_id) == ("thanh lap", True, act.seq)


def test_decide_keeps_large_changes_beside_the_journal() -> None:
    everybody = orgs(500)

    act = decide(actor=OPERATOR, on=ON, changes=[found(org) for org in everybody])

    kept = Act.objects.get(pk=act.seq)
    assert (kept.params, len(kept.payload)) == ({}, 64)
    assert len(Payload.objects.get(pk=kept.payload).body["changes"]) == 500
    correct(actor=OPERATOR, act=act.seq, on=date(2020, 2, 1), reason="đính chính")
    assert OrgVersion.objects.filter(voided_by=None, start=date(2020, 2, 1)).count() == 500


def test_decide_cites_its_paper_and_is_refused_twice_on_one() -> None:
    (org,) = orgs(1)
    paper = record_paper(actor=OPERATOR, uid="giay-1", number_raw="1-QĐ/TU")
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)], paper=paper)

    with pytest.raises(RuleError) as refused:
        decide(actor=OPERATOR, on=ON, changes=[found(org)], paper=paper)

    assert Act.objects.get(pk=act.seq).paper == "giay-1"
    assert codes(refused.value)[0] == "DUPLICATE_DECISION"


def test_refused_decision_writes_nothing() -> None:
    one, two = orgs(2)
    decide(actor=OPERATOR, on=ON, changes=[found(one)])
    before = tables()

    with pytest.raises(RuleError) as refused:
        decide(actor=OPERATOR, on=ON, changes=[found(two, one), found(one)])

    assert codes(refused.value) == ["ALREADY_STANDING"]
    assert tables() == before


def test_only_who_sees_everything_may_decide_and_correct() -> None:
    (org,) = orgs(1)
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)])
    before = tables()

    with pytest.raises(PermissionDenied):
        decide(actor=OUTSIDER, on=ON, changes=[found(org)])
    with pytest.raises(PermissionDenied):
        correct(actor=OUTSIDER, act=act.seq, void=True, reason="nhầm")
    with pytest.raises(PermissionDenied):
        register_orgs(actor=OUTSIDER, uids=["x"])
    with pytest.raises(PermissionDenied):
        record_alias(actor=OUTSIDER, org=org, name="x")

    assert tables() == before


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"reason": "vì"}, ["VOID_OR_DATE"]),
        ({"void": True, "on": date(2020, 2, 1), "reason": "vì"}, ["VOID_OR_DATE"]),
        ({"on": ON, "reason": "vì"}, ["SAME_DATE"]),
        ({"void": True}, ["NO_REASON"]),
        ({"void": True, "reason": "  "}, ["NO_REASON"]),
        ({}, ["VOID_OR_DATE", "NO_REASON"]),
    ],
)
def test_correct_is_refused_unless_it_says_what_and_why(
    asked: dict[str, object], expected: list[str]
) -> None:
    (org,) = orgs(1)
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)])

    with pytest.raises(RuleError) as refused:
        correct(actor=OPERATOR, act=act.seq, **asked)

    assert codes(refused.value) == expected
    assert Decision.objects.get(voided_by=None).on == ON


def test_correct_keeps_what_it_corrects_and_why() -> None:
    (org,) = orgs(1)
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)])

    void = correct(actor=OPERATOR, act=act.seq, void=True, reason="ghi nhầm")

    kept = Act.objects.get(pk=void.seq)
    assert (kept.code, kept.corrects_id, kept.reason) == ("orgs.voided", act.seq, "ghi nhầm")
    assert Decision.objects.get(act=act).voided_by_id == void.seq


def test_correction_itself_cannot_be_corrected_nor_what_never_was() -> None:
    (org,) = orgs(1)
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)])
    void = correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")

    for target in (void.seq, 99):
        with pytest.raises(Http404):
            correct(actor=OPERATOR, act=target, void=True, reason="nhầm")


def test_void_decision_cannot_be_voided_again_but_comes_into_force_again() -> None:
    (org,) = orgs(1)
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)])
    void = correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")

    with pytest.raises(RuleError) as refused:
        correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")
    again = correct(actor=OPERATOR, act=act.seq, on=ON, reason="hủy nhầm")

    assert codes(refused.value) == ["VOID_ALREADY"]
    assert (void.code, again.code) == ("orgs.voided", "orgs.reinstated")
    assert versions_of(org) == [(ON, None)]
    assert [(each.seq, each.on) for each in corrections_of(actor=OPERATOR, act=act.seq)] == [
        (void.seq, None),
        (again.seq, ON),
    ]
    assert first_difference() is None


def test_decision_is_corrected_together_with_those_that_rest_on_it() -> None:
    above, below = orgs(2)
    first = decide(actor=OPERATOR, on=ON, changes=[found(above)])
    second = decide(actor=OPERATOR, on=ON, changes=[found(below, superior=above)])
    with pytest.raises(RuleError) as refused:
        correct(actor=OPERATOR, act=first.seq, void=True, reason="nhầm")

    both = correct_together(
        actor=OPERATOR,
        corrections=[Correction(first.seq), Correction(second.seq)],
        reason="nhầm cả hai",
    )

    assert codes(refused.value) == ["SUPERIOR_NOT_STANDING"]
    assert (both.code, both.corrects_id) == ("orgs.corrected", first.seq)
    assert [versions_of(org) for org in (above, below)] == [[], []]
    assert [each.seq for each in corrections_of(actor=OPERATOR, act=second.seq)] == [both.seq]
    assert first_difference() is None


def versions_of(org: int) -> list[tuple[date, date | None]]:
    """Return the spans that are believed of an organisation."""
    rows = OrgVersion.objects.filter(org=org, voided_by=None).order_by("start")
    return list(rows.values_list("start", "end"))


def test_voided_decision_may_be_decided_anew() -> None:
    (org,) = orgs(1)
    act = decide(actor=OPERATOR, on=ON, changes=[found(org)])
    correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")

    decide(actor=OPERATOR, on=date(2020, 5, 1), changes=[found(org)])

    assert OrgVersion.objects.get(voided_by=None).start == date(2020, 5, 1)


def test_recorded_day_never_goes_back() -> None:
    one, two = orgs(2)
    decide(actor=OPERATOR, on=ON, changes=[found(one)], recorded=date(2021, 5, 1))

    act = decide(actor=OPERATOR, on=ON, changes=[found(two)], recorded=date(2021, 1, 1))

    assert act.recorded == date(2021, 5, 1)


def test_register_orgs_keeps_the_ids_of_keys_that_are_taken() -> None:
    first = register_orgs(actor=OPERATOR, uids=["a", "b"])

    second = register_orgs(actor=OPERATOR, uids=["b", "c", "c"], invented=True)

    assert second["b"] == first["b"]
    assert dict(Org.objects.values_list("uid", "invented")) == {"a": False, "b": False, "c": True}


def test_record_alias_records_a_name_once_in_composed_form() -> None:
    (org,) = orgs(1)

    for name in ("Khối Đảng", "Khối Đảng "):
        record_alias(actor=OPERATOR, org=org, name=name)

    alias = Alias.objects.get()
    assert (alias.name, alias.name_folded) == ("Khối Đảng", "khoi dang")


def test_event_tells_who_was_replayed_once_committed(
    django_capture_on_commit_callbacks: object,
) -> None:
    heard: list[OrgsReorganised] = []
    subscribe(OrgsReorganised, heard.append)
    one, two = orgs(2)

    with django_capture_on_commit_callbacks(execute=True):
        act = decide(actor=OPERATOR, on=ON, changes=[found(one), found(two, one)])
        assert heard == []

    assert heard == [OrgsReorganised(act.seq, ON, frozenset({one, two}))]


@settings(
    max_examples=settings().max_examples // 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=10))
def test_preview_says_what_decide_would_and_writes_nothing(
    everybody: list[int], seeds: list[int]
) -> None:
    with transaction.atomic():
        for attempt in history(PARTY, everybody, seeds).attempts:
            if attempt.act["kind"] != "decided":
                continue
            before = tables()
            foreseen = preview(actor=OPERATOR, on=attempt.act["on"], changes=attempt.act["changes"])
            assert tables() == before
            assert verdict_of(attempt) == foreseen.outcome.verdict.against
        transaction.set_rollback(True)


def verdict_of(attempt: Attempt) -> tuple[Finding, ...]:
    """Record a decision and return what was found against it."""
    try:
        record(attempt.act)
    except RuleError as refused:
        return refused.verdict.against
    return ()


@pytest.fixture
def everybody() -> list[int]:
    return orgs(12)
