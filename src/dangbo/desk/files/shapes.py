"""Say which fields a file of a decision may have, and turn each into what a draft keeps.

The changes are those of `rules/draft_slots`, in the shape of the time model: organisations by key,
a new one as a mapping with its name.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from dangbo.desk.files.texts import Problem, Value
from dangbo.rules.draft_slots import BEGINNING, ENTRY, SLOTS, Shape, Slot
from dangbo.rules.drafts import PARTS

HEAD: Final = ("on", "title", "reason")
TOP: Final = ("paper", *HEAD, "changes")
# What a file calls the fields of a paper, and what a draft calls them.
PAPER: Final = {
    "number": "number_raw",
    "kind": "kind",
    "issuer_code": "issuer_code",
    "issuer": "issuer",
    "day": "day",
    "subject": "subject",
}
FLAGS: Final = {"true": True, "false": False}
KEY: Final = Slot("org", Shape.ORG, required=False)
ROW: Final = ("source", "result", "part")
MEMBERS: Final = ("listed", "rest")


class Shaping:
    """Turn the values of a file into the content of a draft, noting everything that is wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def content(self, root: Value) -> dict[str, Any]:
        """Return the content of the draft that a file describes."""
        fields = self.mapping(root, "", TOP)
        head: dict[str, Any] = {}
        if "paper" in fields:
            head |= self.paper(fields["paper"])
        for name in HEAD:
            if name in fields:
                head[name] = self.text(fields[name], name)
        raw = fields.get("changes")
        changes = self.each(raw, "changes", self.change) if raw is not None else []
        return {"head": head, "changes": [each for each in changes if each is not None]}

    def paper(self, value: Value) -> dict[str, Any]:
        """Return the fields of the paper: the uid of a recorded one, or those of a new one."""
        fields = self.mapping(value, "paper", ("uid", *PAPER))
        if "uid" in fields and len(fields) > 1:
            self.refuse("UID_AND_MORE", value, "paper")
        told = {name: self.text(each, f"paper.{name}") for name, each in fields.items()}
        if "uid" in told:
            return {"paper": told["uid"]}
        return {PAPER[name]: text for name, text in told.items()}

    def change(self, value: Value, where: str) -> dict[str, Any] | None:
        """Return one change as a draft keeps it."""
        if not isinstance(value.held, dict):
            self.refuse("NOT_A_MAPPING", value, where)
            return None
        kind = value.held["change"].text if "change" in value.held else ""
        if kind not in SLOTS:
            self.refuse("UNKNOWN_CHANGE", value, where, text=kind, near=_near(kind, SLOTS))
            return None
        slots = {slot.name: slot for slot in (*((KEY,) if kind in BEGINNING else ()), *SLOTS[kind])}
        fields = self.mapping(value, where, ("change", *slots))
        told = {
            name: self.slot(slots[name], each, f"{where}.{name}", kind)
            for name, each in fields.items()
            if name != "change" and each.held is not None
        }
        return {"change": kind, **told}

    def slot(self, slot: Slot, value: Value, where: str, kind: str = "") -> Any:
        """Return one field of a change as a draft keeps it."""
        readers: Mapping[Shape, Callable[[], Any]] = {
            Shape.ORGS: lambda: self.each(value, where, self.text),
            Shape.NEW: lambda: self.entry(value, where),
            Shape.EITHER: lambda: self.either(value, where),
            Shape.RESULTS: lambda: self.each(value, where, self.either),
            Shape.NEWS: lambda: self.each(value, where, self.entry),
            Shape.ROWS: lambda: self.each(value, where, self.row),
            Shape.PLACES: lambda: self.places(value, where),
            Shape.MEMBERS: lambda: self.members(value, where),
            Shape.FLAG: lambda: self.flag(value, where),
        }
        return readers.get(slot.shape, lambda: self.text(value, where))()

    def entry(self, value: Value, where: str) -> dict[str, Any]:
        """Return an organisation that begins."""
        names = ("org", *(slot.name for slot in ENTRY))
        fields = self.mapping(value, where, names)
        told = {name: each for name, each in fields.items() if each.held is not None}
        return {name: self.text(each, f"{where}.{name}") for name, each in told.items()}

    def either(self, value: Value, where: str) -> dict[str, Any]:
        """Return an organisation that stands, by its key, or one that begins."""
        if isinstance(value.held, str):
            return {"org": self.text(value, where)}
        entry = self.entry(value, where)
        return {**entry, "new": True} if entry.keys() - {"org"} else entry

    def row(self, value: Value, where: str) -> dict[str, Any]:
        """Return a row of a regrouping."""
        fields = self.mapping(value, where, ROW)
        told = {name: self.text(each, f"{where}.{name}") for name, each in fields.items()}
        if "part" in told and told["part"] not in PARTS:
            self.refuse("UNKNOWN_PART", fields["part"], f"{where}.part", text=told["part"])
        return told

    def places(self, value: Value, where: str) -> dict[str, str]:
        """Return under which result each organisation goes."""
        if not isinstance(value.held, dict):
            self.refuse("NOT_A_MAPPING", value, where)
            return {}
        return {child: self.text(to, f"{where}.{child}") for child, to in value.held.items()}

    def members(self, value: Value, where: str) -> dict[str, Any]:
        """Return where members go: those listed by their keys, and all the others."""
        fields = self.mapping(value, where, MEMBERS)
        found: dict[str, Any] = {}
        if "listed" in fields:
            found["listed"] = self.places(fields["listed"], f"{where}.listed")
        if "rest" in fields:
            found["rest"] = self.text(fields["rest"], f"{where}.rest")
        return found

    def flag(self, value: Value, where: str) -> bool:
        """Return a yes or no."""
        found = FLAGS.get(self.text(value, where).lower())
        if found is None:
            self.refuse("NOT_A_FLAG", value, where, text=value.text)
        return bool(found)

    def text(self, value: Value, where: str) -> str:
        """Return a text."""
        self.lines[where] = value.line
        if isinstance(value.held, dict | list):
            self.refuse("NOT_A_TEXT", value, where)
        return value.text

    def each(self, value: Value, where: str, read: Callable[[Value, str], Any]) -> list[Any]:
        """Return the members of a list."""
        self.lines[where] = value.line
        if not isinstance(value.held, list):
            self.refuse("NOT_A_LIST", value, where)
            return []
        return [read(each, f"{where}[{at}]") for at, each in enumerate(value.held)]

    def mapping(self, value: Value, where: str, names: Iterable[str]) -> dict[str, Value]:
        """Return the fields of a mapping that are known; others are refused with what is near."""
        self.lines[where] = value.line
        if not isinstance(value.held, dict):
            self.refuse("NOT_A_MAPPING", value, where)
            return {}
        known = list(names)
        for name in value.twice:
            self.refuse("TWICE", value.held[name], _inner(where, name))
        for name, each in value.held.items():
            if name not in known:
                near = _near(name, known)
                self.refuse("UNKNOWN_FIELD", each, _inner(where, name), text=name, near=near)
        return {name: each for name, each in value.held.items() if name in known}

    def refuse(self, code: str, value: Value, where: str, **facts: Any) -> None:
        """Note what is wrong, and where."""
        self.problems.append(Problem(code, where, value.line, facts))


def _inner(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _near(text: str, names: Iterable[str]) -> str:
    found = get_close_matches(text, list(names), n=1)
    return found[0] if found else ""
