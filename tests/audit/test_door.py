"""Prove that every file leaves by the door: asked what for, marked, counted, noted."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from factories import small_membership, small_register

from dangbo.accounts.access import NOBODY, OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.exports.door import ask_to_export
from dangbo.audit.models import Access
from dangbo.rules.rights import AUDIT_READ

SOURCES: Final = Path(__file__).parents[2] / "src" / "dangbo"
PURPOSE: Final = "Báo cáo quý IV gửi Ban Tổ chức"
# How pages are asked for a file; the others of a way are tried where the first gives one.
ASKED: Final = {"xuat": ("csv", "xlsx"), "tep": ("gcn", "pdf", "docx")}
# What stands in addresses that name something: all that the small register has.
NAMED: Final = {
    "uid": ("y-te", "an", "khoi", "y-te-1"),
    "code": ("bch",),
    "form": ("xlsx", "csv"),
}
# Their files are about organisations, papers and published figures, not about persons.
WITHOUT_PERSONS: Final = frozenset(
    {
        "history:figures",
        "orgs:branch",
        "orgs:changes",
        "orgs:compare",
        "orgs:decisions",
        "orgs:detail",
        "orgs:home",
        "orgs:search",
        "papers:export",
        "reports:dashboard",
        "reports:home",
        "reports:published",
        "reports:sisters",
    }
)
ABOUT_PERSONS: Final = frozenset(
    {
        "audit:accesses",
        "audit:acts",
        "honours:awards",
        "honours:cards",
        "honours:home",
        "honours:issues",
        "members:home",
        "members:movement",
        "posts:body",
        "posts:declarations",
        "posts:home",
        "posts:plans",
        "quality:list",
        "quality:pairs",
    }
)


@pytest.fixture
def officer(client: Client) -> Client:
    small_membership.build(small_register.build())
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name of each page of the work area with an address of it."""
    for area in get_resolver().url_patterns:
        if not isinstance(area, URLResolver) or not str(area.pattern).startswith("lam-viec"):
            continue
        for page in area.url_patterns:
            if isinstance(page, URLPattern):
                name = f"{area.namespace}:{page.name}"
                if name == "orgs:tree":
                    continue  # another name of orgs:home
                yield from ((name, address) for address in addresses(name, page))


def addresses(name: str, page: URLPattern) -> Iterator[str]:
    keys = list(page.pattern.converters)
    if len(keys) > 2 or not set(keys) <= NAMED.keys():
        return
    first = NAMED[keys[0]] if keys else ("",)
    for value in first:
        named = {key: NAMED[key][0] for key in keys[1:]} | ({keys[0]: value} if keys else {})
        try:
            yield reverse(name, kwargs=named)
        except NoReverseMatch:
            continue


def files(client: Client, **told: str) -> Iterator[tuple[str, Any]]:
    """Yield every answer that is a file, or the page that asks what it is for."""
    missing = HTTPStatus.NOT_FOUND
    for name, tried in groupby(pages(), key=itemgetter(0)):
        query = {"q": "chi bo", "to_chuc": "y-te", "on": "2016-10-01", **told}
        if name in {"members:movement", "orgs:compare"}:
            query |= {"muc": "official", "tu": "01/01/2016", "den": "31/12/2016"}
        there = (each for _name, each in tried if client.get(each, query).status_code != missing)
        address = next(there, "")
        for way, kinds in ASKED.items() if address else ():
            for kind in kinds:
                answer = client.get(address, {**query, way: kind})
                if not leaves(answer):
                    break
                yield name, answer


def leaves(answer: Any) -> bool:
    asks = "audit/purpose.html" in [each.name for each in answer.templates]
    return asks or "Content-Disposition" in answer.headers


@pytest.mark.django_db
def test_every_file_is_marked_and_noted_with_its_filter_and_count(officer: Client) -> None:
    found = list(files(officer, muc_dich=PURPOSE))

    assert {name for name, _answer in found} == WITHOUT_PERSONS | ABOUT_PERSONS
    for name, answer in found:
        assert "van-phong" in written(answer), name
    noted = Access.objects.filter(code__in=["exported", "printed"]).order_by("seq")
    told = Counter(each.facts["page"] for each in noted)
    # The address of this one is a file by itself: it was also asked without a way.
    assert told - Counter(name for name, _answer in found) == Counter({"papers:export": 1})
    for each in noted:
        assert isinstance(each.facts["count"], int)
        assert each.facts["purpose"] == PURPOSE
        assert "muc_dich" not in each.facts["filter"]
        assert each.facts["filter"]["q"] == "chi bo"


