"""Merge two records of one person: what comes over, what is refused, and how it is undone."""

import json
from base64 import b64encode
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.base.secrets import seal, unseal
from dangbo.cases.models import Case
from dangbo.honours.commands import record_cards
from dangbo.members.access import postings_on
from dangbo.members.commands import (
    correct_events,
    foresee_merge,
    merge_persons,
    undo_merge,
)
from dangbo.members.files.photos import PHOTOS
from dangbo.members.models import Event, Number, Person, Posting, Sheet, Standing
from dangbo.members.queries import (
    course_of,
    find_member,
    member,
    merged_into,
    merges_of,
)
from dangbo.members.queries.verifying import first_difference
from dangbo.orgs.commands import decide
from dangbo.orgs.models import OrgPath
from dangbo.posts.commands import record_posts
from dangbo.rules.record_groups import PHOTO
from dangbo.rules.verdicts import RuleError

DAY = date(2020, 1, 1)
REASON = "hai hồ sơ của một người"
CITIZEN = "022065001234"


@pytest.fixture
def ids(ids: dict[str, int]) -> dict[str, int]:
    """Have `dung` known a second time, as `dzung`, with what only that record has."""
    who = {**identity("dung"), "name": "Hoàng Văn Dzũng", "religion": "phat_giao"}
    entry = {"change": "enter", "person": "dzung", "org": ids["y-te-1"], "standing": "official"}
    happen(date(2014, 5, 1), {**entry, "identity": who})
    happen(
        date(2015, 5, 1),
        {"change": "transfer", "person": "dzung", "org": ids["y-te-2"]},
        {"change": "number", "person": "dzung", "kind": "citizen", "value": CITIZEN},
        {"change": "sheet", "person": "dzung", "group": "family", "body": {"father": "X"}},
    )
    return ids


def place_of(change: str, person: str) -> tuple[int, int]:
    found = Event.objects.get(person__uid=person, change=change, voided_by=None)
    return found.act_id, found.position


def merge(kept: str = "dung", gone: str = "dzung", **more: Any) -> Act:
    dropped = more.pop("dropped", None)
    if dropped is None:
        dropped = [place_of("enter", gone)]
    return merge_persons(
        actor=OPERATOR, kept=kept, gone=gone, on=DAY, dropped=dropped, reason=REASON, **more
    )


def place(uid: str, on: date = DAY, known: int | None = None) -> str | None:
    rows = postings_on(OPERATOR, on=on, known=known).filter(kind="official", person__uid=uid)
    return rows.values_list("org__uid", flat=True).first()


