"""Prove that a list leaves row by row, and that a client who goes away stops it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import StreamingHttpResponse

from dangbo.accounts.access import OPERATOR, ActorRequest
from dangbo.audit.exports.door import sheet_sent
from dangbo.ui.sheets import Cell, Sheet

# The end of an answer looks after the connections of its thread.
pytestmark = pytest.mark.django_db
ROWS, HEAD = 100_000, 10


@dataclass
class Source:
    """Rows that are made when they are asked for."""

    made: int = 0
    ended: bool = False

    def rows(self) -> Iterator[list[Cell]]:
        try:
            for number in range(ROWS):
                self.made += 1
                yield [f"Người {number}", number]
        finally:
            self.ended = True


@pytest.fixture
def source() -> Source:
    """Return rows of which none is made yet."""
    return Source()


@pytest.fixture
def answer(source: Source) -> StreamingHttpResponse:
    """Return the file of these rows as it is sent."""
    request = ActorRequest()
    request.user, request.actor = AnonymousUser(), OPERATOR
    sheet = Sheet("Danh sách", [], ["Tên", "Số"], source.rows())
    found = sheet_sent(request, sheet, form="csv", name="a.csv", persons=None, rows=ROWS)
    assert isinstance(found, StreamingHttpResponse)
    return found


def test_rows_are_made_as_the_client_takes_them(
    source: Source, answer: StreamingHttpResponse
) -> None:
    assert source.made == 0
    lines = iter(answer)
    taken = [next(lines) for _ in range(HEAD)]

    assert 0 < source.made <= HEAD
    assert all(len(line) < 200 for line in taken)
    assert not source.ended


def test_a_client_who_goes_away_stops_it(source: Source, answer: StreamingHttpResponse) -> None:
    lines = iter(answer)
    for _ in range(HEAD):
        next(lines)
    made = source.made
    answer.close()

    assert source.ended
    assert source.made == made
    assert list(lines) == []


def test_whoever_takes_all_gets_every_row(source: Source, answer: StreamingHttpResponse) -> None:
    last = ""
    for line in answer:
        last = line.decode()

    assert last == f'"Người {ROWS - 1}",{ROWS - 1}\r\n'
    assert (source.made, source.ended) == (ROWS, True)
