"""Run every measurement: `python -m bench [small|large]`; `./run bench` calls it.

On SQLite, and on PostgreSQL too when DANGBO_DATABASE_URL names an empty database.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

HEAD = "| what | ours | peer | ratio | aim | |\n|---|---|---|---|---|---|"


def main(scale: str) -> None:
    """Fill a scratch register and print the table of ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DANGBO_DATA"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangbo.config.settings.dev")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from bench import filling, loading, questions

        call_command("migrate", verbosity=0)
        began = perf_counter()
        orgs = filling.fill(scale)
        print(f"{connection.vendor}: {orgs:,} organisations in {perf_counter() - began:.0f} s")
        lines = [questions.lines()]
        if connection.vendor == "sqlite":
            lines.append(loading.lines(Path(scratch)))
        print(HEAD)
        for each in lines:
            for line in each:
                print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "large")
