"""Prove that the reading commands answer as their schemas say, and leave with 0, 1 or 2."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from contracts.sources import ROOT
from django.core.management import call_command, get_commands
from factories.small_register import build
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from dangbo import __name__ as package
from dangbo.orgs.phrases.names import ROLES
from dangbo.rules.changes import KINDS

SCHEMAS = ROOT / "docs" / "json"
DANGBO = Path(sys.executable).with_name(package)
PERIOD = ("--from", "2010-01-01", "--to", "2023-01-01")
QUESTIONS = {
    "tree": [
        ("khoi",),
        ("tinh", "--on", "2013-01-01", "--depth", "1"),
        ("khoi", "--on", "2016-06-01", "--known", "2020-01-15"),
    ],
    "org": [
        ("y-te",),
        ("tinh", "--on", "2011-01-01"),
        ("bao", "--on", "2015-01-01"),
        ("minh-hoa",),
    ],
    "count": [
        ("khoi",),
        ("minh-hoa",),
        ("khoi", "--on", "2013-01-01", "--without-invented"),
    ],
    "lineage": [("bao-dai",), ("y-te", "--known", "2020-02-15"), ("tinh",)],
    "changes": [
        ("khoi", *PERIOD),
        ("tinh", "--from", "1990-01-01", "--to", "1990-12-31"),
    ],
    "correspondence": [
        PERIOD,
        (*PERIOD, "--within", "y-te"),
        ("--from", "2019-06-01", "--to", "2023-01-01", "--within", "khoi"),
    ],
}
SPOILERS: dict[str, tuple[tuple[str, ...], Callable[[Any], object]]] = {
    "a key is missing": (("tree", "khoi"), lambda found: found["tree"][0].pop("superior")),
    "a day is impossible": (("tree", "khoi"), lambda found: found.update(on="2020-02-30")),
    "an end is empty text": (("org", "y-te"), lambda found: found["life"][0].update(end="")),
    "a precision is unknown": (("org", "y-te"), lambda found: found["by"].update(precision="?")),
    "a count is text": (("count", "khoi"), lambda found: found.update(total="6")),
    "a key is too much": (("count", "khoi"), lambda found: found.update(members=1)),
    "a result is an id": (("lineage", "dai"), lambda found: found["links"][0].update(result=7)),
    "a change is unknown": (
        ("changes", "khoi", *PERIOD),
        lambda found: found["changes"][0].update(change="fuse"),
    ),
    "a pair has no side": (
        ("correspondence", *PERIOD),
        lambda found: found["pairs"][0].update(source=None, result=None),
    ),
}


def validator(command: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{command}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def answer(*question: str) -> Any:
    out = StringIO()
    call_command(*question, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_every_reading_command_of_organisations_has_a_schema() -> None:
    commands = sorted(name for name, app in get_commands().items() if app == "dangbo.orgs")

    assert commands == sorted(QUESTIONS)
    assert [name for name in commands if not (SCHEMAS / f"{name}.schema.json").is_file()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("command", QUESTIONS)
def test_answers_are_as_the_schema_says(command: str) -> None:
    build()

    for question in QUESTIONS[command]:
        validator(command).validate(answer(command, *question))


@pytest.mark.django_db
@pytest.mark.parametrize("spoiler", SPOILERS)
def test_schema_refuses_an_answer_where(spoiler: str) -> None:
    question, spoil = SPOILERS[spoiler]
    build()
    found = answer(*question)

    spoil(found)

    with pytest.raises(ValidationError):
        validator(question[0]).validate(found)


def test_schema_of_changes_knows_every_change_and_role() -> None:
    change = validator("changes").schema["$defs"]["change"]["properties"]

    assert change["change"]["enum"] == list(KINDS)
    assert change["role"]["enum"] == list(ROLES)


class Console:
    """Run `dangbo` on a register in a file."""

    def __init__(self, place: Path) -> None:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("D")}
        self.place = place
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        self.environment = {**kept, "DANGBO_DATA": str(place), "PYTHONPATH": paths}

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        return self.run(DANGBO, *arguments)

    def run(self, *command: str | Path) -> tuple[int, str, str]:
        done = subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout, done.stderr

    def fill(self) -> None:
        """Fill the register."""
        self.environment["DJANGO_SETTINGS_MODULE"] = "dangbo.config.settings.dev"
        filling = (
            "import django; django.setup(); from factories.small_register import build; build()"
        )
        assert self.run(sys.executable, "-c", filling)[::2] == (0, "")


@pytest.fixture(scope="module")
def dangbo(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> Console:
    found = Console(tmp_path_factory.mktemp("register"))
    copytree(empty_register, found.place, dirs_exist_ok=True)
    found.fill()
    return found


def test_console_answers_in_plain_utf_8_and_leaves_with_0(dangbo: Console) -> None:
    code, out, err = dangbo("count", "khoi", "--on", "2013-01-01", "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)["total"] == 6
    assert '"name": "Đảng bộ Khối các cơ quan"' in dangbo("org", "khoi", "--json")[1]


def test_console_without_an_answer_leaves_with_2_and_one_sentence(dangbo: Console) -> None:
    assert dangbo("tree", "khoi", "--on", "2020-02-30") == (
        2,
        "",
        "dangbo: “2020-02-30” không có trong lịch. Nếu đúng là 29/02/2020 thì hãy viết như vậy.\n",
    )


def test_verify_leaves_with_0_until_a_row_is_altered_and_then_with_1(dangbo: Console) -> None:
    code, out, err = dangbo("verify")
    assert (code, err) == (0, "")
    assert {line.partition(": ")[2] for line in out.splitlines()} == {"khớp với nhật ký."}

    with sqlite3.connect(dangbo.place / "dangbo.sqlite3") as register:
        register.execute("UPDATE orgs_succession SET whole = NOT whole WHERE source_id = 6")
    register.close()

    code, out, err = dangbo("verify")
    assert (code, err) == (1, "")
    assert out.splitlines()[-1] == (
        "Khác với nhật ký (orgs): orgs_succession: missing source=6, result=9, act=5, position=0, "
        "on=2015-06-01, whole=True, opened_by=5, voided_by=None"
    )
