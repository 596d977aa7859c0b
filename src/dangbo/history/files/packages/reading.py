"""Read a hand-over package from its bytes, or refuse it with every reason."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from dangbo.history.files.json_text import parse_json
from dangbo.history.files.packages.archives import PartsRefused, parts_of
from dangbo.history.files.packages.contents import (
    HISTORY,
    MANIFEST,
    MINUTES,
    PARTS,
    ROLL,
    VERSION,
)
from dangbo.history.files.packages.rolls import ROLL_VERSION
from dangbo.history.files.packages.shapes import shaped
from dangbo.history.files.packages.writing import sha256
from dangbo.history.files.problems import Problem, problem
from dangbo.history.files.reading import FileRefused
from dangbo.history.files.texts import Undecoded, text_of


@dataclass(frozen=True)
class ReadPackage:
    """A package that is whole: what its manifest says, and its history as a value."""

    name: str
    content: bytes
    digest: str
    manifest: Mapping[str, Any]
    history: Mapping[str, Any]
    minutes: bytes
    roll: Mapping[str, Any]

    @property
    def on(self) -> date:
        """Return the day of the hand-over."""
        return date.fromisoformat(self.manifest["on"])

    @property
    def key(self) -> str:
        """Return the key of the organisation handed over, as the giver has it."""
        return str(self.manifest["organisation"]["key"])

    def refuse(self, *problems: Problem) -> FileRefused:
        """Return the refusal of this package."""
        return FileRefused(self.name, problems)


def read_package(content: bytes, *, name: str) -> ReadPackage:
    """Return a package whose every part is what its manifest says, or raise FileRefused."""
    name = PurePath(name).name
    try:
        parts = parts_of(content)
    except PartsRefused as refused:
        raise FileRefused(name, refused.problems) from None
    manifest = shaped(
        parts[MANIFEST],
        schema="handover.schema.json",
        sign="dangbo_handover",
        version=VERSION,
        kind="PACKAGE",
    )
    if isinstance(manifest, list):
        raise FileRefused(f"{name}/{MANIFEST}", manifest)
    against = [*_unlike(manifest, parts), *_unsound(manifest)]
    if against:
        raise FileRefused(name, against)
    history = _history(name, parts[HISTORY])
    if history.get("committee") != manifest["organisation"]["key"]:
        raise FileRefused(name, [problem("PACKAGE_OTHER_ORG", name=HISTORY)])
    digest, roll = sha256(parts[MANIFEST]), _roll(name, manifest, parts)
    return ReadPackage(name, content, digest, manifest, history, parts[MINUTES], roll)


def _unlike(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the parts that are not what the manifest says of them."""
    listed = {each["name"]: each for each in manifest["files"]}
    named = [name for name in PARTS if name in parts]
    if len(listed) != len(manifest["files"]) or listed.keys() != set(named):
        yield problem("PACKAGE_LISTED")
        return
    for name in named:
        said, content = listed[name], parts[name]
        if (said["size"], said["sha256"]) != (len(content), sha256(content)):
            yield problem("PACKAGE_DIGEST", name=name)


def _unsound(manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield where the manifest contradicts itself."""
    rows, counts = manifest["organisations"], manifest["counts"]
    keys = [each["key"] for each in rows]
    kinds = [each["kind"] for each in rows]
    said = {each["kind"]: each["count"] for each in counts["by_kind"]}
    if said != {kind: kinds.count(kind) for kind in set(kinds)} or counts["total"] != len(rows):
        yield problem("PACKAGE_COUNTS")
    if len(set(keys)) != len(keys) or keys[0] != manifest["organisation"]["key"]:
        yield problem("PACKAGE_COUNTS")


def _history(name: str, content: bytes) -> Mapping[str, Any]:
    try:
        text = text_of(content)
    except Undecoded as error:
        raise FileRefused(f"{name}/{HISTORY}", [error.found]) from None
    parsed = parse_json(text)
    if parsed.problems or not isinstance(parsed.value, dict):
        raise FileRefused(f"{name}/{HISTORY}", parsed.problems or [problem("NOT_A_HISTORY_FILE")])
    return dict(json.loads(text))


def _roll(name: str, manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return the members of a package, or those of none where it is from before there were any."""
    if ROLL not in parts:
        return {"members": []}
    found = shaped(
        parts[ROLL],
        schema="handover-members.schema.json",
        sign="dangbo_members",
        version=ROLL_VERSION,
        kind="PACKAGE",
    )
    if isinstance(found, list):
        raise FileRefused(f"{name}/{ROLL}", found)
    members, said = found["members"], manifest["counts"].get("members", {}).get("total")
    orgs = {each["key"] for each in manifest["organisations"]}
    known = {org for each in members for org in (each["org"], each.get("temporary")) if org} <= orgs
    once = len({each["key"] for each in members}) == len(members)
    if said != len(members) or not known or not once or found["on"] != manifest["on"]:
        raise FileRefused(name, [problem("PACKAGE_MEMBERS", name=ROLL)])
    return dict(found)
