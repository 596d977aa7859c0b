"""Run every measurement: `python -m bench [small|medium|large]`; `./run bench` calls it.

On SQLite, and on PostgreSQL too when DANGBO_DATABASE_URL names an empty database.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

IMPORTED = {"small": 10_000, "medium": 100_000, "large": 1_000_000}
HEAD = "| what | ours | peer | ratio | aim | |\n|---|---|---|---|---|---|"


def main(scale: str) -> None:
    """Fill scratch registers and print the table of ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DANGBO_DATA"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangbo.config.settings.dev")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(HEAD)
        for line in lines(scale, Path(scratch)):
            print(line, flush=True)


def lines(scale: str, scratch: Path) -> Iterator[str]:
    """Yield the lines of the table, one measurement after the other."""
    from django.db import connection

    from bench import (
        auditing,
        correcting,
        filling,
        importing,
        loading,
        members,
        moving,
        people,
        questions,
        reform,
        rollup,
        sight,
    )
    from bench.checking import unlike_the_journal
    from bench.guards import sweep

    yield from auditing.lines()
    sweep()
    yield from reform.lines()
    sweep()
    small = correcting.corrected(filling.fill("small"))
    assert unlike_the_journal() == []  # noqa: S101
    sweep()
    began = perf_counter()
    filled = filling.fill(scale)
    # No server holds what was made up for the filling: the collector shall not look at it.
    gc.freeze()
    print(f"<!-- {connection.vendor}: filled in {perf_counter() - began:.0f} s -->")
    yield from questions.lines()
    yield from correcting.lines(small, correcting.corrected(filled))
    yield from moving.lines(filled)
    began = perf_counter()
    count = people.settle(filled)
    print(f"<!-- {count:,} persons settled in {perf_counter() - began:.0f} s -->")
    yield from members.lines(filled)
    yield from rollup.from_tables(filled.acts)
    yield from rollup.lines(scale, scratch)
    yield from sight.lines(filled)
    importing.clear(importing.last_act())
    yield from importing.lines(filled, scratch, IMPORTED[scale])
    if connection.vendor == "sqlite":
        yield from loading.lines(scratch)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "large")
