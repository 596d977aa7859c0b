"""Judge an act on posts: bodies, seats, one secretary, and who has to be in which committee.

Source: `rules.md` 1.2, R1.9, R3.30-R3.36, R8.1; what differs by province or year only warns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dangbo.rules.bodies import Body, Offices, Title, most_of_share, offices_on
from dangbo.rules.post_entries import Given, entry_findings
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's post in a body of one organisation."""

    person: str
    body: str
    title: str
    start: date
    end: date | None = None

    def lasts(self, on: date) -> bool:
        """Say whether it is held on a day."""
        return self.start <= on and (self.end is None or on < self.end)


@dataclass(frozen=True)
class Board:
    """What one organisation is on the day of an act: `kind` is empty where it does not stand.

    `members`: its official members, None where the register cannot tell.
    """

    kind: str = ""
    holdings: tuple[Holding, ...] = ()
    seats: Mapping[str, int] | None = None
    members: int | None = None

    def sitting(self, body: str, on: date) -> set[str]:
        """Return the persons who hold any title in a body on a day."""
        return {each.person for each in self.holdings if each.body == body and each.lasts(on)}

    def fixed(self, body: str) -> int | None:
        """Return how many seats a paper gave a body, None where none is known."""
        return (self.seats or {}).get(body)


@dataclass(frozen=True)
class Case:
    """An act on posts and what it is judged by: organisations, standings, outside holdings."""

    on: date
    entries: Sequence[Given]
    boards: Mapping[int, Board]
    members: Mapping[str, bool]
    outside: frozenset[tuple[str, str, str]] = frozenset()


def may_decide_posts(*, case: Case) -> Verdict:
    """Say whether entries may be recorded on their day, with every reason and warning."""
    shape = entry_findings(case.entries)
    if shape:
        return Verdict(shape)
    judge = _Judge(case)
    for at, entry in enumerate(case.entries):
        judge.meet(entry, f"posts.{at}")
    judge.look_over()
    return judge.found.verdict()


