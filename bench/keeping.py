"""Make a register of a scale once and keep it: `python -m bench.keeping DIRECTORY [SCALE]`.

Members, lists, searches and sight are timed in it later without filling it anew. On PostgreSQL it
goes into the empty database that DANGBO_DATABASE_URL names.
"""

import gc
import os
import sys
from itertools import chain
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.filling import Filled

# Nothing but this fills the file, and a half-filled one is made anew.
FAST = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
PRAGMA threads = 2; PRAGMA locking_mode = EXCLUSIVE
"""
# Drawn a seventh at the national scale: drawing all takes the longest.
COPIES = {"small": 1, "medium": 1, "large": 7}
SAFE = "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL"


def main(directory: Path, scale: str) -> None:
    """Make the register where there is none yet, and print the ratios asked of it."""
    directory.mkdir(parents=True, exist_ok=True)
    os.environ["DANGBO_DATA"] = str(directory)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangbo.config.settings.dev")
    import django

    django.setup()
    from bench import members, sight
    from bench.__main__ import HEAD

    filled = kept(scale)
    gc.freeze()
    print(HEAD)
    for line in chain(members.lines(filled), sight.lines(filled)):
        print(line, flush=True)


def kept(scale: str) -> "Filled":
    """Return what the database was filled with, filling it where it is empty."""
    from django.core.management import call_command

    from bench import filling, people, register
    from dangbo.members.access import every
    from dangbo.members.models import Person

    call_command("migrate", verbosity=0)
    if every(Person).exists():
        return filling.Filled(list(register.make(scale)), 1)
    _told("migrated")
    pragmas(FAST)
    filled = filling.fill(scale)
    _told("organisations")
    gc.freeze()
    count = people.settle(filled, copies=COPIES[scale])
    pragmas(SAFE)
    _told(f"{count:,} persons")
    return filled


def pragmas(statements: str) -> None:
    """Set how SQLite keeps its file."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in statements.split(";"):
                cursor.execute(statement)


def _told(what: str) -> None:
    print(f"<!-- {what}: {process_time():.0f} s of the processor, {perf_counter() - BEGAN:.0f} -->")


BEGAN = perf_counter()

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "large")
