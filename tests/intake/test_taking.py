"""Prove that a list is taken in whole or not at all, and undone as long as nothing rests on it."""

from datetime import date
from typing import Any

import pytest
from factories.small_membership import happen
from intake.lists import CELL, ON, checked, row, sheet, states

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.intake.commands import (
    check_rows,
    decide_rows,
    mend_row,
    open_intake,
    take_intake,
    taking,
    undo_intake,
)
from dangbo.intake.models import Intake, Provenance
from dangbo.intake.queries.looking import origins_of
from dangbo.members.models import Attribute, Identity, Number, Person, Posting, Standing
from dangbo.members.phrases.events import event_sentence
from dangbo.members.queries import balance, course_of, member, members_of
from dangbo.members.tables.cards import card_facts
from dangbo.orgs.queries import org_ids
from dangbo.rules.verdicts import RuleError

OFFICIAL_HEAD = ("Họ và tên", "Ngày sinh", "Ngày kết nạp", "Ngày chính thức", "Chi bộ")
pytestmark = pytest.mark.usefixtures("ids")
GAM = {"card": "00012345", "citizen": "001180000123", "residence": "Chi bộ khu 4"}
AN = {"birth": "02/03/1985", "admitted": "", "org": "Đảng bộ Báo và Đài"}


def refused(call: Any, **more: Any) -> list[str]:
    with pytest.raises(RuleError) as error:
        call(actor=OPERATOR, **more)
    return [each.code for each in error.value.verdict.against]


def test_a_new_row_enters_a_member_on_the_day_of_the_list() -> None:
    intake = checked(sheet(row("LÊ THỊ GẤM", **GAM)))

    taken = take_intake(actor=OPERATOR, intake=intake.pk)

    person = Person.objects.get(identities__name="Lê Thị Gấm")
    posting, standing = Posting.objects.get(person=person), Standing.objects.get(person=person)
    assert (posting.org.uid, posting.start, standing.standing) == ("y-te-1", ON, "official")
    assert (standing.admitted, standing.counted_from) == (date(2005, 5, 19), date(2005, 5, 19))
    assert {each.kind for each in Number.objects.filter(person=person)} == {"card", "citizen"}
    assert Attribute.objects.get(person=person).value == "Chi bộ khu 4"
    assert [Act.objects.get(pk=seq).code for seq in taken.acts] == ["intake.taken"]
    assert (taken.stage, states(intake)) == ("taken", {2: "new"})


def test_the_official_day_of_a_new_member_is_kept_and_is_no_movement() -> None:
    lines = [
        ("Lê Thị Gấm", "03/02/1980", "19/05/2005", "19/05/2006", CELL),
        ("Phạm Văn Hùng", "05/05/1975", "2000", "2001", CELL),
    ]
    intake = checked(sheet(*lines, head=OFFICIAL_HEAD), on=ON)

    take_intake(actor=OPERATOR, intake=intake.pk)

    uids = {each.name: each.uid for each in members_of(actor=OPERATOR, org=None, on=ON)}
    whole, vague = (
        member(actor=OPERATOR, uid=uids[name], on=ON) for name in ("Lê Thị Gấm", "Phạm Văn Hùng")
    )
    assert whole is not None
    assert vague is not None
    assert (whole.row.standing, whole.row.admitted) == ("official", date(2005, 5, 19))
    assert (whole.recognised, vague.recognised) == (date(2006, 5, 19), None)
    shown = {str(each.label): each.value for each in card_facts(whole, (), ON)}
    assert shown["Ngày chính thức"] == "19/05/2006"
    entered = course_of(actor=OPERATOR, uid=whole.row.uid)[0]
    assert "Chính thức từ ngày 19/05/2006." in event_sentence(entered.change, entered.facts, {})
    top = org_ids(uids=["khoi"])["khoi"]
    moved = balance(actor=OPERATOR, org=top, start=date(2005, 1, 1), end=date(2025, 1, 1))
    assert moved is not None
    assert uids["Lê Thị Gấm"] not in {each.uid for each in moved.recognised.persons}


def test_what_was_taken_in_is_the_same_the_next_time() -> None:
    content = sheet(row("Lê Thị Gấm", **GAM), row("Phạm Văn Hùng", birth="1975", admitted="2000"))
    take_intake(actor=OPERATOR, intake=checked(content).pk)

    again = checked(content)

    assert states(again) == {2: "same", 3: "same"} or states(again) == {2: "same", 3: "doubtful"}
    assert [each[0] for each in again.remarks if "BEFORE" in each[0]] == ["LIST_TAKEN_BEFORE"]
    assert refused(take_intake, intake=again.pk) == ["NOTHING_TO_TAKE"]


def test_changes_of_somebody_known_are_recorded_with_where_they_came_from() -> None:
    intake = checked(sheet(row("Nguyễn Văn An", card="00011122", residence="Chi bộ khu 4", **AN)))

    take_intake(actor=OPERATOR, intake=intake.pk)

    told = Provenance.objects.get(person__uid="an")
    assert (told.row, told.fields) == (2, "residential_cell card")
    assert Number.objects.get(person__uid="an", kind="card").start == ON
    assert [
        (each.field, each.row, each.raw) for each in origins_of(actor=OPERATOR, person="an")
    ] == [
        ("residential_cell", 2, "Chi bộ khu 4"),
        ("card", 2, "00011122"),
    ]


