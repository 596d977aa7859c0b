"""What is typed into a draft is kept, with who changed what; nobody overwrites anybody unseen."""

from datetime import timedelta
from typing import Any

import pytest
from desk.samples import content, merge, person, rename
from django.core.exceptions import PermissionDenied
from django.http import Http404

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import (
    Conflict,
    add_changes,
    discard_draft,
    drop_changes,
    order_changes,
    reopen_draft,
    see_notices,
    share_draft,
    start_draft,
    undo_edit,
    unshare_draft,
    write_change,
    write_head,
)
from dangbo.desk.commands.writing import MOST_CHANGES, ONE_EDIT
from dangbo.desk.enums import State
from dangbo.desk.models import Draft, Edit
from dangbo.desk.queries.listing import drafts, drafts_naming, unseen_count
from dangbo.rules.verdicts import RuleError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]


@pytest.fixture
def draft(officer: Actor, colleague: Actor) -> Draft:
    row = start_draft(
        actor=officer,
        content=content(rename("y-te", "Một"), rename("bao-dai", "Hai"), {"change": "found"}),
    )
    share_draft(actor=officer, draft=row.pk, username=colleague.name, may_write=True)
    return row


def fresh(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def ids_of(draft: Draft) -> list[int]:
    return [each["id"] for each in fresh(draft).content["changes"]]


def refused(error: Any) -> list[str]:
    return [each.code for each in error.value.verdict.against]


def parts(draft: Draft) -> list[tuple[int, str]]:
    return list(
        Edit.objects.filter(draft=draft).order_by("revision").values_list("revision", "part")
    )


def test_change_keeps_its_kind_and_number_whatever_is_sent(officer: Actor, draft: Draft) -> None:
    values = {"name": "Mới", "id": 99, "change": "dissolve"}

    write_change(actor=officer, draft=draft.pk, change=1, values=values, seen=0)

    assert fresh(draft).content["changes"][0] == {
        "id": 1,
        "change": "rename",
        "org": "y-te",
        "name": "Mới",
    }


@pytest.mark.parametrize("who", ["officer", "colleague"])
def test_part_written_since_it_was_seen_is_not_overwritten(
    officer: Actor, colleague: Actor, draft: Draft, who: str
) -> None:
    """Also by the same person on a second page."""
    other = {"officer": officer, "colleague": colleague}[who]
    write_change(actor=other, draft=draft.pk, change=1, values={"name": "Của họ"}, seen=0)

    with pytest.raises(Conflict) as conflict:
        write_change(actor=officer, draft=draft.pk, change=1, values={"name": "Của tôi"}, seen=0)

    assert (conflict.value.theirs["name"], conflict.value.mine["name"]) == ("Của họ", "Của tôi")
    assert conflict.value.edit.user_id == other.user_id
    assert fresh(draft).content["changes"][0]["name"] == "Của họ"


def test_same_value_and_other_parts_are_no_conflict(
    officer: Actor, colleague: Actor, draft: Draft
) -> None:
    write_change(actor=colleague, draft=draft.pk, change=1, values={"name": "Chung"}, seen=0)

    write_change(actor=officer, draft=draft.pk, change=1, values={"name": "Chung"}, seen=0)
    write_change(actor=officer, draft=draft.pk, change=2, values={"name": "Riêng"}, seen=0)
    write_head(actor=officer, draft=draft.pk, values={"reason": "Lý do"}, seen=0)

    assert [each.get("name") for each in fresh(draft).content["changes"]] == [
        "Chung",
        "Riêng",
        None,
    ]


def test_conflict_is_over_once_the_later_revision_was_seen(
    officer: Actor, colleague: Actor, draft: Draft
) -> None:
    seen = write_head(actor=colleague, draft=draft.pk, values={"title": "A"}, seen=0).revision

    write_head(actor=officer, draft=draft.pk, values={"title": "B"}, seen=seen)

    assert fresh(draft).title == "B"


def test_what_one_types_in_a_row_is_one_edit(officer: Actor, draft: Draft) -> None:
    for name in ("M", "Mớ", "Mới"):
        row = fresh(draft)
        write_change(
            actor=officer, draft=draft.pk, change=1, values={"name": name}, seen=row.revision
        )

    (edit,) = Edit.objects.filter(draft=draft)
    assert (edit.revision, edit.before["name"], edit.after["name"]) == (3, "Một", "Mới")


def test_edits_are_apart_after_a_while_by_another_or_in_another_part(
    officer: Actor, colleague: Actor, draft: Draft
) -> None:
    def write(actor: Actor, change: int, name: str) -> Draft:
        seen = fresh(draft).revision
        return write_change(
            actor=actor, draft=draft.pk, change=change, values={"name": name}, seen=seen
        )

    write(officer, 1, "a")
    write(officer, 2, "b")
    write(officer, 1, "c")
    write(colleague, 1, "d")
    last = Edit.objects.get(draft=draft, revision=4)
    Edit.objects.filter(pk=last.pk).update(at=last.at - ONE_EDIT - timedelta(seconds=1))
    write(colleague, 1, "e")

    assert parts(draft) == [
        (1, "change:1"),
        (2, "change:2"),
        (3, "change:1"),
        (4, "change:1"),
        (5, "change:1"),
    ]


def test_undo_gives_a_part_back_what_it_had(officer: Actor, draft: Draft) -> None:
    before = fresh(draft).content
    write_change(actor=officer, draft=draft.pk, change=1, values={"name": "x"}, seen=0)
    write_head(actor=officer, draft=draft.pk, values={"on": "05/11/2026"}, seen=9)
    order_changes(actor=officer, draft=draft.pk, order=[3, 2, 1])
    drop_changes(actor=officer, draft=draft.pk, changes=[2])
    add_changes(actor=officer, draft=draft.pk, changes=[{"change": "restore"}])

    for revision in (5, 4, 3, 2, 1):
        undo_edit(actor=officer, draft=draft.pk, revision=revision)

    after = fresh(draft).content
    assert after["head"] == before["head"]
    assert sorted(after["changes"], key=lambda each: each["id"]) == before["changes"]


def test_state_and_unknown_revisions_cannot_be_undone(officer: Actor, draft: Draft) -> None:
    discard_draft(actor=officer, draft=draft.pk)
    reopen_draft(actor=officer, draft=draft.pk)

    for revision in (1, 2, 77):
        with pytest.raises(Http404):
            undo_edit(actor=officer, draft=draft.pk, revision=revision)

    assert fresh(draft).state == State.OPEN


def test_order_keeps_those_left_out_behind_and_is_noted_once(officer: Actor, draft: Draft) -> None:
    order_changes(actor=officer, draft=draft.pk, order=[3, 99, 1])
    order_changes(actor=officer, draft=draft.pk, order=[3, 1, 2])

    assert ids_of(draft) == [3, 1, 2]
    assert parts(draft) == [(1, "order")]


def test_numbers_of_dropped_changes_are_not_given_again(officer: Actor, draft: Draft) -> None:
    drop_changes(actor=officer, draft=draft.pk, changes=[3])

    added = add_changes(actor=officer, draft=draft.pk, changes=[{"change": "move"}])

    assert (added, ids_of(draft)) == ([4], [1, 2, 4])


def test_new_organisations_get_keys_that_nobody_has(officer: Actor) -> None:
    told = [merge("bao-dai", "giam-dinh", name=name) for name in ("Y tế", "Y tế", "")]

    draft = start_draft(actor=officer, content=content(*told))

    keys = [each["result"].get("org") for each in draft.content["changes"]]
    assert keys == ["y-te-3", "y-te-4", None]


def test_key_stays_when_the_name_changes(officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content(merge("bao-dai", "giam-dinh", name="Mới")))
    result = {**draft.content["changes"][0]["result"], "name": "Mới hơn"}

    write_change(actor=officer, draft=draft.pk, change=1, values={"result": result}, seen=0)

    assert fresh(draft).content["changes"][0]["result"]["org"] == "moi"


def test_draft_takes_so_many_changes_and_no_more(officer: Actor, draft: Draft) -> None:
    many = [{"change": "move"}] * (MOST_CHANGES - 3)
    add_changes(actor=officer, draft=draft.pk, changes=many)

    with pytest.raises(RuleError) as error:
        add_changes(actor=officer, draft=draft.pk, changes=[{"change": "move"}])

    assert refused(error) == ["TOO_MANY_CHANGES"]
    assert len(ids_of(draft)) == MOST_CHANGES


def test_changes_there_are_none_of_are_refused(officer: Actor, draft: Draft) -> None:
    with pytest.raises(RuleError) as unknown:
        add_changes(actor=officer, draft=draft.pk, changes=[{"change": "explode"}])
    with pytest.raises(RuleError) as gone:
        write_change(actor=officer, draft=draft.pk, change=9, values={}, seen=0)

    assert (refused(unknown), refused(gone)) == (["UNKNOWN_CHANGE"], ["CHANGE_GONE"])


def test_discarded_draft_is_not_written_until_it_is_opened_again(
    officer: Actor, draft: Draft
) -> None:
    discard_draft(actor=officer, draft=draft.pk)

    with pytest.raises(RuleError) as error:
        write_head(actor=officer, draft=draft.pk, values={"title": "x"}, seen=9)
    reopen_draft(actor=officer, draft=draft.pk)
    write_head(actor=officer, draft=draft.pk, values={"title": "x"}, seen=9)

    assert refused(error) == ["NOT_OPEN"]
    assert fresh(draft).title == "x"


def test_title_and_day_are_taken_from_what_is_typed(officer: Actor, draft: Draft) -> None:
    write_head(actor=officer, draft=draft.pk, values={"title": " ", "on": "31/02/2026"}, seen=0)
    first = (fresh(draft).title, fresh(draft).on)
    write_head(actor=officer, draft=draft.pk, values={"title": "T", "on": "1/2/2026"}, seen=9)

    assert first == ("Sắp xếp", None)
    assert (fresh(draft).title, str(fresh(draft).on)) == ("T", "2026-02-01")


def test_strangers_find_nothing_readers_may_not_write(officer: Actor, draft: Draft) -> None:
    reader, stranger = person("nguoi-xem"), person("nguoi-la")
    share_draft(actor=officer, draft=draft.pk, username=reader.name, may_write=False)

    for actor, error in ((reader, PermissionDenied), (stranger, Http404)):
        with pytest.raises(error):
            write_head(actor=actor, draft=draft.pk, values={"title": "x"}, seen=9)
        with pytest.raises(error):
            discard_draft(actor=actor, draft=draft.pk)
    assert [len(drafts(actor=each)) for each in (officer, reader, stranger)] == [1, 1, 0]


def test_only_the_owner_shares(officer: Actor, colleague: Actor, draft: Draft) -> None:
    person("nguoi-khac")

    with pytest.raises(Http404):
        share_draft(actor=colleague, draft=draft.pk, username="nguoi-khac", may_write=True)
    with pytest.raises(Http404):
        unshare_draft(actor=colleague, draft=draft.pk, username=colleague.name)


def test_sharing_with_nobody_or_oneself_is_refused(officer: Actor, draft: Draft) -> None:
    User.objects.create(username="da-khoa", is_active=False)

    for name, code in (("ai-do", "NO_SUCH_PERSON"), ("da-khoa", "NO_SUCH_PERSON")):
        with pytest.raises(RuleError) as error:
            share_draft(actor=officer, draft=draft.pk, username=name, may_write=True)
        assert refused(error) == [code]
    with pytest.raises(RuleError) as own:
        share_draft(actor=officer, draft=draft.pk, username=officer.name, may_write=True)
    assert refused(own) == ["OWN_DRAFT"]


def test_person_asked_in_is_told_once_and_gone_when_let_go(
    officer: Actor, colleague: Actor, draft: Draft
) -> None:
    share_draft(actor=officer, draft=draft.pk, username=colleague.name, may_write=False)
    told = unseen_count(actor=colleague)
    see_notices(actor=colleague)
    unshare_draft(actor=officer, draft=draft.pk, username=colleague.name)

    assert (told, unseen_count(actor=colleague)) == (1, 0)
    assert drafts(actor=colleague) == []


def test_drafts_are_found_by_the_organisations_they_name(officer: Actor, draft: Draft) -> None:
    by_org = {
        org: [row.id for row in drafts_naming(actor=officer, org=org)]
        for org in ("y-te", "bao-dai", "y-te-1", "bao")
    }

    assert by_org == {"y-te": [draft.pk], "bao-dai": [draft.pk], "y-te-1": [], "bao": []}
