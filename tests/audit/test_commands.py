"""Prove how an act comes into the journal."""

import hashlib
import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.access import act_known_on, last_act, readable_acts
from dangbo.audit.commands import LARGE, record
from dangbo.audit.models import Act, Payload
from dangbo.audit.queries import params_of, params_of_all

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)


def test_record_numbers_acts_from_one_without_gaps() -> None:
    assert last_act() is None

    acts = [record(actor=OPERATOR, code="x") for _ in range(3)]

    assert [act.seq for act in acts] == [1, 2, 3]
    assert last_act() == acts[-1]


def test_record_leaves_no_gap_for_what_is_rolled_back() -> None:
    with transaction.atomic():
        record(actor=OPERATOR, code="x")
        transaction.set_rollback(True)

    assert record(actor=OPERATOR, code="x").seq == 1


def test_record_keeps_everything_it_is_told() -> None:
    user = User.objects.create(username="lan")
    actor = Actor("lan", user_id=user.pk)
    before = record(actor=OPERATOR, code="first")
    moment = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)

    record(
        actor=actor,
        code="second",
        on=DAY,
        paper="giay-1",
        reason="vì",
        params={"chữ": [1]},
        corrects=before.seq,
        invented=True,
        moment=moment,
        recorded=date(2027, 1, 1),
    )

    act = Act.objects.get(pk=2)
    assert (act.actor, act.actor_user_id, act.code, act.on) == ("lan", user.pk, "second", DAY)
    assert (act.paper, act.reason, act.params) == ("giay-1", "vì", {"chữ": [1]})
    assert (act.corrects_id, act.invented, act.at) == (1, True, moment)
    assert act.recorded == date(2027, 1, 1)


def test_recorded_day_is_that_of_the_moment_in_vietnam() -> None:
    late = datetime(2026, 1, 1, 23, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    for hour, day in ((late, 1), (late.astimezone(UTC).replace(hour=17), 2)):
        act = record(actor=OPERATOR, code="x", moment=hour)

        assert act.recorded == date(2026, 1, day)


def test_recorded_day_never_goes_back_behind_the_act_before() -> None:
    record(actor=OPERATOR, code="x", recorded=date(2027, 1, 1))

    assert record(actor=OPERATOR, code="x", recorded=DAY).recorded == date(2027, 1, 1)


def test_large_parameters_are_kept_once_beside_the_journal() -> None:
    params = {"text": "ơ" * LARGE}

    acts = [record(actor=OPERATOR, code="x", params=params) for _ in range(2)]

    text = json.dumps(params, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert [(act.params, act.payload) for act in acts] == [({}, digest)] * 2
    assert Payload.objects.get().pk == digest
    assert params_of(Act.objects.get(pk=1)) == params
    assert params_of_all(acts) == {1: params, 2: params}


def test_act_known_on_is_the_last_of_the_day() -> None:
    for day in (2, 2, 4):
        record(actor=OPERATOR, code="x", recorded=date(2026, 1, day))

    known = [act_known_on(date(2026, 1, day)) for day in (1, 2, 3, 4, 5)]
    assert known == [0, 2, 2, 3, 3]
    assert act_known_on(None) is None


def test_readable_acts_are_for_who_sees_everything() -> None:
    record(actor=OPERATOR, code="x")

    assert readable_acts(OPERATOR).count() == 1
    assert readable_acts(Actor("outsider", branches=("0001",))).count() == 0
