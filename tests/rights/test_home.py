"""Whoever signs in comes to a page that he or she may open."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("office", "orgs:home"),
        ("auditor", "audit:acts"),
        ("administrator", "accounts:list"),
        ("", "rights:mine"),
    ],
)
def test_the_first_page_is_one_that_is_open(
    ids: Mapping[str, int], client: Client, role: str, page: str
) -> None:
    admin = role == "administrator"
    client.force_login(User.objects.create(username="ai-do", demonstration=True, is_staff=admin))
    if role and not admin:
        given = {"role": role, "start": date(2023, 1, 2), "reason": "ví dụ"}
        grant_role(actor=OPERATOR, username="ai-do", **given)

    answer = client.get("/", follow=True)

    assert [each[0] for each in answer.redirect_chain] == [reverse(page)]
    assert answer.status_code == 200