def test_only_rows_that_are_ready_are_taken() -> None:
    intake = checked(
        sheet(row("Lê Thị Gấm"), row("Phạm Văn Hùng", birth="31/02/1975"), row("Bùi Văn Ích"))
    )
    decide_rows(actor=OPERATOR, intake=intake.pk, rows=[4], left=True)
    check_rows(actor=OPERATOR, intake=intake.pk)

    take_intake(actor=OPERATOR, intake=intake.pk, expected=1)

    names = Identity.objects.filter(name__in=["Lê Thị Gấm", "Phạm Văn Hùng", "Bùi Văn Ích"])
    assert [each.name for each in names] == ["Lê Thị Gấm"]


def test_a_list_is_checked_before_it_is_taken_and_again_when_the_register_changed() -> None:
    opened = open_intake(actor=OPERATOR, content=sheet(row("Lê Thị Gấm")), name="ds", on=ON)
    unchecked = refused(take_intake, intake=opened.pk)
    check_rows(actor=OPERATOR, intake=opened.pk)
    happen(date(2024, 1, 1), {"change": "exempt", "person": "an"})

    changed = refused(take_intake, intake=opened.pk)
    check_rows(actor=OPERATOR, intake=opened.pk)

    assert (unchecked, changed) == (["LIST_NOT_CHECKED"], ["REGISTER_CHANGED_SINCE"])
    assert refused(take_intake, intake=opened.pk, expected=2) == ["COUNT_CHANGED"]
    assert take_intake(actor=OPERATOR, intake=opened.pk, expected=1).stage == "taken"


def test_who_somebody_is_changes_by_paper_only() -> None:
    take_intake(actor=OPERATOR, intake=checked(sheet(row("Lê Thị Gấm", **GAM))).pk)
    intake = checked(sheet(row("Lê Thị Gấm Hoa", **GAM)))
    decide_rows(
        actor=OPERATOR, intake=intake.pk, rows=[2], accepted=frozenset({"IDENTITY_CHANGES"})
    )
    check_rows(actor=OPERATOR, intake=intake.pk)

    without = refused(take_intake, intake=intake.pk)
    take_intake(actor=OPERATOR, intake=intake.pk, paper="18-QĐ/ĐUK")

    believed = Identity.objects.filter(voided_by=None, name__startswith="Lê Thị Gấm")
    assert without == ["PAPER_FOR_IDENTITY"]
    assert [each.name for each in believed] == ["Lê Thị Gấm Hoa"]


def test_a_refusal_in_the_middle_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangbo.intake.queries.keeping.PART_ROWS", 1)
    monkeypatch.setattr("dangbo.intake.commands.taking.PARTS_AT_ONCE", 1)
    intake = checked(sheet(row("Lê Thị Gấm"), row("Phạm Văn Hùng", birth="05/05/1975")))
    before = (Act.objects.count(), Person.objects.count(), Provenance.objects.count())
    told: list[object] = []

    def broken(*args: object, **kwargs: object) -> None:
        told.append(args)
        if len(told) == 2:
            raise ConnectionError
        return original(*args, **kwargs)

    original = taking._Taking._remember
    monkeypatch.setattr(taking._Taking, "_remember", broken)
    with pytest.raises(ConnectionError):
        take_intake(actor=OPERATOR, intake=intake.pk)

    assert (Act.objects.count(), Person.objects.count(), Provenance.objects.count()) == before
    assert Intake.objects.get(pk=intake.pk).stage == "checked"


def test_undoing_takes_everything_back() -> None:
    before = _register()
    content = sheet(row("Lê Thị Gấm", **GAM), row("Nguyễn Văn An", card="00011122", **AN))
    intake = take_intake(actor=OPERATOR, intake=checked(content).pk)
    after = _register()

    undone = undo_intake(actor=OPERATOR, intake=intake.pk, reason="nhầm tệp")

    assert before != after
    assert _register() == before
    assert (undone.stage, len(undone.undone_by)) == ("undone", 1)
    assert Provenance.objects.count() == 0


def test_undoing_waits_for_what_came_later() -> None:
    intake = take_intake(actor=OPERATOR, intake=checked(sheet(row("Lê Thị Gấm"))).pk)
    uid = Person.objects.get(identities__name="Lê Thị Gấm").uid
    happen(date(2024, 7, 1), {"change": "exempt", "person": uid})

    assert refused(undo_intake, intake=intake.pk, reason="nhầm tệp") == ["LATER_ACTS"]
    assert Intake.objects.get(pk=intake.pk).stage == "taken"


def test_a_taken_list_cannot_be_changed() -> None:
    intake = take_intake(actor=OPERATOR, intake=checked(sheet(row("Lê Thị Gấm"))).pk)

    for call, more in ((mend_row, {"row": 2, "texts": {}}), (check_rows, {})):
        assert refused(call, intake=intake.pk, **more) == ["LIST_NOT_OPEN"]


def _register() -> list[tuple[str, str, str]]:
    found = members_of(actor=OPERATOR, org=None, on=date(2025, 1, 1))
    return sorted(
        (each.name, str(each.org and each.org.uid), str(dict(each.numbers))) for each in found
    )
