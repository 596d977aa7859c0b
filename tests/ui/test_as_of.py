from datetime import date, timedelta

import pytest
from django.test import RequestFactory

from dangbo.rules.as_of import AsOf
from dangbo.ui.addresses import hidden_pairs, query_with, query_without, with_day
from dangbo.ui.as_of import read_as_of

TODAY = date(2026, 11, 22)
THEN = AsOf(on=date(2020, 2, 1), today=TODAY)


@pytest.mark.parametrize("text", ["2020-02-01", "01/02/2020", "1/2/2020", " 01/02/2020 "])
def test_read_as_of_reads_both_ways_of_writing_a_day(text: str) -> None:
    as_of, refusals = read_as_of({"on": text}, today=TODAY)

    assert (as_of, refusals) == (THEN, ())


@pytest.mark.parametrize("query", [{}, {"on": ""}, {"on": "22/11/2026"}, {"known": "2026-11-22"}])
def test_read_as_of_is_today_unless_another_day_is_asked_for(query: dict[str, str]) -> None:
    as_of, refusals = read_as_of(query, today=TODAY)

    assert (as_of, as_of.is_today, as_of.query, refusals) == (AsOf(TODAY, TODAY), True, "", ())


def test_read_as_of_keeps_what_was_known_on_a_past_day() -> None:
    as_of, _refusals = read_as_of({"known": "01/05/2021"}, today=TODAY)

    assert (as_of.known, as_of.is_today, as_of.query) == (
        date(2021, 5, 1),
        False,
        "?known=2021-05-01",
    )


def test_read_as_of_takes_a_day_of_knowledge_to_come_as_all_that_is_known() -> None:
    tomorrow = TODAY + timedelta(days=1)

    as_of, _refusals = read_as_of({"known": tomorrow.isoformat()}, today=TODAY)

    assert as_of.known is None


def test_read_as_of_refuses_each_wrong_day_in_words_and_uses_today() -> None:
    as_of, refusals = read_as_of({"on": "30/02/2020", "known": "hôm qua"}, today=TODAY)

    assert as_of == AsOf(TODAY, TODAY)
    assert refusals == (
        "Không đọc được ngày xem, nên trang này là của ngày hôm nay. “30/02/2020” không có trong"
        " lịch. Nếu đúng là 29/02/2020 thì hãy viết như vậy.",
        "Không đọc được ngày đã biết, nên trang này theo những gì biết đến nay. “hôm qua” không"
        " phải ngày theo dạng ngày/tháng/năm. Hãy viết ngày theo dạng dd/mm/yyyy, ví dụ"
        " 01/02/2020.",
    )


def test_read_as_of_takes_no_day_at_the_end_of_the_calendar() -> None:
    far, near = date(3000, 1, 1), date(2999, 12, 31)

    assert read_as_of({"on": far.isoformat()}, today=TODAY)[0] == AsOf(TODAY, TODAY)
    assert "Năm 3000 xa quá." in read_as_of({"on": far.isoformat()}, today=TODAY)[1][0]
    assert read_as_of({"on": near.isoformat()}, today=TODAY) == (AsOf(near, TODAY), ())


def test_read_as_of_repeats_no_more_than_a_little_of_what_was_typed() -> None:
    _as_of, refusals = read_as_of({"on": "z" * 5_000}, today=TODAY)

    assert refusals[0].count("z") == 40


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a/", "/a/?on=2020-02-01"),
        ("/a/?q=x#b", "/a/?q=x&on=2020-02-01#b"),
        ("/a/?on=1999-01-01", "/a/?on=2020-02-01"),
        ("#b", "?on=2020-02-01#b"),
    ],
)
def test_with_day_adds_the_day_and_keeps_the_rest(url: str, expected: str) -> None:
    assert with_day(url, THEN) == expected


@pytest.mark.parametrize("as_of", [None, AsOf(TODAY, TODAY)])
def test_with_day_leaves_an_address_of_today_alone(as_of: AsOf | None) -> None:
    assert with_day("/a/?q=x#b", as_of) == "/a/?q=x#b"


def test_query_with_changes_one_name_and_starts_at_the_first_page() -> None:
    request = RequestFactory().get("/", {"q": "sở", "page": "3", "sort": "name"})

    assert query_with(request, sort="-name") == "?q=s%E1%BB%9F&sort=-name"
    assert query_with(request, page=4) == "?q=s%E1%BB%9F&sort=name&page=4"
    assert query_with(request, q=None, sort=None) == "?"


def test_query_without_takes_one_of_several_values_out() -> None:
    request = RequestFactory().get("/?kind=a&kind=b&on=2020-02-01&page=2")

    assert query_without(request, "kind", "a") == "?kind=b&on=2020-02-01"


def test_hidden_pairs_carry_all_but_the_page_and_what_is_asked_anew() -> None:
    request = RequestFactory().get("/?kind=a&kind=b&on=2020-02-01&page=2&q=x")

    assert list(hidden_pairs(request, "q")) == [("kind", "a"), ("kind", "b"), ("on", "2020-02-01")]
