"""Corrections and drafts signed in a row: what is shown of members is what is written."""

import re
from datetime import date
from typing import Any

import pytest
from desk.samples import TODAY, content
from django.test import Client
from factories import small_membership
from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import foresee_correction, foresee_drafts, sign_drafts, start_draft
from dangbo.members.commands.going_along import GoingAlong
from dangbo.members.models import Posting
from dangbo.orgs.commands import correct
from dangbo.orgs.models import Decision
from dangbo.rules.corrections import Correction

pytestmark = pytest.mark.django_db
MERGED, LATER = date(2015, 6, 1), date(2018, 1, 1)


@pytest.fixture(autouse=True)
def members(ids: dict[str, int]) -> dict[str, int]:
    """Post the invented members, and return the ids of organisations."""
    small_membership.build(ids)
    return ids


@pytest.fixture
def client(officer: Actor) -> Client:
    """Return a browser in which the officer has signed in."""
    found = Client()
    found.force_login(User.objects.get(pk=officer.user_id))
    return found


def merger() -> int:
    return int(Decision.objects.get(on=MERGED, voided_by=None).act_id)


def places(on: date) -> dict[str, str]:
    rows = Posting.objects.filter(voided_by=None, kind="official", start__lte=on)
    return {row.person.uid: row.org.uid for row in rows if row.end is None or row.end > on}


def looked_at(client: Client, **query: str) -> Any:
    return client.get(f"/lam-viec/sap-xep/dinh-chinh/{merger()}/", query)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_another_day_of_a_merger_shows_who_is_elsewhere_and_from_when(
    client: Client, members: dict[str, int]
) -> None:
    answer = looked_at(client, lam="ngay", ngay="15/06/2015", ly_do="Nhầm ngày")

    (panel,) = answer.context["along"]
    assert [count for _, count in panel.context["stats"]] == ["3", "3", "3"]
    assert {line.name for line in panel.context["people"]} == {
        "Nguyễn Văn An",
        "Trần Thị Bình",
        "Lê Minh Châu",
    }
    correct(actor=OPERATOR, act=merger(), on=date(2015, 6, 15), reason="Nhầm ngày")
    assert places(MERGED)["an"] == "bao"
    assert places(date(2015, 6, 15))["an"] == "bao-dai"


def test_a_correction_after_which_members_have_no_organisation_says_who(
    client: Client, members: dict[str, int]
) -> None:
    happen(LATER, {"change": "transfer", "person": "em", "org": members["giam-dinh"]})
    split = int(Decision.objects.get(on=date(2016, 1, 1), voided_by=None).act_id)
    corrections = [Correction(split, None)]

    found = foresee_correction(actor=OPERATOR, corrections=corrections, today=TODAY)

    (part,) = found.parts
    assert part.projection is not None
    assert part.projection.outcome.verdict.allows
    assert [each.code for each in part.beside.against] == ["ORG_NOT_STANDING"]
    url = f"/lam-viec/sap-xep/dinh-chinh/{split}/"
    page = text_of(client.get(url, {"lam": "huy", "ly_do": "Nhầm"}))
    assert "Chưa ký được" in page
    assert "trong khi sổ đã ghi 1 đảng viên sinh hoạt tại đó" in page
    assert "1 đảng viên của Chi bộ Giám định chưa có nơi sinh hoạt" in page
    assert "Đặng Thị Em" in page


def test_two_drafts_in_a_row_take_members_as_was_shown(
    officer: Actor, members: dict[str, int]
) -> None:
    new = {"org": "chi-bo-moi", "name": "Chi bộ Mới", "kind": "chi_bo_truc_thuoc", "new": True}
    split = {
        "change": "split",
        "source": "y-te-1",
        "results": [{"org": "y-te-1"}, {**new, "superior": "y-te"}],
        "members": {"listed": {"em": "chi-bo-moi"}},
    }
    absorb = {"change": "absorb", "sources": ["chi-bo-moi"], "result": "y-te-2"}
    first = start_draft(actor=officer, content=content(split, on="01/10/2026", number="1-QĐ/ĐUK"))
    second = start_draft(actor=officer, content=content(absorb, number="2-QĐ/ĐUK"))
    contents = [first.content, second.content]
    seen = foresee_drafts(actor=officer, contents=contents, today=TODAY)
    assert seen.verdict.allows
    along = seen.along["members"]
    assert isinstance(along, GoingAlong)
    (moved,) = along.moved(date(2026, 11, 1))
    assert (moved.was, moved.now) == (members["y-te-1"], members["y-te-2"])

    sign_drafts(
        actor=officer,
        drafts=[first.pk, second.pk],
        seen=seen.digest,
        since=seen.since,
        today=TODAY,
    )

    assert places(date(2026, 10, 15))["em"] == "chi-bo-moi"
    assert places(date(2026, 11, 1))["em"] == "y-te-2"
    assert places(date(2026, 11, 1))["dung"] == "y-te-1"


def test_the_digest_is_another_when_members_go_elsewhere(officer: Actor) -> None:
    change = {"change": "dissolve", "org": "y-te-1", "members": {"rest": "y-te-2"}}
    other = {**change, "members": {"rest": "giam-dinh"}}

    digests = {
        foresee_drafts(actor=officer, contents=[content(each)], today=TODAY).digest
        for each in (change, other, {**change, "members": {"rest": "y-te-2", "listed": {}}})
    }

    assert len(digests) == 2
