"""Mark by a picture and a word what becomes of each organisation."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.desk.commands import Foreseen
from dangbo.orgs.phrases import kind_name
from dangbo.rules.projection import Reader
from dangbo.rules.timelines import State, at
from dangbo.ui.parts import Text, Tone

States = Mapping[int, State]


@dataclass(frozen=True)
class Mark:
    """What becomes of an organisation: a picture, the word before and the word after."""

    icon: str
    before: Text
    after: Text
    tone: Tone = "note"
    both: Text = ""

    @property
    def text(self) -> Text:
        """Return the word for both sides together."""
        return self.both or self.after or self.before


MARKS: Final = {
    "begins": Mark("circle-plus", "", _("Thành lập"), "good"),
    "again": Mark("rotate-ccw", "", _("Lập lại"), "good"),
    "ends": Mark("circle-x", _("Kết thúc"), "", "bad"),
    "not_yet": Mark("clock", _("Chưa có"), "", "warn"),
    "moves": Mark("move-right", _("Chuyển đi"), _("Chuyển đến"), "gold", _("Chuyển cấp trên")),
    "renamed": Mark("pencil", _("Đổi tên"), _("Đổi tên")),
    "retyped": Mark("tags", _("Đổi loại hình"), _("Đổi loại hình")),
    "recoded": Mark("hash", _("Đổi mã"), _("Đổi mã")),
    "amended": Mark("square-pen", _("Đổi thông tin"), _("Đổi thông tin")),
    "receives": Mark("combine", "", _("Tiếp nhận"), "good"),
    "hands_over": Mark("split", _("Chuyển giao một phần"), "", "warn"),
}


@dataclass(frozen=True)
class Sides:
    """The organisations of one day with all above them, as they are believed and as foreseen."""

    on: date
    before: States
    after: States
    marks: Mapping[int, Sequence[str]]
    results: Mapping[int, Sequence[int]]

    @property
    def ending(self) -> frozenset[int]:
        """Return the organisations that no longer stand on the day."""
        return frozenset(org for org, codes in self.marks.items() if "ends" in codes)

    def counted(self) -> list[tuple[Mark, int]]:
        """Count the organisations by what becomes of them."""
        counts = Counter(code for codes in self.marks.values() for code in codes)
        return [(mark, counts[code]) for code, mark in MARKS.items() if counts[code]]

    def counted_kinds(self) -> list[tuple[str, int]]:
        """Count the organisations by their kind: that after, or the last they had."""
        states = (self.after.get(org) or self.before.get(org) for org in self.marks)
        counts = Counter(kind_name(state.kind, self.on) for state in states if state)
        return counts.most_common()


def sides_of(foreseen: Foreseen, on: date) -> Sides:
    """Return both sides of a day, the organisations concerned marked."""
    results = _results(foreseen)
    roles = _roles(results)
    concerned = foreseen.touched | roles.keys()
    before = _states(foreseen.foresight.now, concerned, on)
    after = _states(foreseen.foresight.then, concerned, on)
    stood = _stood_before(foreseen, concerned - before.keys(), on)
    to_come = _begin_after(foreseen, concerned - after.keys(), on)
    marks = {
        org: found
        for org in concerned
        if (found := _marks(before.get(org), after.get(org), org in stood, roles.get(org, set())))
    }
    marks |= {org: ["not_yet"] for org in to_come if "ends" in marks.get(org, ())}
    _climb(foreseen, before, after, on)
    shown = marks.keys() | _above(marks.keys(), before) | _above(marks.keys(), after)
    return Sides(
        on,
        {org: state for org, state in before.items() if org in shown},
        {org: state for org, state in after.items() if org in shown},
        marks,
        results,
    )


def _results(foreseen: Foreseen) -> dict[int, list[int]]:
    """Return to whom the acts foreseen hand over, by source; those that go on also to others."""
    found: dict[int, list[int]] = {}
    for part in foreseen.parts:
        if part.projection is None or not part.verdict.allows:
            continue
        new = {each.seq for each in part.projection.revisions}
        for row in part.projection.outcome.successions:
            if row.act in new and row.result is not None and row.result != row.source:
                found.setdefault(row.source, []).append(row.result)
    return found


def _roles(results: Mapping[int, Iterable[int]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for source, orgs in results.items():
        found.setdefault(source, set()).add("hands_over")
        for org in orgs:
            found.setdefault(org, set()).add("receives")
    return found


def _states(reader: Reader, orgs: Iterable[int], on: date) -> dict[int, State]:
    found = {}
    for org, stored in reader.versions(orgs).items():
        version = at([each.version for each in stored], on)
        if version is not None:
            found[org] = version.state
    return found


def _stood_before(foreseen: Foreseen, orgs: Iterable[int], on: date) -> set[int]:
    versions = foreseen.foresight.now.versions(orgs)
    return {
        org for org, stored in versions.items() if any(each.version.start < on for each in stored)
    }


def _begin_after(foreseen: Foreseen, orgs: Iterable[int], on: date) -> set[int]:
    """Return those that, as foreseen, have not stood before a day and stand later."""
    found = set()
    for org, stored in foreseen.foresight.then.versions(orgs).items():
        starts = [each.version.start for each in stored]
        if starts and min(starts) > on:
            found.add(org)
    return found


def _marks(was: State | None, now: State | None, stood: bool, roles: set[str]) -> list[str]:
    if was is None or now is None:
        if was is None and now is None:
            return []
        if now is None:
            return ["ends"]
        return ["again" if stood else "begins"]
    codes = [
        code
        for code, differs in (
            ("moves", was.superior != now.superior),
            ("renamed", was.name != now.name),
            ("retyped", was.kind != now.kind),
            ("recoded", was.code != now.code),
        )
        if differs
    ]
    if not codes and was != now:
        codes.append("amended")
    return [*codes, *(role for role in ("receives", "hands_over") if role in roles)]


def _climb(foreseen: Foreseen, before: dict[int, State], after: dict[int, State], on: date) -> None:
    """Add all superiors of either side to both."""
    known = before.keys() | after.keys()
    while True:
        above = {s.superior for s in (*before.values(), *after.values()) if s.superior is not None}
        fresh = above - known
        if not fresh:
            return
        known = known | fresh
        before |= _states(foreseen.foresight.now, fresh, on)
        after |= _states(foreseen.foresight.then, fresh, on)


def _above(orgs: Iterable[int], states: States) -> set[int]:
    found: set[int] = set()
    for org in orgs:
        state = states.get(org)
        while state is not None and state.superior is not None and state.superior not in found:
            found.add(state.superior)
            state = states.get(state.superior)
    return found
