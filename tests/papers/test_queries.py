"""Lists narrow blind to accents and sort as officers read; pages gather what is recorded."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.http import Http404
from papers import samples
from pytest_django import DjangoAssertNumQueries

from dangbo.accounts.access import NOBODY, Actor
from dangbo.papers.commands import amend_paper, attach_file, remove_file
from dangbo.papers.models import Paper
from dangbo.papers.queries import (
    FileRow,
    FilterChoices,
    PaperFilter,
    filter_choices,
    paper_page,
    papers,
    papers_by_uid,
    verdict_on_change,
    verdict_on_new,
)
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_drafts import PaperDraft

pytestmark = pytest.mark.django_db
Recorder = Callable[..., Paper]


@pytest.fixture
def shelf(record: Recorder) -> None:
    """Record papers of several kinds, days and issuers, under short keys."""
    record("537-QĐ/TU", date(2022, 4, 12), uid="a", subject="Chuyển giao 17 tổ chức đảng")
    record("05-CT/TW", date(2016, 5, 15), uid="b", subject="Học tập tư tưởng Hồ Chí Minh")
    record("9-NQ/ĐUK", date(2021, 1, 5), uid="c", issuer="Đảng ủy Khối", term="2020-2025")
    record("30/2020/NĐ-CP", uid="d", subject="Công tác văn thư", invented=True)
    record("12-BC/TU", date(2022, 9, 1), uid="e", secrecy="mat", kept_at="Két 2")
    record("", uid="f", kind="NQ", subject="Nghị quyết Trung ương 4 về hoà bình")


def uids(actor: Actor, *, sort: str = "number", **narrowed: object) -> str:
    rows = papers(actor=actor, narrowed=PaperFilter(**narrowed), sort=sort)
    return "".join(row.uid for row in rows[0:50])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "bcedaf"),
        ("chuyen giao", "a"),
        ("CHUYỂN ĐẢNG", "a"),
        ("hòa bình", "f"),
        ("537", "a"),
        ("53", "a"),
        ("37", ""),
        ("537-QĐ/TU", "a"),
        ("537qdtu", "a"),
        ("qd tu", "a"),
        ("tu 2022", "ea"),
        ("đảng ủy khối", "c"),
        ("dang", "ca"),
        ("2020-2025", "c"),
        ("nghị đinh", ""),
        ("100%", ""),
        ("_", "bcedaf"),
    ],
)
def test_papers_are_found_by_words(actor: Actor, shelf: None, text: str, found: str) -> None:
    assert uids(actor, text=text) == found


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"kind": "NQ"}, "cf"),
        ({"issuer": "TU"}, "ea"),
        ({"year": 2022}, "ea"),
        ({"year": 2020}, "d"),
        ({"secrecy": "mat"}, "e"),
        ({"secrecy": "co"}, "e"),
        ({"secrecy": "khong"}, "bcdaf"),
        ({"invented": True}, "d"),
        ({"invented": False}, "bceaf"),
        ({"issuer": "TU", "year": 2022, "kind": "QĐ"}, "a"),
    ],
)
def test_papers_are_narrowed(
    actor: Actor, shelf: None, narrowed: dict[str, object], found: str
) -> None:
    assert uids(actor, **narrowed) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("day", "bdcaef"),
        ("-day", "eacdbf"),
        ("number", "bcedaf"),
        ("-number", "fadecb"),
        ("kind", "ebcfad"),
        ("-kind", "dacfbe"),
        ("unknown", "bdcaef"),
    ],
)
def test_papers_are_sorted(actor: Actor, shelf: None, sort: str, found: str) -> None:
    assert uids(actor, sort=sort) == found


def test_papers_are_nobodys(shelf: None) -> None:
    assert uids(NOBODY) == ""
    assert filter_choices(actor=NOBODY) == FilterChoices([], [], [])


def test_filter_choices_are_those_at_hand(actor: Actor, shelf: None) -> None:
    assert filter_choices(actor=actor) == FilterChoices(
        kinds=["BC", "CT", "NĐ", "NQ", "QĐ"],
        issuers=["CP", "ĐUK", "TU", "TW"],
        years=[2022, 2021, 2020, 2016],
        classified=True,
        invented=True,
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_papers_take_two_statements(
    actor: Actor,
    record: Recorder,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for number in range(1, rows + 1):
        paper = record(f"{number}-QĐ/TU", date(2022, 4, 12))
        attach_file(actor=actor, uid=paper.uid, name="a.pdf", content=BytesIO(samples.PDF))

    with django_assert_num_queries(2):
        found = papers(actor=actor)
        shown = [(row.files, row.citation) for row in found[: len(found)]]

    assert shown == [(1, f"{number:02}-QĐ/TU ngày 12/04/2022") for number in range(1, rows + 1)]


@pytest.mark.parametrize("rows", [1, 3])
def test_papers_by_uid_take_one_statement(
    actor: Actor, record: Recorder, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    wanted = [record(f"{number}-QĐ/TU").uid for number in range(1, rows + 1)]

    with django_assert_num_queries(1):
        found = papers_by_uid(actor=actor, uids=[*wanted, "none"])

    assert sorted(found) == sorted(wanted)
    assert papers_by_uid(actor=NOBODY, uids=wanted) == {}


@pytest.mark.parametrize("files", [1, 3])
def test_paper_page_takes_three_statements(
    actor: Actor, record: Recorder, django_assert_num_queries: DjangoAssertNumQueries, files: int
) -> None:
    uid = record("537-QĐ/TU", date(2022, 4, 12)).uid
    for number in range(files):
        content = BytesIO(samples.PDF + b"%" * number)
        attach_file(actor=actor, uid=uid, name=f"{number}.pdf", content=content)

    with django_assert_num_queries(3):
        page = paper_page(actor=actor, uid=uid)

    assert [file.name for file in page.files] == [f"{number}.pdf" for number in range(files)]


def test_paper_page_gathers_files_and_acts(actor: Actor, record: Recorder) -> None:
    uid = record(" 537 -QĐ/TU", date(2022, 4, 12)).uid
    amend_paper(actor=actor, uid=uid, reason="nhập thiếu", term="XV")
    for name, content in (("a.pdf", samples.PDF), ("b.png", samples.png())):
        attach_file(actor=actor, uid=uid, name=name, content=BytesIO(content))
    gone, kept = paper_page(actor=actor, uid=uid).files
    remove_file(actor=actor, uid=uid, digest=gone.digest, reason="nhầm")

    page = paper_page(actor=actor, uid=uid)

    assert (page.raw, page.paper.number, page.paper.files) == ("537 -QĐ/TU", "537-QĐ/TU", 1)
    assert page.files == [FileRow(kept.digest, "b.png", "image/png", len(samples.png()))]
    assert [(act.code, act.actor, act.reason) for act in page.acts] == [
        ("papers.file_removed", "operator", "nhầm"),
        ("papers.file_attached", "operator", ""),
        ("papers.file_attached", "operator", ""),
        ("papers.amended", "operator", "nhập thiếu"),
        ("papers.recorded", "operator", ""),
    ]


def test_paper_page_is_not_found_for_nobody(record: Recorder) -> None:
    with pytest.raises(Http404):
        paper_page(actor=NOBODY, uid=record("537-QĐ/TU").uid)


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        ({"number_raw": "537-QĐ/TU", "on": date(2022, 4, 12)}, "537-QĐ/TU ngày 12/04/2022"),
        ({"number_raw": "537-QĐ/TU"}, "537-QĐ/TU"),
        ({"number_raw": "30/2020/NĐ-CP"}, "30/2020/NĐ-CP, năm 2020"),
        (
            {"kind": "NQ", "day": PartialDay(date(1965, 5, 1), Precision.MONTH)},
            "Nghị quyết, tháng 5/1965",
        ),
        (
            {
                "number_raw": "537-QĐ/TU",
                "day": PartialDay(date(2022, 4, 12), Precision.INFERRED, "“Đồng thời” với 535"),
            },
            "537-QĐ/TU, 12/04/2022, theo ngữ cảnh",
        ),
        ({"subject": "Một " * 40}, f"{'Một ' * 21}Một…"),
    ],
)
def test_citation_says_no_more_than_is_known(
    actor: Actor, record: Recorder, fields: dict[str, object], citation: str
) -> None:
    uid = record(**fields).uid

    assert papers_by_uid(actor=actor, uids=[uid])[uid].citation == citation


def test_verdicts_are_those_of_the_acts(actor: Actor, record: Recorder) -> None:
    on = date(2026, 11, 22)
    uid = record("537-QĐ/TU", date(2022, 4, 12)).uid
    record("535-QĐ/TU", date(2022, 4, 12))
    twin = PaperDraft(number_raw="537-QĐ/TU", day=PartialDay(date(2022, 4, 12), Precision.DAY))

    new = verdict_on_new(draft=twin, on=on)
    change = verdict_on_change(
        actor=actor, uid=uid, changes={"number_raw": "535-QĐ/TU"}, reason="", on=on
    )

    assert [each.code for each in new.against] == ["TWIN_ON_DAY"]
    assert [each.code for each in change.against] == ["REASON_MISSING", "TWIN_ON_DAY"]
