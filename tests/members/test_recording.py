"""Record events, correct them, and see members follow their organisations."""

import json
from datetime import date
from typing import Any

import pytest
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR
from dangbo.base.secrets import unseal
from dangbo.members.access import postings_on, readable_identities, readable_standings
from dangbo.members.commands import correct_events, foresee_events
from dangbo.members.models import Event, Sheet
from dangbo.members.queries.verifying import first_difference
from dangbo.orgs.commands import correct, decide
from dangbo.orgs.models import Decision
from dangbo.rules.verdicts import RuleError


def places(on: date, known: int | None = None) -> dict[str, str]:
    rows = postings_on(OPERATOR, on=on, known=known).filter(kind="official")
    return dict(rows.values_list("person__uid", "org__uid"))


def codes(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [each.code for each in error.value.verdict.against]


def event_act(person: str, change: str) -> int:
    found: int = Event.objects.get(person__uid=person, change=change, voided_by=None).act_id
    return found


def test_members_follow_a_merger_on_its_day(ids: dict[str, int]) -> None:
    before = {"an": "bao", "binh": "bao", "chau": "dai", "dung": "y-te-1"}
    after = {**before, "an": "bao-dai", "binh": "bao-dai", "chau": "bao-dai"}

    assert places(date(2015, 5, 31)) == before
    assert places(date(2015, 6, 1)) == after


def test_merger_given_another_day_takes_its_members_along(ids: dict[str, int]) -> None:
    merger = Decision.objects.get(on=date(2015, 6, 1), voided_by=None).act_id

    by = correct(actor=OPERATOR, act=merger, on=date(2015, 3, 1), reason="nhầm ngày")

    assert places(date(2015, 3, 1))["binh"] == "bao-dai"
    assert places(date(2015, 3, 1), known=by.seq - 1)["binh"] == "bao"


def test_merger_is_not_put_before_what_happened_in_its_sources(ids: dict[str, int]) -> None:
    merger = Decision.objects.get(on=date(2015, 6, 1), voided_by=None).act_id

    with pytest.raises(RuleError) as error:
        correct(actor=OPERATOR, act=merger, on=date(2015, 1, 1), reason="nhầm ngày")

    assert codes(error) == ["ORG_NOT_STANDING"]


def test_event_on_one_whose_organisation_merged_is_refused(ids: dict[str, int]) -> None:
    event = {"change": "transfer", "person": "dung", "org": ids["bao"]}

    with pytest.raises(RuleError) as error:
        happen(date(2015, 6, 2), event)

    assert codes(error) == ["ORG_NOT_STANDING"]
    assert foresee_events(actor=OPERATOR, on=date(2015, 6, 2), events=[event]) == (
        error.value.verdict
    )


def test_organisation_with_members_does_not_end_without_a_place_for_them(
    ids: dict[str, int],
) -> None:
    ended: dict[str, Any] = {"change": "dissolve", "org": ids["y-te-1"]}

    with pytest.raises(RuleError) as error:
        decide(actor=OPERATOR, on=date(2020, 1, 1), changes=[ended])

    (left,) = error.value.verdict.against
    assert (left.code, left.fact("count"), left.fact("org")) == ("MEMBERS_LEFT", 2, ids["y-te-1"])


def test_members_of_an_ended_organisation_go_where_the_decision_says(ids: dict[str, int]) -> None:
    members = {"listed": {"em": ids["y-te-2"]}, "rest": ids["bao-dai"]}
    ended = {"change": "dissolve", "org": ids["y-te-1"], "members": members}

    decide(actor=OPERATOR, on=date(2020, 1, 1), changes=[ended])

    assert places(date(2020, 1, 1)) == {
        "an": "bao-dai",
        "binh": "bao-dai",
        "chau": "bao-dai",
        "dung": "bao-dai",
        "em": "y-te-2",
    }


def test_void_admission_takes_the_person_out_and_keeps_what_was_known(ids: dict[str, int]) -> None:
    by = correct_events(actor=OPERATOR, act=event_act("em", "admit"), void=True, reason="nhầm")

    assert "em" not in places(date(2017, 1, 1))
    assert places(date(2017, 1, 1), known=by.seq - 1)["em"] == "y-te-1"


def test_admission_that_recognition_rests_on_is_not_voided(ids: dict[str, int]) -> None:
    with pytest.raises(RuleError) as error:
        correct_events(actor=OPERATOR, act=event_act("an", "admit"), void=True, reason="nhầm")

    assert codes(error) == ["NOT_A_MEMBER"]


def test_citizen_number_is_sealed_and_borne_once(ids: dict[str, int]) -> None:
    number = {"change": "number", "kind": "citizen", "value": "022085001234"}
    act = happen(date(2022, 1, 1), {**number, "person": "an"})

    with pytest.raises(RuleError) as error:
        happen(date(2022, 1, 2), {**number, "person": "chau"})

    assert codes(error) == ["NUMBER_TAKEN"]
    assert "022085001234" not in str(act.params)


def test_identity_is_believed_anew_and_again_when_the_correction_is_void(
    ids: dict[str, int],
) -> None:
    def name() -> str:
        return readable_identities(OPERATOR).get(person__uid="an").name

    act = happen(
        date(2022, 1, 1),
        {"change": "identify", "person": "an", "identity": {"name": "Nguyễn Văn Ân"}},
    )
    assert name() == "Nguyễn Văn Ân"
    assert readable_identities(OPERATOR).get(person__uid="an").birth == date(1985, 3, 2)

    correct_events(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")
    assert name() == "Nguyễn Văn An"


def test_readmission_shifts_the_party_age_by_the_time_outside(ids: dict[str, int]) -> None:
    happen(date(2016, 1, 1), {"change": "strike_off", "person": "chau"})
    again = {"change": "readmit", "person": "chau", "org": ids["bao-dai"], "admitted": "2019-12-20"}
    happen(date(2020, 1, 1), again)

    stand = readable_standings(OPERATOR).get(person__uid="chau", end=None)
    outside = date(2019, 12, 20) - date(2016, 1, 1)

    assert stand.standing == "probationary"
    assert stand.counted_from == date(2005, 5, 19) + outside


def test_unknown_person_without_identity_is_refused(ids: dict[str, int]) -> None:
    with pytest.raises(RuleError) as error:
        happen(date(2020, 1, 1), {"change": "exempt", "person": "nobody"})

    assert codes(error) == ["PERSON_UNKNOWN"]
    assert identity("an")["name"] == "Nguyễn Văn An"


def test_void_identity_leaves_what_was_stated_after_it(ids: dict[str, int]) -> None:
    def said(**identity: str) -> int:
        event = {"change": "identify", "person": "an", "identity": identity}
        return int(happen(date(2022, 1, 1), event).seq)

    wrong, again = said(name="Nguyễn Văn Ân"), said(home_town="Móng Cái")
    first = correct_events(actor=OPERATOR, act=wrong, void=True, reason="nhầm")
    who = readable_identities(OPERATOR).get(person__uid="an")
    assert (who.name, who.home_town) == ("Nguyễn Văn An", "Móng Cái")

    correct_events(actor=OPERATOR, act=again, void=True, reason="nhầm")
    who = readable_identities(OPERATOR).get(person__uid="an")
    assert (who.name, who.home_town) == ("Nguyễn Văn An", "")
    known = readable_identities(OPERATOR, known=first.seq).get(person__uid="an")
    assert known.home_town == "Móng Cái"
    assert first_difference() is None


def test_void_sheet_is_told_as_before(ids: dict[str, int]) -> None:
    def sheet(text: str) -> int:
        event = {"change": "sheet", "person": "an", "group": "notes", "body": {"text": text}}
        return int(happen(date(2022, 1, 1), event).seq)

    one, two, three = (sheet(text) for text in ("một", "hai", "ba"))
    correct_events(actor=OPERATOR, act=two, void=True, reason="nhầm")
    assert believed_sheet() == {"text": "ba"}

    correct_events(actor=OPERATOR, act=three, void=True, reason="nhầm")
    assert believed_sheet() == {"text": "một"}

    correct_events(actor=OPERATOR, act=one, void=True, reason="nhầm")
    assert believed_sheet() is None
    assert first_difference() is None


def believed_sheet() -> Any:
    sheet = Sheet.objects.select_related("person").filter(voided_by=None).first()
    return json.loads(unseal(sheet.person.key, sheet.body)) if sheet else None
