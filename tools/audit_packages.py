"""Ask a feed of known weaknesses about every locked package: `python -m tools.audit_packages`.

What is found is printed and leaves with 0; with `--strict` with 1. Where the feed cannot be
reached that is said, and nothing fails: a check must not hang on the open internet.
"""

import argparse
import json
import sys
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException
from typing import Any, Final

from tools.locked import Locked, front_end_packages, python_packages

FEED: Final = "https://api.osv.dev/v1/querybatch"
SECONDS: Final = 5.0
AT_ONCE: Final = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask about all, and print what is known."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit_packages")
    parser.add_argument("--strict", action="store_true", help="mã 1 khi có điểm yếu đã biết")
    parser.add_argument("--feed", default=FEED)
    options = parser.parse_args(arguments)
    packages = [*python_packages("base", "build", "dev"), *front_end_packages()]
    try:
        known = weaknesses(packages, feed=options.feed)
    except (OSError, HTTPException, ValueError) as error:
        print(f"Chưa kiểm được điểm yếu của thư viện: không tới được nguồn tin ({error}).")
        return 0
    for package, names in known.items():
        print(f"{package.name} {package.version} ({package.ecosystem}): {', '.join(names)}")
    print(f"{len(packages)} thư viện, {len(known)} có điểm yếu đã biết.")
    return int(bool(known) and options.strict)


def weaknesses(packages: Sequence[Locked], *, feed: str = FEED) -> dict[Locked, list[str]]:
    """Return the packages with known weaknesses, and the names of those."""
    found: dict[Locked, list[str]] = {}
    for at in range(0, len(packages), AT_ONCE):
        batch = packages[at : at + AT_ONCE]
        answers = ask(batch, feed=feed)["results"]
        for package, answer in zip(batch, answers, strict=True):
            if names := sorted(each["id"] for each in (answer or {}).get("vulns", ())):
                found[package] = names
    return found


def ask(packages: Sequence[Locked], *, feed: str) -> Any:
    """Ask the feed about some packages."""
    queries = [
        {
            "package": {"name": package.name, "ecosystem": package.ecosystem},
            "version": package.version,
        }
        for package in packages
    ]
    request = urllib.request.Request(  # noqa: S310 - the address is ours or the operator's
        feed,
        data=json.dumps({"queries": queries}).encode("ascii"),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
