"""Rights: what roles allow together is what each allows; nobody grants to himself."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.granting import LONGEST_LOAN, Asked, may_grant, may_lend, may_withdraw
from dangbo.rules.rights import (
    MEMBER,
    READING,
    Branches,
    Held,
    Rights,
    both,
    joined,
    read_roles,
    rights_from,
    roles_on,
    shared_branches,
)

DAY = date(2026, 11, 23)
ROLES = roles_on(DAY)
# A small tree, every path of it: four levels of two each.
PATHS = [""] + [
    "".join(signs) for depth in range(1, 5) for signs in product(("000A", "000B"), repeat=depth)
]
branches = st.one_of(st.none(), st.lists(st.sampled_from(PATHS[1:]), max_size=4).map(tuple))
held = st.lists(st.builds(Held, st.sampled_from(sorted(ROLES.roles)), branches), max_size=4)


def inside(path: str, where: Branches) -> bool:
    return where is None or any(path.startswith(each) for each in where)


@given(branches, branches)
def test_branches_joined_and_shared_say_what_each_place_says(
    one: Branches, other: Branches
) -> None:
    for path in PATHS[1:]:
        either = inside(path, one) or inside(path, other)
        assert inside(path, joined(one, other)) == either
        assert inside(path, shared_branches(one, other)) == (
            inside(path, one) and inside(path, other)
        )


@given(branches, branches)
def test_joined_branches_never_lie_below_one_another(one: Branches, other: Branches) -> None:
    found = joined(one, other)
    for each in found or ():
        assert [path for path in found or () if path.startswith(each)] == [each]


@given(held)
def test_rights_allow_an_act_at_a_place_where_a_role_does(roles: list[Held]) -> None:
    rights = rights_from(roles, ROLES)
    for act in ROLES.acts:
        for path in PATHS[1:]:
            wanted = any(
                act in ROLES.roles[each.role].everywhere
                or (act in ROLES.roles[each.role].acts and inside(path, each.branches))
                for each in roles
            )
            assert inside(path, rights.over(act)) == wanted


@given(held, held)
def test_both_rights_allow_what_each_of_them_allows(one: list[Held], other: list[Held]) -> None:
    first, second = rights_from(one, ROLES), rights_from(other, ROLES)
    shared = both(first, second)
    for act in ROLES.acts:
        for path in PATHS[1:]:
            wanted = inside(path, first.over(act)) and inside(path, second.over(act))
            assert inside(path, shared.over(act)) == wanted


def test_an_act_lent_is_allowed_everywhere_and_no_other() -> None:
    rights = Rights((("case.decide", ("000A",)),))
    lent = rights.with_everywhere(["member.change"])
    assert (lent.over("member.change"), lent.over("case.decide")) == (None, ("000A",))
    assert (rights.over("member.change"), lent.over("org.change")) == ((), ())


def test_the_technical_administrator_and_the_auditor_see_no_member() -> None:
    for code in ("administrator", "auditor"):
        role = ROLES.roles[code]
        assert role.whole
        assert not (role.acts | role.everywhere) & READING


def test_leaders_propaganda_and_auditor_change_nothing() -> None:
    for code in ("leadership", "committee_member", "treasurer", "auditor", "member"):
        changing = ROLES.roles[code].acts - READING - {"audit.read", "confidential.open"}
        assert changing == set(), code


@pytest.mark.parametrize(
    ("body", "title", "kind", "roles"),
    [
        ("chi_uy", "bi_thu_chi_bo", "chi_bo_truc_thuoc", ("cell_secretary",)),
        ("chi_uy", "chi_uy_vien", "chi_bo_truc_thuoc", ("committee_member",)),
        ("chi_bo", "bi_thu_chi_bo", "chi_bo_co_so", ("grassroots_secretary",)),
        ("bch", "bi_thu", "dang_bo_co_so", ("grassroots_secretary",)),
        ("bch", "bi_thu", "dang_bo_cap_tren", ("leadership",)),
        ("bch", "uv_bch", "dang_bo_cap_tren", ("committee_member",)),
        ("ubkt", "uv_ubkt", "dang_bo_co_so", ("inspection_member",)),
        ("ubkt", "uv_ubkt", "dang_bo_cap_tren", ("inspection",)),
        ("btc", "truong_ban", "dang_bo_cap_tren", ("organisation",)),
        ("mttq", "chu_tich", "dang_bo_cap_tren", ()),
    ],
)
def test_posts_give_the_roles_of_the_list(
    body: str, title: str, kind: str, roles: tuple[str, ...]
) -> None:
    assert ROLES.of_post(body=body, title=title, kind=kind) == roles


def test_every_role_of_a_post_is_a_role() -> None:
    assert {role for each in ROLES.posts for role in each.roles} <= set(ROLES.roles)


def test_a_role_may_not_name_an_act_that_is_not_listed() -> None:
    text = (
        '[[set]]\nsince = 2026-01-01\nsource = "x"\n[[set.role]]\ncode = "a"\nname = "A"\n'
        'name_en = "A"\nacts = ["fly"]\n'
    )
    with pytest.raises(ValueError, match="fly"):
        read_roles(text)


def asked(role: str = "office", **more: Any) -> Asked:
    told: dict[str, Any] = {
        "over": None,
        "person": None,
        "start": DAY,
        "end": None,
        "self_given": False,
    }
    return Asked(role=role, **{**told, **more})


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (asked(), set()),
        (asked(over=3), set()),
        (asked("member", person=5), set()),
        (asked("administrator"), {"ROLE_UNKNOWN"}),
        (asked("king"), {"ROLE_UNKNOWN"}),
        (asked(self_given=True, held=True), {"SELF_GRANT", "ROLE_HELD"}),
        (asked("auditor", over=3), {"ROLE_OF_REGISTER"}),
        (asked("member"), {"PERSON_NEEDED"}),
        (asked("member", person=5, over=3), {"ROLE_OF_PERSON"}),
        (asked(person=5), {"PERSON_NOT_MEANT"}),
        (asked(end=DAY), {"ENDS_BEFORE_START"}),
        (asked(end=DAY + timedelta(days=1)), set()),
    ],
)
def test_a_grant_is_refused_with_every_reason(wanted: Asked, codes: set[str]) -> None:
    assert {each.code for each in may_grant(wanted, roles=ROLES).against} == codes


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, set()),
        ({"holds": False}, {"ROLE_NOT_OWN"}),
        ({"own": True}, {"LENT_TO_SELF"}),
        ({"role": ROLES.roles[MEMBER]}, {"ROLE_NOT_OWN"}),
        ({"role": ROLES.roles["administrator"]}, {"ROLE_NOT_OWN"}),
        ({"start": DAY - timedelta(days=1)}, {"LENT_BACKWARDS"}),
        ({"end": DAY}, {"ENDS_BEFORE_START"}),
        ({"end": DAY + LONGEST_LOAN}, set()),
        ({"end": DAY + LONGEST_LOAN + timedelta(days=1)}, {"LENT_TOO_LONG"}),
    ],
)
def test_a_role_is_lent_for_a_leave_only(change: dict[str, Any], codes: set[str]) -> None:
    told: dict[str, Any] = {
        "holds": True,
        "own": False,
        "role": ROLES.roles["organisation"],
        "start": DAY,
        "end": DAY + timedelta(days=10),
        "today": DAY,
    }
    found = may_lend(**{**told, **change})
    assert {each.code for each in found.against} == codes


def test_what_has_ended_is_not_withdrawn_again() -> None:
    end = DAY + timedelta(days=5)
    assert may_withdraw(start=DAY, end=end, on=end - timedelta(days=1)).allows
    assert not may_withdraw(start=DAY, end=end, on=end).allows
    assert may_withdraw(start=DAY, end=None, on=end).allows
