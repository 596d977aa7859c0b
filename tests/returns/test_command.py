"""Prove what the command about reports prints, and how it refuses."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from contracts.test_json_schemas import validator
from django.core.management import call_command
from django.core.management.base import CommandError
from returns.register import FORM, happen, named, send

from dangbo.audit.models import Access

pytestmark = pytest.mark.usefixtures("ids")


def run(*question: str) -> str:
    out = StringIO()
    call_command("returns", *question, stdout=out)
    return out.getvalue()


def answer(*question: str) -> Any:
    found = json.loads(run(*question, "--period", "2023h1", "--form", FORM, "--json"))
    validator("returns").validate(found)
    return found["reports"][0]


def test_what_was_sent_and_what_differs_with_its_act() -> None:
    assert answer("y-te")["state"] == "none"
    send("y-te")
    assert answer("y-te")["differences"] == []
    event = {"change": "transfer", "person": "an", "org": named("bao-dai").id}
    act = happen(date(2023, 3, 1), event, recorded=date(2023, 8, 1))

    found = answer("y-te")

    assert (found["state"], found["sent"]["day"]) == ("sent", "2023-07-05")
    assert found["sent"]["cells"]["cuoi_ky.tong"] == {"value": 2, "count": 2}
    [total] = [each for each in found["differences"] if each["cell"] == "cuoi_ky.tong"]
    assert (total["before"], total["now"]) == (2, 1)
    assert total["lost"][0]["person"] == "an"
    assert [each["act"] for each in total["lost"][0]["acts"]] == [act.seq]
    told = run("y-te", "--period", "2023h1", "--form", FORM)
    assert "cuoi_ky.tong: đã gửi 2, nay 1" in told
    assert f"- an: nhật ký số {act.seq}" in told


def test_a_day_before_it_was_sent_and_those_below() -> None:
    send("y-te")

    assert answer("y-te", "--on", "2023-07-04")["state"] == "none"
    above = answer("khoi")
    assert above["below"]["missing"] == ["bao-dai", "giam-dinh"]
    assert above["late"] is True
    names = "Chi bộ Báo và Đài (bao-dai); Chi bộ Giám định (giam-dinh)"
    assert f"Cấp dưới chưa gửi: {names}" in run("khoi", "--period", "2023h1")
    assert above["below"]["missing_names"] == ["Chi bộ Báo và Đài", "Chi bộ Giám định"]


@pytest.mark.parametrize("question", [("--period", "2023h2"), ("--form", "khong")])
def test_what_there_is_not_is_refused(question: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as error:
        run("y-te", *question)

    assert error.value.returncode == 2


def test_a_list_of_many_persons_is_given_for_a_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("dangbo.rules.exporting", "dangbo.audit.management.purposes"):
        monkeypatch.setattr(f"{module}.purpose_above", lambda _day: 0)
    send("y-te")
    event = {"change": "transfer", "person": "an", "org": named("bao-dai").id}
    happen(date(2023, 3, 1), event, recorded=date(2023, 8, 1))
    question = ("y-te", "--period", "2023h1", "--form", FORM)

    with pytest.raises(CommandError, match="Danh sách có 1 người"):
        run(*question)
    assert "- an: nhật ký số" in run(*question, "--purpose", "Đối chiếu với cấp trên")
    (noted,) = Access.objects.filter(subject="y-te", code="listed")
    told = {"page": "dangbo returns", "count": 1, "purpose": "Đối chiếu với cấp trên"}
    assert noted.facts == told
