"""Prove that the report of a member holds every row that refers to him or her, opened."""

import json
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from factories.small_membership import CITIZEN_NUMBER as NUMBER
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Access
from dangbo.members.models import Person
from dangbo.ops.queries.person_reports import BEYOND, person_report

TODAY = date(2026, 11, 20)


def test_all_rows_of_one_person_and_none_of_others(numbered: Mapping[str, int]) -> None:
    found = person_report(actor=OPERATOR, uid="an", today=TODAY)
    person = Person.objects.get(uid="an")

    expected = {}
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.related_model is Person and model._meta.app_label not in BEYOND:
                keys = set(model._default_manager.filter(**{field.name: person}).values_list("pk"))
                if keys:
                    expected[model._meta.label] = {key for (key,) in keys}
    told = {label: {row["id"] for row in rows} for label, rows in found["tables"].items()}
    assert {label: told[label] for label in expected} == expected
    text = json.dumps(found, ensure_ascii=False, default=str)
    assert NUMBER in text
    assert "Nguyễn Văn An" in text
    assert "Trần Thị Bình" not in text
    assert person.key not in text
    assert {each["key"] for each in found["organisations"]} == {"bao", "bao-dai"}
    cited = {row["opened_by_id"] for rows in found["tables"].values() for row in rows}
    assert cited <= {each["seq"] for each in found["journal"]}


def test_who_was_forgotten_is_told_without_what_was_sealed(numbered: Mapping[str, int]) -> None:
    Person.objects.filter(uid="an").update(key="")
    found = person_report(actor=OPERATOR, uid="an", today=TODAY)

    assert found["person"] == {"key": "an", "invented": True, "forgotten": True}
    assert NUMBER not in json.dumps(found, default=str)


def test_the_command_writes_both_forms_and_the_log(
    numbered: Mapping[str, int], tmp_path: Path
) -> None:
    out = StringIO()
    for name in ("an.json", "an.xlsx"):
        call_command("person_report", "an", output=tmp_path / name, stdout=out)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600

    told = json.loads((tmp_path / "an.json").read_text(encoding="utf-8"))
    book = CalamineWorkbook.from_path(str(tmp_path / "an.xlsx"))
    assert {name[:31] for name in told["tables"]} < set(book.sheet_names)
    rows = book.get_sheet_by_name("members.Number").to_python()
    assert len(rows) == 1 + len(told["tables"]["members.Number"])
    # The readings of the second report know of the first.
    assert [(row.code, row.kind, row.subject) for row in Access.objects.order_by("seq")] == [
        ("exported", "member", "an")
    ] * 2
    with pytest.raises(CommandError, match=r"\.json"):
        call_command("person_report", "an", output=tmp_path / "an.txt")
