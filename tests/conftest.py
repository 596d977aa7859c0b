"""Prepare what every test shares: the long option, the property profiles, the test database."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.whole_staff import whole_staff  # noqa: F401 - a fixture of every test

if TYPE_CHECKING:
    from django.test import Client

    from dangbo.accounts.access import Actor

EXAMPLES = 200
LONG_EXAMPLES = 1_500
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
ON_POSTGRESQL = bool(os.environ.get("DANGBO_DATABASE_URL"))

for name, examples in (("default", EXAMPLES), ("long", LONG_EXAMPLES)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addoption(
        "--long", action="store_true", help=f"{LONG_EXAMPLES} examples a property, not {EXAMPLES}"
    )
    if not pluginmanager.has_plugin("django"):
        # The rules run without Django, whose plugin would have declared this key of pyproject.
        parser.addini("DJANGO_SETTINGS_MODULE", "Read by pytest-django only.")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "default")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the database of this run cannot prove; the other run has it."""
    wanted = touches_database if ON_POSTGRESQL else runs_on_sqlite
    unwanted = [item for item in items if not wanted(item)]
    if unwanted:
        config.hook.pytest_deselected(items=unwanted)
        items[:] = [item for item in items if wanted(item)]


def touches_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser"):
        return False
    if item.get_closest_marker("django_db"):
        return True
    return bool(DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())))


def runs_on_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Put SQLite in a file of this session, as in use: in memory there are no two writers."""
    from django.conf import settings as django_settings

    if not ON_POSTGRESQL:
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of a register as `dangbo init` makes it, once for all workers: copy it.

    Making the tables takes longer than most tests; test_console proves it, those that only need
    a register of their own copy this one.
    """
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    place, made = shared / "empty-register", shared / "empty-register.made"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("D")}
    with (shared / "empty-register.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            command = [Path(sys.executable).with_name("dangbo"), "init"]
            environment = {**kept, "DANGBO_DATA": str(place)}
            subprocess.run(command, env=environment, check=True, capture_output=True)
            made.touch()
    return place


@pytest.fixture(autouse=True)
def in_vietnamese(request: pytest.FixtureRequest) -> None:
    """Begin each test in the source language: a request in English leaves that to the thread."""
    if request.config.pluginmanager.has_plugin("django"):
        from django.utils import translation

        translation.deactivate()


@pytest.fixture
def actor() -> "Actor":
    """Return whoever may see everything: the operator of the console."""
    from dangbo.accounts.access import OPERATOR

    return OPERATOR


@pytest.fixture
def officer(db: None, client: "Client") -> "Client":
    """Return a browser in which an officer is signed in."""
    from dangbo.accounts.models import User

    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client


@pytest.fixture
def statements(officer: "Client") -> Callable[[str], int]:
    """Return a count of the statements that a page asks of the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(address: str) -> int:
        officer.get(address)  # what is cached for good is asked for once
        with CaptureQueriesContext(connection) as queries:
            answer = officer.get(address)
        assert answer.status_code == 200
        return len(queries)

    return count
