"""Prove that the report of a member holds every row that refers to him or her, opened."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
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
from dangbo.audit.queries.search import LogRow
from dangbo.intake.queries.looking import Origin
from dangbo.members.models import Person
from dangbo.ops.files.report_pdf import LEFT_OUT, report_pdf, values_of
from dangbo.ops.management.commands.person_report import SECTIONS
from dangbo.ops.phrases.fields import column_name
from dangbo.ops.phrases.tables import TABLES
from dangbo.ops.queries.forgetting import forgettable
from dangbo.ops.queries.person_reports import BEYOND, DERIVED, person_report

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
    for name in ("an.json", "an.xlsx", "an.pdf"):
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
    ] * 3
    with pytest.raises(CommandError, match=r"\.json"):
        call_command("person_report", "an", output=tmp_path / "an.txt")


def test_the_pdf_says_every_row_in_words_and_who_made_it(numbered: Mapping[str, int]) -> None:
    found = person_report(actor=OPERATOR, uid="an", today=TODAY)

    told = values_of(found, "Nguyễn Văn An", SECTIONS, "lan (lan) xuất")
    filled = {**found["tables"], **{name: found[name] for name in SECTIONS}}
    expected = [(TABLES[label], len(rows)) for label, rows in filled.items() if rows]
    assert [(each["name"], len(each["rows"])) for each in told["sections"]] == expected
    assert (told["name"], told["key"], told["trace"]) == ("Nguyễn Văn An", "an", "lan (lan) xuất")
    assert told["notes"][0] == "Dữ liệu minh họa, không phải người thật."
    pairs = {pair for each in told["sections"] for row in each["rows"] for pair in row}
    assert ("Tên", "Nguyễn Văn An") in pairs
    assert ("Ngày sinh", "02/03/1985") in pairs
    assert any(text == NUMBER for _name, text in pairs)
    # Every text is set as text: what looks like markup too.
    pdf = report_pdf(found, name="#panic()[*An*]", sections=SECTIONS, trace="$x$")
    assert pdf.startswith(b"%PDF")


def test_every_column_that_is_printed_has_a_name(numbered: Mapping[str, int]) -> None:
    columns = {
        field.attname
        for model in apps.get_models()
        if model._meta.label in TABLES
        for field in model._meta.local_concrete_fields
        if not field.name.endswith(DERIVED)
    }
    found = person_report(actor=OPERATOR, uid="an", today=TODAY)
    columns |= {key for section in SECTIONS for row in found[section] for key in row}
    columns |= {field.name for field in fields(LogRow)} | set(Origin._fields)
    unnamed = {name for name in columns - LEFT_OUT if column_name(name) == name}

    assert unnamed == set()


def test_every_table_that_is_named_is_there() -> None:
    labels = {model._meta.label for model in apps.get_models()}

    assert {label for label in TABLES if "." in label} <= labels
    about = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.related_model is Person and model._meta.app_label not in BEYOND
    }
    assert about - TABLES.keys() == set()
    assert {label for label in TABLES if "." not in label} == set(SECTIONS)


def test_what_forgetting_takes_and_what_it_leaves(numbered: Mapping[str, int]) -> None:
    found = forgettable(actor=OPERATOR, uid="an", today=TODAY)

    assert (found.standing, found.in_force, found.forgotten) == ("official", True, False)
    assert found.sealed == {"members.Number": 1}
    report = person_report(actor=OPERATOR, uid="an", today=TODAY)
    rows = {label: len(told) for label, told in report["tables"].items()}
    taken = Counter(found.sealed) + Counter(found.open_rows)
    assert taken == Counter(rows)
    assert found.journal == len(report["stated"]) == 2


def test_the_command_lists_and_changes_nothing(numbered: Mapping[str, int]) -> None:
    before = list(Person.objects.order_by("pk").values_list("uid", "key"))
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("forget_person", "an", stdout=out)

    told = out.getvalue()
    assert left.value.code == 1
    assert "    Số căn cước và số khác: 1 dòng\n" in told
    assert "    Họ tên, ngày sinh: 1 dòng\n" in told
    assert "Nguyễn Văn An đang là" in told
    assert "Chưa hủy gì: lần này chỉ liệt kê." in told
    assert list(Person.objects.order_by("pk").values_list("uid", "key")) == before
    row = Access.objects.get()
    assert (row.code, row.subject, row.facts) == ("read", "an", {"page": "dangbo forget-person"})

    Person.objects.filter(uid="an").update(key="")
    out = StringIO()
    call_command("forget_person", "an", stdout=out)
    assert out.getvalue() == "Khóa của Nguyễn Văn An đã bị hủy từ trước.\n"
