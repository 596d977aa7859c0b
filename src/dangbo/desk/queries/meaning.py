"""Say which organisation each text typed into a draft means, or which it may mean."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import nfc
from dangbo.desk.queries.directory import Called, begun_by, called
from dangbo.orgs.queries import resolve_lines
from dangbo.orgs.queries.finding import Way
from dangbo.rules.drafts import ended_by

# What answers to these is meant by name; to the others only by some of its words.
STRICT: Final = frozenset({Way.KEY, Way.CODE, Way.NAME})
MOST_OFFERED: Final = 8


@dataclass(frozen=True)
class Meaning:
    """What a text means: the key of one organisation, or those to choose from."""

    key: str = ""
    offers: tuple[Called, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True)
class _Answer:
    keys: tuple[str, ...]
    matched: bool
    strict: bool


def one_line(text: str) -> str:
    """Return a text on one line, composed, its cells apart, without what no database would take."""
    cells = (" ".join(cell.split()) for cell in nfc(text.replace("\0", "")).split("\t"))
    return "\t".join(cells).strip()


def meanings(
    *, actor: Actor, content: Mapping[str, Any], texts: Collection[str], on: date
) -> dict[str, Meaning]:
    """Resolve texts against the register of a day and the organisations that a draft begins."""
    asked = sorted({one_line(text) for text in texts} - {""})
    if not asked:
        return {}
    begun = {key: str(entry.get("name") or "") for key, entry in begun_by(content).items()}
    standing = _in_register(actor, asked, on)
    ended = ended_by(content.get("changes", ()))
    found = {text: _joined(text, begun, ended, standing[text]) for text in asked}
    names = called(
        actor=actor,
        content=content,
        keys={key for each in found.values() for key in each.keys},
        on=on,
    )
    return {text: _meaning(each, names) for text, each in found.items()}


def _in_register(actor: Actor, texts: Collection[str], on: date) -> dict[str, _Answer]:
    lines = resolve_lines(actor=actor, text="\n".join(texts), on=on).lines
    return {
        text: _Answer(
            tuple(each.org.uid for each in line.meant), bool(line.matches), line.way in STRICT
        )
        for text, line in zip(texts, lines, strict=True)
    }


def _joined(
    text: str, begun: Mapping[str, str], ended: Collection[str], standing: _Answer
) -> _Answer:
    """Add the new organisations of this key or name; by name they come before likenesses.

    One that the draft ends does not stand in the way of a new one of its name.
    """
    if text in begun:
        return _Answer((text,), matched=True, strict=True)
    alike = text.casefold()
    new = tuple(key for key, name in begun.items() if one_line(name).casefold() == alike)
    if not new:
        return standing
    others = standing.keys if standing.strict else ()
    more = (key for key in others if key not in new and key not in ended)
    return _Answer((*new, *more), matched=True, strict=True)


def _meaning(found: _Answer, names: Mapping[str, Called]) -> Meaning:
    if found.matched and len(found.keys) == 1:
        return Meaning(found.keys[0])
    offers = tuple(names[key] for key in found.keys[:MOST_OFFERED])
    return Meaning("", offers, ambiguous=found.matched)
