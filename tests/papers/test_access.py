"""Papers are found by key or number, and by those only who may read them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import Http404

from dangbo.accounts.access import NOBODY, Actor
from dangbo.papers.access import (
    AmbiguousPaperError,
    UnknownPaperError,
    find_paper,
    paper_by_uid,
    readable_papers,
)
from dangbo.papers.models import Paper
from dangbo.rules.days import PartialDay, Precision

pytestmark = pytest.mark.django_db
Recorder = Callable[..., Paper]


@pytest.fixture
def directives(record: Recorder) -> list[Paper]:
    """Return the two directives of one number, of 2019 and 2024."""
    return [record("35-CT/TW", date(2019, 5, 30)), record("35-CT/TW", date(2024, 6, 14))]


def test_nobody_reads_a_paper(directives: list[Paper]) -> None:
    with pytest.raises(Http404):
        paper_by_uid(actor=NOBODY, uid=directives[0].uid)

    assert list(readable_papers(NOBODY)) == []
    assert paper_by_uid(actor=Actor("van-phong", 1), uid=directives[0].uid) == directives[0]


def test_find_paper_takes_a_key(actor: Actor, directives: list[Paper]) -> None:
    assert find_paper(actor=actor, number="35-ct-tw-2024-06-14") == directives[1]


@pytest.mark.parametrize("written", ["537-QĐ/TU", "Số 537 - QĐ / TU", "537-QĐ/TU ngày 12/4/2022"])
def test_find_paper_takes_a_number_as_written(actor: Actor, record: Recorder, written: str) -> None:
    paper = record("537-QĐ/TU", date(2022, 4, 12))

    assert find_paper(actor=actor, number=written) == paper


def test_find_paper_takes_what_was_kept_as_printed(actor: Actor, record: Recorder) -> None:
    paper = record("13/CP-CP")

    assert find_paper(actor=actor, number="13/CP-CP") == paper


def test_find_paper_lists_those_of_one_number(actor: Actor, directives: list[Paper]) -> None:
    with pytest.raises(AmbiguousPaperError) as error:
        find_paper(actor=actor, number="35-CT/TW")

    assert error.value.papers == directives
    assert str(error.value) == (
        "Số 35-CT/TW có ở nhiều văn bản: 35-ct-tw-2019-05-30, 35-ct-tw-2024-06-14. "
        "Ghi rõ ngày hoặc mã văn bản."
    )


@pytest.mark.parametrize(
    "cited",
    [
        {"number": "35-CT/TW", "day": PartialDay(date(2024, 6, 14), Precision.DAY)},
        {"number": "35-CT/TW", "day": PartialDay(date(2024, 1, 1), Precision.YEAR)},
        {"number": "35-CT/TW ngày 14/6/2024"},
    ],
)
def test_find_paper_tells_apart_by_day(
    actor: Actor, directives: list[Paper], cited: dict[str, object]
) -> None:
    assert find_paper(actor=actor, **cited) == directives[1]


@pytest.mark.parametrize("cited", [{"number": "36-CT/TW"}, {"number": ""}])
def test_find_paper_says_that_there_is_none(
    actor: Actor, directives: list[Paper], cited: dict[str, str]
) -> None:
    with pytest.raises(UnknownPaperError):
        find_paper(actor=actor, **cited)


def test_find_paper_tells_nobody(directives: list[Paper]) -> None:
    with pytest.raises(UnknownPaperError):
        find_paper(actor=NOBODY, number="35-ct-tw-2024-06-14")
