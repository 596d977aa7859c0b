"""Ask the plain dicts of a register every question, in the most direct way."""

import unicodedata
from datetime import date
from typing import Any, NamedTuple

from oracle.register import FIELDS, Register, State

Moment = tuple[date, int, int]


class Version(NamedTuple):
    """A span of days on which an organisation was the same."""

    org: int
    start: date
    end: date | None
    state: State
    basis: int
    end_basis: int | None


def state_on(register: Register, day: date) -> dict[int, State]:
    """Return everybody who stands on a day."""
    found: dict[int, State] = {}
    for since, states in register.days:
        if since <= day:
            found = states
    return found


def life(register: Register, org: int) -> list[Version]:
    """Return all that an organisation ever was, in order."""
    found: list[Version] = []
    begun: tuple[date, State, int] | None = None
    for (day, states), makers in zip(register.days, register.makers, strict=True):
        state = states.get(org)
        if begun is not None and state != begun[1]:
            found.append(Version(org, begun[0], day, begun[1], begun[2], makers[org]))
            begun = None
        if begun is None and state is not None:
            begun = (day, state, makers[org])
    if begun is not None:
        found.append(Version(org, begun[0], None, begun[1], begun[2], None))
    return found


def ever(register: Register) -> list[int]:
    """Return everybody who stood on some day."""
    return sorted({org for _, states in register.days for org in states})


def above(register: Register, org: int, day: date) -> list[int]:
    """Return the organisations above one on a day from the top down, itself last."""
    states = state_on(register, day)
    found: list[int] = []
    at: int | None = org if org in states else None
    while at is not None:
        found.insert(0, at)
        at = states[at]["superior"]
    return found


def places(register: Register, org: int) -> list[tuple[date, date | None, list[int]]]:
    """Return where an organisation stood over time, spans of one place joined."""
    found: list[tuple[date, date | None, list[int]]] = []
    for day, _ in register.days:
        chain = above(register, org, day)
        if found and found[-1][1] is None:
            if found[-1][2] == chain:
                continue
            found[-1] = (found[-1][0], day, found[-1][2])
        if chain:
            found.append((day, None, chain))
    return found


def below(register: Register, org: int, day: date) -> set[int]:
    """Return everybody below an organisation on a day, itself left out."""
    return {each for each in state_on(register, day) if org in above(register, each, day)[:-1]}


def tree(register: Register, day: date, org: int | None = None) -> set[tuple[Any, ...]]:
    """Return id, name, kind, superior and code of everybody, or of one and those below it."""
    states = state_on(register, day)
    wanted = set(states) if org is None else {org, *below(register, org, day)} & set(states)
    columns = ("name", "kind", "superior", "code")
    return {(each, *(states[each][name] for name in columns)) for each in wanted}


def counts(register: Register, org: int, day: date) -> tuple[dict[str, int], int, int, int]:
    """Return how many of each kind stand below one: by kind, grassroots, its cells, all cells."""
    kinds, states = register.kinds, state_on(register, day)
    by_kind: dict[str, int] = {}
    grassroots = grassroots_cells = cells = 0
    for each in below(register, org, day):
        kind = states[each]["kind"]
        superior = states[states[each]["superior"]]["kind"]
        by_kind[kind] = by_kind.get(kind, 0) + 1
        at_base = kinds.is_grassroots(kind, superior, day)
        grassroots += at_base
        cells += kinds.is_cell(kind, day)
        grassroots_cells += at_base and kinds.is_cell(kind, day)
    return by_kind, grassroots, grassroots_cells, cells


def happenings(
    register: Register, start: date, end: date, org: int | None = None
) -> list[tuple[date, int, int, str, int, str]]:
    """Return what touched whom from `start` to `end`, everywhere or in one branch.

    In a branch is what stood there at the end of the day or of the day before.
    """
    found = [each for each in register.touched if start <= each[0] <= end]
    if org is not None:
        found = [each for each in found if _in_branch(register, org, each[4], each[0])]
    return sorted(found)


