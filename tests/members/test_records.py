"""Tell all of one person: the day, the spans, and the course with its acts and papers."""

from datetime import date

from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import correct_events
from dangbo.members.models import Event
from dangbo.members.queries import Step, course_of, member
from dangbo.orgs.models import Decision
from dangbo.papers.commands import record_paper
from dangbo.rules.days import PartialDay, Precision

ON = date(2017, 1, 1)


def steps(uid: str, known: date | None = None) -> list[tuple[str, str]]:
    return [
        (each.on.isoformat(), each.change)
        for each in course_of(actor=OPERATOR, uid=uid, known=known)
    ]


def step(uid: str, change: str) -> Step:
    (found,) = [each for each in course_of(actor=OPERATOR, uid=uid) if each.change == change]
    return found


def test_course_tells_events_and_where_decisions_took_the_person(ids: dict[str, int]) -> None:
    merger = Decision.objects.get(on=date(2015, 6, 1), voided_by=None)

    assert steps("an") == [
        ("2013-03-01", "admit"),
        ("2014-03-01", "recognise"),
        ("2015-06-01", "carried"),
    ]
    carried = step("an", "carried")
    assert carried.org is not None
    assert carried.source is not None
    assert (carried.act, carried.org.uid, carried.source.uid) == (
        merger.act_id,
        "bao-dai",
        "bao",
    )
    assert (carried.paper_number, carried.paper_uid) == (
        merger.paper.normal if merger.paper else "",
        merger.paper.uid if merger.paper else "",
    )
    assert carried.paper_number == "15-QĐ/TU"


def test_course_names_the_paper_or_the_reason_of_an_event(ids: dict[str, int]) -> None:
    day = PartialDay(date(2017, 5, 2), Precision.DAY)
    paper = record_paper(actor=OPERATOR, number_raw="77-QĐ/ĐUK", day=day, subject="Công nhận")
    happen(date(2017, 5, 19), {"change": "recognise", "person": "em"}, paper=paper)

    assert step("em", "recognise").paper_number == "77-QĐ/ĐUK"
    assert step("em", "admit").reason == "ví dụ"
    assert step("em", "admit").believed["name"] == (None, "Đặng Thị Em")


def test_course_tells_corrections_on_the_day_they_were_recorded(ids: dict[str, int]) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id
    before = Event.objects.get(act=act).opened_by.recorded
    by = correct_events(
        actor=OPERATOR,
        act=act,
        on=date(2016, 5, 20),
        reason="nhầm",
        recorded=date(before.year + 1, 1, 1),
    )

    assert steps("em") == [
        ("2016-05-20", "admit"),
        (by.recorded.isoformat(), "redated"),
    ]
    assert step("em", "redated").of == act
    assert step("em", "redated").facts == {"on": "2016-05-20"}
    assert steps("em", known=before) == [("2016-05-19", "admit")]


def test_course_shows_what_was_believed_before_and_after(ids: dict[str, int]) -> None:
    who = {"name": "Nguyễn Văn Ân", "birth": "1985-03-03"}
    happen(ON, {"change": "identify", "person": "an", "identity": who})

    assert step("an", "identify").believed == {
        "name": ("Nguyễn Văn An", "Nguyễn Văn Ân"),
        "birth": (date(1985, 3, 2), date(1985, 3, 3)),
    }


def test_course_tells_of_a_time_elsewhere_that_a_merger_ends(ids: dict[str, int]) -> None:
    happen(date(2015, 4, 1), {"change": "post_temporarily", "person": "an", "org": ids["dai"]})

    assert steps("an")[2:] == [
        ("2015-04-01", "post_temporarily"),
        ("2015-06-01", "carried"),
        ("2015-06-01", "temporary_ended"),
    ]


def test_member_is_told_as_of_the_day_and_over_time(ids: dict[str, int]) -> None:
    happen(
        ON,
        {"change": "sheet", "person": "an", "group": "family", "body": {"father": "Nguyễn Văn X"}},
        {"change": "number", "person": "an", "kind": "citizen", "value": "022085001234"},
    )
    happen(date(2018, 1, 1), {"change": "resign", "person": "an"})

    found = member(actor=OPERATOR, uid="an", on=ON)

    assert found is not None
    assert [(each.name.uid if each.name else "", each.start) for each in found.postings] == [
        ("bao", date(2013, 3, 1)),
        ("bao-dai", date(2015, 6, 1)),
    ]
    assert [(each.standing, each.end) for each in found.standings] == [
        ("probationary", date(2014, 3, 1)),
        ("official", date(2018, 1, 1)),
    ]
    assert found.sheets == {"family": {"father": "Nguyễn Văn X"}}
    assert [each.value for each in found.numbers] == ["•••••••••234"]
    assert found.row.standing == "official"
    assert found.first_day == date(2013, 3, 1)
    whole = member(actor=OPERATOR, uid="an", on=ON, unmasked=True)
    assert whole is not None
    assert [each.value for each in whole.numbers] == ["022085001234"]


def test_member_who_left_or_is_not_recorded_yet(ids: dict[str, int]) -> None:
    happen(date(2018, 1, 1), {"change": "resign", "person": "an"})

    left = member(actor=OPERATOR, uid="an", on=date(2018, 1, 1))

    assert left is not None
    assert (left.row.standing, left.row.org) == ("", None)
    assert member(actor=OPERATOR, uid="an", on=ON, known=date(1990, 1, 1)) is None
