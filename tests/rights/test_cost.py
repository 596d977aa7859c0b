"""What somebody may do is asked of the database once a request."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.posts.commands import record_posts
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
TABLES = ("rights_grant", "posts_post", "orgs_orgpath")


def asked(client: Client) -> dict[str, int]:
    """Return how often a page of one's own, which lists nothing, asks what gives rights."""
    address = reverse("accounts:session")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return {each: sum(f'FROM "{each}"' in row["sql"] for row in queries) for each in TABLES}


def test_a_request_asks_for_grants_once(ids: Mapping[str, int], client: Client) -> None:
    user = User.objects.create(username="ai-do", demonstration=True)
    given = {"username": "ai-do", "start": date(2023, 1, 2), "reason": "ví dụ"}
    grant_role(actor=OPERATOR, role="office", **given)
    client.force_login(user)

    assert asked(client) == {"rights_grant": 1, "posts_post": 0, "orgs_orgpath": 0}


def test_a_request_asks_for_posts_and_places_once(ids: Mapping[str, int], client: Client) -> None:
    begin = {"change": "begin", "person": "an", "org": ids["y-te-1"], "body": "chi_bo"}
    post = {**begin, "title": "bi_thu_chi_bo", "how": "elected"}
    record_posts(actor=OPERATOR, on=date(2020, 1, 1), posts=[post], reason="ví dụ")
    user = User.objects.create(username="ai-do", demonstration=True)
    given = {"username": "ai-do", "start": date(2023, 1, 2), "reason": "ví dụ"}
    grant_role(actor=OPERATOR, role="member", person="an", **given)
    client.force_login(user)

    assert asked(client) == {"rights_grant": 1, "posts_post": 1, "orgs_orgpath": 1}
