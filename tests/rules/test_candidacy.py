"""The cell may consider exactly the candidates whom the rule book lets it consider."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.candidacy import Candidate, Sponsor, may_consider_admission
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.verdicts import Verdict, finding

ON = date(2026, 11, 22)
R208 = "Quy định 208-QĐ/TW ngày 26/07/2026"
TWO = (Sponsor(official=True, together_since=date(2025, 11, 22)),) * 2
FIT = Candidate(
    birth=PartialDay(date(1999, 5, 4), Precision.DAY),
    citizen=True,
    grade=12,
    proof="diploma",
    certificate=date(2023, 3, 1),
    sponsors=TWO,
    documents={
        37: date(2026, 3, 2),
        1: date(2026, 3, 9),
        38: date(2023, 3, 1),
        39: date(2026, 4, 1),
        42: date(2026, 5, 1),
    },
)


def judge(on: date = ON, **changes: Any) -> Verdict:
    return may_consider_admission(candidate=replace(FIT, **changes), on=on)


def born(year: int, month: int, day: int) -> PartialDay:
    return PartialDay(date(year, month, day), Precision.DAY)


def test_fit_candidate_may_be_considered() -> None:
    assert judge() == Verdict()


@pytest.mark.parametrize(
    ("birth", "months"),
    [
        # By month: who turns 18 in November may be considered in November, whatever the day.
        (born(2008, 11, 30), None),
        (born(2008, 11, 1), None),
        (born(2008, 12, 1), 215),
    ],
)
def test_candidate_is_18_by_month(birth: PartialDay, months: int | None) -> None:
    wanted = () if months is None else (finding("TOO_YOUNG", "birth", R208, months=215, limit=216),)

    assert judge(birth=birth) == Verdict(wanted)


@pytest.mark.parametrize(
    ("birth", "consents", "allowed"),
    [
        (born(1966, 11, 1), frozenset(), True),
        (born(1966, 10, 31), frozenset(), False),
        (born(1966, 10, 31), frozenset({"age"}), True),
        (born(1940, 1, 1), frozenset({"age"}), True),
        (born(1966, 10, 31), frozenset({"education"}), False),
    ],
)
def test_candidate_over_60_needs_consent(
    birth: PartialDay, consents: frozenset[str], *, allowed: bool
) -> None:
    wanted = () if allowed else (finding("TOO_OLD", "birth", R208, months=721, limit=720),)

    assert judge(birth=birth, consents=consents) == Verdict(wanted)


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        (2007, ([], [])),
        (2008, ([], ["AGE_UNCERTAIN"])),
        (2009, (["TOO_YOUNG"], [])),
        (1967, ([], [])),
        (1966, ([], ["AGE_UNCERTAIN"])),
        (1965, (["TOO_OLD"], [])),
    ],
)
def test_year_of_birth_alone_leaves_a_doubt(year: int, codes: tuple[list[str], list[str]]) -> None:
    verdict = judge(birth=PartialDay(date(year, 1, 1), Precision.YEAR))

    found = [each.code for each in verdict.against], [each.code for each in verdict.warnings]
    assert found == codes


@pytest.mark.parametrize(
    ("on", "grade", "proof", "codes"),
    [
        (date(2021, 7, 29), 9, "certificate", []),
        (date(2021, 7, 30), 9, "certificate", ["EDUCATION_UNPROVED"]),
        (date(2021, 7, 30), 9, "diploma", []),
        (date(2026, 7, 25), 9, "completed", ["EDUCATION_UNPROVED"]),
        (date(2026, 7, 26), 9, "completed", []),
        (date(2026, 7, 26), 9, "", ["EDUCATION_UNPROVED"]),
        (date(2026, 7, 26), 10, "", []),
        (date(2026, 7, 26), 8, "diploma", ["EDUCATION_NEEDS_CONSENT"]),
        (date(2026, 7, 26), 0, "", ["EDUCATION_NEEDS_CONSENT"]),
        (date(2026, 7, 26), None, "", ["EDUCATION_TOO_LOW"]),
    ],
)
def test_education_by_the_rules_of_the_day(
    on: date, grade: int | None, proof: str, codes: list[str]
) -> None:
    known = replace(
        FIT,
        grade=grade,
        proof=proof,
        certificate=on,
        sponsors=(Sponsor(official=True, together_since=date(2015, 1, 1)),) * 2,
        documents=dict.fromkeys(FIT.documents),
    )

    assert [e.code for e in may_consider_admission(candidate=known, on=on).against] == codes


@pytest.mark.parametrize(("grade", "allowed"), [(9, True), (5, True), (0, True), (None, False)])
def test_consent_makes_up_for_school(grade: int | None, *, allowed: bool) -> None:
    assert judge(grade=grade, proof="", consents=frozenset({"education"})).allows is allowed


@pytest.mark.parametrize(
    ("certificate", "wanted"),
    [
        (date(2021, 11, 22), ()),
        (
            date(2021, 11, 21),
            (finding("CERTIFICATE_EXPIRED", "certificate", R208, months=60, last="2026-11-21"),),
        ),
        (None, (finding("CERTIFICATE_MISSING", "certificate", R208),)),
        (date(2026, 11, 23), (finding("CERTIFICATE_MISSING", "certificate", R208),)),
    ],
)
def test_certificate_holds_60_months(certificate: date | None, wanted: tuple[object, ...]) -> None:
    assert judge(certificate=certificate).against == wanted


def test_certificate_of_a_leap_day_holds_to_the_end_of_february() -> None:
    on = [date(2025, 2, 28), date(2025, 3, 1)]
    documents = dict.fromkeys(FIT.documents)
    sponsors = (Sponsor(official=True, together_since=date(2015, 1, 1)),) * 2

    found = [
        judge(on=day, certificate=date(2020, 2, 29), documents=documents, sponsors=sponsors).allows
        for day in on
    ]

    assert found == [True, False]


@pytest.mark.parametrize(
    ("sponsors", "conditions", "codes"),
    [
        (TWO, (), []),
        (TWO[:1], (), ["SPONSORS_TOO_FEW"]),
        (TWO[:1], ("youth_union",), []),
        (TWO[:1], ("trade_union",), []),
        ((), ("youth_union",), ["SPONSORS_TOO_FEW"]),
        (
            (TWO[0], Sponsor(official=False, together_since=date(2025, 11, 23))),
            (),
            ["SPONSOR_NOT_OFFICIAL", "SPONSOR_TOO_SHORT"],
        ),
        ((TWO[0], Sponsor(official=True, together_since=None)), (), ["SPONSOR_TOO_SHORT"]),
    ],
)
def test_sponsors_are_two_or_one_and_a_union(
    sponsors: tuple[Sponsor, ...], conditions: tuple[str, ...], codes: list[str]
) -> None:
    documents = {**FIT.documents, 40: None, 41: None}

    verdict = judge(sponsors=sponsors, conditions=frozenset(conditions), documents=documents)

    assert [each.code for each in verdict.against] == codes


@pytest.mark.parametrize(
    ("birth", "codes"),
    [(born(1995, 12, 1), ["YOUTH_UNION_MISSING"]), (born(1995, 11, 30), [])],
)
def test_youth_where_a_union_stands_is_introduced_by_it(
    birth: PartialDay, codes: list[str]
) -> None:
    # 371 months: up to the end of the thirtieth year.
    verdict = judge(birth=birth, youth_union_here=True)

    assert [each.code for each in verdict.against] == codes


@given(st.sets(st.sampled_from([1, 37, 38, 39, 40, 41, 42, 96])))
def test_papers_missing_are_each_named(held: set[int]) -> None:
    conditions = frozenset({"youth_union", "trade_union", "background_check"})

    verdict = judge(documents=dict.fromkeys(held), conditions=conditions)

    missing = sorted({1, 37, 38, 39, 40, 41, 42, 96} - held)
    assert [(each.code, each.fact("number")) for each in verdict.against] == [
        ("DOCUMENT_MISSING", number) for number in missing
    ]


def test_papers_over_twelve_months_and_out_of_order_are_warned_of() -> None:
    documents = {**FIT.documents, 37: date(2026, 3, 10), 42: date(2025, 11, 21)}

    verdict = judge(documents=documents)

    assert verdict == Verdict(
        (),
        (
            finding("DOCUMENT_AGED", "documents.42", R208, number=42, form="5-KNĐ", months=12),
            finding("DOCUMENTS_OUT_OF_ORDER", "documents", first=37, second=1),
        ),
    )


@given(
    citizen=st.booleans(),
    young=st.booleans(),
    certified=st.booleans(),
    educated=st.booleans(),
    sponsored=st.booleans(),
)
def test_every_reason_is_given_at_once(
    *, citizen: bool, young: bool, certified: bool, educated: bool, sponsored: bool
) -> None:
    verdict = judge(
        citizen=citizen,
        birth=born(2010, 1, 1) if young else FIT.birth,
        certificate=ON - timedelta(days=30) if certified else None,
        grade=12 if educated else None,
        sponsors=TWO if sponsored else (),
    )

    wanted = [
        code
        for code, here in (
            ("TOO_YOUNG", young),
            ("EDUCATION_TOO_LOW", not educated),
            ("NOT_A_CITIZEN", not citizen),
            ("CERTIFICATE_MISSING", not certified),
            ("SPONSORS_TOO_FEW", not sponsored),
        )
        if here
    ]
    assert [each.code for each in verdict.against] == wanted