class _Judge:
    """Where the organisations stand while the entries of an act are gone through."""

    def __init__(self, case: Case) -> None:
        self.case, self.on = case, case.on
        self.offices: Offices = offices_on(case.on)
        self.boards = dict(case.boards)
        self.outside = set(case.outside)
        self.found = Findings()
        self.touched: dict[tuple[int, str], str] = {}
        self.begun: list[tuple[int, Given, str]] = []
        self.ended: list[tuple[int, Given, str]] = []

    def meet(self, entry: Given, where: str) -> None:
        """Apply one entry to the organisation it is about, or say why it cannot be."""
        change = entry["change"]
        if change in {"plan", "unplan", "declare"}:
            return
        if entry.get("outside"):
            self._outside(entry, where)
            return
        against = tuple(self._misplaced(entry, where))
        self.found.refuse(*against)
        if against:
            return
        self.touched.setdefault((entry["org"], entry["body"]), where)
        if change == "begin":
            self._begin(entry, where)
        elif change == "end":
            self._end(entry, where)
        else:
            self._seat(entry)

    def _misplaced(self, entry: Given, where: str) -> Iterator[Finding]:
        board = self.boards.get(entry["org"], Board())
        body = self.offices.bodies.get(entry["body"])
        if not board.kind:
            yield finding("ORG_NOT_STANDING", f"{where}.org", org=entry["org"], on=_iso(self.on))
        elif body is None:
            yield finding("BODY_UNKNOWN", f"{where}.body", body=entry["body"])
        elif entry["change"] in {"begin", "seats"} and board.kind not in body.kinds:
            facts = {"body": body.code, "kind": board.kind, "org": entry["org"]}
            yield finding("BODY_NOT_HERE", f"{where}.body", body.source, **facts)
        elif "title" in entry and not self.offices.is_in(title=entry["title"], body=body.code):
            yield finding("TITLE_NOT_HERE", f"{where}.title", title=entry["title"], body=body.code)

    def _outside(self, entry: Given, where: str) -> None:
        key = (entry["person"], entry["outside"], entry["title"])
        facts = {"person": entry["person"], "title": entry["title"]}
        begins = entry["change"] == "begin"
        if begins == (key in self.outside):
            self.found.refuse(finding("HOLDS_ALREADY" if begins else "NOT_HELD", where, **facts))
        self.outside ^= {key}

    def _begin(self, entry: Given, where: str) -> None:
        org, person = entry["org"], entry["person"]
        same = [each for each in self.boards[org].holdings if _is_post(each, entry)]
        facts = {"person": person, "title": entry["title"], "org": org}
        for each in same:
            if each.lasts(self.on):
                since = _iso(each.start)
                self.found.refuse(finding("HOLDS_ALREADY", where, since=since, **facts))
            elif each.start > self.on:
                since = _iso(each.start)
                self.found.refuse(finding("HOLDS_LATER", where, since=since, **facts))
        if not self.case.members.get(person, True):
            self.found.warn(finding("NOT_A_MEMBER", where, person=person, on=_iso(self.on)))
        held = Holding(person, entry["body"], entry["title"], self.on)
        self._put(org, (*self.boards[org].holdings, held))
        self.begun.append((org, entry, where))

    def _end(self, entry: Given, where: str) -> None:
        org = entry["org"]
        kept = self.boards[org].holdings
        held = [e for e in kept if _is_post(e, entry) and e.lasts(self.on) and e.start < self.on]
        if not held:
            facts = {"person": entry["person"], "title": entry["title"], "org": org}
            self.found.refuse(finding("NOT_HELD", where, on=_iso(self.on), **facts))
            return
        self._put(org, tuple(replace(e, end=self.on) if e in held else e for e in kept))
        self.ended.append((org, entry, where))

    def _seat(self, entry: Given) -> None:
        board = self.boards[entry["org"]]
        seats = {code: n for code, n in (board.seats or {}).items() if code != entry["body"]}
        if entry["change"] == "seats":
            seats[entry["body"]] = entry["seats"]
        self.boards[entry["org"]] = replace(board, seats=seats)

    def _put(self, org: int, holdings: tuple[Holding, ...]) -> None:
        self.boards[org] = replace(self.boards[org], holdings=holdings)

    # What the organisations look like afterwards

    def look_over(self) -> None:
        """Judge every body that the act touched as it is when all of the act is done."""
        for (org, code), where in self.touched.items():
            self._look_over_body(org, self.offices.bodies[code], where)
            for other in self.offices.bodies_of(self.boards[org].kind):
                if other.share_of == code and (org, other.code) not in self.touched:
                    self._share(org, other, where)
        for org, entry, where in self.begun:
            self._one_at_a_time(org, entry, where)
            self._rivals(org, entry, where)
            self._needs(org, entry["person"], self.offices.titles[entry["title"]], where)
        for org, entry, where in self.ended:
            self._needed(org, entry, where)

    def _look_over_body(self, org: int, body: Body, where: str) -> None:
        board = self.boards[org]
        if not body.committee:
            return
        fixed = board.fixed(body.code)
        sitting = self._most_sitting(board, body.code)
        facts: dict[str, Any] = {"org": org, "body": body.code, "sitting": sitting}
        if fixed is not None and sitting > fixed:
            self.found.refuse(finding("SEATS_EXCEEDED", where, seats=fixed, **facts))
        self._usual_size(org, body, max(sitting, fixed or 0), where)
        self._share(org, body, where)
        few = board.members is not None and board.members < body.from_members
        if few and any(each[1]["body"] == body.code for each in self.begun):
            least = body.from_members
            told = finding("TOO_FEW_MEMBERS", where, body.source, least=least, org=org)
            self.found.warn(told)

    def _most_sitting(self, board: Board, body: str) -> int:
        later = {each.start for each in board.holdings if each.body == body}
        days = {self.on, *(day for day in later if day > self.on)}
        return max(len(board.sitting(body, day)) for day in days)

    def _usual_size(self, org: int, body: Body, count: int, where: str) -> None:
        size = body.size_in(self.boards[org].kind)
        if size is None:
            return
        seats = self.boards[org].fixed(body.code)
        facts: dict[str, Any] = {"org": org, "body": body.code, "count": count}
        if size.most is not None and count > size.most:
            self.found.warn(
                finding("LARGER_THAN_USUAL", where, size.source, most=size.most, **facts)
            )
        if size.least is not None and seats is not None and seats < size.least:
            least = size.least
            self.found.warn(finding("SMALLER_THAN_USUAL", where, size.source, least=least, **facts))

    def _share(self, org: int, body: Body, where: str) -> None:
        board = self.boards[org]
        count = max(self._most_sitting(board, body.code), board.fixed(body.code) or 0)
        if not body.share_of or not count:
            return
        seats = board.fixed(body.share_of)
        whole = seats or len(board.sitting(body.share_of, self.on))
        most = most_of_share(seats=whole, share=body.share)
        facts: dict[str, Any] = {"org": org, "body": body.code, "count": count, "whole": whole}
        if count > most:
            code = "SHARE_EXCEEDED" if seats else "SHARE_UNSURE"
            told = finding(code, where, body.share_source, most=most, **facts)
            (self.found.refuse if seats else self.found.warn)(told)
        if seats is not None and seats < body.from_seats:
            least = body.from_seats
            told = finding("NO_STANDING_COMMITTEE", where, body.source, least=least, **facts)
            self.found.refuse(told)

    def _one_at_a_time(self, org: int, entry: Given, where: str) -> None:
        if not self.offices.titles[entry["title"]].one:
            return
        for each in self.boards[org].holdings:
            others = each.person != entry["person"] and each.title == entry["title"]
            if others and each.body == entry["body"] and (each.end is None or each.end > self.on):
                facts: dict[str, Any] = {"person": each.person, "title": each.title, "org": org}
                since = _iso(each.start)
                self.found.refuse(finding("ONE_AT_A_TIME", where, since=since, **facts))

    def _rivals(self, org: int, entry: Given, where: str) -> None:
        group = self.offices.titles[entry["title"]].rivals
        for each in self.boards[org].holdings:
            title = self.offices.titles.get(each.title)
            mine = each.person == entry["person"] and each.body == entry["body"]
            if not group or title is None or not mine or each.title == entry["title"]:
                continue
            if title.rivals == group and each.lasts(self.on):
                facts = {"person": each.person, "title": entry["title"], "other": each.title}
                self.found.refuse(finding("RIVAL_TITLES", where, org=org, **facts))

    def _needs(self, org: int, person: str, title: Title, where: str) -> None:
        board = self.boards[org]
        for code in title.needs:
            body = self.offices.bodies[code]
            if board.kind not in body.kinds or self._is_in(board, person, code):
                continue
            facts: dict[str, Any] = {"person": person, "title": title.code, "body": code}
            facts["org"] = org
            if board.fixed(code) is not None or self._membership(board, code):
                self.found.refuse(finding("NOT_IN_COMMITTEE", where, title.source, **facts))
            elif not body.from_seats and not body.from_members:
                self.found.warn(finding("COMMITTEE_NOT_RECORDED", where, **facts))

    def _needed(self, org: int, entry: Given, where: str) -> None:
        """Refuse to take somebody out of a committee whose post there goes on."""
        if not self.offices.titles[entry["title"]].committee:
            return
        for each in self.boards[org].holdings:
            title = self.offices.titles.get(each.title)
            mine = each.person == entry["person"] and each.lasts(self.on)
            if title is not None and mine and entry["body"] in title.needs:
                self._needs(org, each.person, title, where)

    def _is_in(self, board: Board, person: str, body: str) -> bool:
        return person in {each.person for each in self._membership(board, body)}

    def _membership(self, board: Board, body: str) -> list[Holding]:
        """Return who sits in a committee as its member on the day, whatever else he or she is."""
        titles = {each.code for each in self.offices.titles_in(body) if each.committee}
        return [
            each
            for each in board.holdings
            if each.body == body and each.title in titles and each.lasts(self.on)
        ]


def _is_post(held: Holding, entry: Given) -> bool:
    asked = (entry["person"], entry["body"], entry["title"])
    return (held.person, held.body, held.title) == asked


def _iso(day: date) -> str:
    return day.isoformat()
