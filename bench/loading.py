"""Time the load of a history file against bare inserts of the very rows it writes."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from subprocess import run
from sys import executable
from time import perf_counter
from typing import Any

from bench.timing import row

ORGS = 20_000
RUNS = 3
AIM = 10
ONCE = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dangbo.accounts.access import OPERATOR
from dangbo.history.commands import load_history
content = Path(sys.argv[1]).read_bytes()
began = time.perf_counter()
load_history(actor=OPERATOR, content=content, name="bench.json")
print(time.perf_counter() - began)
"""


def history(orgs: int) -> dict[str, Any]:
    """Make a history file: a bloc, grassroots organisations, and cells founded year by year."""
    base = [f"co-so-{number}" for number in range(orgs // 20)]
    cells = {year: [] for year in range(1990, 2020)}
    for number in range(orgs - len(base) - 2):
        cells[1990 + number % 30].append((f"chi-bo-{number}", base[number % len(base)]))
    entry = {"source": "bench"}
    found = {"change": "found", "kind": "dang_bo_co_so", "superior": "khoi"}
    decisions = [
        {
            **entry,
            "key": "q-1",
            "on": "1985-12-22",
            "number_not_known": True,
            "changes": [{**found, "org": key, "name": f"Đảng bộ Sở số {key}"} for key in base],
        }
    ]
    for year, born in cells.items():
        changes = [
            {
                "change": "found",
                "org": key,
                "name": f"Chi bộ Phòng {key}",
                "kind": "chi_bo_truc_thuoc",
                "superior": superior,
            }
            for key, superior in born
        ]
        day = f"{year}-03-26"
        body = {"key": f"q-{year}", "on": day, "number_not_known": True, "changes": changes}
        decisions.append({**entry, **body})
    top = {"name": "Đảng bộ tỉnh", "kind": "dang_bo_tinh", "from": "1964-01-01"}
    bloc = {"name": "Đảng bộ Khối", "kind": "dang_bo_cap_tren", "from": "1964-01-01"}
    return {
        "dangbo": 1,
        "committee": "khoi",
        "sources": [{"key": "bench", "title": "Tệp đo tốc độ"}],
        "organisations": [
            {**entry, "key": "tinh", **top},
            {**entry, "key": "khoi", "superior": "tinh", **bloc},
        ],
        "decisions": decisions,
    }


def lines(scratch: Path) -> Iterator[str]:
    """Load a file into fresh registers, insert the same rows bare, and compare the medians."""
    file = scratch / "bench.json"
    file.write_text(json.dumps(history(ORGS), ensure_ascii=False), encoding="utf-8")
    ours, peer, rows = [], [], 0
    for number in range(RUNS):
        place = scratch / f"load-{number}"
        ours.append(_loaded(place, file))
        seconds, rows = _inserted(place / "dangbo.sqlite3", scratch / f"bare-{number}.sqlite3")
        peer.append(seconds)
        shutil.rmtree(place)
    yield row(f"load of {ORGS:,} organisations ({rows:,} rows)", median(ours), median(peer), AIM)


def _loaded(place: Path, file: Path) -> float:
    environment = {**os.environ, "DANGBO_DATA": str(place)}
    environment.pop("DANGBO_DATABASE_URL", None)
    place.mkdir()
    done = run(
        [executable, "-c", ONCE, str(file)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1])


def _inserted(loaded: Path, bare: Path) -> tuple[float, int]:
    """Copy a loaded file without its rows, insert them again table by table, and time that."""
    shutil.copy(loaded, bare)
    with closing(sqlite3.connect(bare, isolation_level=None)) as base:
        tables = _tables(base)
        content = {table: base.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        triggers = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _ in kept:
            base.execute(f"DROP TRIGGER {name}")
        for table in reversed(tables):
            base.execute(f"DELETE FROM {table}")
        for _, statement in kept:
            base.execute(statement)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=NORMAL")
        began = perf_counter()
        base.execute("BEGIN IMMEDIATE")
        for table in tables:
            places = ", ".join("?" * len(content[table][0]))
            base.executemany(f"INSERT INTO {table} VALUES ({places})", content[table])
        base.execute("DELETE FROM orgs_unchecked")
        base.execute("COMMIT")
        return perf_counter() - began, sum(len(each) for each in content.values())


def _tables(base: sqlite3.Connection) -> list[str]:
    found = base.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'orgs_%' OR name LIKE"
        " 'history_%' OR name LIKE 'papers_%' OR name LIKE 'audit_%') ORDER BY name"
    )
    names = [name for (name,) in found]
    order = ["audit", "papers", "orgs_org", "orgs", "history"]
    names.sort(key=lambda name: min(i for i, each in enumerate(order) if name.startswith(each)))
    return [
        name
        for name in names
        if base.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]
    ]
