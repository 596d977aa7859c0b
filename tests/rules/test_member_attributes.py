"""Prove the catalogues of attributes and what is read from typed values."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.listed_values import listed_values
from dangbo.rules.member_attributes import (
    AttributeKind,
    Form,
    at_least,
    attribute_kinds,
    is_value,
    level_of,
    read_value,
)
from dangbo.rules.verdicts import finding

KINDS = attribute_kinds()
LISTED = [
    (kind.code, value)
    for kind in KINDS.values()
    for value in kind.values
    if kind.values is not None
]
# The levels as the rule book orders them (13.3), lowest first; equals stand together.
ORDERS = {
    "education": [
        {"khong"},
        {"so_cap"},
        {"trung_cap"},
        {"cao_dang"},
        {"dai_hoc"},
        {"thac_si"},
        {"tien_si"},
        {"tien_si_khoa_hoc"},
    ],
    "theory": [{"so_cap"}, {"trung_cap"}, {"cao_cap", "cu_nhan"}],
}


def test_attribute_kinds_are_those_of_the_rule_book() -> None:
    assert list(KINDS) == [
        "general_education",
        "education",
        "profession",
        "theory",
        "occupation",
        "workplace",
        "state_post",
        "head_of_agency",
        "residential_cell",
        "youth_union_post",
        "trade_union_post",
        "women_union_post",
        "veterans_post",
        "farmers_union_post",
        "front_post",
        "other_mass_post",
        "discipline",
    ]
    assert [kind.code for kind in KINDS.values() if kind.ordered] == [
        "general_education",
        "education",
        "theory",
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_attribute_kinds_have_values_only_where_they_are_listed(kind: AttributeKind) -> None:
    assert bool(kind.values) == (kind.form is not Form.TEXT)
    assert "" not in (kind.name, kind.name_en, kind.group)


@pytest.mark.parametrize("kind", ORDERS)
def test_at_least_is_this_level_or_above(kind: str) -> None:
    order = ORDERS[kind]

    assert set(KINDS[kind].values) == set().union(*order)
    for place, level in enumerate(order):
        above = set().union(*order[place:])
        assert [at_least(kind, value) for value in level] == [above] * len(level)


@pytest.mark.parametrize(
    ("ten_year", "twelve_year"), [("4/10", "5/12"), ("7/10", "9/12"), ("10/10", "12/12")]
)
def test_at_least_takes_the_end_of_a_school_as_the_same(ten_year: str, twelve_year: str) -> None:
    assert at_least("general_education", ten_year) == at_least("general_education", twelve_year)


@given(st.sampled_from(LISTED), st.sampled_from(LISTED))
def test_at_least_agrees_with_the_levels(one: tuple[str, str], other: tuple[str, str]) -> None:
    levels = level_of(*one), level_of(one[0], other[1])

    if None in levels or one[0] != other[0]:
        assert (other[1] in at_least(*one)) <= (one[1] == other[1] or None not in levels)
    else:
        assert (other[1] in at_least(*one)) == (levels[1] >= levels[0])


@pytest.mark.parametrize(
    ("kind", "value"), [("no", "x"), ("education", "no"), ("workplace", "x" * 201), ("theory", "")]
)
def test_is_value_refuses_what_is_not_known(kind: str, value: str) -> None:
    assert not is_value(kind, value)
    assert at_least(kind, value) == frozenset()
    assert level_of(kind, value) is None


@pytest.mark.parametrize(("kind", "value"), LISTED)
def test_read_value_reads_every_name_however_it_is_typed(kind: str, value: str) -> None:
    name = KINDS[kind].values[value].name

    for typed in (
        name,
        name.upper(),
        normalize("NFD", name),
        f"  {name} ",
        name.replace(" ", "  "),
    ):
        assert read_value(kind, typed) == value
    assert read_value(kind, value) == value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("education", "ĐH", "dai_hoc"),
        ("education", "đh", "dai_hoc"),
        ("education", "Dai hoc", "dai_hoc"),
        ("education", "Th.S", "thac_si"),
        ("education", "Thạc sỹ", "thac_si"),
        ("education", "PGS.TS", "tien_si"),
        ("education", "Kỹ sư", "dai_hoc"),
        ("education", "Tốt nghiệp đại học chính quy", "dai_hoc"),
        ("theory", "CCLLCT", "cao_cap"),
        ("theory", "CC LLCT", "cao_cap"),
        ("theory", "Trung cấp LLCT", "trung_cap"),
        ("theory", "Trung cấp lý luận chính trị - hành chính", "trung_cap"),
        ("theory", "Cử nhân chính trị", "cu_nhan"),
        ("theory", "Chưa qua đào tạo", ""),
        ("general_education", "12/12", "12/12"),
        ("general_education", "Lớp 12", "12/12"),
        ("general_education", " 9 / 12", "9/12"),
        ("general_education", "hệ 10/10", "10/10"),
        ("general_education", "THPT", "12/12"),
        ("occupation", "Bác sỹ", "y_bac_si"),
        ("occupation", "LLVT", "luc_luong_vu_trang"),
        ("head_of_agency", "x", "co"),
        ("head_of_agency", "Không", ""),
        ("workplace", "  Sở  Xây dựng ", "Sở Xây dựng"),
    ],
)
def test_read_value_reads_what_people_type(kind: str, text: str, value: str) -> None:
    assert read_value(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("education", "Đại học Luật", finding("VALUE_DOUBTFUL", "education", meant="dai_hoc")),
        ("education", "trên trời", finding("VALUE_UNKNOWN", "education")),
        ("education", "  ", finding("VALUE_EMPTY", "education")),
        (
            "general_education",
            "11/2",
            finding("VALUE_DOUBTFUL", "general_education", meant="11/12"),
        ),
        ("general_education", "9", finding("VALUE_UNKNOWN", "general_education")),
        ("workplace", " ", finding("VALUE_EMPTY", "workplace")),
        ("workplace", "x" * 201, finding("VALUE_TOO_LONG", "workplace", longest=200)),
        ("nothing", "x", finding("ATTRIBUTE_UNKNOWN", "nothing")),
    ],
)
def test_read_value_says_why_it_reads_nothing(kind: str, text: str, why: object) -> None:
    assert read_value(kind, text) == why


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=30))
def test_read_value_gives_only_values(kind: str, text: str) -> None:
    read = read_value(kind, text)

    if isinstance(read, str) and read:
        assert is_value(kind, read)


def test_listed_values_refuse_a_spelling_that_means_two() -> None:
    rows = [
        {"code": "a", "name": "Một", "name_en": "One"},
        {"code": "b", "name": "Hai", "name_en": "Two", "spellings": ["mọt"]},
    ]

    with pytest.raises(ValueError, match="mọt"):
        listed_values(rows)
