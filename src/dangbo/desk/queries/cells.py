"""Say what the cells of a pasted table mean: organisations, kinds, whole or part."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold, looks_legacy
from dangbo.desk.queries.directory import begun_by
from dangbo.desk.queries.lines import RESOLVED, Line, read_texts
from dangbo.orgs.access import readable_versions
from dangbo.orgs.queries import org_ids
from dangbo.rules.drafts import LENGTHS
from dangbo.rules.filled_rows import BEGINNING, COLUMNS
from dangbo.rules.org_keys import may_be_keys, new_key
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.pasted_tables import kind_of, part_of
from dangbo.rules.verdicts import Finding, finding

ORGS: Final = frozenset({"org", "source", "superior", "result", "members"})
ERROR: Final = re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC)[!?]?")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?")
WAITING: Final = frozenset({"UNRESOLVED", "ORG_KIND_UNKNOWN", "PART_UNKNOWN"})

Texts = Mapping[str, str]


@dataclass
class ReadRow:
    """A row with what its cells mean, whom they may mean, and what is against them."""

    number: int
    texts: Texts
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    against: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return what a cell holds."""
        return self.texts.get(name, "")


class Cells:
    """The cells of all rows of a table that fills one kind of change, read together."""

    def __init__(
        self,
        *,
        actor: Actor,
        content: Mapping[str, Any],
        kind: str,
        rows: Sequence[tuple[int, Texts]],
        on: date,
    ) -> None:
        self._actor, self._content, self._kind, self._on = actor, content, kind, on
        self._rows = [ReadRow(number, texts) for number, texts in rows]
        self._kinds = org_kinds().on(on).kinds
        self._legacy: dict[str, bool] = {}
        self._kinds_told: dict[str, str] = {}

    def read(self) -> list[ReadRow]:
        """Return every row, read."""
        for row in self._rows:
            self._look(row)
        for row in self._rows:
            self._fill(row)
        return self._rows

    def _look(self, row: ReadRow) -> None:
        """Note what is wrong with a cell whatever it is to mean."""
        for name, needed in COLUMNS[self._kind].items():
            text = row.text(name)
            if not text:
                if needed:
                    row.against.append(finding("FIELD_MISSING", name, field=name))
                continue
            code = _fault(name, text)
            if code:
                row.against.append(finding(code, name, field=name, text=text[:60]))
            row.warnings += self._doubts(name, text)

    def _doubts(self, name: str, text: str) -> Iterator[Finding]:
        if text not in self._legacy:
            self._legacy[text] = bool(looks_legacy(text))
        if self._legacy[text]:
            yield finding("LEGACY_CODING", name, field=name)
        if name in {"code", *ORGS} and text.isdecimal() and len(text) < self._padded:
            yield finding("ZEROS_EATEN", name, text=text)

    @cached_property
    def _padded(self) -> int:
        """Return the length of the longest code beginning with a zero, here or in the register."""
        rows = readable_versions(self._actor, known=None).filter(code__startswith="0")
        here = (row.text(name) for row in self._rows for name in ("code", *ORGS))
        codes = [*rows.values_list("code", flat=True).distinct()[:1_000], *here]
        return max((len(code) for code in codes if code[:1] == "0" and code.isdecimal()), default=0)

    def _fill(self, row: ReadRow) -> None:
        for name in COLUMNS[self._kind]:
            text = row.text(name)
            if not text or any(each.where == name for each in row.against):
                continue
            if name in ORGS and not (name == "result" and self._kind in {"merge", "regroup"}):
                self._fill_org(row, name, text)
            elif name == "kind":
                self._settle(row, name, self._kind_of(text), "ORG_KIND_UNKNOWN")
            elif name == "part":
                self._settle(row, name, part_of(text) or "", "PART_UNKNOWN")
            else:
                row.values[name] = text
        key = self._new.get(row.number)
        if key:
            label, _name = self._labels[row.number]
            row.values |= {"key": key, "name": row.text("name") or self._names[label]}
        if self._kind == "regroup":
            self._fill_result(row)

    def _kind_of(self, text: str) -> str:
        if text not in self._kinds_told:
            self._kinds_told[text] = kind_of(text, self._kinds) or ""
        return self._kinds_told[text]

    def _settle(self, row: ReadRow, name: str, value: str, code: str) -> None:
        if value:
            row.values[name] = value
        else:
            row.against.append(finding(code, name, text=row.text(name)[:60]))

    def _fill_org(self, row: ReadRow, name: str, text: str) -> None:
        line = self._lines[text]
        keys = line.keys
        if name == "superior":
            own = row.values.get("key") or self._new.get(row.number)
            new = [key for key in self._new_by_text.get(_alike(text), ()) if key != own]
            strict = keys if line.state == RESOLVED and not line.loose else ()
            keys = (*new, *(key for key in strict if key not in new)) if new else keys
            settled = len(keys) == 1 and (bool(new) or line.state == RESOLVED)
        else:
            settled = line.state == RESOLVED
        if settled:
            row.values[name] = keys[0]
            if line.loose and keys == line.keys:
                row.warnings.append(finding("LOOSELY_MEANT", name, field=name, text=text[:60]))
            return
        row.choices[name] = keys
        row.against.append(finding("UNRESOLVED", name, field=name, text=text[:60]))

    def _fill_result(self, row: ReadRow) -> None:
        """Of a regrouping: the result is what the row describes as new, or one that stands."""
        text = row.text("result")
        if row.values.get("key"):
            row.values["result"] = row.values["key"]
        elif text and not any(each.where == "result" for each in row.against):
            self._fill_org(row, "result", text)
            for name in ("kind", "superior", "short_name", "code", "sector"):
                row.values.pop(name, None)

    @cached_property
    def _lines(self) -> dict[str, Line]:
        """Return whom each text may mean in the register or the draft, asked for all at once."""
        asked = {name for name in COLUMNS[self._kind] if name in ORGS}
        if self._kind == "merge":
            asked -= {"result"}
        texts = sorted({row.text(name) for row in self._rows for name in asked} - {""})
        if not texts:
            return {}
        found = read_texts(actor=self._actor, content=self._content, texts=texts, on=self._on)
        return dict(zip(texts, found, strict=True))

    @cached_property
    def _labels(self) -> dict[int, tuple[str, str]]:
        """Return what tells the new organisation of each row from others, and its name."""
        if self._kind in BEGINNING:
            return {
                row.number: (f"{_alike(row.text('name'))}\t{_alike(row.text('superior'))}", name)
                for row in self._rows
                if (name := row.text("name"))
            }
        told = {
            row.number: (_alike(row.text("result") or row.text("name")), row.text("name") or name)
            for row in self._rows
            if (name := row.text("result") or row.text("name"))
        }
        if self._kind == "merge":
            return told
        new = self._described(told) if self._kind == "regroup" else set()
        return {number: label for number, label in told.items() if label[0] in new}

    def _described(self, told: Mapping[int, tuple[str, str]]) -> set[str]:
        """Return the results that are new: by a name of their own, or by a kind and no bearer."""
        found = set()
        for row in self._rows:
            if row.number not in told:
                continue
            text = row.text("result")
            line = self._lines.get(text)
            stands = line is not None and line.state == RESOLVED and not line.loose
            if row.text("name") or (row.text("kind") and not stands):
                found.add(told[row.number][0])
        return found

    @cached_property
    def _new(self) -> dict[int, str]:
        """Return the key of the new organisation that each row describes."""
        explicit = {
            self._labels[row.number][0]: row.text("key")
            for row in self._rows
            if row.text("key") and row.number in self._labels
        }
        self._judge_keys(explicit)
        used = {*begun_by(self._content), *explicit.values()}
        made = self._made(explicit, used)
        while taken := org_ids(uids=made.values()).keys():
            used |= taken
            made = self._made(explicit, used)
        keys = {**made, **explicit}
        return {number: keys[label] for number, (label, _name) in self._labels.items()}

    def _made(self, explicit: Mapping[str, str], used: Collection[str]) -> dict[str, str]:
        """Return keys that nobody has for those that come without one."""
        taken = set(used)
        made: dict[str, str] = {}
        for label, name in self._names.items():
            if label not in explicit:
                made[label] = new_key(name, taken=taken)
                taken.add(made[label])
        return made

    @cached_property
    def _names(self) -> dict[str, str]:
        """Return what each new organisation is called where a row describes it first."""
        found: dict[str, str] = {}
        for label, name in self._labels.values():
            found.setdefault(label, name)
        return found

    def _judge_keys(self, explicit: Mapping[str, str]) -> None:
        """Refuse keys that cannot be, that somebody has, or that two rows give."""
        taken = {*org_ids(uids=explicit.values()), *begun_by(self._content)}
        first: dict[str, str] = {}
        for row in self._rows:
            key = row.text("key")
            if not key:
                continue
            label = self._labels.get(row.number, ("", ""))[0]
            row.against += may_be_keys([key]).against
            if key in taken:
                row.against.append(finding("KEY_TAKEN", "key", key=key))
            elif first.setdefault(key, label) != label:
                row.against.append(finding("KEY_TWICE", "key", key=key))

    @cached_property
    def _new_by_text(self) -> dict[str, list[str]]:
        """Return the new organisations of the table by name, label and key."""
        found: dict[str, list[str]] = {}
        for row in self._rows:
            key = self._new.get(row.number)
            if not key:
                continue
            texts = {row.text("name"), row.text("result"), key} - {""}
            for text in {_alike(each) for each in texts}:
                known = found.setdefault(text, [])
                if key not in known:
                    known.append(key)
        return found


def _alike(text: str) -> str:
    return fold(text) or text


def _fault(name: str, text: str) -> str:
    """Return the code of what is wrong with a cell by itself, or nothing."""
    if ERROR.fullmatch(text):
        return "CELL_ERROR"
    if text.startswith("="):
        return "CELL_FORMULA"
    if DAY.fullmatch(text):
        return "CELL_IS_DAY"
    longest = LENGTHS.get(name)
    return "TOO_LONG_CELL" if longest and len(text) > longest else ""


def is_open(against: Iterable[Finding]) -> bool:
    """Say whether an answer is all that a row needs."""
    return all(each.code in WAITING for each in against)
