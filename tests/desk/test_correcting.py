"""Prove what corrections leave behind: nothing lost, nobody else touched, what was known kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from desk.samples import TODAY, content, rename
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from factories.orgs import orgs, tables

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.desk.commands import (
    Changed,
    Outlook,
    foresee_corrections,
    sign_correction,
    start_draft,
)
from dangbo.desk.enums import News
from dangbo.desk.models import Notice
from dangbo.orgs.commands import decide
from dangbo.orgs.models import Decision
from dangbo.orgs.queries import tree
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.corrections import Correction
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db

MERGER, SPLIT, RENAMING, MOVE = (
    date(2015, 6, 1),
    date(2016, 1, 1),
    date(2018, 5, 1),
    date(2019, 1, 1),
)
DAY = timedelta(days=1)
# However many organisations the register holds.
MOST_STATEMENTS = 40


def act_of(on: date) -> int:
    return Decision.objects.get(on=on, voided_by=None).act_id


def seen(*corrections: Correction, actor: Actor = OPERATOR, reason: str = "nhầm") -> Outlook:
    return foresee_corrections(
        actor=actor, corrections=corrections, reason=reason, cited=False, today=TODAY
    )


def sign(outlook: Outlook, *, actor: Actor = OPERATOR, reason: str = "nhầm") -> Act:
    foreseen = outlook.foreseen
    return sign_correction(
        actor=actor,
        corrections=outlook.corrections,
        reason=reason,
        paper=None,
        seen=foreseen.digest if foreseen else "",
        since=foreseen.since if foreseen else 0,
        today=TODAY,
    )


def names(on: date, known: date | None = None) -> set[str]:
    return {row.name for row in tree(actor=OPERATOR, on=on, known=known)}


@pytest.mark.usefixtures("ids")
def test_correction_of_a_correction_keeps_what_each_of_them_knew() -> None:
    act = act_of(RENAMING)
    first = sign(seen(Correction(act, date(2018, 8, 1))))
    second = sign(seen(Correction(act)))
    third = sign(seen(Correction(act, RENAMING)))

    assert [each.code for each in (first, second, third)] == [
        "orgs.redated",
        "orgs.voided",
        "orgs.reinstated",
    ]
    assert list(Decision.objects.filter(act=act).order_by("pk").values_list("on", "voided_by")) == [
        (RENAMING, first.seq),
        (date(2018, 8, 1), second.seq),
        (RENAMING, None),
    ]
    assert first_difference() is None


@pytest.mark.usefixtures("ids")
def test_clock_set_back_records_no_earlier_day_and_keeps_what_was_known(
    ids: dict[str, int],
) -> None:
    ahead = Act.objects.latest("seq").recorded + timedelta(days=400)
    name = {"change": "rename", "org": ids["khoi"], "name": "Đảng bộ Khối mới"}
    late = decide(actor=OPERATOR, on=date(2022, 5, 1), changes=[name], recorded=ahead)

    by = sign(seen(Correction(late.seq)))

    assert by.recorded == ahead
    assert "Đảng bộ Khối mới" not in names(date(2023, 1, 1))
    assert "Đảng bộ Khối mới" not in names(date(2023, 1, 1), known=ahead)
    assert "Đảng bộ Ngành Y tế" in names(date(2023, 1, 1), known=ahead - DAY)
    assert first_difference() is None


@pytest.mark.usefixtures("ids")
def test_what_else_would_come_of_it_meanwhile_is_answered_by_changed(ids: dict[str, int]) -> None:
    outlook = seen(Correction(act_of(RENAMING)))
    name = {"change": "rename", "org": ids["y-te"], "name": "Đảng bộ Y"}
    decide(actor=OPERATOR, on=date(2019, 5, 1), changes=[name])
    before = tables()

    with pytest.raises(Changed) as changed:
        sign(outlook)

    assert tables() == before
    assert outlook.foreseen is not None
    assert changed.value.since == outlook.foreseen.since
    assert changed.value.foreseen.since == outlook.foreseen.since + 1
    assert sign(seen(Correction(act_of(RENAMING)))).code == "orgs.voided"


@pytest.mark.usefixtures("ids")
def test_what_does_not_concern_it_meanwhile_does_not_hold_it_up(ids: dict[str, int]) -> None:
    outlook = seen(Correction(act_of(RENAMING)))
    name = {"change": "rename", "org": ids["khoi"], "name": "Đảng bộ Khối mới"}
    decide(actor=OPERATOR, on=date(2022, 5, 1), changes=[name])

    assert sign(outlook).code == "orgs.voided"


@pytest.mark.usefixtures("ids")
def test_everything_against_is_raised_and_nothing_written() -> None:
    act = act_of(MERGER)
    outlook = seen(Correction(act, date(2019, 6, 1)), reason=" ")
    before = tables()

    with pytest.raises(RuleError) as refused:
        sign(outlook, reason=" ")

    assert [each.code for each in refused.value.verdict.against] == [
        "NO_REASON",
        "SUPERIOR_NOT_STANDING",
    ]
    assert tables() == before


@pytest.mark.usefixtures("ids")
def test_correction_that_changes_nothing_at_all_is_refused() -> None:
    act = act_of(RENAMING)
    outlook = seen(Correction(act, RENAMING))

    with pytest.raises(RuleError) as refused:
        sign(outlook)

    assert (outlook.foreseen, outlook.ways_out(), outlook.broken) == (None, [], {})
    assert [each.code for each in refused.value.verdict.against] == ["SAME_DATE"]


@pytest.mark.usefixtures("ids")
def test_those_who_draft_about_the_same_organisations_are_told(
    officer: Actor, colleague: Actor
) -> None:
    start_draft(actor=colleague, content=content(rename("y-te", "Đảng bộ Y")))
    start_draft(actor=colleague, content=content(rename("tinh", "Đảng bộ tỉnh khác")))

    by = sign(seen(Correction(act_of(RENAMING))), actor=officer)

    told = Notice.objects.get()
    assert (told.user_id, told.news) == (colleague.user_id, News.CHANGED)
    assert (told.facts["acts"], told.facts["orgs"]) == ([by.seq], ["y-te"])
    assert by.actor == officer.name


@pytest.mark.usefixtures("ids")
def test_only_decisions_can_be_corrected_by_those_who_may_change() -> None:
    paper = Act.objects.filter(code="papers.recorded").first()
    assert paper is not None

    with pytest.raises(Http404):
        seen(Correction(paper.seq))
    with pytest.raises(PermissionDenied):
        seen(Correction(act_of(MERGER)), actor=Actor("chi-xem", user_id=1, branches=("0001",)))


def test_voided_founding_falls_with_all_that_rests_on_it() -> None:
    above, below, *_ = orgs(3)
    founding = settle(date(2010, 1, 1), found(above, None, "dang_bo_cap_tren"))
    child = settle(date(2011, 1, 1), found(below, above, "dang_bo_co_so"))
    renaming = settle(date(2012, 1, 1), {"change": "rename", "org": below, "name": "Khác"})
    outlook = seen(Correction(founding))

    way, _ = outlook.ways_out()
    further = seen(*way.void or ())
    (last,) = further.ways_out()

    assert list(outlook.broken) == [child, renaming]
    assert list(further.broken) == [renaming]
    assert last.void == (Correction(founding), Correction(child), Correction(renaming))
    sign(seen(*last.void))
    assert tree(actor=OPERATOR, on=TODAY) == []
    assert first_difference() is None


def settle(on: date, *changes: dict[str, Any]) -> int:
    return decide(actor=OPERATOR, on=on, changes=changes).seq


def found(org: int, superior: int | None, kind: str) -> dict[str, Any]:
    return {
        "change": "found",
        "org": org,
        "name": f"Tổ chức {org}",
        "kind": kind,
        "superior": superior,
    }


def test_correction_that_touches_twenty_replays_only_what_is_touched() -> None:
    top, *others = orgs(301)
    settle(date(2010, 1, 1), found(top, None, "dang_bo_cap_tren"))
    settle(date(2011, 1, 1), *(found(org, top, "dang_bo_co_so") for org in others))
    mine, rest = others[:20], others[20:]
    recoded = settle(
        date(2012, 1, 1), *({"change": "recode", "org": o, "code": f"1.{o}"} for o in mine)
    )
    later = [
        settle(date(2013, 1, 1) + n * DAY, {"change": "rename", "org": org, "name": f"Mới {org}"})
        for n, org in enumerate(others[15:75])
    ]

    with CaptureQueriesContext(connection) as queries:
        outlook = seen(Correction(recoded, date(2014, 1, 1)))

    assert outlook.foreseen is not None
    (part,) = outlook.foreseen.parts
    assert part.projection is not None
    assert part.projection.replayed == {*mine}
    assert outlook.foreseen.reapplied == later[:5]
    assert {each.org for each in outlook.foreseen.differences} == {*mine}
    assert not {*rest} & {touch.org for touch in part.projection.outcome.touches}
    assert len(queries) <= MOST_STATEMENTS
    sign(outlook)
    assert first_difference() is None
