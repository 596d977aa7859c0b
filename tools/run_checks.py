"""Check the code as text, every check side by side: `./run check [names]`."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from tools.environment import bare_environment

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = "dangbo.config.settings.test"
CHECKS = {
    "types": "mypy",
    # The answers of the console need a register: they are for `./run test`.
    "conventions": "pytest tests/contracts -q --ignore=tests/contracts/test_json_schemas.py",
    "imports": "lint-imports",
    "models": "dangbo check --fail-level WARNING",
    "migrations": "dangbo makemigrations --check --dry-run",
    "templates": "djlint src/dangbo --lint --quiet",
    "format": "ruff format --check . run",
    "lint": "ruff check . run",
    "translations": "python -m tools.translations check",
    "packages": "python -m tools.audit_packages",
}
# What these say is worth reading also where they pass.
TOLD = {"packages"}


class Outcome(NamedTuple):
    """What one check said."""

    name: str
    passed: bool
    seconds: float
    output: str


def main() -> int:
    """Run the checks named, or all; 1 when one fails, 2 when one is not known."""
    names = sys.argv[1:] or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"Không có phép kiểm {', '.join(unknown)}; có: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    began = time.monotonic()
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done in as_completed([pool.submit(outcome, name) for name in names]):
            said = done.result()
            print(f"{'đạt  ' if said.passed else 'KHÔNG'} {said.name} {said.seconds:.1f} giây")
            if not said.passed:
                failed.append(said.name)
            if not said.passed or said.name in TOLD:
                print(said.output.rstrip(), flush=True)
    verdict = f"không đạt: {', '.join(failed)}" if failed else "tất cả đạt"
    print(f"{len(names)} phép kiểm trong {time.monotonic() - began:.0f} giây: {verdict}.")
    return int(bool(failed))


def outcome(name: str) -> Outcome:
    """Run one check with the programs of our environment."""
    began = time.monotonic()
    program, *arguments = CHECKS[name].split()
    with tempfile.TemporaryDirectory(prefix="dangbo-check-") as place:
        done = subprocess.run(
            [Path(sys.executable).with_name(program), *arguments],
            cwd=ROOT,
            env={**bare_environment(place), "DJANGO_SETTINGS_MODULE": SETTINGS},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
    return Outcome(name, done.returncode == 0, time.monotonic() - began, done.stdout)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
