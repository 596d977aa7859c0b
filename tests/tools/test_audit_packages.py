"""Prove what is said of known weaknesses, and that a feed out of reach fails nothing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tools.audit_packages import main
from tools.locked import front_end_packages, python_packages

WEAK = ("PyPI", "django")


class Feed(BaseHTTPRequestHandler):
    """Answer as the feed does: of one package something is known."""

    asked: list[tuple[str, str, str]] = []

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        results = []
        for query in json.loads(self.rfile.read(length))["queries"]:
            ecosystem, name = query["package"]["ecosystem"], query["package"]["name"]
            self.asked.append((ecosystem, name, query["version"]))
            weak = {"vulns": [{"id": "CVE-0000-0002"}, {"id": "CVE-0000-0001"}]}
            results.append(weak if (ecosystem, name) == WEAK else {})
        body = json.dumps({"results": results}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def feed() -> Iterator[str]:
    Feed.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Feed)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_known_is_printed_and_fails_only_where_asked(
    feed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = [*python_packages("base", "build", "dev"), *front_end_packages()]
    version = next(each.version for each in packages if each.name == "django")

    assert (main(["--feed", feed]), main(["--feed", feed, "--strict"])) == (0, 1)
    said = capsys.readouterr().out
    assert f"django {version} (PyPI): CVE-0000-0001, CVE-0000-0002\n" in said
    assert f"{len(packages)} thư viện, 1 có điểm yếu đã biết.\n" in said
    assert sorted(set(Feed.asked)) == sorted(
        {(each.ecosystem, each.name, each.version) for each in packages}
    )


def test_a_feed_out_of_reach_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--feed", "http://127.0.0.1:9/", "--strict"]) == 0
    assert capsys.readouterr().out.startswith("Chưa kiểm được điểm yếu của thư viện")