def codes(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [each.code for each in error.value.verdict.against]


def foreseen(kept: str = "dung", gone: str = "dzung", **more: Any) -> list[str]:
    seen = foresee_merge(actor=OPERATOR, kept=kept, gone=gone, on=DAY, **more)
    return [each.code for each in seen.verdict.against]


def test_what_differs_is_told_before_the_merge(ids: dict[str, int]) -> None:
    acts = Act.objects.count()

    seen = foresee_merge(actor=OPERATOR, kept="dung", gone="dzung", on=DAY)

    assert [(each.kind, each.field, each.kept, each.gone) for each in seen.conflicts] == [
        ("identity", "name", "Hoàng Văn Dũng", "Hoàng Văn Dzũng"),
        ("identity", "religion", "", "phat_giao"),
        ("event", "", "", ""),
    ]
    clash = seen.conflicts[-1]
    assert (clash.act, clash.position) == place_of("enter", "dzung")
    assert (clash.change, clash.on, clash.why) == ("enter", date(2014, 5, 1), "MERGE_REPEATS")
    assert [each.code for each in seen.verdict.against] == ["ALREADY_A_MEMBER"]
    assert foreseen(dropped=[place_of("enter", "dzung")]) == []
    assert Act.objects.count() == acts


def test_attributes_of_the_same_days_are_told(ids: dict[str, int]) -> None:
    education = {"change": "attribute", "kind": "education"}
    happen(date(2016, 1, 1), {**education, "person": "dung", "value": "dai_hoc"})
    later = happen(date(2017, 1, 1), {**education, "person": "dzung", "value": "thac_si"})

    seen = foresee_merge(actor=OPERATOR, kept="dung", gone="dzung", on=DAY)

    (found,) = (each for each in seen.conflicts if each.kind == "attribute")
    assert (found.field, found.kept, found.gone) == ("education", "dai_hoc", "thac_si")
    assert (found.act, found.position) == (later.seq, 0)


def test_events_of_both_count_for_the_one_who_is_kept(ids: dict[str, int]) -> None:
    act = merge(identity={"religion": "phat_giao"})

    assert (place("dung"), place("dzung")) == ("y-te-2", None)
    assert (place("dung", known=act.seq - 1), place("dzung", known=act.seq - 1)) == (
        *("y-te-1", "y-te-2"),
    )
    row = find_member(actor=OPERATOR, text="dzung", on=DAY)
    assert (row.uid, row.name, row.religion) == ("dung", "Hoàng Văn Dũng", "phat_giao")
    assert first_difference() is None


def test_secrets_come_over_under_the_key_that_is_kept(ids: dict[str, int]) -> None:
    act = merge()

    key = Person.objects.get(uid="dung").key
    number = Number.objects.get(kind="citizen", voided_by=None)
    sheet = Sheet.objects.get(person__uid="dung", voided_by=None)
    assert (number.person.uid, unseal(key, number.sealed)) == ("dung", CITIZEN)
    assert json.loads(unseal(key, sheet.body)) == {"father": "X"}
    assert CITIZEN not in str(act.params)


def test_photo_comes_over_with_its_file(ids: dict[str, int]) -> None:
    old = Person.objects.get(uid="dzung").key
    text = b64encode(b"points").decode("ascii")
    body = {"file": PHOTOS.keep(seal(old, text)), "type": "image/png"}
    happen(DAY, {"change": "sheet", "person": "dzung", "group": PHOTO, "body": body})

    merge()

    key = Person.objects.get(uid="dung").key
    sheet = Sheet.objects.get(person__uid="dung", group=PHOTO, voided_by=None)
    found = json.loads(unseal(key, sheet.body))
    assert found["type"] == "image/png"
    assert unseal(key, PHOTOS.read(found["file"])) == text


def test_key_that_is_gone_answers_with_the_kept(ids: dict[str, int]) -> None:
    act = merge()
    before = act.recorded - timedelta(days=1)
    (told,) = merges_of("dung")

    assert (merged_into("dzung"), merged_into("dung")) == ("dung", None)
    assert (told.act, told.kept, told.gone, told.reason, told.undone) == (
        *(act.seq, "dung", "dzung", REASON, None),
    )
    assert merges_of("dzung") == [told]
    assert member(actor=OPERATOR, uid="dzung", on=DAY) is None
    assert merged_into("dzung", known=before) is None
    steps = course_of(actor=OPERATOR, uid="dung")
    assert [each.change for each in steps] == ["enter", "transfer", "number", "sheet", "merged"]


def test_group_that_both_have_stays_as_it_is(ids: dict[str, int]) -> None:
    happen(DAY, {"change": "sheet", "person": "dung", "group": "family", "body": {"father": "Y"}})
    seen = foresee_merge(actor=OPERATOR, kept="dung", gone="dzung", on=DAY)

    merge()

    (found,) = (each for each in seen.conflicts if each.kind == "sheet")
    assert (found.field, found.kept, found.gone) == ("family", {"father": "Y"}, {"father": "X"})
    sheet = Sheet.objects.get(person__uid="dung", voided_by=None)
    assert json.loads(unseal(Person.objects.get(uid="dung").key, sheet.body)) == {"father": "Y"}


def test_two_numbers_of_a_kind_need_a_choice(ids: dict[str, int]) -> None:
    other = {"change": "number", "person": "dung", "kind": "citizen", "value": "022065009999"}
    happen(DAY, other)
    entry, number = place_of("enter", "dzung"), place_of("number", "dzung")

    assert foreseen(dropped=[entry]) == ["MERGE_NUMBERS"]
    assert foreseen(dropped=[entry, number]) == []
    assert foreseen(dropped=[entry, place_of("number", "dung")]) == []


def test_number_that_comes_to_light_is_sealed(ids: dict[str, int]) -> None:
    number = {"change": "number", "person": "dung", "kind": "citizen"}
    act = happen(DAY, {**number, "value": "022065009999"}, {**number, "value": "022065008888"})

    merge(dropped=[place_of("enter", "dzung"), place_of("number", "dzung"), (act.seq, 1)])

    held = Number.objects.get(voided_by=None)
    assert (held.person.uid, held.value) == ("dung", "")
    assert unseal(held.person.key, held.sealed) == "022065009999"
    assert first_difference() is None


@pytest.mark.parametrize(
    ("kept", "gone", "code"),
    [
        ("dung", "dung", "MERGE_SAME"),
        ("dung", "ai-do", "MERGE_UNKNOWN"),
        ("ai-do", "dung", "MERGE_UNKNOWN"),
    ],
)
def test_keys_that_are_no_two_persons_are_refused(
    ids: dict[str, int], kept: str, gone: str, code: str
) -> None:
    with pytest.raises(RuleError) as error:
        merge(kept, gone, dropped=())

    assert codes(error) == [code]


def test_every_reason_is_told_at_once(ids: dict[str, int]) -> None:
    Person.objects.filter(uid="dzung").update(invented=False)
    who = place_of("enter", "dung")

    with pytest.raises(RuleError) as error:
        merge_persons(
            actor=OPERATOR,
            kept="dung",
            gone="dzung",
            on=DAY,
            dropped=[who, (1, 77)],
            identity={"name": " "},
        )

    assert codes(error) == [
        *("NO_REASON", "MERGE_INVENTED", "NAME_EMPTY", "MERGE_EVENT_UNKNOWN", "MERGE_DROPS_WHO"),
    ]


def test_person_who_is_gone_is_not_merged_again(ids: dict[str, int]) -> None:
    merge()

    assert foreseen("chau", "dzung") == ["MERGE_GONE_ALREADY"]
    assert foreseen("dzung", "an") == ["MERGE_INTO_GONE"]


def test_person_whose_key_was_thrown_away_is_not_merged(ids: dict[str, int]) -> None:
    Person.objects.filter(uid="dzung").update(key="")

    assert foreseen(dropped=[place_of("enter", "dzung")]) == ["MERGE_FORGOTTEN"]


def test_events_on_the_key_that_is_gone_are_refused(ids: dict[str, int]) -> None:
    merge()

    with pytest.raises(RuleError) as error:
        happen(DAY, {"change": "exempt", "person": "dzung"})

    assert codes(error) == ["PERSON_MERGED"]


def test_what_hangs_on_the_person_comes_first(ids: dict[str, int]) -> None:
    post = {"change": "begin", "person": "dzung", "org": ids["khoi"], "body": "bch"}
    title = {"title": "uv_bch", "how": "elected"}
    record_posts(actor=OPERATOR, on=DAY, posts=[{**post, **title}], reason=REASON, invented=True)
    card = {"person": "dzung", "kind": "first", "number": "10123456"}
    record_cards(actor=OPERATOR, on=DAY, cards=[card], reason=REASON)
    Case.objects.create(
        kind="recognition",
        person=Person.objects.get(uid="dzung"),
        org_id=ids["y-te-2"],
        opened_on=DAY,
        opened_by_id=1,
    )

    found = foreseen(dropped=[place_of("enter", "dzung")])

    assert sorted(found) == ["MERGE_CARD", "MERGE_HOLDS_POST", "MERGE_OPEN_CASE"]
    assert foreseen("dzung", "dung", dropped=[place_of("enter", "dung")]) == []


def test_actor_of_one_branch_merges_nobody_and_sees_only_his_own(ids: dict[str, int]) -> None:
    path = OrgPath.objects.get(org=ids["y-te"], voided_by=None, end=None).path
    own = Actor("y-te", branches=(path,))
    pair: dict[str, Any] = {"actor": own, "kept": "dung", "on": DAY}

    def told(gone: str) -> list[str]:
        return [each.code for each in foresee_merge(**pair, gone=gone).verdict.against]

    assert told("dzung") == ["ALREADY_A_MEMBER"]
    assert told("chau") == ["MERGE_UNKNOWN"]
    with pytest.raises(PermissionDenied):
        merge_persons(**pair, gone="dzung", reason=REASON)


def test_decision_that_lists_the_key_that_is_gone_counts_for_the_kept(ids: dict[str, int]) -> None:
    merge()
    members = {"listed": {"dzung": ids["bao-dai"]}, "rest": ids["y-te-1"]}
    ended = {"change": "dissolve", "org": ids["y-te-2"], "members": members}

    decide(actor=OPERATOR, on=date(2022, 1, 1), changes=[ended])

    assert place("dung", date(2022, 1, 1)) == "bao-dai"
    assert first_difference() is None


def test_act_of_the_one_who_is_gone_is_corrected_for_the_kept(ids: dict[str, int]) -> None:
    moved, _ = place_of("transfer", "dzung")
    act = merge()

    correct_events(actor=OPERATOR, act=moved, on=date(2018, 1, 1), reason=REASON)

    assert (place("dung", date(2017, 1, 1)), place("dung")) == ("y-te-1", "y-te-2")
    assert first_difference() is None
    undo_merge(actor=OPERATOR, act=act.seq, reason=REASON)
    assert (place("dzung", date(2017, 1, 1)), place("dzung")) == ("y-te-1", "y-te-2")
    assert first_difference() is None


def test_act_voided_since_is_not_brought_back(ids: dict[str, int]) -> None:
    entered, _ = place_of("enter", "dzung")
    moved, _ = place_of("transfer", "dzung")
    act = merge(dropped=[place_of("enter", "dzung"), place_of("transfer", "dzung")])
    correct_events(actor=OPERATOR, act=moved, void=True, reason=REASON)

    undo_merge(actor=OPERATOR, act=act.seq, reason=REASON)

    assert list(
        Event.objects.filter(person__uid="dzung", voided_by=None).values_list("act", "change")
    ) == [(entered, "enter")]
    assert (place("dung"), place("dzung")) == ("y-te-1", "y-te-1")
    assert first_difference() is None


@pytest.mark.parametrize(
    "statement", ["UPDATE members_merge SET gone_id = kept_id", "DELETE FROM members_merge"]
)
def test_databases_keep_merges(ids: dict[str, int], statement: str) -> None:
    merge()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert merged_into("dzung") == "dung"


def test_what_was_recorded_since_stays_with_the_kept(ids: dict[str, int]) -> None:
    act = merge()
    happen(
        date(2021, 1, 1),
        {"change": "exempt", "person": "dung"},
        {"change": "identify", "person": "dung", "identity": {"home_town": "Hạ Long"}},
    )

    by = undo_merge(actor=OPERATOR, act=act.seq, reason=REASON)

    standing = Standing.objects.filter(voided_by=None, end=None, activity="exempt")
    assert [each.person.uid for each in standing] == ["dung"]
    rows = [find_member(actor=OPERATOR, text=uid, on=DAY) for uid in ("dung", "dzung")]
    assert [(row.name, row.home_town) for row in rows] == [
        ("Hoàng Văn Dũng", "Hạ Long"),
        ("Hoàng Văn Dzũng", ""),
    ]
    assert [each.undone for each in merges_of("dung")] == [by.seq]
    assert first_difference() is None


def test_parting_is_refused_where_something_rests_on_what_goes_back(ids: dict[str, int]) -> None:
    act = merge()
    happen(date(2021, 1, 1), {"change": "transfer", "person": "dung", "org": ids["y-te-1"]})

    with pytest.raises(RuleError) as error:
        undo_merge(actor=OPERATOR, act=act.seq, reason=" ")

    assert codes(error) == ["NO_REASON", "SAME_ORG"]
    assert Posting.objects.filter(person__uid="dzung", voided_by=None).count() == 0


def test_merges_are_undone_last_first_and_once(ids: dict[str, int]) -> None:
    first = merge()
    second = merge("chau", "dung")

    with pytest.raises(RuleError) as error:
        undo_merge(actor=OPERATOR, act=first.seq, reason=REASON)
    assert codes(error) == ["UNMERGE_LATER_FIRST"]
    assert (merged_into("dzung"), place("chau")) == ("chau", "y-te-2")
    assert first_difference() is None
    for act in (second, first):
        undo_merge(actor=OPERATOR, act=act.seq, reason=REASON)
        assert first_difference() is None
    assert [place(each) for each in ("dzung", "dung", "chau")] == ["y-te-2", "y-te-1", "bao-dai"]
    for seq, code in ((first.seq, "UNMERGE_ALREADY"), (1, "UNMERGE_UNKNOWN")):
        with pytest.raises(RuleError) as error:
            undo_merge(actor=OPERATOR, act=seq, reason=REASON)
        assert codes(error) == [code]
