"""Prove that the tests see deliberate faults: `python -m tools.faults [NAME …]`.

Each fault is put into a copy of the sources, one at a time, and the tests that should see it run
on the copy with a fixed seed: they pass without it, and have to fail with it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from tools.environment import bare_environment

ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = "20250701"
FAILED: Final = 1
# Failing examples are only wanted, not their smallest form.
CONFTEST: Final = """
from hypothesis import Phase

settings.register_profile(
    "default", settings.get_profile("default"), phases=[Phase.explicit, Phase.generate]
)
"""
HISTORIES: Final = "tests/orgs/test_histories.py"
LEDGER: Final = "tests/orgs/test_ledger.py"
FORESIGHT: Final = "tests/orgs/test_foresight.py"
WAYS_OUT: Final = "tests/rules/test_ways_out.py"


class Fault(NamedTuple):
    """A fault: what goes wrong, where, by which edit, and which tests have to see it."""

    name: str
    breaks: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


FAULTS: Final = (
    Fault(
        "later-only",
        "a replay leaves out the decisions of its own first day",
        "orgs/replay.py",
        "on__gte=since)\n            seqs.update",
        "on__gt=since)\n            seqs.update",
        (HISTORIES,),
    ),
    Fault(
        "order",
        "decisions of one day are applied in any order, not in that of their numbers",
        "rules/replay.py",
        "key=lambda each: (each.on, each.seq)",
        "key=lambda each: (each.on, -each.seq)",
        (LEDGER,),
    ),
    Fault(
        "closing",
        "a version that comes out otherwise is closed where it has to be voided",
        "rules/timelines.py",
        "return new.end is not None and new.state == old.state and new.basis == old.basis",
        "return new.end is not None",
        (LEDGER,),
    ),
    Fault(
        "overlaid-touches",
        "what is foreseen forgets which decisions foreseen before it touch the same organisations",
        "rules/layering.py",
        "if act.on >= since and any(touch.org in wanted for touch in self._touches[seq])",
        "if act.on >= since and seq in found",
        (LEDGER,),
    ),
    Fault(
        "former-day",
        "a corrected decision stands on its former day, too",
        "orgs/commands/correcting.py",
        "    if decision.voided_by_id is None:\n        every",
        "    if decision.voided_by_id is None and correction.on is None:\n        every",
        (HISTORIES,),
    ),
    Fault(
        "orphans",
        "who stands under an organisation that loses days is not replayed with it",
        "rules/reach.py",
        "_orphaned(outcome, stored, reader, since)\n        | _busy_then",
        "_busy_then",
        (LEDGER,),
    ),
    Fault(
        "known-end",
        "an end that was not known yet counts in what was known",
        "base/spans.py",
        'end__gt": on})\n    if act is not None:',
        'end__gt": on})\n    if act is None:',
        (HISTORIES,),
    ),
    Fault(
        "stale-reading",
        "who stood below on earlier days is taken from what was read of later ones",
        "orgs/replay.py",
        "wanted, known = set(orgs), self._below[since]",
        "wanted, known = set(orgs), self._below[date.min]",
        (FORESIGHT,),
    ),
    Fault(
        "no-way-out",
        "a way out is offered although the decision still does not hold",
        "rules/ways_out.py",
        "return self.found[tried] <= self.broken - {act}",
        "return self.found[tried] <= self.broken",
        (WAYS_OUT,),
    ),
)


def main() -> int:
    """Put in the faults that are named, or all; leave with 1 where the tests miss one."""
    wanted = set(sys.argv[1:])
    faults = [fault for fault in FAULTS if not wanted or fault.name in wanted]
    missed = []
    with tempfile.TemporaryDirectory(prefix="dangbo-faults-") as place:
        copy(Path(place))
        if run(Path(place), {path for fault in faults for path in fault.tests}) != 0:
            print("The tests fail without any fault: nothing is proved.")
            return 1
        for fault in faults:
            began = time.monotonic()
            seen = is_seen(fault, Path(place))
            missed += [] if seen else [fault.name]
            words = "seen" if seen else "MISSED"
            print(f"{words:6}  {fault.name}: {fault.breaks} ({time.monotonic() - began:.0f} s)")
    print(f"{len(faults) - len(missed)} of {len(faults)} faults seen")
    return 1 if missed else 0


def copy(place: Path) -> None:
    """Copy what the tests need; nothing of the copy is shared with the sources."""
    for name in ("src/dangbo", "tests", "tools"):
        left_out = shutil.ignore_patterns("__pycache__", "static", "journeys")
        shutil.copytree(ROOT / name, place / name, ignore=left_out)
    shutil.copy(ROOT / "pyproject.toml", place)
    with (place / "tests" / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(CONFTEST)


def is_seen(fault: Fault, place: Path) -> bool:
    """Say whether the tests fail, and do not merely break, while the fault is in the copy."""
    path = place / "src" / "dangbo" / fault.file
    text = path.read_text(encoding="utf-8")
    if text.count(fault.old) != 1:
        raise ValueError(f"{fault.file} no longer has what {fault.name} changes")
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    try:
        return run(place, fault.tests) == FAILED
    finally:
        path.write_text(text, encoding="utf-8")


def run(place: Path, tests: Iterable[str]) -> int:
    """Run tests on the copy with the fixed seed, and return the exit code of pytest."""
    environment = bare_environment(str(place / "var"))
    environment["PYTHONPATH"] = os.pathsep.join([str(place / "src"), str(place)])
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    options = ["-x", "-q", "-n0", "-p", "no:randomly", f"--hypothesis-seed={SEED}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *sorted(tests)],
        cwd=place,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in {0, FAILED}:
        print(done.stdout[-2000:], done.stderr[-2000:])
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
