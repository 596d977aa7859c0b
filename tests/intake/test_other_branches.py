"""Prove that a list tells nobody of persons whom he or she may not see."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest
from factories import small_membership
from intake.lists import checked, codes, row, sheet, states

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.models import User
from dangbo.intake.commands import check_rows
from dangbo.intake.models import Intake
from dangbo.intake.queries.looking import Rows
from dangbo.members.commands import record_events
from dangbo.members.models import Identity
from dangbo.members.phrases.findings import told_against
from dangbo.rights.commands import grant_role
from dangbo.rules.row_states import STATES
from dangbo.rules.verdicts import RuleError

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
NUMBER: Final = small_membership.CITIZEN_NUMBER
AN: Final = {"birth": "02/03/1985", "admitted": ""}


def officer(ids: Mapping[str, int], username: str, role: str, org: str | None) -> Actor:
    """Return the actor of a new account with one role."""
    user = User.objects.create(username=username, demonstration=True)
    place = ids[org] if org else None
    told = {"username": username, "role": role, "org": place, "start": date(2023, 1, 1)}
    grant_role(actor=OPERATOR, reason="ví dụ", **told)
    return actor_of(user)


@pytest.fixture
def here(ids: Mapping[str, int]) -> Actor:
    """Return somebody of y-te, who may not know of anybody in bao-dai."""
    small_membership.give_citizen_number()
    return officer(ids, "y-te", "grassroots_officer", "y-te")


@pytest.fixture
def above(ids: Mapping[str, int], here: Actor) -> Actor:
    return officer(ids, "to-chuc", "organisation", None)


def texts(intake: Intake) -> str:
    return " ".join(str(each.judged.state) for each in Rows(intake, STATES))


def test_a_number_of_another_branch_is_put_off_in_plain_words(here: Actor) -> None:
    intake = checked(sheet(row("Nguyễn Văn An", citizen=NUMBER, **AN)), actor=here)

    assert (states(intake), codes(intake)) == ({2: "wrong"}, {2: ["NUMBER_UNPROVEN"]})
    (shown,) = Rows(intake, STATES)
    assert (shown.judged.state.person, shown.judged.state.choices) == ("", ())
    assert "'an'" not in texts(intake)


def test_namesakes_and_keys_of_another_branch_are_as_if_they_were_not(here: Actor) -> None:
    head = ["Họ tên", "Ngày sinh", "Chi bộ", "Trạng thái", "Khóa"]
    keyed = ("Nguyễn Văn An", "02/03/1985", "Chi bộ Văn phòng", "Chính thức")
    asked = {key: checked(sheet((*keyed, key), head=head), actor=here) for key in ("an", "zz", "")}

    assert codes(asked["an"]) == codes(asked["zz"]) == {2: ["KEY_UNKNOWN"]}
    assert (states(asked[""]), codes(asked[""])) == ({2: "new"}, {2: []})


def test_those_of_the_own_branch_are_found_as_before(here: Actor) -> None:
    intake = checked(sheet(row("Hoàng Văn Dũng", birth="01/01/1965")), actor=here)

    (shown,) = Rows(intake, STATES)
    assert (shown.judged.state.person, states(intake)) == ("dung", {2: "same"})


def test_who_sees_both_takes_the_list_over_and_finds_the_person(here: Actor, above: Actor) -> None:
    intake = checked(sheet(row("Nguyễn Văn An", citizen=NUMBER, **AN)), actor=here)

    again = check_rows(actor=above, intake=intake.pk)

    (shown,) = Rows(again, STATES)
    assert (shown.judged.state.person, codes(again)) == ("an", {2: ["ORG_DIFFERS"]})
    assert (again.owner_id, again.by) == (above.user_id, "to-chuc")


def test_a_number_written_by_hand_is_refused_without_naming_anybody(here: Actor) -> None:
    event = {"change": "number", "person": "dung", "kind": "citizen", "value": NUMBER}
    with pytest.raises(RuleError) as refused:
        record_events(actor=here, on=date(2024, 1, 2), events=[event], reason="ví dụ")

    (found,) = refused.value.verdict.against
    assert (found.code, found.fact("other")) == ("NUMBER_UNPROVEN", None)
    (told,) = told_against(refused.value.verdict)
    name = Identity.objects.get(person__uid="an", voided_by=None).name
    assert name not in told
    assert "người khác" not in told
