"""Prove that what would be wrong in part is given whole or refused: drafts, hand-over packages."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rights import matrix
from rights.test_exporting import signed_in

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.models import Access, Act
from dangbo.desk.models import Draft
from dangbo.history.commands import hand_over
from dangbo.history.files import FileRefused
from dangbo.history.queries.handing import TAKEN, Wish, contents_of
from dangbo.orgs.models import OrgPath
from dangbo.orgs.queries.names import OrgName
from dangbo.rules.rights import MEMBER_EXPORT, MEMBER_READ, REGISTER_LOAD, Rights

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
ON: Final = date(2024, 1, 1)


@pytest.fixture
def ids(db: None, settings: LazySettings, tmp_path: Path) -> dict[str, int]:
    settings.MEDIA_ROOT = tmp_path / "media"
    return matrix.fill()


def draft_listing(*persons: str) -> Draft:
    listed = dict.fromkeys(persons, "y-te-1")
    results = [{"org": "y-te-1"}, {"org": "moi", "name": "Chi bộ Mới", "new": True}]
    change = {"change": "split", "source": "y-te-1", "results": results}
    content = {"changes": [{**change, "members": {"listed": listed}}]}
    user = User.objects.get(username="ai-do")
    given = {"content": content, "changed_at": timezone.now()}
    return Draft.objects.create(owner=user, changed_by=user, **given)


def test_a_draft_that_lists_somebody_of_elsewhere_is_not_given(
    client: Client, ids: Mapping[str, int]
) -> None:
    officer = signed_in(client, ids, ("office", matrix.HERE), ("committee_member", matrix.ROOT))
    own, other = draft_listing("binh", "cuong"), draft_listing("binh", "em")

    given = officer.get(reverse("desk:download", args=[own.pk]))
    assert given.status_code == 200
    assert "binh: y-te-1" in given.getvalue().decode()
    refused = officer.get(reverse("desk:download", args=[other.pk]))
    text = " ".join(refused.content.decode().split())
    assert refused.status_code == 403
    assert (
        "“Xuất và in dữ liệu đảng viên”, nhưng không phải ở đơn vị này. Bản thảo kê tên 1" in text
    )
    codes = [row.code for row in Access.objects.exclude(code="signed_in").order_by("seq")]
    assert codes == ["exported", "refused"]


def org(ids: Mapping[str, int], uid: str) -> OrgName:
    return OrgName(ids[uid], uid, uid, True)


def actor_without(act: str, ids: Mapping[str, int]) -> Actor:
    """Return somebody who may do all that a package takes, but one act in y-te alone."""
    path = OrgPath.objects.get(org=ids[matrix.HERE], voided_by=None, end=None).path
    places = dict.fromkeys((*TAKEN, REGISTER_LOAD)) | {act: (path,)}
    return Actor("ai-do", branches=(), rights=Rights(tuple(places.items())))


@pytest.mark.parametrize("act", [MEMBER_READ, MEMBER_EXPORT])
def test_no_package_is_made_that_leaves_somebody_out(ids: Mapping[str, int], act: str) -> None:
    actor, acts = actor_without(act, ids), Act.objects.count()
    wish = Wish(org(ids, matrix.THERE), ON, with_invented=True)

    asks: tuple[Callable[..., object], ...] = (contents_of, hand_over)
    for ask in asks:
        with pytest.raises(FileRefused) as error:
            ask(actor=actor, wish=wish)
        (told,) = error.value.problems
        assert told.code == "GIVE_NOT_WHOLE"
    assert Act.objects.count() == acts

    found = contents_of(actor=actor, wish=Wish(org(ids, matrix.HERE), ON, with_invented=True))
    assert [each.key for each in found.members] == ["binh", "cuong"]


def test_a_package_is_sent_where_all_of_it_may_be_exported(
    client: Client, ids: Mapping[str, int]
) -> None:
    officer = signed_in(
        client, ids, ("organisation", matrix.HERE), ("committee_member", matrix.ROOT)
    )
    answers: dict[str, Any] = {}
    for uid in (matrix.HERE, matrix.THERE):
        wish = Wish(org(ids, uid), ON, with_invented=True)
        act = hand_over(actor=OPERATOR, wish=wish).act
        answers[uid] = officer.get(reverse("history:handover_package", args=[act]))

    assert answers[matrix.HERE].status_code == 200
    assert "ban-giao-y-te" in answers[matrix.HERE].headers["Content-Disposition"]
    assert answers[matrix.THERE].status_code == 403
    assert "chỉ được tải trọn vẹn" in answers[matrix.THERE].content.decode()
