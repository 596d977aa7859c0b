"""Prove that the commands about members answer as their schemas say."""

import json
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from contracts.test_json_schemas import SCHEMAS, validator
from django.core.management import call_command, get_commands
from factories import small_membership, small_register
from jsonschema import ValidationError

from dangbo.rules.member_changes import CHANGES
from dangbo.rules.member_movements import SIGNS

WRITING = {"sweep_photos"}
PERIOD = ("--from", "2013-01-01", "--to", "2017-01-01")
QUESTIONS = {
    "members": [
        ("khoi", "--on", "2017-01-01"),
        ("khoi", "--on", "2017-01-01", "--limit", "2", "--sex", "nu"),
        ("khoi", "--on", "2017-01-01", "--minority", "--temporary", "out"),
    ],
    "member": [("an",), ("chau", "--on", "2001-01-01"), ("Hoàng Văn Dũng",)],
    "balance": [("khoi", *PERIOD), ("bao", *PERIOD)],
}
Spoiler = tuple[tuple[str, ...], Callable[[Any], object]]
SPOILERS: dict[str, Spoiler] = {
    "a number is whole": (
        ("members", "khoi", "--on", "2017-01-01"),
        lambda found: found["members"][0]["numbers"].update(passport="B1"),
    ),
    "a standing is unknown": (
        ("members", "khoi", "--on", "2017-01-01"),
        lambda found: found["members"][0].update(standing="member"),
    ),
    "a step is unknown": (("member", "an"), lambda found: found["course"][0].update(change="go")),
    "a count is missing": (
        ("count", "khoi"),
        lambda found: found["members"].pop("minority"),
    ),
    "a line is left out": (("balance", "khoi", *PERIOD), lambda found: found["lines"].pop()),
    "a sum is text": (
        ("balance", "khoi", *PERIOD),
        lambda found: found["closing"].update(total="5"),
    ),
}


@pytest.fixture(autouse=True)
def _members(db: None) -> None:
    small_membership.build(small_register.build())


def answer(*question: str) -> Any:
    out = StringIO()
    with suppress(SystemExit):  # a balance that does not close
        call_command(*question, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_every_reading_command_of_members_has_a_schema() -> None:
    commands = sorted(name for name, app in get_commands().items() if app == "dangbo.members")

    assert commands == sorted({*QUESTIONS, *WRITING})
    commands = sorted(QUESTIONS)
    assert [name for name in commands if not (SCHEMAS / f"{name}.schema.json").is_file()] == []


@pytest.mark.parametrize("command", QUESTIONS)
def test_answers_are_as_the_schema_says(command: str) -> None:
    for question in QUESTIONS[command]:
        validator(command).validate(answer(command, *question))


@pytest.mark.parametrize("spoiler", SPOILERS)
def test_schema_refuses_an_answer_where(spoiler: str) -> None:
    question, spoil = SPOILERS[spoiler]
    found = answer(*question)
    validator(question[0]).validate(found)

    spoil(found)

    with pytest.raises(ValidationError):
        validator(question[0]).validate(found)


def test_schemas_know_every_change_and_line() -> None:
    step = validator("member").schema["$defs"]["step"]["properties"]
    line = validator("balance").schema["$defs"]["line"]["properties"]

    assert step["change"]["enum"][: len(CHANGES)] == list(CHANGES)
    assert line["line"]["enum"][: len(SIGNS)] == list(SIGNS)