@pytest.mark.django_db
def test_a_file_of_many_persons_asks_first_what_it_is_for(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangbo.rules.exporting.purpose_above", lambda _day: -1)

    found = list(files(officer))

    given = {name for name, answer in found if "Content-Disposition" in answer.headers}
    asked = {name for name, answer in found if "Content-Disposition" not in answer.headers}
    assert (given, asked) == (WITHOUT_PERSONS, ABOUT_PERSONS)
    taken = Access.objects.filter(code__in=["exported", "printed"])
    assert {row.facts["page"] for row in taken} == WITHOUT_PERSONS


def written(answer: Any) -> str:
    """Return what a file says, its properties and the heads and feet of its pages too."""
    content = answer.getvalue()
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            return " ".join(
                parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
            )
    if content.startswith(b"%PDF"):
        # Properties of PDF/A stand in plain XML.
        return content.decode("latin-1")
    return content.decode()


@pytest.mark.django_db
def test_the_page_that_asks_works_without_script(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangbo.rules.exporting.purpose_above", lambda _day: 1)
    page = "/lam-viec/dang-vien/"
    query = {"xuat": "csv", "on": "2016-10-01", "to_chuc": "y-te", "q": ""}

    asks = officer.get(page, query)
    text = asks.content.decode()
    assert asks.status_code == 200
    assert "Nêu mục đích tải tệp" in text
    assert '<form class="ui-form ui-card" method="get" action="/lam-viec/dang-vien/">' in text
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))
    assert {name: kept[name] for name in query} == query
    assert kept.keys() - query == {"csrfmiddlewaretoken", "next"}  # of the language, above
    assert "còn quá ngắn" not in text
    assert asks.context["back_url"] == "?on=2016-10-01&to_chuc=y-te&q="
    assert not Access.objects.exclude(code="signed_in").exists()

    short = officer.get(page, {**query, "muc_dich": "...<b>"})
    assert "còn quá ngắn" in short.content.decode()
    assert 'value="...&lt;b&gt;"' in short.content.decode()

    given = officer.get(page, {**query, "muc_dich": f"{PURPOSE} 034185001234"})
    lines = given.getvalue().decode().splitlines()
    assert f'"Mục đích","{PURPOSE} 034185001234"' in lines
    row = Access.objects.exclude(code="signed_in").get()
    assert (row.code, row.facts["count"]) == ("exported", 2)
    assert row.facts["purpose"] == f"{PURPOSE} •••••••••234"


def test_files_are_refused_to_whoever_may_not_take_them() -> None:
    ask_to_export(OPERATOR)
    ask_to_export(Actor("ai-do", branches=("0001",)))

    for nobody in (NOBODY, Actor("lan", user_id=1, branches=())):
        with pytest.raises(PermissionDenied):
            ask_to_export(nobody)
    with pytest.raises(PermissionDenied):
        ask_to_export(Actor("ai-do", branches=("0001",)), AUDIT_READ)


def test_no_page_makes_a_file_by_itself() -> None:
    """Only the door names files and streams them; a paper's own file is opened, then passed."""
    made = {"FileResponse", "StreamingHttpResponse", "content_disposition_header"}
    found = set()
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            named = isinstance(node, ast.ImportFrom) and {each.name for each in node.names} & made
            head = isinstance(node, ast.Constant) and node.value == "Content-Disposition"
            if named or head:
                found.add(str(path.relative_to(SOURCES)))

    doors = {"audit/exports/door.py", "audit/middleware/noting.py"}
    assert found == {*doors, "papers/views/reading.py"}
    reading = (SOURCES / "papers/views/reading.py").read_text(encoding="utf-8")
    assert reading.count("FileResponse(") == reading.count("return passed(answer") == 1
