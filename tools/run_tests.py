"""Run every test on everything this machine has: `./run test [--long] [paths, pytest options]`."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tools.environment import bare_environment
from tools.postgres import binaries

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "tests" / "rules"
WORKERS = str(min(os.cpu_count() or 2, 8))
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist=worksteal"]
NO_TESTS = 5


class Phase(NamedTuple):
    """One run of pytest."""

    title: str
    command: list[str]


class Tally:
    """Add up what several runs of pytest report."""

    def __init__(self) -> None:
        self.passed = self.failed = self.skipped = 0
        self.reasons: Counter[str] = Counter()
        self.broken = False

    def add(self, report: Path, code: int) -> None:
        """Add one run: its report, and its exit code where the report does not explain it."""
        before = self.failed
        suites = ElementTree.parse(report).iter("testsuite") if report.exists() else ()
        for suite in suites:
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            self.passed += int(suite.get("tests", 0)) - failed - skipped
            self.failed += failed
            self.skipped += skipped
            self.reasons.update(skip.get("message", "") for skip in suite.iter("skipped"))
        self.broken |= code not in {0, NO_TESTS} and self.failed == before

    @property
    def line(self) -> str:
        """Return the plain line that closes every run."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def main() -> int:
    """Run the phases one after another and close with their sum."""
    tally = Tally()
    times: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dangbo-test-") as place:
        for phase in phases(sys.argv[1:]):
            print(f"\n── {phase.title}", flush=True)
            began = time.monotonic()
            report = Path(place) / f"{len(times)}.xml"
            command = [*phase.command, f"--junit-xml={report}"]
            done = subprocess.run(command, env=bare_environment(place), cwd=ROOT, check=False)
            tally.add(report, done.returncode)
            times.append(f"{phase.title} {time.monotonic() - began:.0f} giây")
    print(f"\nThời gian: {', '.join(times)}")
    return close(tally)


def phases(arguments: list[str]) -> Iterator[Phase]:
    """Give the runs of pytest that the arguments ask for; those of the rules do without Django."""
    paths = [word for word in arguments if Path(word.split("::")[0]).exists()]
    options = [word for word in arguments if word not in paths]
    rules = [path for path in paths if Path(path).resolve().is_relative_to(RULES)]
    others = [path for path in paths if path not in rules]
    if rules or not paths:
        wanted = rules or [str(RULES.relative_to(ROOT))]
        yield Phase("quy tắc", [*PYTEST, "-p", "no:django", *options, *wanted])
    if others or not paths:
        command = [*PYTEST, f"--ignore={RULES}", *options, *others]
        yield Phase("SQLite và trình duyệt", command)
        if binaries():
            yield Phase("PostgreSQL", [sys.executable, "-m", "tools.postgres", *command])


def close(tally: Tally) -> int:
    """Print the closing lines, naming what was absent, and return the exit code."""
    for reason, count in sorted(tally.reasons.items()):
        print(f"Bỏ qua {count}: {reason}")
    missing = False
    if not binaries():
        print("Không chạy trên PostgreSQL: máy này không có (apt install postgresql).")
        missing = "postgres" in os.environ.get("DANGBO_REQUIRE", "").split(",")
    if missing:
        print("DANGBO_REQUIRE đòi có PostgreSQL.")
    if tally.broken:
        print("Có lần chạy pytest không thành, xem ở trên.")
    print(tally.line)
    return int(bool(tally.failed or tally.broken or missing or not tally.passed))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
