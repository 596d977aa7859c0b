"""Prove what indicators answer: by hand, by the questions they rest on, and by their own lists."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from factories.small_membership import happen
from reports.samples import enrich, honour

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.commands import correct_events
from dangbo.members.models import Event
from dangbo.members.queries import balance, member_counts
from dangbo.orgs.models import OrgPath
from dangbo.orgs.queries import counts_below
from dangbo.orgs.queries.indicators import Item, register_indicator, registered_indicators
from dangbo.reports import queries
from dangbo.reports.queries import Asked
from dangbo.rules.indicators import definitions
from dangbo.rules.rights import MEMBER_READ, ORG_READ, Rights

START, ON = date(2012, 1, 1), date(2017, 1, 1)
ORGS = ("tinh", "khoi", "y-te", "y-te-1", "bao-dai", "giam-dinh")


def asked(org: int, on: date = ON, start: date | None = START, **more: Any) -> Asked:
    return queries.ask(**{"actor": OPERATOR, "org": org, "on": on, "start": start, **more})


def amounts(org: int, on: date = ON, **more: Any) -> dict[str, str]:
    """Return the values that are not nought, by code."""
    found = queries.all_values(asked(org, on, **more))
    return {
        each.code: str(value.amount) for each, value in found if value is not None and value.part
    }


def below(code: str, question: Asked) -> dict[str, int]:
    parts = queries.below(code, question)
    return {each.uid: each.value.part for each in parts if each.value and each.value.part}


def test_every_value_of_the_small_register(ids: dict[str, int]) -> None:
    enrich(ids)
    honour(ids)

    assert amounts(ids["khoi"]) == {
        "to_chuc_dang": "7",
        "to_chuc_co_so": "4",
        "dang_bo_co_so": "2",
        "chi_bo_co_so": "2",
        "chi_bo_truc_thuoc": "2",
        "chi_bo": "4",
        "chi_bo_duoi_muc_toi_thieu": "4",
        "chi_bo_chua_co_dang_vien": "2",
        "dang_bo_chua_co_chi_bo": "1",
        "to_chuc_thanh_lap": "6",
        "to_chuc_hop_nhat_sap_nhap": "2",
        "dang_vien": "6",
        "dang_vien_chinh_thuc": "4",
        "dang_vien_du_bi": "2",
        "dang_vien_nu": "4",
        "ty_le_dang_vien_nu": "66.7",
        "dang_vien_tuoi_doan": "2",
        "tuoi_doi_binh_quan": "39.2",
        "dang_vien_tu_30_nam_tuoi_dang": "1",
        "trinh_do_dai_hoc_tro_len": "2",
        "ty_le_dai_hoc_tro_len": "33.3",
        "llct_trung_cap_tro_len": "3",
        "ty_le_llct_trung_cap_tro_len": "50.0",
        "llct_cu_nhan_cao_cap": "2",
        "chu_doanh_nghiep": "1",
        "giu_moi_lien_he_noi_cu_tru": "1",
        "ket_nap_dang_vien": "3",
        "ket_nap_nu": "2",
        "ty_le_ket_nap_nu": "66.7",
        "ket_nap_tuoi_doan": "3",
        "cong_nhan_chinh_thuc": "1",
        "dang_vien_tang": "3",
        "bi_thu_la_thu_truong": "1",
        "ty_le_bi_thu_la_thu_truong": "25.0",
        "dang_vien_tham_gia_cap_uy": "2",
        "luot_cap_uy_vien": "3",
        "dang_vien_tham_gia_bch_doan_the": "1",
        "luot_quy_hoach": "1",
        "luot_quy_hoach_truc_thuoc": "1",
        "huy_hieu_da_tang": "1",
        "the_dang_vien_da_cap": "1",
        "dang_vien_chua_co_the": "3",
        "doi_tuong_ket_nap": "1",
        "ho_so_dang_giai_quyet": "1",
    }
    own = amounts(ids["y-te"])
    assert (own["uy_vien_ban_chap_hanh"], own["luot_quy_hoach_chinh_to_chuc"]) == ("1", "1")
    assert not {"luot_quy_hoach_truc_thuoc", "uy_vien_ban_thuong_vu"} & own.keys()
    assert amounts(ids["bao-dai"])["tam_thoi_den"] == "1"
    assert amounts(ids["y-te"])["tam_thoi_di"] == "1"


def test_each_figure_has_as_many_behind_it_and_its_parts_add_up(ids: dict[str, int]) -> None:
    enrich(ids)
    honour(ids)
    question = asked(ids["khoi"])

    for each, value in queries.all_values(question):
        items = queries.items_of(each.code, question)
        keys = queries.keys_of(question, items, each.subject)
        assert value is not None
        assert each.measure == "average" or len(items) == value.part, each.code
        assert len(keys) == len(items), each.code
        for way in each.by:
            if way == queries.ORG:
                continue
            parts = queries.broken_down(each.code, [way], question)
            assert sum(part.value.part for part in parts) == value.part, (each.code, way)
            assert sum(part.value.whole or 0 for part in parts) == (value.whole or 0)
            assert Counter(item for part in parts for item in map(str, part.items)) == Counter(
                map(str, items)
            )


def test_values_are_those_of_the_questions_they_rest_on(ids: dict[str, int]) -> None:
    for org in ORGS:
        for on in (date(2012, 2, 29), date(2015, 6, 1), ON, date(2020, 1, 1)):
            question = asked(ids[org], on, date(on.year - 3, 5, 1))
            found = {each.code: value.part for each, value in queries.all_values(question) if value}
            if "dang_vien" not in found:
                assert counts_below(actor=OPERATOR, org=ids[org], on=on).total == 0
                continue
            assert_members(found, question)
            assert_movements(found, question)
            assert_orgs(found, question)


def assert_members(found: dict[str, int], question: Asked) -> None:
    counts = member_counts(actor=OPERATOR, org=question.org, on=question.on)
    assert found["dang_vien"] == counts.total
    assert found["dang_vien_chinh_thuc"] == counts.by_standing["official"]
    assert found["dang_vien_nu"] == counts.by_sex["nu"]
    assert found["trinh_do_dai_hoc_tro_len"] == counts.at_least["education"]["dai_hoc"]
    assert found["llct_cu_nhan_cao_cap"] == counts.at_least["theory"]["cao_cap"]
    for way, figures in (
        ("standing", counts.by_standing),
        ("activity", counts.by_activity),
        ("sex", counts.by_sex),
        ("ethnicity", counts.by_ethnicity),
        ("age", counts.by_age),
        ("party_age", counts.by_party_age),
    ):
        parts = queries.broken_down("dang_vien", [way], question)
        counted = {part.keys[0]: part.value.part for part in parts if part.items}
        assert counted == {code: number for code, number in figures.items() if number}, way
    inside = {uid: number for uid, number in below("dang_vien", question).items() if uid}
    assert inside == {each.uid: each.total for each in counts.below if each.total}


def assert_movements(found: dict[str, int], question: Asked) -> None:
    org, start, end = question.org, question.start, question.on
    table = balance(actor=OPERATOR, org=org, start=start, end=end)
    lines = {each.code: each.count.total for each in (*table.lines, table.recognised)}
    assert found["ket_nap_dang_vien"] == lines["admitted"]
    assert found["cong_nhan_chinh_thuc"] == lines["recognised"]
    assert found["dang_vien_nhan_ve"] == lines["moved_in_with_org"]
    assert found["di_cung_to_chuc"] == lines["moved_out_with_org"]
    moved = found["dang_vien_tang"] - found["dang_vien_giam"]
    assert table.opening.total + moved == table.expected.total


def assert_orgs(found: dict[str, int], question: Asked) -> None:
    """The organisation itself counts too, what `dangbo count` leaves out."""
    counts = counts_below(actor=OPERATOR, org=question.org, on=question.on)
    (row,) = (
        each for each in queries.items_of("to_chuc_dang", question) if each.id == question.org
    )
    itself = row.marks["kind"]
    assert found["to_chuc_dang"] == counts.total + 1
    assert found["dang_bo_co_so"] == counts.grassroots_with_cells + (itself == "dang_bo_co_so")
    assert found["chi_bo_co_so"] == counts.grassroots_cells + (itself == "chi_bo_co_so")
    assert found["to_chuc_co_so"] == counts.grassroots + (
        itself in {"dang_bo_co_so", "chi_bo_co_so"}
    )
    assert found["chi_bo"] == counts.cells + itself.startswith("chi_bo")


def test_organisations_below_add_up_with_what_is_in_the_organisation_itself(
    ids: dict[str, int],
) -> None:
    happen(date(2016, 3, 1), {"change": "transfer", "person": "dung", "org": ids["y-te"]})
    question = asked(ids["y-te"])

    assert below("dang_vien", question) == {"": 1, "y-te-1": 1}
    assert below("to_chuc_dang", question) == {"": 1, "y-te-1": 1, "y-te-2": 1}
    assert below("ty_le_dang_vien_nu", question) == {"y-te-1": 1}
    assert below("ket_nap_dang_vien", question) == {"y-te-1": 1}


def test_two_dimensions_are_crossed(ids: dict[str, int]) -> None:
    parts = queries.broken_down("dang_vien", ["sex", "standing"], asked(ids["khoi"]))

    assert {part.keys: part.value.part for part in parts} == {
        ("nam", "official"): 2,
        ("nu", "official"): 1,
        ("nu", "probationary"): 2,
    }


def test_parts_of_a_share_are_shares_of_their_own_whole(ids: dict[str, int]) -> None:
    parts = queries.broken_down("ty_le_dang_vien_nu", ["standing"], asked(ids["khoi"]))

    assert [(part.keys, part.value.part, part.value.whole) for part in parts] == [
        (("official",), 1, 3),
        (("probationary",), 2, 2),
    ]


@pytest.mark.parametrize(
    ("code", "by"),
    [
        ("dang_vien", ["org"]),
        ("dang_vien", ["level"]),
        ("dang_vien", []),
        ("dang_vien", ["sex", "sex"]),
        ("dang_vien", ["sex", "age", "theory"]),
        ("to_chuc_giai_the", ["kind"]),
    ],
)
def test_what_cannot_be_broken_down_like_this_is_refused(
    ids: dict[str, int], code: str, by: list[str]
) -> None:
    with pytest.raises(queries.WrongWayError) as error:
        queries.broken_down(code, by, asked(ids["khoi"]))

    assert error.value.allowed == definitions().indicators[code].by


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(queries.UnknownIndicatorError) as error:
        queries.indicator("dang_vien_nuu")

    assert error.value.nearest[0] == "dang_vien_nu"


def test_before_it_stood_an_organisation_has_no_values(ids: dict[str, int]) -> None:
    day = date(2009, 12, 31)

    assert {value for _, value in queries.all_values(asked(ids["khoi"], day, day))} == {None}
    assert queries.value_of("dang_vien", asked(ids["bao"], date(2015, 6, 1))) is None
    merged = queries.value_of("di_cung_to_chuc", asked(ids["bao"], date(2015, 6, 1)))
    assert merged is not None
    assert merged.part == 2


@pytest.mark.parametrize("step", ["month", "quarter", "year"])
def test_a_course_is_what_each_period_answers_by_itself(ids: dict[str, int], step: Any) -> None:
    enrich(ids)
    codes = ("dang_vien", "ty_le_dang_vien_nu", "ket_nap_dang_vien", "ty_le_ket_nap_nu")
    codes += ("to_chuc_co_so", "to_chuc_thanh_lap", "the_dang_vien_da_cap", "tuoi_doi_binh_quan")
    question = asked(ids["bao-dai"], ON, date(2015, 1, 1))

    for code in codes:
        for moment in queries.series(code, question, step):
            alone = asked(ids["bao-dai"], moment.period.end, moment.period.start)
            assert moment.value == queries.value_of(code, alone), (code, moment.period)
    stood = [moment.value is not None for moment in queries.series("dang_vien", question, "month")]
    assert stood == [False] * 5 + [True] * 20


def test_a_course_of_too_many_periods_is_refused(ids: dict[str, int]) -> None:
    question = asked(ids["khoi"], ON, date(1990, 1, 1))

    with pytest.raises(queries.TooManyPeriodsError):
        queries.series("dang_vien", question, "month")
    assert len(queries.series("dang_vien", question, "year")) == 28


def test_values_are_told_as_they_were_known(ids: dict[str, int]) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id
    known = Event.objects.order_by("-opened_by")[0].opened_by.recorded
    later = known + timedelta(days=400)
    correct_events(actor=OPERATOR, act=act, on=date(2017, 2, 1), reason="nhầm", recorded=later)

    then, now = asked(ids["khoi"], known=known), asked(ids["khoi"])
    for code in ("dang_vien", "dang_vien_nu", "ket_nap_dang_vien", "dang_vien_du_bi"):
        was, became = queries.value_of(code, then), queries.value_of(code, now)
        assert was is not None
        assert became is not None
        assert (was.part - became.part) == 1, code
        assert len(queries.items_of(code, then)) == was.part
    for way in ("sex", "age", "standing", "education"):
        parts = queries.broken_down("dang_vien", [way], then)
        assert sum(part.value.part for part in parts) == 5


def test_who_left_counts_by_what_was_known_on_the_eve(ids: dict[str, int]) -> None:
    happen(date(2018, 3, 1), {"change": "die", "person": "dung"})
    question = asked(ids["khoi"], date(2018, 12, 31), date(2018, 1, 1))

    parts = queries.broken_down("tu_tran", ["theory"], question)

    assert {part.keys[0]: part.value.part for part in parts if part.items} == {"cu_nhan": 1}


def test_an_officer_counts_only_in_the_own_branch(ids: dict[str, int]) -> None:
    path = OrgPath.objects.filter(org=ids["y-te"])[0].path
    officer = Actor(name="officer", branches=(path,))
    own = queries.ask(actor=officer, org=ids["y-te"], on=ON, start=START)
    other = queries.ask(actor=officer, org=ids["bao-dai"], on=ON, start=START)

    assert queries.value_of("dang_vien", own) == queries.value_of("dang_vien", asked(ids["y-te"]))
    assert {value for _, value in queries.all_values(other)} == {None}


@pytest.fixture
def added() -> Iterator[str]:
    """Add an indicator through the door, and take it away again."""
    code = "nguoi_thu_nhat"
    model = definitions().indicators["dang_vien_nu"]
    register_indicator(
        replace(model, code=code), lambda asked: [Item(asked.org)], count=lambda asked: 1
    )
    yield code
    del registered_indicators()[code]  # type: ignore[attr-defined]


def test_an_area_adds_its_own_indicator(ids: dict[str, int], added: str) -> None:
    value = queries.value_of(added, asked(ids["khoi"]))

    assert value is not None
    assert value.part == 1
    assert added in {each.code for each in queries.indicators()}
    share = definitions().indicators["ty_le_dang_vien_nu"]
    with pytest.raises(ValueError, match="counted by its parts"):
        register_indicator(share, lambda asked: [])


def test_who_may_not_read_all_of_it_gets_no_figure(ids: dict[str, int]) -> None:
    """Not even a part of it, nor who is behind it."""
    branch = (OrgPath.objects.filter(org=ids["y-te"])[0].path,)
    clerk = Actor("clerk", rights=Rights(((ORG_READ, None), (MEMBER_READ, branch))))
    guest = Actor("guest", rights=Rights(((ORG_READ, None),)))
    whole = queries.ask(actor=clerk, org=ids["khoi"], on=ON, start=START)
    own = queries.ask(actor=clerk, org=ids["y-te"], on=ON, start=START)

    assert queries.value_of("dang_vien", whole) is None
    assert list(queries.items_of("dang_vien", whole)) == []
    assert queries.broken_down("to_chuc_dang", ["kind"], whole)
    assert below("dang_vien", whole) == {"y-te": 2}
    assert queries.value_of("dang_vien", own) == queries.value_of("dang_vien", asked(ids["y-te"]))
    assert queries.value_of("luot_cap_uy_vien", own) is None
    seen = queries.all_values(queries.ask(actor=guest, org=ids["khoi"], on=ON, start=START))
    assert {each.group for each, value in seen if value is not None} == {"to_chuc"}
    with pytest.raises(queries.WrongWayError):
        queries.broken_down("chi_bo", ["size"], queries.ask(actor=guest, org=ids["khoi"], on=ON))
