"""Prove that `./run` needs nothing but Python, and answers a wrong call in one sentence."""

import ast
import os
import socket
import subprocess
import sys

import pytest
from contracts.sources import ROOT, tree_of

RUN = ROOT / "run"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, RUN, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=20,
    )


def test_run_imports_the_standard_library_only() -> None:
    imported = set()
    for node in ast.walk(tree_of(RUN)):
        if isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).split(".")[0])

    assert sorted(imported - sys.stdlib_module_names) == []


def test_run_can_be_read_by_the_pythons_it_refuses() -> None:
    assert ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 8)).body


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_script_is_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_run_says_what_it_does() -> None:
    done = run("-h")

    assert (done.returncode, done.stderr) == (0, "")
    for command in ("setup", "test", "check", "bench", "ci", "--port", "--data", "--empty"):
        assert command in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["dance"], "Không có lệnh “dance”; xem các lệnh bằng: ./run -h\n"),
        (["--prot", "1"], "unrecognized arguments: --prot 1; xem ./run -h\n"),
        (["ci", "now"], "./run ci không nhận now; xem ./run -h\n"),
    ],
)
def test_run_refuses_what_it_does_not_know(arguments: list[str], sentence: str) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


def test_run_refuses_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("--port", str(port))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Không mở được cổng {port} ([Errno 98] Address already in use); "
        f"chọn cổng khác: ./run --port {port + 1}\n"
    )
