"""Decisions say how many members they took elsewhere, before they are signed and ever after."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from factories.small_register import decide

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.members.commands import correct_events
from dangbo.members.commands.going_along import GoingAlong
from dangbo.members.queries.carried import carried_by
from dangbo.members.tables.going_along import members_sums
from dangbo.orgs.commands import Foresight
from dangbo.orgs.models import Decision

pytestmark = pytest.mark.django_db
ON = date(2020, 1, 1)


def merger() -> Act:
    return Decision.objects.get(on=date(2015, 6, 1), voided_by=None).act


def absorbed(ids: dict[str, int]) -> dict[str, Any]:
    return {"change": "absorb", "sources": [ids["y-te-1"]], "result": ids["giam-dinh"]}


def test_a_merger_took_its_members_along_and_a_move_nobody(ids: dict[str, int]) -> None:
    acts = list(Decision.objects.filter(voided_by=None).values_list("act", flat=True))

    assert carried_by(actor=OPERATOR, acts=acts) == {merger().seq: 3}


def test_who_is_found_there_no_more_is_counted_no_more(ids: dict[str, int]) -> None:
    act = decide(actor=OPERATOR, on=ON, changes=[absorbed(ids)])
    entered = Act.objects.filter(code="members.decided", on=date(2016, 5, 19)).get()
    before = carried_by(actor=OPERATOR, acts=[act.seq])

    correct_events(actor=OPERATOR, act=entered.seq, void=True, reason="nhầm")

    assert before == {act.seq: 2}
    assert carried_by(actor=OPERATOR, acts=[act.seq]) == {act.seq: 1}


def test_pages_of_the_decision_and_of_the_organisation_say_so(
    officer: Client, ids: dict[str, int]
) -> None:
    said = "3 đảng viên đổi nơi sinh hoạt theo quyết định này."

    page = officer.get(f"/lam-viec/to-chuc/quyet-dinh/{merger().seq}/")
    record = officer.get("/lam-viec/to-chuc/bao-dai/")

    assert page.context["besides"] == [said]
    assert [said in each.details for each in record.context["moments"]].count(True) == 1


def test_sums_before_signing_are_those_of_the_foresight(ids: dict[str, int]) -> None:
    foresight = Foresight(OPERATOR)
    along = GoingAlong(foresight)
    seq = foresight.since + len(foresight.projections)
    found = foresight.decide(on=ON, changes=[absorbed(ids)])
    along.meet(found=found, stated={seq: [absorbed(ids)]})

    assert members_sums(along=along, on=ON) == [
        ("Đảng viên đổi nơi sinh hoạt", "2"),
        ("Đảng viên trước, ở các tổ chức ấy", "2"),
        ("Đảng viên sau", "2"),
    ]
    assert members_sums(along=GoingAlong(Foresight(OPERATOR)), on=ON) == []
