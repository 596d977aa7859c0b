"""Prove that the closing line counts every run, and that a broken one is never taken for green."""

from pathlib import Path

import pytest

from tools.run_tests import PYTEST, Tally, close, phases

REPORT = """<testsuites><testsuite errors="1" failures="2" skipped="3" tests="10">
<testcase name="a"><skipped message="Chromium is not installed"/></testcase>
<testcase name="b"><skipped message="Chromium is not installed"/></testcase>
<testcase name="c"><skipped message="another reason"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_tally_adds_runs_up(report: Path) -> None:
    tally = Tally()

    tally.add(report, code=1)
    tally.add(report, code=1)

    assert tally.line == "8 passed, 6 failed, 6 skipped"
    assert tally.reasons == {"Chromium is not installed": 4, "another reason": 2}
    assert not tally.broken


def test_tally_notes_a_run_that_left_no_report(tmp_path: Path) -> None:
    tally = Tally()

    tally.add(tmp_path / "none.xml", code=4)

    assert (tally.line, tally.broken) == ("0 passed, 0 failed, 0 skipped", True)


@pytest.mark.parametrize(
    ("passed", "failed", "broken", "code"),
    [(5, 0, False, 0), (5, 1, False, 1), (5, 0, True, 1), (0, 0, False, 1)],
)
def test_close_fails_unless_something_passed_and_nothing_failed(
    passed: int,
    failed: int,
    broken: bool,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DANGBO_REQUIRE", raising=False)
    tally = Tally()
    tally.passed, tally.failed, tally.broken = passed, failed, broken

    assert close(tally) == code
    assert (
        capsys.readouterr().out.splitlines()[-1] == f"{passed} passed, {failed} failed, 0 skipped"
    )


def test_phases_send_the_rules_without_django() -> None:
    rules, *_rest = phases([])

    assert rules.command == [*PYTEST, "-p", "no:django", "tests/rules"]


def test_phases_run_only_what_is_named(tmp_path: Path) -> None:
    named = [phase.title for phase in phases(["--long", "tests/rules"])]

    assert named == ["quy tắc"]
