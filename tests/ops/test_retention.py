"""Prove that what is past its time is listed, and that bookkeeping alone goes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from factories import small_membership, small_register

from dangbo.accounts.models import User
from dangbo.audit.models import Access, Act
from dangbo.base.secrets import new_key
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft, Notice
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake, Part
from dangbo.members.models import Event, Person
from dangbo.ops.commands.forgetting import REMOVING
from dangbo.ops.phrases.kept import KEPT
from dangbo.ops.queries.retaining import ROWS
from dangbo.rules.retention import kept_on

TODAY = date(2027, 6, 30)
DAYS = {each.code: each.days for each in kept_on(TODAY)}


def ago(code: str, more: int) -> datetime:
    """Return a moment of a day that lies so many days and `more` before today."""
    day = TODAY - timedelta(days=DAYS[code] + more)
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


@pytest.fixture
def ids(db: None) -> Mapping[str, int]:
    found = small_register.build()
    small_membership.build(found)
    return found


def draft(user: User, state: State, at: datetime) -> Draft:
    return Draft.objects.create(owner=user, changed_by=user, state=state, changed_at=at)


def intake(stage: Stage, at: datetime, *, key: bool = True) -> Intake:
    made = Intake.objects.create(
        name="ds.xlsx", digest="0" * 64, on=date(2026, 1, 1), stage=stage, by="operator",
        created_at=at, changed_at=at, key=new_key() if key else "",
    )  # fmt: skip
    Part.objects.create(intake=made, number=1, first=1, rows=1, cells="niêm phong")
    return made


def test_bookkeeping_past_its_time_goes_and_facts_stay(ids: Mapping[str, int]) -> None:
    user = User.objects.create(username="lan")
    gone = draft(user, State.DISCARDED, ago("draft_discarded", 1))
    drafts = [
        draft(user, State.DISCARDED, ago("draft_discarded", 0)),
        draft(user, State.OPEN, ago("draft_left", 1)),
    ]
    seen = [
        Notice.objects.create(draft=drafts[1], user=user, at=at, news=News.SHARED, seen_at=at)
        for at in (ago("notice_seen", 1), ago("notice_seen", 0))
    ]
    left, fresh = (intake(Stage.CHECKED, ago("list_left", more)) for more in (1, 0))
    dropped = intake(Stage.DROPPED, ago("list_given_up", 1), key=False)
    taken = intake(Stage.TAKEN, ago("list_taken", 1))
    for number, more in enumerate((1, 0)):
        Session.objects.create(session_key=f"s{number}", expire_date=ago("session_ended", more))
    before = (Act.objects.count(), Event.objects.count(), Person.objects.count())

    out = StringIO()
    call_command("retention", dry_run=True, today=TODAY.isoformat(), stdout=out)
    told = {str(KEPT[code]): 1 for code in KEPT if code != "access_logged"}
    for name, count in told.items():
        assert f"{name}: {count} mục" in out.getvalue()
    assert Draft.objects.filter(pk=gone.pk).exists()

    call_command("retention", today=TODAY.isoformat(), stdout=out)
    assert "Đã dọn 5 mục." in out.getvalue()
    assert sorted(Draft.objects.values_list("pk", flat=True)) == [each.pk for each in drafts]
    assert list(Notice.objects.all()) == [seen[1]]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["s1"]
    stages = dict(Intake.objects.values_list("pk", "stage"))
    assert stages == {left.pk: "dropped", fresh.pk: "checked", taken.pk: "taken"}
    assert dropped.pk not in stages
    assert sorted(Part.objects.values_list("intake", flat=True)) == sorted([fresh.pk, taken.pk])
    assert Intake.objects.get(pk=left.pk).key == ""
    assert (Act.objects.count(), Event.objects.count(), Person.objects.count()) == before
    assert Access.objects.count() == 0


def test_every_sort_has_its_rows_its_name_and_if_removed_its_way() -> None:
    found = kept_on(TODAY)

    assert {each.code for each in found} == set(ROWS) == set(KEPT)
    assert {each.code for each in found if each.remove} == set(REMOVING)
