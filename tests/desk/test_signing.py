"""Prove that what is signed is what was seen, all of it or nothing."""

from datetime import date
from typing import Any

import pytest
from desk.samples import TODAY, content, merge, rename
from django.http import Http404
from factories.orgs import tables

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.desk.commands import (
    Changed,
    Foreseen,
    foresee_drafts,
    reopen_draft,
    sign_drafts,
    start_draft,
    take_effect,
    write_head,
)
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft, Notice
from dangbo.orgs.commands import decide
from dangbo.orgs.models import Org
from dangbo.orgs.queries import find_org
from dangbo.orgs.queries.states import OrgBrief, states_near
from dangbo.orgs.queries.verifying import first_difference
from dangbo.papers.models import Paper
from dangbo.rules.verdicts import RuleError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]


def foreseen(actor: Actor, *drafts: Draft) -> Foreseen:
    contents = [Draft.objects.get(pk=draft.pk).content for draft in drafts]
    return foresee_drafts(actor=actor, contents=contents, today=TODAY)


def sign(actor: Actor, *drafts: Draft, seen: Foreseen | None = None, today: date = TODAY) -> Any:
    seen = seen or foreseen(actor, *drafts)
    return sign_drafts(
        actor=actor,
        drafts=[draft.pk for draft in drafts],
        seen=seen.digest,
        since=seen.since,
        today=today,
    )


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.verdict.against]


def test_signed_draft_is_a_decision_on_its_new_paper(officer: Actor) -> None:
    told = merge("bao-dai", "giam-dinh", name="Đảng bộ Báo chí và Giám định")
    draft = start_draft(actor=officer, content=content(told))

    (act,) = sign(officer, draft).acts

    paper = Paper.objects.get(uid=act.paper)
    found = find_org(actor=OPERATOR, text="dang-bo-bao-chi-va-giam-dinh", on=TODAY)
    assert (paper.raw, act.on, act.actor) == ("7-QĐ/ĐUK", date(2026, 11, 1), officer.name)
    assert found.name == "Đảng bộ Báo chí và Giám định"
    assert Draft.objects.get().state == State.SIGNED
    assert first_difference() is None


def test_foreseeing_writes_nothing(officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content(merge("bao-dai", "giam-dinh", name="Mới")))
    before = tables()

    seen = foreseen(officer, draft)

    assert seen.verdict.allows
    assert {seen.names[org].uid for org in seen.touched} == {
        "bao-dai",
        "giam-dinh",
        "y-te-2",
        "moi",
    }
    assert tables() == before


def test_drafts_are_signed_in_order_in_one_transaction(officer: Actor) -> None:
    first = start_draft(actor=officer, content=content(merge("bao-dai", "giam-dinh", name="Mới")))
    second = start_draft(
        actor=officer, content=content(rename("moi", "Mới hơn"), number="8-QĐ/ĐUK")
    )

    with pytest.raises(RuleError) as refused:
        sign(officer, second, first)
    before = Act.objects.count()
    signed = sign(officer, first, second)

    assert codes(refused) == ["NOT_STANDING"]
    assert [act.seq - before for act in signed.acts] == [2, 4]
    assert stood(signed_org("moi")).name == "Mới hơn"


def stood(org: int, on: date = TODAY) -> OrgBrief:
    return states_near(actor=OPERATOR, orgs=[org], on=on)[org]


def signed_org(uid: str) -> int:
    return find_org(actor=OPERATOR, text=uid, on=TODAY).id


def test_draft_is_shown_again_where_something_else_would_come_of_it(
    officer: Actor, colleague: Actor, ids: dict[str, int]
) -> None:
    draft = start_draft(actor=officer, content=content(merge("bao-dai", "giam-dinh", name="Mới")))
    seen = foreseen(officer, draft)
    moved = {"change": "move", "orgs": [ids["y-te-1"]], "superior": ids["bao-dai"]}
    decide(actor=OPERATOR, on=date(2026, 1, 1), changes=[moved])

    with pytest.raises(Changed) as changed:
        sign(officer, draft, seen=seen)
    signed = sign(officer, draft, seen=changed.value.foreseen)

    assert len(signed.acts) == 1
    assert stood(ids["y-te-1"]).superior == signed_org("moi")


def test_contradicting_draft_is_refused_once_the_other_is_signed(
    officer: Actor, colleague: Actor
) -> None:
    mine = start_draft(actor=officer, content=content(merge("bao-dai", "giam-dinh", name="Mới")))
    theirs = start_draft(
        actor=colleague,
        content=content(merge("bao-dai", "y-te", name="Khác"), number="8-QĐ/ĐUK"),
    )
    seen = foreseen(colleague, theirs)
    sign(officer, mine)

    with pytest.raises(Changed) as changed:
        sign(colleague, theirs, seen=seen)

    against = [each.code for each in changed.value.foreseen.verdict.against]
    assert "NOT_STANDING" in against
    told = Notice.objects.get(user=colleague.user_id)
    assert (told.news, told.facts["orgs"]) == (News.CHANGED, ["bao-dai"])


