"""Prove questions by example, and that a branch's actor is answered with the rest left out."""

from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import transaction
from factories.ledgers import change
from factories.orgs import PARTY, known_on, orgs, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import answers
from oracle.histories import History, history
from orgs.questions import Probe, happening, probes

from dangbo.accounts.access import NOBODY, OPERATOR, Actor
from dangbo.orgs import queries
from dangbo.orgs.commands import correct, decide, record_alias
from dangbo.orgs.queries import AmbiguousOrg, Pair, UnknownOrg
from dangbo.rules.paths import segment

pytestmark = pytest.mark.django_db

Raw = dict[str, object]
WAS, NOW = date(2010, 1, 1), date(2020, 1, 1)
PROVINCE, COMMITTEE, BASE, CELL = (
    "dang_bo_tinh",
    "dang_bo_cap_tren",
    "dang_bo_co_so",
    "chi_bo_truc_thuoc",
)


def found(org: int, name: str, kind: str, superior: int | None) -> Raw:
    return change("found", org=org, name=name, kind=kind, superior=superior)


def settle(on: date, *changes: Raw, recorded: date | None = None) -> int:
    return decide(actor=OPERATOR, on=on, changes=changes, recorded=recorded).seq


@pytest.fixture
def tree() -> list[int]:
    """Return a province, a committee, two grassroots organisations and a cell, from 2010 on."""
    province, committee, one, two, cell, *spare = orgs(8)
    settle(
        WAS,
        found(province, "Đảng bộ tỉnh", PROVINCE, None),
        found(committee, "Đảng bộ Khối", COMMITTEE, province),
        found(one, "Đảng bộ Sở Y tế", BASE, committee),
        found(two, "Đảng bộ Sở Đất đai", BASE, committee),
        found(cell, "Chi bộ Văn phòng", CELL, one),
        recorded=date(2021, 1, 1),
    )
    return [province, committee, one, two, cell, *spare]


def found_ids(text: str, on: date = NOW, known: date | None = None) -> list[int]:
    matches = queries.search(actor=OPERATOR, text=text, on=on, known=known)
    return [each.id for each in matches]


