"""Prove that no address of the work area breaks, whatever stands in its path and its query."""

import random
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from factories import small_membership, small_register

from dangbo.accounts.models import User
from dangbo.members.models import Person
from dangbo.orgs.models import Org

# Looked at, sent elsewhere, not understood, not allowed, not there.
# 422: a page that names the field of a period which could not be read.
EXPECTED: Final = frozenset({200, 301, 302, 303, 400, 403, 404, 422})
# Pages that only take what is sent by a form, and links that have ended.
SENT_ONLY, ENDED = 405, ("accounts:link", 410)
PER_PAGE, LONG_PER_PAGE = 2, 20
MOST: Final = 900
SEED: Final = 20_261_123
# What people, programs and attackers put into addresses.
HOSTILE: Final = (
    "",
    " ",
    "-1",
    "0",
    "1",
    "99999999999999999999999",
    "1e9",
    "NaN",
    "٣",  # a digit, but not ours
    "²",
    "\x00",
    "a\x00b",
    "\ud7ff",
    "\u202e\u200b",
    "A\u0301\u0323" * 50,
    "'",
    '"><script>alert(1)</script>',
    "'; DROP TABLE audit_act; --",
    "%",
    "_%",
    "%00",
    "{{7*7}}",
    "%(x)s",
    "../../etc/passwd",
    "\\",
    "*",
    "(",
    "[]",
    "a b c d e f g",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "31/12/9999",
    "1-1-1",
    "=1+1",
    "x" * 3_000,
    "ờ" * 500,
    "true",
    "None",
    "khoi",
    "y-te",
    "an",
    "dung",
    "official",
    "xlsx",
)
NAMES: Final = (
    *(
        "act",
        "anh",
        "ban",
        "body",
        "bo-loc",
        "bo_loc",
        "cap",
        "change",
        "cols",
        "cot",
        "den",
        "dien",
        "doi_tuong",
        "kind",
        "known",
        "ky",
        "ly-do",
    ),
    *(
        "ly_do",
        "loai",
        "loc",
        "ma",
        "mo",
        "muc",
        "nam",
        "name",
        "next",
        "ngay",
        "nhanh",
        "on",
        "org",
        "page",
        "person",
        "q",
        "row",
    ),
    *(
        "sau",
        "sort",
        "sua",
        "tat_ca",
        "ten",
        "tep",
        "tim",
        "to_chuc",
        "trang",
        "truoc",
        "tt",
        "tu",
        "tu_cach",
        "viec",
        "xem",
        "xuat",
    ),
)
INTEGERS: Final = ("0", "1", "2", "3", "99999999999999999999999", str(2**31), str(2**63))


@pytest.fixture
def officer(db: None, client: Client) -> Client:
    small_membership.build(small_register.build())
    user = User.objects.create(username="van-phong", is_staff=False)
    client.force_login(user)
    client.raise_request_exception = False
    return client


def pages() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name of each page with the kinds of what stands in its address."""
    for area in get_resolver().url_patterns:
        if isinstance(area, URLResolver) and str(area.pattern).startswith(
            ("lam-viec", "tai-khoan")
        ):
            for page in area.url_patterns:
                if isinstance(page, URLPattern):
                    space = f"{area.namespace}:" if area.namespace else ""
                    kinds = {
                        name: type(each).__name__ for name, each in page.pattern.converters.items()
                    }
                    yield f"{space}{page.name}", kinds


def addressed(chance: random.Random, name: str, kinds: dict[str, str]) -> str:
    """Return an address of a page with anything in its path, as far as the path takes it."""
    for _ in range(20):
        parts = {
            each: chance.choice(INTEGERS) if kind == "IntConverter" else chance.choice(HOSTILE)
            for each, kind in kinds.items()
        }
        try:
            return reverse(name, kwargs=parts)
        except NoReverseMatch:
            continue
    return ""


def query(chance: random.Random) -> dict[str, list[str]]:
    names = chance.sample(NAMES, chance.randint(1, 9))
    return {name: chance.choices(HOSTILE, k=chance.choice((1, 1, 1, 2))) for name in names}


def test_no_address_breaks(officer: Client, request: pytest.FixtureRequest) -> None:
    rounds = LONG_PER_PAGE if request.config.getoption("--long") else PER_PAGE
    chance = random.Random(SEED)
    broken: list[str] = []
    asked = 0
    for name, kinds in pages():
        for _ in range(rounds):
            address = addressed(chance, name, kinds)
            if not address:
                continue
            told, asked = query(chance), asked + 1
            answer = officer.get(address, told)
            status = answer.status_code
            if status == SENT_ONLY:
                assert "GET" not in answer.headers["Allow"]
            elif status not in EXPECTED and (name, status) != ENDED:
                broken.append(f"{status} {address}?{urlencode(told, doseq=True)}"[:MOST])
            if "_auth_user_id" not in officer.session:
                officer.force_login(User.objects.get(username="van-phong"))

    assert broken == []
    assert asked > 150 * rounds
    assert connection.is_usable()
    assert (Org.objects.exists(), Person.objects.exists()) == (True, True)
