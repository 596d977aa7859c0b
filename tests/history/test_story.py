"""Prove that invented stories obey the rules and come out at the published counts, untold yet."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.history.demonstration.catalogue import catalogue
from dangbo.history.demonstration.drafts import Brief, Draft, Move
from dangbo.history.demonstration.story import story
from dangbo.history.demonstration.writing import issuer_code, term_of
from dangbo.rules.calibration import Anchor
from dangbo.rules.changes import normal
from dangbo.rules.keyed_changes import begun_in, orgs_in, renamed
from dangbo.rules.ledger import Ledger
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.projection import Revision
from dangbo.rules.replay import DatedAct
from dangbo.rules.sizes import Measure, Size
from dangbo.rules.timelines import State, at
from dangbo.rules.working_days import is_working_day

COMMITTEE, PROVINCE, TOWN = "khoi", "tinh", "thi-xa"
FOUNDED = date(1964, 9, 4)
MOVED = date(2022, 4, 12)
TOWN_KNOWN = date(2022, 4, 11)
# As a share of the profile's examples: each tells a whole story to a register.
ONE_IN = 2
STORIES = settings().max_examples // ONE_IN


class Register:
    """A register in memory that every decision of a story is put to."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.ids: dict[str, int] = {}
        self.ledger = Ledger(org_kinds())
        self.seq = 0
        top = {"change": "import", "org": PROVINCE, "name": "T", "kind": "dang_bo_tinh"}
        self.decide(FOUNDED, [top, committee_at(COMMITTEE)])
        self.decide(TOWN_KNOWN, [committee_at(TOWN)])
        for draft in drafts:
            self.decide(draft.on, draft.changes)

    def decide(self, on: date, changes: Iterable[Mapping[str, Any]]) -> None:
        self.seq += 1
        told = [renamed(change, self.id) for change in changes]
        act = DatedAct(self.seq, on, tuple(normal(change) for change in told))
        self.ledger.take(Revision(self.seq, act), by=self.seq)

    def id(self, key: str) -> int:
        return self.ids.setdefault(key, len(self.ids) + 1)

    def standing(self, day: date) -> dict[int, State]:
        found = {}
        for org in self.ids.values():
            rows = [entry.fact for _, entry in self.ledger.version_rows.now(org)]
            version = at(sorted(rows, key=lambda each: each.start), day)
            if version is not None:
                found[org] = version.state
        return found

    def size(self, day: date) -> Size:
        """Count on a day by climbing from every organisation to the top."""
        standing = self.standing(day)
        kinds = [
            state.kind
            for org, state in standing.items()
            if org != self.id(COMMITTEE) and self.id(COMMITTEE) in climb(org, standing)
        ]
        return Size(
            kinds.count("dang_bo_co_so"),
            kinds.count("chi_bo_co_so"),
            kinds.count("chi_bo_truc_thuoc"),
        )


def climb(org: int | None, standing: Mapping[int, State]) -> list[int]:
    found = []
    while org is not None:
        found.append(org)
        org = standing[org].superior
    return found


def committee_at(key: str) -> dict[str, Any]:
    kind, name = "dang_bo_cap_tren", f"Đảng bộ {key}"
    return {"change": "import", "org": key, "name": name, "kind": kind, "superior": PROVINCE}


def anchors_at(name: str, start: date, end: date, size: Size) -> list[Anchor]:
    return [Anchor(f"{name}-{each}", each, size.value(each), start, end) for each in Measure]


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    anchors: list[Anchor] = []
    day = FOUNDED + timedelta(days=draw(st.integers(0, 3_000)))
    for place in range(draw(st.integers(1, 3))):
        base = draw(st.integers(0, 12))
        spare = draw(st.integers(0, 30)) if base else 0
        size = Size(base, draw(st.integers(0, 15)), 2 * base + spare)
        last = day + timedelta(days=draw(st.integers(0, 40)))
        anchors += draw(
            st.lists(st.sampled_from(anchors_at(str(place), day, last, size)), min_size=1)
        )
        day = last + timedelta(days=draw(st.integers(1, 3) | st.integers(40, 6_000)))
    last = max(each.end for each in anchors)
    count = draw(st.none() | st.integers(1, 9))
    moves = (Move(last + timedelta(days=100), count),) if draw(st.booleans()) else ()
    return Brief(COMMITTEE, FOUNDED, None, last + timedelta(days=700), tuple(anchors), moves)


@given(brief=briefs(), seed=st.integers(0, 9))
@settings(max_examples=STORIES)
def test_register_of_a_story_counts_what_is_published(brief: Brief, seed: int) -> None:
    register = Register(story(brief=brief, seed=seed))

    for anchor in brief.anchors:
        counted = {register.size(day).value(anchor.measure) for day in (anchor.start, anchor.end)}
        assert counted == {anchor.value}