class TestFinding:
    @pytest.mark.parametrize("text", ["sở y tế", "so y te", "SỞ Y TẾ", "Y Tế Sở", "đảng bộ y"])
    def test_search_is_blind_to_accents_case_and_order(self, tree: list[int], text: str) -> None:
        assert found_ids(text) == [tree[2]]

    def test_search_knows_d_with_stroke(self, tree: list[int]) -> None:
        assert found_ids("dat dai") == [tree[3]]

    def test_search_finds_a_name_of_the_past_and_says_when_it_was_borne(
        self, tree: list[int]
    ) -> None:
        settle(date(2015, 6, 1), change("rename", org=tree[2], name="Đảng bộ Bệnh viện"))

        (match,) = queries.search(actor=OPERATOR, text="y tế", on=NOW)

        assert (match.name, match.met) == ("Đảng bộ Bệnh viện", "Đảng bộ Sở Y tế")
        assert (match.start, match.end) == (WAS, date(2015, 6, 1))

    def test_search_as_known_before_a_renaming_shows_no_end(self, tree: list[int]) -> None:
        settle(
            date(2015, 6, 1),
            change("rename", org=tree[2], name="Đảng bộ Bệnh viện"),
            recorded=date(2022, 1, 1),
        )

        (match,) = queries.search(actor=OPERATOR, text="y tế", on=NOW, known=date(2021, 12, 31))

        assert (match.name, match.end) == ("Đảng bộ Sở Y tế", None)

    def test_alias_is_found_only_once_it_is_known(self, tree: list[int]) -> None:
        record_alias(actor=OPERATOR, org=tree[2], name="Ngành y", recorded=date(2022, 1, 1))

        assert found_ids("nganh y") == [tree[2]]
        assert found_ids("nganh y", known=date(2021, 12, 31)) == []

    def test_alias_of_one_that_nothing_is_believed_of_is_passed_over(self, tree: list[int]) -> None:
        record_alias(actor=OPERATOR, org=tree[5], name="Ngành y")

        assert found_ids("nganh y") == []

    @pytest.mark.parametrize("text", ["", "  ", "\0", "(", "%"])
    def test_text_without_letters_or_digits_finds_nobody(self, tree: list[int], text: str) -> None:
        assert found_ids(text) == []
        with pytest.raises(UnknownOrg):
            queries.find_org(actor=OPERATOR, text=text, on=NOW)

    def test_find_org_takes_a_key_a_code_or_a_name(self, tree: list[int]) -> None:
        settle(date(2015, 1, 1), change("recode", org=tree[3], code="07"))
        settle(date(2016, 1, 1), change("recode", org=tree[3], code="08"))

        for text in ("o-4", "07", "08", "Đảng bộ Sở Đất đai", "dang bo so dat dai", "dat dai"):
            assert queries.find_org(actor=OPERATOR, text=text, on=NOW).id == tree[3]

    def test_find_org_names_those_that_match(self, tree: list[int]) -> None:
        with pytest.raises(AmbiguousOrg) as raised:
            queries.find_org(actor=OPERATOR, text="đảng bộ sở", on=NOW)

        assert sorted(each.id for each in raised.value.matches) == [tree[2], tree[3]]

    def test_find_org_names_those_that_come_close(self, tree: list[int]) -> None:
        with pytest.raises(UnknownOrg) as raised:
            queries.find_org(actor=OPERATOR, text="Đảng bộ Sở Y tá", on=NOW)

        assert raised.value.nearest[0].id == tree[2]

    def test_find_org_prefers_who_bears_the_name_on_the_day(self, tree: list[int]) -> None:
        settle(date(2015, 1, 1), change("rename", org=tree[2], name="Đảng bộ A"))
        settle(date(2016, 1, 1), change("rename", org=tree[3], name="Đảng bộ Sở Y tế"))

        def met(on: date) -> int:
            return queries.find_org(actor=OPERATOR, text="Đảng bộ Sở Y tế", on=on).id

        assert (met(date(2014, 1, 1)), met(NOW)) == (tree[2], tree[3])

    def test_key_of_which_nothing_is_believed_is_unknown(self, tree: list[int]) -> None:
        for text, known in (("o-6", None), ("o-2", date(2020, 12, 31))):
            with pytest.raises(UnknownOrg):
                queries.find_org(actor=OPERATOR, text=text, on=NOW, known=known)


class TestKnown:
    def test_day_of_knowledge_means_its_last_act(self, tree: list[int]) -> None:
        for name in ("A", "B"):
            settle(
                date(2015, 1, 1) if name == "A" else date(2016, 1, 1),
                change("rename", org=tree[2], name=name),
                recorded=date(2022, 1, 1),
            )

        def name_known(known: date) -> str:
            return queries.names_on(actor=OPERATOR, orgs=[tree[2]], on=NOW, known=known)[
                tree[2]
            ].name

        assert name_known(date(2021, 12, 31)) == "Đảng bộ Sở Y tế"
        assert name_known(date(2022, 1, 1)) == name_known(date(2030, 1, 1)) == "B"

    def test_before_the_first_act_nothing_is_known(self, tree: list[int]) -> None:
        known = date(2020, 12, 31)

        assert queries.tree(actor=OPERATOR, on=NOW, known=known) == []
        assert queries.versions_of(actor=OPERATOR, org=tree[0], known=known) == []