def _in_branch(register: Register, top: int, org: int, day: date) -> bool:
    days = (day, date.fromordinal(day.toordinal() - 1))
    return org == top or any(top in above(register, org, each) for each in days)


def links(
    register: Register, org: int, *, back: bool
) -> set[tuple[int, int | None, date, int, int, bool]]:
    """Return every succession on a chain of acts from (or, back, to) an organisation."""
    found = set()
    waiting: list[tuple[int, Moment | None]] = [(org, None)]
    while waiting:
        at, moment = waiting.pop()
        for day, act, position, source, result, whole in register.handed:
            here, there = (result, source) if back else (source, result)
            then = (day, act, position)
            in_time = moment is None or (then < moment if back else then > moment)
            link = (source, result, day, act, position, whole)
            if here != at or source == result or not in_time:
                continue
            found.add(link)
            if there is not None and (there, then) not in waiting:
                waiting.append((there, then))
    return found


def correspondence(
    register: Register,
    start: date,
    end: date,
    *,
    sources: set[int] | None = None,
    newcomers: set[int] | None = None,
) -> set[tuple[int | None, int | None, bool]]:
    """Return what each of the first day became by the last: its content is carried act by act.

    `sources` and `newcomers` limit the question to some of the first and of the last day.
    """
    first, last = set(state_on(register, start)), set(state_on(register, end))
    found: set[tuple[int | None, int | None, bool]] = set()
    for origin in first if sources is None else first & sources:
        holders: set[int | None] = {origin}
        for moment in _moments(register, start, end):
            results: dict[int, set[int | None]] = {}
            for day, act, position, source, result, _ in register.handed:
                if (day, act, position) == moment:
                    results.setdefault(source, set()).add(result)
            holders = {
                new
                for each in holders
                for new in (results[each] if each is not None and each in results else {each})
            }
        became = {each if each in last else None for each in holders}
        found |= {(origin, each, len(became) == 1) for each in became}
    reached = {result for _, result, _ in found}
    fresh = last if newcomers is None else last & newcomers
    return found | {(None, each, True) for each in fresh - reached}


def _moments(register: Register, start: date, end: date) -> list[Moment]:
    return sorted({each[:3] for each in register.handed if start < each[0] <= end})


def bare(text: str) -> str:
    """Return text without marks, case and đ: the form in which names are searched."""
    plain = text.lower().replace("đ", "d")
    return "".join(
        sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign)
    )


def named(register: Register, text: str) -> set[int]:
    """Return everybody who on some day had a name with all the words, or a code so beginning."""
    words = bare(text).split()
    found = set()
    for org in ever(register):
        for version in life(register, org):
            full = bare(f"{version.state['name']} {version.state['short_name']}")
            if all(word in full for word in words) or version.state["code"].startswith(text):
                found.add(org)
    return found


def columns(state: State) -> tuple[Any, ...]:
    """Return a state as a tuple of its six attributes."""
    return tuple(state[name] for name in FIELDS)


def branch(register: Register, org: int, day: date) -> set[int]:
    """Return an organisation and all below it on a day; nobody when it does not stand then."""
    return {org, *below(register, org, day)} if org in state_on(register, day) else set()


def name_near(registers: list[Register], org: int, day: date) -> set[str]:
    """Return the name of a day, else of the nearest day on which it stood, the earlier of two.

    Of one that is believed in no more, as it was believed in last.
    """
    lives = [life(register, org) for register in registers]
    last = next((each for each in reversed(lives) if each), [])
    near = [
        (abs(_nearest(version, day).toordinal() - day.toordinal()), version.start, version.state)
        for version in last
    ]
    return {min(near, key=lambda each: each[:2])[2]["name"]} if near else set()


def _nearest(version: Version, day: date) -> date:
    last = date.max if version.end is None else date.fromordinal(version.end.toordinal() - 1)
    return min(max(day, version.start), last)
