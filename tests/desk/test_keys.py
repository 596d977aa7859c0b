"""Prove that a new organisation gets a key that no other has, however many share its name."""

import pytest
from desk.samples import content

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.desk.commands import start_draft
from dangbo.orgs.commands import register_orgs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 2, 130])
def test_new_organisation_gets_the_first_key_that_is_free(officer: Actor, number: int) -> None:
    keys = ["chi-bo-1", *(f"chi-bo-1-{each}" for each in range(2, number + 1))]
    register_orgs(actor=OPERATOR, uids=keys)
    founding = {"change": "found", "name": "Chi bộ 1"}

    draft = start_draft(actor=officer, content=content(founding, founding))

    assert [each["org"] for each in draft.content["changes"]] == [
        f"chi-bo-1-{number + 1}",
        f"chi-bo-1-{number + 2}",
    ]
