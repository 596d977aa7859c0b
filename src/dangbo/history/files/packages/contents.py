"""Hold what goes into a hand-over package, and say it as its manifest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.history.files.packages.rolls import counts_of_members
from dangbo.members.queries.handing import HandedMember

VERSION: Final = 1
MANIFEST: Final = "manifest.json"
HISTORY: Final = "history.json"
SHEET: Final = "organisations.csv"
ROLL: Final = "members.json"
ROLL_SHEET: Final = "members.csv"
MINUTES: Final = "bien-ban.pdf"
GUIDE: Final = "README.txt"
SCHEMA: Final = "handover.schema.json"
HISTORY_SCHEMA: Final = "history.schema.json"
# Every part of a package but the manifest, which lists them.
PARTS: Final = (HISTORY, SHEET, ROLL, ROLL_SHEET, MINUTES, GUIDE, SCHEMA, HISTORY_SCHEMA)
# Packages from before there were members have neither of these.
MAY_LACK: Final = frozenset({ROLL, ROLL_SHEET})


@dataclass(frozen=True)
class Named:
    """An organisation by key and name."""

    key: str
    name: str


@dataclass(frozen=True)
class Handed:
    """One organisation handed over, as it stands on the day; `basis` is in words."""

    key: str
    name: str
    kind: str
    kind_name: str
    code: str
    superior: str
    superior_name: str
    since: date
    basis: str


@dataclass(frozen=True)
class Contents:
    """All that a package says: who gives what to whom, on which day, by which decision.

    `orgs` begins with the organisation itself; `left_out` counts the entries of the history that
    take effect after the day; `decision_words` cite the decision as papers do.
    """

    register: str
    org: Named
    on: date
    giver: Named | None
    giver_superior: str
    to: str
    place: str
    decision: Mapping[str, str] | None
    decision_words: str
    orgs: Sequence[Handed]
    kinds: Sequence[tuple[str, str, int]]
    history: Mapping[str, Any]
    left_out: int
    invented: bool
    members: Sequence[HandedMember] = ()


def manifest_of(contents: Contents, files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the manifest of a package with these files."""
    return {
        "dangbo_handover": VERSION,
        "register": contents.register,
        "organisation": vars(contents.org),
        "from": vars(contents.giver) if contents.giver else None,
        "to": contents.to,
        "place": contents.place,
        "on": contents.on.isoformat(),
        "decision": dict(contents.decision) if contents.decision else None,
        "invented": contents.invented,
        "left_out": contents.left_out,
        "counts": {
            "total": len(contents.orgs),
            "by_kind": [
                {"kind": kind, "name": name, "count": count} for kind, name, count in contents.kinds
            ],
            "members": counts_of_members(contents.members),
        },
        "organisations": [
            {
                "key": each.key,
                "name": each.name,
                "kind": each.kind,
                "code": each.code,
                "superior": each.superior,
                "since": each.since.isoformat(),
            }
            for each in contents.orgs
        ],
        "files": list(files),
    }
