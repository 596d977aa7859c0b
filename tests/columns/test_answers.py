"""Hold what columns answer against what the tables answer, whatever was recorded in between."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest
from django.conf import LazySettings
from django.db import transaction
from factories.orgs import REAL_KINDS, orgs
from factories.small_membership import happen, identity
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from members.test_conservation import record
from oracle.memberships import DAYS, FIRST, TOP, story

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.columns.commands.making import keep_columns
from dangbo.columns.queries import counts_on, measure_of, measures
from dangbo.columns.queries.holding import forget, ready
from dangbo.members.commands import correct_events
from dangbo.members.queries import MemberFilters
from dangbo.orgs.access import paths_on
from dangbo.orgs.commands import correct, decide
from dangbo.orgs.queries.indicators import Asked
from dangbo.reports import queries
from dangbo.rules.days import DAY

pytestmark = pytest.mark.django_db
CODES = (
    *("dang_vien", "dang_vien_chinh_thuc", "dang_vien_du_bi", "dang_vien_mien_sinh_hoat"),
    *("dang_vien_nu", "dang_vien_dan_toc_thieu_so", "dang_vien_ton_giao"),
    *("trinh_do_dai_hoc_tro_len", "llct_trung_cap_tro_len", "llct_cu_nhan_cao_cap"),
    *("chu_doanh_nghiep", "giu_moi_lien_he_noi_cu_tru", "ty_le_dang_vien_nu"),
)
FEW = ("dang_vien", "dang_vien_du_bi", "ty_le_dang_vien_nu")
ON = date(2017, 1, 1)
OFFICIAL = frozenset({"official"})
Told = dict[str, object]


def told(org: int, on: date, codes: tuple[str, ...] = CODES, actor: Actor = OPERATOR) -> Told:
    """Return the values of an organisation, of those below, and its course by years."""
    found: Told = {}
    for code in codes:
        asked = queries.ask(actor=actor, org=org, on=on, start=date(2014, 1, 1))
        parts = queries.below(code, asked)
        found[code] = (
            queries.value_of(code, asked),
            [(each.id, each.value, each.own) for each in parts],
            [each.value for each in queries.series(code, asked, "year")],
        )
    return found


def by_tables(
    settings: LazySettings,
    org: int,
    on: date,
    codes: tuple[str, ...] = CODES,
    actor: Actor = OPERATOR,
) -> Told:
    """Return what the tables answer."""
    before, settings.COLUMNS_FROM = settings.COLUMNS_FROM, 10**9
    try:
        return told(org, on, codes, actor)
    finally:
        settings.COLUMNS_FROM = before


def number(asked: Asked) -> int:
    """Return how many members there are."""
    value = queries.value_of("dang_vien", asked)
    assert value
    return value.part


def asked_of(columns: bool) -> None:
    """Insist that what was just asked was answered from columns, or that it was not."""
    assert (ready(measures()) is not None) is columns


def test_columns_answer_what_the_tables_do(
    as_large: Path, settings: LazySettings, ids: Mapping[str, int]
) -> None:
    keep_columns()

    asked_of(columns=True)
    assert told(ids["khoi"], ON) == by_tables(settings, ids["khoi"], ON)
    for org, day in (("khoi", date(2015, 5, 31)), ("bao-dai", ON), ("bao", ON)):
        here = told(ids[org], day, FEW)
        assert here == by_tables(settings, ids[org], day, codes=FEW)


def test_who_was_counted_is_told_when_asked(as_large: Path, ids: Mapping[str, int]) -> None:
    keep_columns()

    asked = queries.ask(actor=OPERATOR, org=ids["y-te"], on=ON)
    found = queries.below("dang_vien_nu", asked)
    (part,) = (each for each in found if each.uid == "y-te-1")
    assert part.value
    assert part.value.part == len(part.items) == 1


def test_without_columns_the_tables_answer(as_large: Path, ids: Mapping[str, int]) -> None:
    asked_of(columns=False)

    asked = queries.ask(actor=OPERATOR, org=ids["khoi"], on=ON)
    assert number(asked) == 5


def enter(ids: Mapping[str, int]) -> Act:
    since = {"standing": "official", "admitted": "2006-01-01", "counted_from": "2006-01-01"}
    who = {"person": "moi", "identity": {**identity("em"), "name": "Lò Thị Mới"}}
    return happen(date(2016, 7, 1), {"change": "enter", "org": ids["y-te-2"], **who, **since})


def test_acts_are_laid_over_columns(
    as_large: Path, settings: LazySettings, ids: Mapping[str, int]
) -> None:
    keep_columns()
    khoi = ids["khoi"]
    entered = enter(ids)
    happen(date(2016, 8, 1), {"change": "transfer", "person": "an", "org": ids["y-te-1"]})
    happen(date(2016, 9, 1), {"change": "die", "person": "chau"})
    happen(
        date(2016, 9, 1),
        {"change": "attribute", "person": "moi", "kind": "education", "value": "dai_hoc"},
        {"change": "exempt", "person": "dung"},
        {"change": "identify", "person": "binh", "identity": {"sex": "nam", "ethnicity": "tay"}},
    )
    assert told(khoi, ON, FEW) == by_tables(settings, khoi, ON, codes=FEW)
    moved = {"change": "move", "orgs": [ids["y-te-1"]], "superior": ids["bao-dai"]}
    act = decide(actor=OPERATOR, on=date(2016, 10, 1), changes=[moved], reason="ví dụ")
    assert told(khoi, ON, FEW) == by_tables(settings, khoi, ON, codes=FEW)
    correct(actor=OPERATOR, act=act.seq, void=True, reason="ví dụ")
    correct_events(actor=OPERATOR, act=entered.seq, on=date(2016, 7, 9), reason="ví dụ")

    asked_of(columns=True)
    assert told(khoi, ON) == by_tables(settings, khoi, ON)
    laid_over = told(khoi, ON, FEW)
    assert keep_columns(anew=True)
    forget()
    assert told(khoi, ON, FEW) == laid_over


def test_what_was_rolled_back_is_forgotten(
    as_large: Path, settings: LazySettings, ids: Mapping[str, int]
) -> None:
    keep_columns()
    khoi = ids["khoi"]
    before = told(khoi, ON, FEW)
    with transaction.atomic():
        enter(ids)
        assert told(khoi, ON, FEW) != before
        transaction.set_rollback(True)

    assert told(khoi, ON, FEW) == before
    happen(date(2016, 9, 1), {"change": "die", "person": "chau"})
    asked_of(columns=True)
    assert told(khoi, ON, FEW) == by_tables(settings, khoi, ON, codes=FEW)


def test_what_was_known_on_a_day_is_asked_of_the_tables(
    as_large: Path, ids: Mapping[str, int]
) -> None:
    keep_columns()

    asked = queries.ask(actor=OPERATOR, org=ids["khoi"], on=ON, known=date(2020, 1, 15))
    assert number(asked) == 0


def test_only_whoever_may_read_all_below_is_answered_from_columns(
    as_large: Path, settings: LazySettings, ids: Mapping[str, int]
) -> None:
    keep_columns()
    paths = dict(paths_on(OPERATOR, on=ON, known=None).values_list("org", "path"))
    mine = Actor("một ngành", branches=(paths[ids["y-te"]],))
    everyone = [MemberFilters()]

    def may(org: str) -> bool:
        within = [paths[ids[org]]]
        return counts_on(actor=mine, within=within, on=ON, filters=everyone) is not None

    assert (may("y-te"), may("y-te-1"), may("khoi"), may("bao-dai")) == (True, True, False, False)


def test_what_depends_on_the_day_has_no_measure() -> None:
    filters = (MemberFilters(ages=(18, 30)), MemberFilters(party_ages=(30, None)))

    assert [measure_of(each) for each in filters] == [None, None]
    assert measure_of(MemberFilters(temporary="out")) is None
    assert measure_of(MemberFilters(sex="nu", minority=True)) is None
    assert measure_of(MemberFilters(minority=False)) is None
    assert len(measures()) == 12


@hypothesis_settings(
    max_examples=100 if hypothesis_settings().max_examples > 200 else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    seeds=st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=12),
    chance=st.randoms(use_true_random=False),
)
def test_on_drawn_histories_columns_answer_what_the_tables_do(
    as_large: Path, settings: LazySettings, seeds: list[int], chance: Random
) -> None:
    codes = ("dang_vien_chinh_thuc", "dang_vien_mien_sinh_hoat")
    own = [MemberFilters(standing=OFFICIAL), MemberFilters(activity=frozenset({"exempt"}))]
    kept = [measure for each in own if (measure := measure_of(each))]
    with transaction.atomic():
        drawn = story(REAL_KINDS, orgs(14), seeds)
        acts = [act for act, holds in drawn.attempts if holds]
        at = chance.randrange(len(acts))
        for act in acts[:at]:
            record(act)
        keep_columns(anew=True)
        for act in acts[at:]:
            record(act)
            assert ready(kept) is not None
        top = drawn.orgs[TOP]
        on = FIRST + chance.randrange(DAYS + 1) * DAY
        assert told(top, on, codes) == by_tables(settings, top, on, codes=codes)
        transaction.set_rollback(True)
    forget()
