"""List the changes of a draft in words, with what is missing in each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.desk.phrases import sentence_of, summary_of
from dangbo.desk.queries.directory import called
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.tables.kinds import label_of
from dangbo.orgs.phrases import change_name
from dangbo.rules.changes import KINDS
from dangbo.rules.drafts import faults

PLACE: Final = re.compile(r"changes\[(\d+)\]")
MISSING: Final = "FIELD_MISSING"
# The order in which kinds of change are offered: the usual ones first.
OFFERED: Final = (
    *("found", "rename", "retype", "move", "merge", "absorb", "split", "hand_over_part"),
    *("dissolve", "restore", "recode", "regroup", "import", "unlisted"),
)


@dataclass(frozen=True)
class ChangeRow:
    """One change in the list: its place, what it says, and what keeps it from being whole."""

    id: int
    place: int
    kind: str
    text: str
    missing: Sequence[str]
    wrong: Sequence[str]


@dataclass(frozen=True)
class Narrowed:
    """What the list of changes is narrowed to."""

    text: str = ""
    kind: str = ""
    faulty: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.kind or self.faulty)


class ChangeRows:
    """The changes of a draft that a filter leaves; only those shown are put into words."""

    def __init__(
        self, *, actor: Actor, content: Mapping[str, Any], on: date, narrowed: Narrowed
    ) -> None:
        self._actor, self._content, self._on = actor, content, on
        self._changes = list(content["changes"])
        self._missing, self._wrong = _faults(self._changes)
        self._left = self._narrowed(narrowed)

    def __len__(self) -> int:
        return len(self._left)

    def __getitem__(self, index: slice) -> list[ChangeRow]:
        return self._rows(self._left[index])

    def _narrowed(self, narrowed: Narrowed) -> list[int]:
        left = [
            place
            for place, each in enumerate(self._changes)
            if narrowed.kind in {"", each["change"]}
            and (not narrowed.faulty or place in self._missing or place in self._wrong)
        ]
        words = fold(narrowed.text).split()
        if not words:
            return left
        rows = self._rows(left)
        return [row.place - 1 for row in rows if all(word in fold(row.text) for word in words)]

    def _rows(self, places: Sequence[int]) -> list[ChangeRow]:
        shown = [self._changes[place] for place in places]
        found = called(
            actor=self._actor,
            content=self._content,
            keys=keys_in({"changes": shown}),
            on=self._on,
        )
        names = {key: each.name for key, each in found.items()}
        return [
            ChangeRow(
                id=self._changes[place]["id"],
                place=place + 1,
                kind=self._changes[place]["change"],
                text=summary_of(self._changes[place], names, self._on),
                missing=self._missing.get(place, []),
                wrong=self._wrong.get(place, []),
            )
            for place in places
        ]


def _faults(
    changes: Sequence[Mapping[str, Any]],
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return, by place, the fields that are still to be filled, and what is wrong."""
    missing: dict[int, list[str]] = {}
    wrong: dict[int, list[str]] = {}
    for each in faults(changes):
        at = PLACE.match(each.where)
        if at is None:
            continue
        lines = missing if each.code == MISSING else wrong
        kind = str(changes[int(at[1])]["change"])
        text = (
            label_of(kind, str(each.fact("field")))
            if each.code == MISSING
            else sentence_of(each, {})
        )
        if text not in lines.setdefault(int(at[1]), []):
            lines[int(at[1])].append(text)
    return missing, wrong


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of change to choose from, the usual ones first."""
    rest = [kind for kind in KINDS if kind not in OFFERED]
    return [(kind, change_name(kind)) for kind in (*OFFERED, *rest)]
