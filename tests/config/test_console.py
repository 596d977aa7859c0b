"""Prove the three exit codes of the console command, each by running it."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dangbo import __name__ as package

DANGBO = Path(sys.executable).with_name(package)


class Console:
    """Run `dangbo` on a register of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __call__(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("D")}
        done = subprocess.run(
            [DANGBO, *arguments],
            env={**kept, "DANGBO_DATA": str(self.place), "LC_ALL": "C", **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr


@pytest.fixture
def dangbo(tmp_path: Path) -> Console:
    return Console(tmp_path / "register")


def test_version_is_that_of_the_package(dangbo: Console) -> None:
    assert dangbo("--version") == (0, "dangbo 0.1.0\n", "")


def test_help_lists_our_commands_only(dangbo: Console) -> None:
    code, out, err = dangbo("--help")

    names = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert (code, err) == (0, "")
    assert {"accounts", "init", "serve"} <= set(names)
    assert "makemigrations" not in names


def test_unknown_command_has_no_answer(dangbo: Console) -> None:
    assert dangbo("dance") == (
        2,
        "",
        "dangbo: không có lệnh “dance”; xem các lệnh bằng: dangbo --help\n",
    )


def test_wrong_option_has_no_answer(dangbo: Console) -> None:
    assert dangbo("serve", "--prot", "1") == (
        2,
        "",
        "dangbo: Error: unrecognized arguments: --prot 1\n",
    )


def test_wrong_variable_is_named(dangbo: Console) -> None:
    assert dangbo("accounts", DANGBO_DATABASE_URL="mysql://x/y") == (
        2,
        "",
        "dangbo: DANGBO_DATABASE_URL takes postgresql://user:password@host:port/name\n",
    )


def test_register_without_database_says_how_to_make_one(dangbo: Console) -> None:
    code, out, err = dangbo("accounts")

    assert (code, out) == (2, "")
    assert err == (
        "dangbo: cơ sở dữ liệu không trả lời (no such table: accounts_user); "
        "nếu chưa khởi tạo, chạy: dangbo init\n"
    )


def test_traceback_is_for_whoever_asks(dangbo: Console) -> None:
    code, _out, err = dangbo("accounts", DANGBO_DEBUG="true")

    assert code == 2
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.splitlines()[-1].startswith("dangbo: cơ sở dữ liệu không trả lời")


def test_init_makes_a_register_and_may_be_repeated(dangbo: Console) -> None:
    said = f"Cơ sở dữ liệu đã sẵn sàng: {dangbo.place / 'dangbo.sqlite3'}\n"

    assert dangbo("init") == (0, said, "")
    assert dangbo("init") == (0, said, "")
    assert dangbo("accounts") == (0, "", "")
    assert stat.S_IMODE((dangbo.place / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((dangbo.place / "media").stat().st_mode) == 0o700


def test_demonstration_accounts_are_not_for_a_real_server(dangbo: Console) -> None:
    answer = dangbo(
        "accounts",
        "--demo",
        DJANGO_SETTINGS_MODULE="dangbo.config.settings.prod",
        DANGBO_ALLOWED_HOSTS="so.example.vn",
    )

    assert answer == (2, "", "dangbo: tài khoản dùng thử không được tạo trên máy chủ thật\n")


def test_serve_refuses_a_port_that_is_taken(dangbo: Console) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = dangbo("serve", "--port", str(port))

    reason = "[Errno 98] Address already in use"
    assert answer == (
        2,
        "",
        f"dangbo: không mở được cổng {port} ({reason}); chọn cổng khác bằng --port\n",
    )


def test_serve_refuses_a_database_that_was_not_made(dangbo: Console) -> None:
    assert dangbo("serve", "--port", "0") == (
        2,
        "",
        "dangbo: cơ sở dữ liệu chưa khởi tạo hoặc còn ở phiên bản cũ: dangbo init\n",
    )


def test_reader_that_leaves_is_no_error(dangbo: Console) -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {DANGBO} --help | true"],
        env={"PATH": os.environ["PATH"], "DANGBO_DATA": str(dangbo.place)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