class TestCorrespondence:
    def pairs(self, start: date = date(2012, 1, 1), end: date = NOW) -> list[Pair]:
        return queries.correspondence(actor=OPERATOR, start=start, end=end)

    def test_chain_of_mergers_is_followed_to_its_end(self, tree: list[int]) -> None:
        _, committee, one, two, _, merged, last, _ = tree
        new = {"name": "Mới", "kind": BASE, "superior": committee}
        settle(date(2013, 1, 1), change("merge", sources=[one, two], result={"org": merged, **new}))
        settle(
            date(2014, 1, 1),
            change(
                "split",
                source=merged,
                results=[{"org": merged}, {"org": last, **new}],
            ),
        )

        assert [each for each in self.pairs() if each.source in {one, two}] == [
            Pair(one, merged, whole=False),
            Pair(one, last, whole=False),
            Pair(two, merged, whole=False),
            Pair(two, last, whole=False),
        ]

    def test_one_that_ends_without_successor_has_no_result(self, tree: list[int]) -> None:
        settle(date(2013, 1, 1), change("dissolve", org=tree[3]))
        row = {"source": tree[4], "result": None, "part": "whole"}
        settle(date(2014, 1, 1), change("regroup", rows=[row]))

        assert [each for each in self.pairs() if each.result is None] == [
            Pair(tree[3], None, whole=True),
            Pair(tree[4], None, whole=True),
        ]

    def test_newcomer_has_no_source(self, tree: list[int]) -> None:
        settle(date(2013, 1, 1), found(tree[5], "Mới", BASE, tree[1]))

        assert [each for each in self.pairs() if each.source is None] == [
            Pair(None, tree[5], whole=True)
        ]

    def test_change_of_the_first_day_is_past_that_of_the_last_is_not(self, tree: list[int]) -> None:
        settle(date(2013, 1, 1), change("absorb", sources=[tree[3]], result=tree[2]))
        day, eve = date(2013, 1, 1), date(2012, 12, 31)

        assert tree[3] not in {each.source for each in self.pairs(start=day)}
        assert Pair(tree[3], tree[2], whole=True) in self.pairs(start=eve, end=day)
        assert Pair(tree[3], tree[3], whole=True) in self.pairs(start=eve, end=eve)


class TestCounts:
    def test_grassroots_organisations_and_cells_are_told_apart(self, tree: list[int]) -> None:
        settle(date(2013, 1, 1), found(tree[5], "Chi bộ cơ sở", "chi_bo_co_so", tree[1]))

        counts = queries.counts_below(actor=OPERATOR, org=tree[1], on=NOW)

        assert counts.by_kind == {BASE: 2, "chi_bo_co_so": 1, CELL: 1}
        assert (counts.total, counts.grassroots, counts.cells) == (4, 3, 2)
        assert (counts.grassroots_with_cells, counts.grassroots_cells) == (2, 1)

    def test_one_that_does_not_stand_has_nobody_below(self, tree: list[int]) -> None:
        counts = queries.counts_below(actor=OPERATOR, org=tree[1], on=date(2009, 12, 31))

        assert (counts.total, counts.by_kind) == (0, {})


class TestTree:
    def test_each_level_is_in_vietnamese_order(self, tree: list[int]) -> None:
        for org, name in zip(tree[5:], ("Đảng bộ Ă", "Đảng bộ A", "Đảng bộ B"), strict=True):
            settle(date(2013, 1, 1), found(org, name, BASE, tree[1]))

        names = [each.name for each in queries.children(actor=OPERATOR, org=tree[1], on=NOW)]

        assert names == [
            "Đảng bộ A",
            "Đảng bộ Ă",
            "Đảng bộ B",
            "Đảng bộ Sở Đất đai",
            "Đảng bộ Sở Y tế",
        ]

    def test_voided_decision_is_not_told_of_as_known_now(self, tree: list[int]) -> None:
        act = settle(date(2013, 1, 1), change("rename", org=tree[2], name="Nhầm"))
        correct(actor=OPERATOR, act=act, void=True, reason="ghi nhầm")

        assert queries.decision(actor=OPERATOR, act=act) is None
        assert act not in {each.act_id for each in queries.decisions(actor=OPERATOR)}


# Actors


SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=5, max_size=12)
few = settings(
    max_examples=settings().max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def branch_of(told: History, chance: Random) -> tuple[Actor, set[int]]:
    """Choose a place where somebody stands or stood: its branch's actor, and whom it sees."""
    register = told.now
    everywhere = [
        (org, chain)
        for org in answers.ever(register)
        for _, _, chain in answers.places(register, org)
    ]
    if not everywhere:
        return NOBODY, set()
    _, top = chance.choice(everywhere)
    branch = "".join(segment(each) for each in top)
    seen = {org for org, chain in everywhere if chain[: len(top)] == top}
    return Actor("branch", branches=(branch,)), seen


@few
@given(seeds=SEEDS, chance=st.randoms(use_true_random=False))
def test_actor_of_a_branch_is_answered_with_the_rest_left_out(
    everybody: list[int], seeds: list[int], chance: Random
) -> None:
    told = history(PARTY, everybody, seeds)

    with transaction.atomic():
        for act in told.journal:
            record(act)
        actor, seen = branch_of(told, chance)
        for at in probes(told.beliefs, known_on, chance, number=2):
            compare_days(at, actor, seen)
            compare_periods(at, actor, seen)
        transaction.set_rollback(True)


@pytest.fixture
def everybody() -> list[int]:
    return orgs(12)


def compare_days(at: Probe, actor: Actor, seen: set[int]) -> None:
    every = {"on": at.day, "known": at.known}
    whole = queries.tree(actor=OPERATOR, **every)
    mine = [row for row in whole if row.id in seen]
    assert queries.tree(actor=actor, **every) == mine
    below = answers.below(at.register, at.org, at.day) & seen
    visible = at.org in seen
    branch = queries.tree(actor=actor, org=at.org, **every)
    stands = at.org in answers.state_on(at.register, at.day)
    assert {row.id for row in branch} == ({at.org} | below if visible and stands else set())
    counts = queries.counts_below(actor=actor, org=at.org, **every)
    assert counts.total == (len(below) if visible else 0)
    for row in (
        *queries.roots(actor=actor, **every),
        *queries.children(actor=actor, org=at.org, **every),
    ):
        assert row.id in seen
        assert row.below == len(answers.below(at.register, row.id, at.day) & seen)
        assert row.children == len([each for each in mine if each.superior == row.id])
    for text in (at.text, ""):
        ours = queries.search(actor=OPERATOR, text=text, **every)
        theirs = queries.search(actor=actor, text=text, **every)
        assert theirs == [each for each in ours if each.id in seen]
    everybody = answers.ever(at.register)
    names = queries.names_on(actor=OPERATOR, orgs=everybody, **every)
    assert queries.names_on(actor=actor, orgs=everybody, **every) == {
        org: name for org, name in names.items() if org in seen
    }


def compare_periods(at: Probe, actor: Actor, seen: set[int]) -> None:
    known = {"known": at.known}
    life = queries.versions_of(actor=OPERATOR, org=at.org, **known)
    assert queries.versions_of(actor=actor, org=at.org, **known) == (life if at.org in seen else [])
    touching = {act for _, act, _, _, org, _ in at.register.touched if org in seen}
    decisions = queries.decisions(actor=actor, **known)
    assert {row.act_id for row in decisions} == touching
    period = {"start": at.day, "end": at.later, **known}
    changes = queries.changes_between(actor=OPERATOR, **period)
    assert [happening(row) for row in queries.changes_between(actor=actor, **period)] == [
        happening(row) for row in changes if row.org in seen
    ]
    pairs = queries.correspondence(actor=actor, **period)
    assert set(map(tuple, pairs)) == answers.correspondence(
        at.register, at.day, at.later, sources=seen, newcomers=seen
    )
    lineage = queries.lineage(actor=actor, org=at.org, **known)
    assert {each.source for each in lineage.links} <= seen
    assert visible_links(at, seen, back=False) == {
        (each.source, each.result, each.on, each.act, each.position, each.whole)
        for each in lineage.links
        if not each.back
    }


def visible_links(at: Probe, seen: set[int], *, back: bool) -> set[tuple[Any, ...]]:
    """Return the oracle's links from an organisation, knowing only sources that are seen."""
    handed = at.register.handed
    at.register.handed = [row for row in handed if row[3] in seen]
    try:
        return answers.links(at.register, at.org, back=back)
    finally:
        at.register.handed = handed


def test_nobody_is_answered_nothing(tree: list[int]) -> None:
    asked: dict[str, Any] = {"actor": NOBODY, "on": NOW}
    period: dict[str, Any] = {"actor": NOBODY, "start": WAS, "end": NOW}

    assert queries.tree(**asked) == []
    assert queries.roots(**asked) == []
    assert queries.search(text="đảng", **asked) == []
    assert list(queries.decisions(actor=NOBODY)) == []
    assert queries.changes_between(**period) == []
    assert queries.correspondence(**period) == []
    assert queries.lineage(actor=NOBODY, org=tree[2]).links == ()
    assert queries.versions_of(actor=NOBODY, org=tree[2]) == []
