"""Prove that of two who sign against each other at one moment one succeeds and one is shown why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from committing import _guards, committing
from desk.samples import TODAY, content, merge, person, rename
from django.db import connection
from django.test import Client
from factories import small_register

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.desk.commands import (
    Changed,
    foresee_drafts,
    reopen_draft,
    sign_drafts,
    start_draft,
    take_effect,
)
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft, Notice
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.verdicts import RuleError

__all__ = ["_guards", "committing"]

pytestmark = pytest.mark.usefixtures("committing", "filled")

LATER = TODAY + timedelta(days=9)
Raw = dict[str, Any]


@pytest.fixture
def filled(committing: None) -> None:
    """Fill the small register."""
    small_register.build()


def drafted(who: Actor, told: Raw, number: str, on: date = TODAY) -> Draft:
    head = {"on": on.strftime("%d/%m/%Y"), "number": f"{number}-QĐ/ĐUK"}
    return start_draft(actor=who, content=content(told, **head))


def signing(who: Actor, draft: Draft) -> Callable[[], object]:
    """Return the act of signing what was seen a moment ago."""
    seen = foresee_drafts(actor=who, contents=[draft.content], today=TODAY)
    return lambda: sign_drafts(
        actor=who, drafts=[draft.pk], seen=seen.digest, since=seen.since, today=TODAY
    )


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Have each act tried in a thread and a transaction of its own; return how each ended."""
    barrier = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except Changed as changed:
            against = changed.foreseen.verdict.against
            return f"changed: {', '.join(sorted({each.code for each in against}))}"
        except RuleError as refused:
            return f"refused: {refused.verdict.against[0].code}"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def decided() -> int:
    return Act.objects.filter(code="orgs.decided").exclude(actor="operator").count()


def test_of_two_who_merge_the_same_one_is_shown_what_changed() -> None:
    one, other = person("to-chuc"), person("van-phong")
    mine = drafted(one, merge("bao-dai", "giam-dinh", name="Mới"), "7")
    theirs = drafted(other, merge("bao-dai", "y-te", name="Khác"), "8")

    ended = at_once([signing(one, mine), signing(other, theirs)])

    assert sorted(ended) == ["changed: NOT_STANDING", "done"]
    assert decided() == 1
    assert sorted(Draft.objects.values_list("state", flat=True)) == [State.OPEN, State.SIGNED]
    loser = mine if ended[1] == "done" else theirs
    told = Notice.objects.get(news=News.CHANGED)
    assert (told.draft_id, told.user_id) == (loser.pk, loser.owner_id)
    assert first_difference() is None


def test_draft_that_is_signed_twice_at_once_is_signed_once() -> None:
    one = person("to-chuc")
    draft = drafted(one, rename("y-te", "Đảng bộ Y"), "7")

    ended = at_once([signing(one, draft)] * 4)

    assert sorted(ended) == ["done", *["refused: NOT_OPEN"] * 3]
    assert decided() == 1


def test_form_that_is_sent_twice_at_once_leads_to_one_result() -> None:
    one = person("to-chuc")
    draft = drafted(one, rename("y-te", "Đảng bộ Y"), "7")
    address = f"/lam-viec/sap-xep/{draft.pk}/ky/"
    clients = [Client() for _ in range(2)]
    for client in clients:
        client.force_login(User.objects.get(pk=one.user_id))
    page = clients[0].get(address).context
    form = {name: page[name] for name in ("digest", "since", "summary")}
    answers: list[str] = []

    at_once(
        [lambda c=client: answers.append(c.post(address, form)["Location"]) for client in clients]
    )

    assert {each.partition("?")[0] for each in answers} == {
        f"/lam-viec/sap-xep/{draft.pk}/ket-qua/"
    }
    assert (len(answers), decided()) == (2, 1)


def test_drafts_that_do_not_meet_are_both_signed() -> None:
    one, other = person("to-chuc"), person("van-phong")
    mine = drafted(one, rename("bao-dai", "Đảng bộ Báo"), "7")
    theirs = drafted(other, rename("y-te", "Đảng bộ Y"), "8")

    ended = at_once([signing(one, mine), signing(other, theirs)])

    assert ended == ["done", "done"]
    assert first_difference() is None


def test_what_is_due_takes_effect_once_however_many_look() -> None:
    one = person("to-chuc")
    drafts = [
        drafted(one, rename("y-te", "Đảng bộ Y"), "7", LATER),
        drafted(one, rename("bao-dai", "Đảng bộ Báo"), "8", LATER),
    ]
    for draft in drafts:
        signing(one, draft)()

    ended = at_once([lambda: take_effect(today=LATER)] * 4)

    assert ended == ["done"] * 4
    assert decided() == 2
    assert Notice.objects.filter(news=News.APPLIED).count() == 2
    assert first_difference() is None


def test_draft_is_taken_back_or_takes_effect_but_never_both() -> None:
    one = person("to-chuc")
    draft = drafted(one, rename("y-te", "Đảng bộ Y"), "7", LATER)
    signing(one, draft)()

    at_once(
        [
            lambda: take_effect(today=LATER),
            lambda: reopen_draft(actor=one, draft=draft.pk),
        ]
    )

    assert (Draft.objects.get().state, decided()) in {(State.SIGNED, 1), (State.OPEN, 0)}
    assert first_difference() is None
