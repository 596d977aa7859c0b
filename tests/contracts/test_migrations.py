"""Prove that migrations follow the models, one after another, and can be undone."""

import re
from io import StringIO

import pytest
from contracts.sources import PACKAGE, name_of
from django.apps import apps
from django.core.management import call_command

MIGRATIONS = sorted(PACKAGE.glob("*/migrations/[0-9]*.py"))


@pytest.mark.django_db
def test_models_have_their_migrations() -> None:
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert out.getvalue() == "No changes detected\n"


def test_each_app_names_its_last_migration() -> None:
    last = {path.parents[1].name: path.stem for path in MIGRATIONS}
    named = {
        app.label: (PACKAGE / app.label / "migrations" / "max_migration.txt").read_text().strip()
        for app in apps.get_app_configs()
        if app.name.startswith("dangbo.") and (any(app.get_models()) or app.label in last)
    }

    assert named == last


def test_migrations_import_no_models() -> None:
    importing = re.compile(r"^\s*(?:from|import) dangbo\.\w+\.models", re.MULTILINE)
    found = [
        name_of(path) for path in MIGRATIONS if importing.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []
