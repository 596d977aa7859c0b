"""Prove that the server answers, and stops at once whichever way it is told to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

DANGBO = Path(sys.executable).with_name("dangbo")
SECONDS = 30


class Server(NamedTuple):
    """A server in a process group of its own, as a terminal would have it."""

    process: "subprocess.Popen[str]"
    port: int


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> dict[str, str]:
    place = tmp_path_factory.mktemp("register")
    copytree(empty_register, place, dirs_exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("D")}
    return {**kept, "DANGBO_DATA": str(place)}


@pytest.fixture
def server(register: dict[str, str]) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [DANGBO, "serve", "--port", str(port)],
        env=register,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    yield Server(process, port)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def status(port: int, address: str) -> int:
    until = time.monotonic() + SECONDS
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        try:
            connection.request("GET", address)
            return connection.getresponse().status
        except ConnectionRefusedError:
            assert time.monotonic() < until
            time.sleep(0.05)
        finally:
            connection.close()


def answer_to(port: int, name: str, value: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/tai-khoan/dang-nhap/", headers={name: value})
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError, RemoteDisconnected):
        return 0  # hung up before all of it was sent
    finally:
        connection.close()


def test_headers_that_are_too_large_are_refused_and_the_server_goes_on(server: Server) -> None:
    page = "/tai-khoan/dang-nhap/"
    assert status(server.port, page) == 200

    for name in ("Cookie", "X-Forwarded-For", "Accept-Language"):
        assert answer_to(server.port, name, "a" * 1_000_000) in {0, 400, 413, 431}
    assert answer_to(server.port, "Cookie", "sessionid=" + "a" * 3_000) == 200
    assert status(server.port, page) == 200


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("whole_group", [True, False], ids=["group", "process"])
def test_server_answers_and_stops_when_told(
    server: Server, told: signal.Signals, whole_group: bool
) -> None:
    assert status(server.port, "/tai-khoan/dang-nhap/") == 200

    (os.killpg if whole_group else os.kill)(server.process.pid, told)

    said, _ = server.process.communicate(timeout=8)
    assert (server.process.returncode, said) == (0, "")
