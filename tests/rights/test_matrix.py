"""The matrix of acts by role and place: each page and each deed, allowed and refused."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rights import matrix

from dangbo.accounts.access import OPERATOR, actor_of
from dangbo.accounts.models import User
from dangbo.config.rights import AREAS, FREE, PAGES
from dangbo.intake.queries.matching import known_of
from dangbo.members.models import Person
from dangbo.rights.commands import grant_role
from dangbo.rules.rights import MEMBER, Role, roles_on
from dangbo.rules.verdicts import RuleError
from dangbo.ui.page_acts import acts_of_page

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
SET = roles_on(date(2026, 11, 23))
ROLES = {code: role for code, role in SET.roles.items() if code != "administrator"}
OPEN_AREAS = {"sealed", "rights", "accounts", "ui"}
REFUSED = {403, 404}
# What is said of a person whom the register, as far as one sees, does not know.
UNSEEN = {"PERSON_MISSING", "MERGE_UNKNOWN"}
# Only for whoever may do the act over the whole register.
OVER_ALL = {"history:receive"}


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    return matrix.fill()


@pytest.fixture(params=sorted(ROLES))
def role(request: pytest.FixtureRequest) -> Role:
    found: Role = ROLES[request.param]
    return found


@pytest.fixture
def user(ids: Mapping[str, int], role: Role) -> User:
    """Return an account with the role over y-te; with the own record, or the whole register."""
    made = User.objects.create(username="ai-do", demonstration=True)
    User.objects.create(username="khac", demonstration=True)
    given: dict[str, Any] = {"username": "ai-do", "role": role.code, "start": date(2023, 1, 1)}
    if role.code == MEMBER:
        given["person"] = "binh"
    elif not role.whole:
        given["org"] = ids[matrix.HERE]
    grant_role(actor=OPERATOR, reason="ví dụ", **given)
    return made


def opens(role: Role, acts: tuple[str, ...], *, there: bool = False) -> bool:
    held = role.everywhere if there else role.acts | role.everywhere
    return not acts or any(act in held for act in acts)


def named_pages() -> Iterator[tuple[str, URLPattern]]:
    for each in get_resolver().url_patterns:
        if isinstance(each, URLResolver) and each.namespace:
            for page in each.url_patterns:
                if isinstance(page, URLPattern):
                    yield f"{each.namespace}:{page.name}", page


def test_every_page_of_the_work_area_asks_for_an_act() -> None:
    pages = {name for name, _ in named_pages()}
    unasked = {name for name in pages if not acts_of_page(name)}
    areas = {name.partition(":")[0] for name in pages}

    assert {name for name in unasked if name.partition(":")[0] not in OPEN_AREAS} == set(FREE)
    assert (set(PAGES) | FREE) - pages == set()
    assert set(AREAS) - areas == set()


def test_a_page_without_place_is_open_to_those_who_may_its_act(
    client: Client, user: User, role: Role
) -> None:
    client.force_login(user)
    wrong = []
    for name, page in named_pages():
        acts = acts_of_page(name)
        if page.pattern.converters or not acts or name in OVER_ALL:
            continue
        status = client.get(reverse(name)).status_code
        if (status == 403) == opens(role, acts):
            wrong.append((name, acts, status))
    assert wrong == []


def test_a_page_of_a_place_is_open_where_its_act_may_be_done(
    client: Client, user: User, role: Role
) -> None:
    client.force_login(user)
    wrong = []
    for page in matrix.PAGES:
        acts = acts_of_page(page.name)
        for kwargs, there in ((page.here, False), (page.there, True)):
            if kwargs is None:
                continue
            # Whoever has the own record alone has no organisation.
            placed = there or (role.own and kwargs["uid"] in {matrix.HERE, matrix.THERE})
            status = client.get(reverse(page.name, kwargs=kwargs)).status_code
            if (status in REFUSED) == opens(role, acts, there=placed):
                wrong.append((page.name, dict(kwargs), acts, status))
    assert wrong == []


def test_a_group_of_the_record_is_shown_to_those_who_may_see_it(
    client: Client, user: User, role: Role
) -> None:
    client.force_login(user)
    for group, act in matrix.GROUPS.items():
        here = client.get(reverse("members:sheet", args=["binh", group])).status_code
        there = client.get(reverse("members:sheet", args=["em", group])).status_code
        assert (here in REFUSED) != opens(role, (act,)), group
        assert there in REFUSED, group


def test_a_deed_is_done_where_its_act_may_be_done(
    ids: Mapping[str, int], user: User, role: Role
) -> None:
    actor = actor_of(user)
    wrong = []
    for deed in matrix.DEEDS:
        for there in (False, True):
            person, other = ("em", "giang") if there else ("binh", "cuong")
            org = ids[matrix.THERE if there else matrix.HERE]
            done = tried(deed, actor, person, org, other)
            own = role.code != MEMBER and opens(role, (deed.act,), there=there)
            if done != own:
                wrong.append((deed.name, "there" if there else "here", done))
    for deed in matrix.UNPLACED:
        done = tried(deed, actor, "binh", 0, "cuong")
        if done != opens(role, (deed.act,)):
            wrong.append((deed.name, "anywhere", done))
    assert wrong == []


def tried(deed: matrix.Deed, actor: Any, person: str, org: int, other: str) -> bool:
    """Say whether the rights let a deed be done; what the rules say to it does not matter."""
    try:
        with transaction.atomic():
            deed.do(actor, person, org, other)
            transaction.set_rollback(True)
    except (PermissionDenied, Http404):
        return False
    except RuleError as error:
        return UNSEEN.isdisjoint(each.code for each in error.verdict.against)
    return True


def test_lists_and_counts_hold_nobody_of_another_branch(
    client: Client, user: User, role: Role
) -> None:
    client.force_login(user)
    for name in ("members:home", "honours:home", "quality:home", "posts:home", "cases:home"):
        answer = client.get(reverse(name))
        if answer.status_code == 200:
            page = answer.content.decode()
            assert ("Đỗ Văn Em" in page, "Vũ Thị Giang" in page) == (False, False), name
    for key in (matrix.ROOT, matrix.THERE, "tinh"):
        page = client.get(reverse("orgs:detail", args=[key])).content.decode()
        assert ("Đỗ Văn Em" in page, "4 đảng viên" in page) == (False, False), key


def test_figures_begin_with_the_own_organisation(client: Client, user: User, role: Role) -> None:
    client.force_login(user)
    answer = client.get(reverse("reports:home"))
    if role.own or answer.status_code != 200:
        return
    page = answer.content.decode()
    assert ("Đảng bộ Ngành Y tế" in page, "Đảng bộ tỉnh Ví Dụ" in page) == (True, False)


def test_a_list_tells_nothing_of_somebody_in_another_branch(ids: Mapping[str, int]) -> None:
    user = User.objects.create(username="ai-do", demonstration=True)
    grant_role(
        actor=OPERATOR,
        username="ai-do",
        role="grassroots_officer",
        org=ids[matrix.HERE],
        start=date(2023, 1, 1),
        reason="ví dụ",
    )
    people = dict(Person.objects.values_list("uid", "pk"))
    asked = {"persons": {uid: people[uid] for uid in ("binh", "em")}, "rows": [], "on": matrix.DAY}

    told = known_of(actor=actor_of(user), **asked)

    assert told["binh"].values["name"] == "Trần Thị Bình"
    assert dict(told["em"].values) == {"key": "em"}


def test_a_refused_page_names_the_right_that_is_missing(
    client: Client, ids: Mapping[str, int]
) -> None:
    client.force_login(User.objects.create(username="moi-den", demonstration=True))

    answer = client.get(reverse("members:home"))

    assert answer.status_code == 403
    assert "“Xem danh sách, số liệu và lý lịch đảng viên”" in answer.content.decode()