def real_brief() -> Brief:
    reopened = date(1985, 12, 22)
    return Brief(
        committee=COMMITTEE,
        since=FOUNDED,
        until=None,
        last=date(2024, 12, 31),
        anchors=(
            *anchors_at("1985", reopened, reopened, Size(26, 45, 130)),
            *anchors_at("2020", date(2020, 2, 1), date(2020, 2, 1), Size(37, 24, 333)),
            *anchors_at("2022", date(2022, 9, 4), date(2022, 9, 4), Size(52, 30, 517)),
        ),
        moves=(
            Move(reopened, None),
            Move(MOVED, 17, ((TOWN, "dang_bo_cap_tren", TOWN_KNOWN),), "537-qd-tu-2022"),
        ),
    )


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, ...]:
    return story(brief=real_brief(), seed=0)


@pytest.fixture(scope="module")
def register(drafts: tuple[Draft, ...]) -> Register:
    return Register(drafts)


def test_story_is_the_same_for_a_seed(drafts: tuple[Draft, ...]) -> None:
    again, other = (story(brief=real_brief(), seed=seed) for seed in (0, 1))

    assert (drafts == again, drafts == other) == (True, False)


def test_story_has_a_life_of_many_kinds_of_change(drafts: tuple[Draft, ...]) -> None:
    kinds = {str(change["change"]) for draft in drafts for change in draft.changes}

    wanted = {"import", "found", "retype", "rename", "merge", "absorb", "move", "dissolve"}
    assert wanted - kinds == set()


def test_those_who_move_in_stood_under_the_town_before(
    drafts: tuple[Draft, ...], register: Register
) -> None:
    [moved] = [draft for draft in drafts if draft.move and draft.move.paper]
    orgs = [register.id(key) for key in moved.changes[0]["orgs"]]
    before, after = register.standing(TOWN_KNOWN), register.standing(MOVED)

    assert len(orgs) == 17
    assert {register.id(TOWN) in climb(org, before) for org in orgs} == {True}
    assert {after[org].superior for org in orgs} == {register.id(COMMITTEE)}
    assert register.size(MOVED).grassroots - register.size(TOWN_KNOWN).grassroots == 17


def test_grassroots_cells_stood_in_an_invented_unit_of_the_town(
    drafts: tuple[Draft, ...], register: Register
) -> None:
    [moved] = [draft for draft in drafts if draft.move and draft.move.paper]
    before = register.standing(TOWN_KNOWN)
    held: dict[str, set[str]] = {}
    for key in moved.changes[0]["orgs"]:
        state = before[register.id(key)]
        held.setdefault(state.kind, set()).add(before[state.superior or 0].kind)

    assert held == {
        "dang_bo_co_so": {"dang_bo_cap_tren"},
        "chi_bo_co_so": {"dang_bo_co_so_giao_quyen"},
    }


def test_every_organisation_but_the_known_ones_is_marked_by_its_key(
    drafts: tuple[Draft, ...],
) -> None:
    named = {key for draft in drafts for change in draft.changes for _, key in orgs_in(change)}
    begun = [key for draft in drafts for change in draft.changes for key in begun_in(change)]

    assert sorted(begun) == sorted(set(begun))
    assert sorted(named - set(begun)) == [COMMITTEE, TOWN]
    assert {key.startswith(f"{COMMITTEE}.mh.") for key in begun} == {True}


def test_no_two_organisations_under_one_bear_a_name_on_a_day(register: Register) -> None:
    for day in (date(1970, 1, 1), date(1990, 1, 1), date(2010, 1, 1), date(2024, 12, 31)):
        names = [(each.superior, each.name) for each in register.standing(day).values()]
        assert sorted(names, key=str) == sorted(set(names), key=str)


def test_decisions_fall_on_working_days(drafts: tuple[Draft, ...]) -> None:
    given = [draft for draft in drafts if not draft.imports and draft.move is None]

    assert [draft.on for draft in given if not is_working_day(draft.on)] == []


def test_agencies_bear_the_name_of_their_time(register: Register) -> None:
    old = [
        each.name for each in register.standing(date(2010, 1, 1)).values() if " Ty " in each.name
    ]
    new = [
        each.name for each in register.standing(date(1964, 9, 4)).values() if " Sở " in each.name
    ]

    assert (old, new) == ([], [])


def test_enterprises_never_run_out_of_names() -> None:
    names = [catalogue().enterprise(place).name_in(2020) for place in range(2_000)]

    assert len(set(names)) == 2_000


@pytest.mark.parametrize(
    ("day", "term"),
    [(date(1985, 6, 30), 1980), (date(1985, 7, 1), 1985), (date(2024, 12, 31), 2020)],
)
def test_term_of_a_day(day: date, term: int) -> None:
    assert term_of(day) == term


@pytest.mark.parametrize(("key", "code"), [("qn-khoi", "MHQK"), ("a.b-2c", "MHAB"), ("x", "MHX")])
def test_issuer_of_invented_papers_signs_as_nobody_real(key: str, code: str) -> None:
    assert issuer_code(key) == code
