"""The marks of the steps: checked is what held when it was checked, not what was looked at."""

from datetime import timedelta
from typing import Any

import pytest
from desk.samples import TODAY, content, merge, rename
from django.test import Client

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import sign_drafts, start_draft, take_effect, write_change
from dangbo.desk.commands.foreseeing import foresee_drafts
from dangbo.desk.models import Draft
from dangbo.orgs.commands import decide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
DESK = "/lam-viec/sap-xep/"


@pytest.fixture
def page(client: Client, officer: Actor) -> Client:
    client.force_login(User.objects.get(username=officer.name))
    return client


def mark(page: Client, draft: Draft) -> str:
    """Return the mark of the step of checking, as the page of the changes shows it."""
    steps = page.get(f"{DESK}{draft.pk}/thay-doi/").context["steps"]
    return {str(step.label): str(step.state) for step in steps}["Kiểm tra"]


def test_what_held_when_it_was_checked_is_done(page: Client, officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y")))
    before = mark(page, draft)

    page.get(f"{DESK}{draft.pk}/kiem-tra/")

    assert (before, mark(page, draft)) == ("todo", "done")


def test_what_was_refused_is_still_to_do(page: Client, officer: Actor) -> None:
    wrong = merge("bao-dai", "giam-dinh", name="Mới", kind="dang_bo_bo_phan")
    draft = start_draft(actor=officer, content=content(wrong))

    page.get(f"{DESK}{draft.pk}/kiem-tra/")

    assert mark(page, draft) == "todo"


def test_what_no_longer_holds_is_to_do_again(page: Client, officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y")))
    page.get(f"{DESK}{draft.pk}/kiem-tra/")
    values = {"org": "thanh-tra"}
    write_change(actor=officer, draft=draft.pk, change=1, values=values, seen=draft.revision)

    page.get(f"{DESK}{draft.pk}/kiem-tra/")

    assert mark(page, draft) == "todo"


def test_one_that_failed_on_its_day_is_to_be_checked_again(
    page: Client, officer: Actor, ids: dict[str, int]
) -> None:
    effect = TODAY + timedelta(days=40)
    told = content(rename("giam-dinh", "Chi bộ G"), on=effect.strftime("%d/%m/%Y"))
    draft = start_draft(actor=officer, content=told)
    page.get(f"{DESK}{draft.pk}/kiem-tra/")
    sign(officer, draft)
    ended: dict[str, Any] = {"change": "dissolve", "org": ids["giam-dinh"]}
    decide(actor=OPERATOR, on=TODAY, changes=[ended])
    [became] = take_effect(today=effect)

    answer = page.post(f"{DESK}{draft.pk}/mo-lai/", follow=True)

    assert became.act is None
    assert answer.redirect_chain[-1] == (f"{DESK}{draft.pk}/kiem-tra/", 303)
    counts = {link.area.key: link.count for link in answer.context["area_links"]}
    assert not counts["desk"]


def sign(officer: Actor, draft: Draft) -> None:
    row = Draft.objects.get(pk=draft.pk)
    foreseen = foresee_drafts(actor=officer, contents=[row.content], today=TODAY)
    sign_drafts(
        actor=officer,
        drafts=[row.pk],
        seen=foreseen.digest,
        since=foreseen.since,
        today=TODAY,
    )
