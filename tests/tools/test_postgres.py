"""Prove that a throw-away server answers while it is wanted, and is gone afterwards."""

from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tools.postgres import binaries, throw_away_server

pytestmark = pytest.mark.skipif(binaries() is None, reason="PostgreSQL is not installed")


def test_server_answers_and_leaves_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with throw_away_server() as url, psycopg.connect(url) as connection:
        place = Path(connection.execute("SHOW data_directory").fetchone()[0])
        assert connection.execute("SELECT current_database()").fetchone() == ("dangbo",)
        assert place.is_dir()

    assert not place.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    assert capfd.readouterr() == ("", "")


def test_servers_stand_side_by_side() -> None:
    with throw_away_server() as first, throw_away_server() as second:
        ports = {urlsplit(url).port for url in (first, second)}

        assert len(ports) == 2
