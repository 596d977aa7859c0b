"""Prove for any sequence of changes who reads, and that who does not meets what never was."""

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sealed.conftest import wanted

from dangbo.accounts.access import Actor
from dangbo.rules.verdicts import RuleError
from dangbo.sealed import commands
from dangbo.sealed.queries.records import record_page, records_of
from dangbo.sealed.replay import first_difference

NAMES = ("lan", "minh", "nga", "quan-tri")
CHANGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["add", "remove"]), st.sampled_from(NAMES)),
    max_size=12,
)


def outcome(actor: Actor, uid: str, way: str, account: int | None) -> str:
    """Do a change; return what came of it."""
    act = commands.add_reader if way == "add" else commands.remove_reader
    try:
        act(actor=actor, uid=uid, account=account, reason="Phân công")
    except Http404:
        return "not there"
    except RuleError:
        return "refused"
    return "done"


def expected(reading: set[str], who: str, way: str, whom: str) -> str:
    """Return what has to come of a change, and make it in `reading`."""
    if who not in reading:
        return "not there"
    after = reading | {whom} if way == "add" else reading - {whom}
    if after == reading or not after:
        return "refused"
    reading.clear()
    reading.update(after)
    return "done"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_any_changes_of_readers(
    people: Mapping[str, Actor], changes: list[tuple[str, str, str]]
) -> None:
    with transaction.atomic():
        uid = commands.open_record(actor=people["lan"], wanted=wanted())
        reading = {"lan"}
        for who, way, whom in changes:
            found = outcome(people[who], uid, way, people[whom].user_id)
            assert found == expected(reading, who, way, whom)
        for name, actor in people.items():
            seen = [row.uid for row in records_of(actor=actor)]
            assert seen == ([uid] if name in reading else [])
            try:
                page = record_page(actor=actor, uid=uid)
                now = {each.username for each in page.readers if each.until is None}
                assert (name in reading, now) == (True, reading)
            except Http404:
                assert name not in reading
        assert first_difference() is None
        transaction.set_rollback(True)