def test_draft_of_a_later_day_takes_effect_on_it(officer: Actor, ids: dict[str, int]) -> None:
    draft = start_draft(
        actor=officer, content=content(rename("y-te", "Đảng bộ Y"), on="01/12/2026")
    )

    assert sign(officer, draft).waiting == (draft.pk,)
    assert take_effect(today=date(2026, 11, 30)) == []
    (effect,) = take_effect(today=date(2026, 12, 1))
    again = take_effect(today=date(2026, 12, 1))

    assert (effect.draft, effect.verdict.allows, again) == (draft.pk, True, [])
    names = [stood(ids["y-te"], day).name for day in (date(2026, 11, 30), date(2026, 12, 1))]
    assert names == ["Đảng bộ Ngành Y tế", "Đảng bộ Y"]
    assert Notice.objects.get().news == News.APPLIED


def test_draft_that_no_longer_holds_on_its_day_changes_nothing_and_tells_why(
    officer: Actor, ids: dict[str, int]
) -> None:
    draft = start_draft(
        actor=officer, content=content(rename("y-te", "Đảng bộ Y"), on="01/12/2026")
    )
    sign(officer, draft)
    absorbed = {"change": "absorb", "sources": [ids["y-te"]], "result": ids["bao-dai"]}
    decide(actor=OPERATOR, on=date(2026, 11, 25), changes=[absorbed])
    before = tables()

    (effect,) = take_effect(today=date(2026, 12, 2))

    assert [each.code for each in effect.verdict.against] == ["NOT_STANDING"]
    assert tables() == before
    told = Notice.objects.get(news=News.FAILED)
    assert told.facts["findings"][0]["names"] == {str(ids["y-te"]): "Đảng bộ Ngành Y tế"}
    assert Draft.objects.get().state == State.FAILED
    reopen_draft(actor=officer, draft=draft.pk)
    assert Draft.objects.get().state == State.OPEN


def test_incomplete_draft_says_all_that_is_missing_at_once(officer: Actor) -> None:
    told = {"change": "merge", "sources": ["bao-dai"], "typed": {"sources": ["Đảng bộ Lạ"]}}
    draft = start_draft(actor=officer, content={"head": {}, "changes": [told]})

    found = [(each.code, each.where) for each in foreseen(officer, draft).verdict.against]

    assert found == [
        ("DAY_MISSING", "head.on"),
        ("PAPER_MISSING", "head.number_raw"),
        ("UNRESOLVED", "changes[0].sources"),
        ("FIELD_MISSING", "changes[0].result"),
    ]


def test_draft_signed_already_cannot_be_signed_or_written(officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Đảng bộ Y")))
    seen = foreseen(officer, draft)
    sign(officer, draft, seen=seen)

    with pytest.raises(RuleError) as signing:
        sign(officer, draft, seen=seen)
    with pytest.raises(RuleError) as writing:
        write_head(actor=officer, draft=draft.pk, values={"title": "x"}, seen=0)

    assert (codes(signing), codes(writing)) == (["NOT_OPEN"], ["NOT_OPEN"])


def test_draft_of_somebody_else_does_not_exist(officer: Actor, colleague: Actor) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Đảng bộ Y")))

    with pytest.raises(Http404):
        sign(colleague, draft, seen=foreseen(officer, draft))


def test_what_is_done_to_invented_organisations_is_invented(
    officer: Actor, ids: dict[str, int]
) -> None:
    told = {**merge("minh-hoa", "giam-dinh", name="Lẫn lộn"), "id": 1}
    plain = start_draft(actor=officer, content=content(rename("y-te", "Y"), number="9-QĐ/ĐUK"))
    draft = start_draft(actor=officer, content=content(told))

    real, invented = sign(officer, plain, draft).acts

    assert (real.invented, invented.invented) == (False, True)
    assert [Paper.objects.get(uid=act.paper).invented for act in (real, invented)] == [False, True]
    assert Org.objects.get(uid="lan-lon").invented
    assert first_difference() is None


def test_decision_that_is_recorded_already_is_told_before_it_is_signed(officer: Actor) -> None:
    told = rename("y-te", "Đảng bộ Y")
    draft = start_draft(actor=officer, content=content(told))
    (act,) = sign(officer, draft).acts
    again = {"head": {"paper": act.paper, "on": "01/11/2026"}, "changes": [told]}

    twice = foreseen(officer, start_draft(actor=officer, content=again))

    assert [each.code for each in twice.verdict.against] == ["DUPLICATE_DECISION"]
