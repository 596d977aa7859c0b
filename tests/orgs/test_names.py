"""Prove how organisations are called on days on which they did not stand, or never did."""

from datetime import date, timedelta

import pytest
from factories import small_register

from dangbo.accounts.access import NOBODY, OPERATOR
from dangbo.orgs.commands import correct
from dangbo.orgs.models import Decision
from dangbo.orgs.queries.names import names_on

pytestmark = pytest.mark.django_db
DAY = date(2015, 6, 1)


@pytest.fixture
def voided(ids: dict[str, int]) -> int:
    """Void the decision that merged bao and dai, and the later one that rests on it."""
    for on in (date(2019, 1, 1), DAY):
        act = Decision.objects.get(on=on, voided_by=None).act_id
        correct(actor=OPERATOR, act=act, void=True, reason="nhầm")
    return ids["bao-dai"]


def test_an_organisation_that_never_stood_keeps_the_name_believed_before(voided: int) -> None:
    found = names_on(actor=OPERATOR, orgs=[voided], on=DAY)

    assert {org: name.name for org, name in found.items()} == {voided: "Đảng bộ Báo và Đài"}


def test_nothing_is_named_before_it_was_recorded(voided: int) -> None:
    eve = small_register.SECOND - timedelta(days=1)

    assert names_on(actor=OPERATOR, orgs=[voided], on=DAY, known=eve) == {}


def test_who_may_not_read_is_not_told_what_was_believed(voided: int) -> None:
    assert names_on(actor=NOBODY, orgs=[voided], on=DAY) == {}
