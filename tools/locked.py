"""Read what the locks pin: each package with its version and the hashes of its files."""

import base64
import json
import re
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
PIN: Final = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL
)
HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Locked(NamedTuple):
    """A package of one ecosystem at one version; `hashes` as pairs of algorithm and hex digits."""

    ecosystem: str
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]


def python_packages(*locks: str, root: Path = ROOT) -> list[Locked]:
    """Return the Python packages of some locks, each once."""
    found: dict[str, Locked] = {}
    for lock in locks:
        text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        for name, version, rest in PIN.findall(text):
            canonical = re.sub(r"[-_.]+", "-", name).lower()
            hashes = tuple(("SHA-256", digits) for digits in sorted(set(HASH.findall(rest))))
            found[canonical] = Locked("PyPI", canonical, version, hashes)
    return [found[name] for name in sorted(found)]


def front_end_packages(root: Path = ROOT) -> list[Locked]:
    """Return the packages of the front end."""
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = {
        Locked("npm", _name(place), package["version"], _integrity(package))
        for place, package in packages.items()
        if place and "version" in package
    }
    return sorted(found)


def _name(place: str) -> str:
    return place.rpartition("node_modules/")[2]


def _integrity(package: dict[str, str]) -> tuple[tuple[str, str], ...]:
    algorithm, _dash, digest = package.get("integrity", "").partition("-")
    return ((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),) * bool(
        digest
    )
