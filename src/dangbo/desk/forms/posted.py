"""Read what a page sent of one change, field by field; whatever was typed is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict

from dangbo.base.vietnamese import nfc
from dangbo.desk.queries.meaning import one_line
from dangbo.rules.draft_slots import BEGINNING, ENTRY, SLOTS, Shape, Slot
from dangbo.rules.member_places import members_in

LONGEST: Final = 2_000
MOST_ROWS: Final = 60
MOST_OPEN: Final = 50

# The key of the organisation that a text means, or nothing.
Answer = Callable[[str], str]


@dataclass
class Posted:
    """What was sent, with the way to ask which organisation a text means."""

    post: QueryDict
    answer: Answer
    stored: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text as it was typed, without blanks at its ends."""
        return nfc(self.post.get(name, "").replace("\0", "").replace("\r\n", "\n"))[:LONGEST]

    def org(self, name: str) -> tuple[str, str]:
        """Return the key that a field of one organisation means, and else what was typed."""
        text = one_line(self.text(name))
        if not text:
            return "", ""
        if text == one_line(self.text(f"{name}.shown")):
            settled = self.text(f"{name}.pick") or self.text(f"{name}.key")
            if settled:
                return settled, ""
        key = self.answer(text)
        return (key, "") if key else ("", text)

    def orgs(self, name: str) -> tuple[list[str], list[str]]:
        """Return the keys of a list of organisations, and the lines that are still open."""
        keys = self.post.get(name, "").replace("\0", "").split()
        still_open: list[str] = []
        count = min(_whole(self.text(f"{name}.open.count")), MOST_OPEN)
        lines = [self.org(f"{name}.open.{at}") for at in range(count)]
        lines += [(self.answer(text), text) for text in _lines(self.post.get(f"{name}.add", ""))]
        for key, text in lines:
            if key:
                keys.append(key)
            elif text:
                still_open.append(text)
        rest = _lines(self.post.get(f"{name}.rest", ""))
        return list(dict.fromkeys(keys)), list(dict.fromkeys([*still_open, *rest]))

    def entry(self, prefix: str) -> dict[str, Any]:
        """Return the description of an organisation that begins."""
        found: dict[str, Any] = {"org": one_line(self.text(f"{prefix}.key"))}
        typed: dict[str, str] = {}
        for slot in ENTRY:
            name = f"{prefix}.{slot.name}"
            if slot.shape is Shape.ORG:
                found[slot.name], text = self.org(name)
                typed |= {slot.name: text} if text else {}
            else:
                found[slot.name] = one_line(self.text(name))
        return {**found, "typed": typed} if typed else found

    def either(self, prefix: str) -> dict[str, Any]:
        """Return an organisation that begins, or one that stands."""
        if self.text(f"{prefix}.new") == "1":
            return {**self.entry(prefix), "new": True}
        described = {name: value for name, value in self.entry(prefix).items() if value}
        key, text = self.org(f"{prefix}.org")
        typed = {"typed": {"org": text}} if text else {}
        described.pop("typed", None)
        return {**described, "new": False, "org": key, **typed}

    def row(self, prefix: str) -> dict[str, Any]:
        """Return one source with where it goes, whole or in part."""
        source, source_text = self.org(f"{prefix}.source")
        result, result_text = self.org(f"{prefix}.result")
        typed = {"source": source_text, "result": result_text}
        typed = {name: text for name, text in typed.items() if text}
        found = {"source": source, "result": result, "part": self.text(f"{prefix}.part")}
        return {**found, "typed": typed} if typed else found

    def listed(self, name: str, one: Callable[[str], dict[str, Any]]) -> list[dict[str, Any]]:
        """Return a list of which one window was shown: the rows outside it stay as they are."""
        count = min(_whole(self.text(f"{name}.count")), MOST_ROWS)
        first = _whole(self.text(f"{name}.from"))
        kept = list(self.stored.get(name) or ())
        read = [one(f"{name}.{at}") for at in range(count)]
        return [*kept[:first], *read, *kept[first + count :]]

    def members(self, name: str) -> dict[str, Any]:
        """Return where all other members go; those listed are chosen on a page of their own."""
        kept = {each: value for each, value in members_in(self.stored).items() if each != "typed"}
        key, text = self.org(f"{name}.rest")
        found = {**kept, "rest": key}
        return {**found, "typed": {"rest": text}} if text else found

    def places(self, name: str) -> dict[str, str]:
        """Return under which result each organisation goes; those not shown keep theirs."""
        start = f"{name}.child."
        shown = {
            child.removeprefix(start): self.text(child)
            for child in self.post
            if child.startswith(start) and "\0" not in child
        }
        return {**(self.stored.get(name) or {}), **shown}


def posted_change(*, post: QueryDict, stored: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    """Return the fields of a change as they were sent; those not on the page are left out."""
    posted = Posted(post, answer, stored)
    values: dict[str, Any] = {}
    typed = dict(stored.get("typed") or {})
    if stored["change"] in BEGINNING:
        values["org"] = one_line(posted.text("key"))
    for slot in SLOTS[stored["change"]]:
        if not _was_shown(post, slot):
            continue
        typed.pop(slot.name, None)
        values[slot.name], unresolved = _read(posted, slot)
        if unresolved:
            typed[slot.name] = unresolved
    return {**values, "typed": typed} if typed or stored.get("typed") else values


def texts_in(*, post: QueryDict, stored: Mapping[str, Any]) -> set[str]:
    """Return the texts of a page that have to be resolved."""
    found: set[str] = set()

    def note(text: str) -> str:
        found.add(text)
        return ""

    posted_change(post=post, stored=stored, answer=note)
    return found


def _was_shown(post: QueryDict, slot: Slot) -> bool:
    marks = (slot.name, f"{slot.name}.count", f"{slot.name}.asked", f"{slot.name}.name")
    return any(mark in post for mark in marks)


def _read(posted: Posted, slot: Slot) -> tuple[Any, Any]:
    """Return the value of a field, and what of it was not resolved."""
    name = slot.name
    if slot.shape is Shape.ORG:
        return posted.org(name)
    if slot.shape is Shape.ORGS:
        return posted.orgs(name)
    if slot.shape is Shape.FLAG:
        return bool(posted.text(name)), None
    readers: dict[Shape, Callable[[], Any]] = {
        Shape.NEW: lambda: posted.entry(name),
        Shape.EITHER: lambda: posted.either(name),
        Shape.RESULTS: lambda: posted.listed(name, posted.either),
        Shape.NEWS: lambda: posted.listed(name, posted.entry),
        Shape.ROWS: lambda: posted.listed(name, posted.row),
        Shape.PLACES: lambda: posted.places(name),
        Shape.MEMBERS: lambda: posted.members(name),
        Shape.TEXT: lambda: posted.text(name).strip(),
        Shape.COUNT: lambda: one_line(posted.text(name)),
        Shape.KIND: lambda: one_line(posted.text(name)),
    }
    return readers[slot.shape](), None


def _lines(text: str) -> list[str]:
    lines = (one_line(line) for line in text.splitlines())
    return [line for line in lines if line]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < len("1000000") else 0
