"""Prove that the locks are whole, agree with each other, and name no place to fetch from."""

import json
import re

import pytest
from contracts.sources import ROOT

REQUIREMENTS = ROOT / "requirements"
LOCKS = ("base", "build", "dev")
PIN = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL
)
NAME = re.compile(r"[A-Za-z0-9._-]+")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    return {canonical(name): version for name, version, _hashes in PIN.findall(text)}


def wanted(lock: str) -> set[str]:
    lines = (REQUIREMENTS / f"{lock}.in").read_text(encoding="utf-8").splitlines()
    return {canonical(NAME.match(line)[0]) for line in lines if line and line[0] not in "-#"}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_each_requirement(lock: str) -> None:
    assert sorted(wanted(lock) - set(pins(lock))) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_no_place_to_fetch_from(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")

    assert re.findall(r"\S*://\S*|file:\S*|^--(?!hash)\S*", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_each_package(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    bare = [name for name, _version, hashes in PIN.findall(text) if "--hash=sha256:" not in hashes]

    assert bare == []


@pytest.mark.parametrize("lock", ["base", "build"])
def test_development_has_the_versions_of_use(lock: str) -> None:
    developed = pins("dev")

    assert {name: developed.get(name) for name in pins(lock)} == pins(lock)


def test_front_end_lock_names_no_place_to_fetch_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    placed = [name for name, package in packages.items() if "resolved" in package]

    assert placed == []
