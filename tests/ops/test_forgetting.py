"""Prove that a person is forgotten for good, only after the dry run, and never too soon."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import StringIO
from typing import Final

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories.small_membership import CITIZEN_NUMBER as NUMBER

from dangbo.accounts.access import NOBODY, OPERATOR, NotGranted
from dangbo.audit.models import Act
from dangbo.audit.queries import differences
from dangbo.cases.commands import open_case
from dangbo.cases.commands.opening import Wanted
from dangbo.members.commands import merge_persons, record_events
from dangbo.members.models import Person
from dangbo.members.queries import member
from dangbo.ops.access import FORGOTTEN
from dangbo.ops.commands.forgetting_persons import forget_person
from dangbo.ops.queries.forgetting import forgettable
from dangbo.ops.queries.person_reports import person_report
from dangbo.rules.forgetting import Remembered, kept_until, may_forget_person
from dangbo.rules.verdicts import RuleError

LEFT: Final = date(2016, 11, 1)
LATER: Final = date(2031, 1, 1)
REASON: Final = "đề nghị của gia đình"


@pytest.fixture
def gone(numbered: Mapping[str, int]) -> Mapping[str, int]:
    """Return the register in which an left the Party long ago."""
    event = {"change": "resign", "person": "an"}
    record_events(actor=OPERATOR, on=LEFT, events=[event], reason="ví dụ")
    return numbered


def code(uid: str = "an", today: date = LATER) -> str:
    return forgettable(actor=OPERATOR, uid=uid, today=today).code


def codes(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [each.code for each in error.value.verdict.against]


def test_what_was_sealed_is_gone_and_the_journal_holds(gone: Mapping[str, int]) -> None:
    before = Act.objects.order_by("-seq").first()
    assert NUMBER in str(person_report(actor=OPERATOR, uid="an", today=LATER))

    act = forget_person(actor=OPERATOR, uid="an", confirmed=code(), today=LATER, reason=REASON)

    assert (act.code, act.params, act.reason) == (FORGOTTEN, {"persons": ["an"]}, REASON)
    assert before is not None
    assert act.seq == before.seq + 1
    assert dict(Person.objects.filter(uid__in=["an", "dung"]).values_list("uid", "key"))["an"] == ""
    assert Person.objects.get(uid="dung").key
    assert NUMBER not in str(person_report(actor=OPERATOR, uid="an", today=LATER))
    found = member(actor=OPERATOR, uid="an", on=LATER, unmasked=True)
    assert found is not None
    assert (found.forgotten, found.row.name) == (True, "Nguyễn Văn An")
    assert [each for each in differences() if each[1]] == []
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert out.getvalue()


def test_nobody_is_forgotten_too_soon_or_without_a_reason(gone: Mapping[str, int]) -> None:
    asked = {"actor": OPERATOR, "uid": "an", "confirmed": code(), "today": LATER}
    last = forgettable(actor=OPERATOR, uid="an", today=LATER).known.last
    assert last is not None
    until, _source = kept_until(last, today=LATER)
    for more, expected in (
        ({"today": until}, ["RECORD_KEPT_STILL", "NO_REASON"]),
        ({"reason": "  "}, ["NO_REASON"]),
        ({"confirmed": "00000000", "reason": REASON}, ["CONFIRMATION_DIFFERS"]),
        ({"confirmed": "", "reason": REASON}, ["CONFIRMATION_DIFFERS"]),
        ({"uid": "dung", "confirmed": code("dung"), "reason": REASON}, ["MEMBER_IN_FORCE"]),
    ):
        with pytest.raises(RuleError) as error:
            forget_person(**{**asked, **more})
        assert codes(error) == expected
    with pytest.raises(NotGranted):
        forget_person(**{**asked, "actor": NOBODY, "reason": REASON})
    assert not Person.objects.filter(key="").exists()
    assert not Act.objects.filter(code=FORGOTTEN).exists()

    first = until + timedelta(days=1)
    forget_person(**{**asked, "today": first, "reason": REASON})
    with pytest.raises(RuleError) as error:
        forget_person(**{**asked, "reason": REASON})
    assert codes(error) == ["PERSON_FORGOTTEN"]


def test_a_running_case_keeps_the_key() -> None:
    known = Remembered(date(1990, 1, 1), running=2)
    verdict = may_forget_person(known=known, today=LATER, reason=REASON, paper="")

    assert [(each.code, each.fact("count")) for each in verdict.against] == [("CASE_RUNNING", 2)]


def test_a_case_of_the_person_counts_as_running(gone: Mapping[str, int]) -> None:
    found = forgettable(actor=OPERATOR, uid="dung", today=LATER)
    assert found.known.running == 0
    wanted = Wanted("exemption", date(2020, 5, 6), person="dung")
    open_case(actor=OPERATOR, wanted=wanted)

    assert forgettable(actor=OPERATOR, uid="dung", today=LATER).known.running == 1


def test_records_merged_into_the_person_go_too(gone: Mapping[str, int]) -> None:
    event = {"change": "identify", "person": "an-2", "identity": {"name": "Nguyễn Văn An"}}
    told = {"reason": "ví dụ", "invented": True}
    record_events(actor=OPERATOR, on=date(2015, 1, 1), events=[event], **told)
    merge_persons(actor=OPERATOR, kept="an", gone="an-2", on=date(2017, 1, 1), reason="một người")
    assert forgettable(actor=OPERATOR, uid="an", today=LATER).persons == ("an", "an-2")

    forget_person(actor=OPERATOR, uid="an", confirmed=code(), today=LATER, reason=REASON)

    assert sorted(Person.objects.filter(key="").values_list("uid", flat=True)) == ["an", "an-2"]
    assert [each for each in differences() if each[1]] == []


def test_verify_finds_a_key_that_went_or_came_back_without_an_act(gone: Mapping[str, int]) -> None:
    kept = Person.objects.get(uid="an").key
    Person.objects.filter(uid="an").update(key="")
    assert "the key of an is gone" in str(dict(differences())["ops"])

    Person.objects.filter(uid="an").update(key=kept)
    assert dict(differences())["ops"] is None
    forget_person(actor=OPERATOR, uid="an", confirmed=code(), today=LATER, reason=REASON)
    Person.objects.filter(uid="an").update(key=kept)
    assert "is forgotten by the journal" in str(dict(differences())["ops"])


def test_the_command_gives_a_code_and_then_does_it(
    gone: Mapping[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: LATER)
    dry = StringIO()
    call_command("forget_person", "an", stdout=dry)
    assert "Chưa hủy gì: lần này chỉ liệt kê." in dry.getvalue()
    assert f"--confirm {code()}" in dry.getvalue()
    assert Person.objects.get(uid="an").key

    with pytest.raises(CommandError, match="Chưa nêu văn bản hoặc lý do"):
        call_command("forget_person", "an", confirm=code(), stdout=StringIO())
    with pytest.raises(CommandError, match="Mã xác nhận"):
        call_command("forget_person", "an", confirm="x", reason=REASON, stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("forget_person", "an", confirm=code(), paper="99-QĐ/XX", stdout=StringIO())
    out = StringIO()
    call_command("forget_person", "an", confirm=code(), reason=REASON, stdout=out)

    act = Act.objects.get(code=FORGOTTEN)
    assert f"dòng {act.seq} của nhật ký" in out.getvalue()
    assert Person.objects.get(uid="an").key == ""
