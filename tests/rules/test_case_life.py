"""The whole life of a member by cases, against a table of its own: none illegal, none refused."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st
from rules.test_case_stages import TABLE, binding, legal

from dangbo.rules.candidacy import Sponsor
from dangbo.rules.case_effects import Concerned, effect_of
from dangbo.rules.case_files import Asked, CaseFile, Taken, Whom
from dangbo.rules.case_openings import Opening, may_open_case
from dangbo.rules.case_stages import STOPPED, case_kinds, steps_of
from dangbo.rules.case_verdicts import verdict_on_step, verdict_on_stopping
from dangbo.rules.case_votes import vote_of
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_changes import MemberEvent, shape_findings
from dangbo.rules.member_course import Life, member_course
from dangbo.rules.member_spans import POSTED, STANDING, TEMPORARY
from dangbo.rules.voting import VoteResult, body_vote

FIRST, LAST = date(2012, 1, 2), date(2026, 10, 1)
TODAY = date(2026, 11, 1)
HOME, OTHER, AWAY = 1, 2, 3
COMERS = {"admission", "readmission", "transfer_in", "restoration"}
RECOGNISED = ("recognition", "decision")
BACK = {"strike_off", "resign", "expel"}
PAPERS = (1, 37, 38, 39, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52)
FACTS: dict[str, dict[str, Any]] = {
    "strike_off": {"cause": "no_activity", "count": 3},
    "exemption": {"cause": "old_age"},
    "annulment": {"cause": "wrong_standard"},
    "transfer_in": {
        "standing": "official",
        "counted_from": "2005-02-03",
        "admitted": "2005-02-03",
        "from_text": "nơi khác",
    },
    "temporary_outside": {"to_text": "nơi khác", "end": "2030-01-01", "study": True},
    "transfer_temporary": {"end": "2030-01-01", "study": True},
}
SPONSORS = (Sponsor(official=True, together_since=date(2010, 1, 1)),)
DOSSIER = {"grade": 12, "proof": "diploma", "citizen": True, "conditions": ["trade_union"]}


def months_later(day: date, months: int) -> date:
    """Go months on by hand: where the day is missing, to the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


@dataclass
class Told:
    """What the person is, by hand."""

    standing: str | None = None
    activity: str = "active"
    cell: int = HOME
    away: int | None = None
    ceremony: date | None = None
    entered: date | None = None
    last: str = ""
    left: tuple[str, date] = ("", FIRST)
    returned: int = 0

    def come(self, standing: str, on: date, cell: int = HOME) -> None:
        self.standing, self.last, self.cell = standing, standing, cell
        self.activity, self.entered = "active", on

    def begin(self, on: date, *, again: bool = False) -> None:
        self.come("probationary", on)
        self.ceremony, self.returned = on, self.returned + again

    def recognise(self) -> None:
        self.standing = self.last = "official"

    def go(self, cell: int | None, on: date) -> None:
        if cell is None:
            self.leave("move_out", on)
        else:
            self.cell, self.away = cell, None if self.away == cell else self.away

    def visit(self, cell: int | None) -> None:
        self.away = cell

    def take_part(self, activity: str) -> None:
        self.activity = activity

    def leave(self, how: str, on: date) -> None:
        self.last, self.standing, self.away = self.standing or "", None, None
        self.left, self.activity = (how, on), "active"


@dataclass
class Running:
    """A case that runs, and what was done in it."""

    file: CaseFile
    target: int | None
    opened: date

    @property
    def done(self) -> set[str]:
        return {*self.file.taken}


@dataclass
class Book:
    """The person as the rules fold him or her: events, cases, and the told side beside it."""

    told: Told = field(default_factory=Told)
    events: list[MemberEvent] = field(default_factory=list)
    running: list[Running] = field(default_factory=list)

    def course(self, more: MemberEvent | None = None) -> Any:
        every = [*self.events, *([more] if more else [])]
        lives = [Life(date(2000, 1, 1), None)]
        return member_course(
            person=1, events=every, carries=lambda _org: (), lives=lambda _org: lives
        )

    def folded(self) -> tuple[str | None, str | None, int | None, int | None]:
        held = {each.track: each.value for each in self.course().spans if each.end is None}
        stand = held.get(STANDING)
        posts = held.get(POSTED), held.get(TEMPORARY)
        return (stand.standing, stand.activity, *posts) if stand else (None, None, *posts)

    def whom(self) -> Whom:
        told = self.told
        left = told.left if told.standing is None and told.left[0] else ("", None)
        return Whom(
            standing=told.standing,
            activity=told.activity,
            birth=PartialDay(date(1985, 5, 5), Precision.DAY),
            ceremony=told.ceremony,
            entered=told.entered,
            left=left[1],
            left_by=left[0],
            times_readmitted=told.returned,
        )


def may_open(book: Book, kind: str) -> bool:
    member = book.told.standing is not None
    return all(each.file.kind != kind for each in book.running) and member is (kind not in COMERS)


def may_take(told: Told, case: Running, step: str, on: date) -> bool:
    """Say by a table whether a step in its place is allowed by what the person is."""
    member, left = told.standing is not None, told.left
    dead = left[0] == "die"
    over = told.ceremony and months_later(told.ceremony, 12)
    voted = case.file.taken["cell_vote"].on if "cell_vote" in case.file.taken else on
    considered = told.standing == "probationary" and bool(over and voted >= over)
    course = case.file.taken.get("certificate")
    fresh = course is not None and on <= months_later(course.on, 60)
    late = left[0] in BACK and on >= months_later(left[1], 36) and not told.returned
    active = told.activity == "active"
    rules: dict[tuple[str, str], Any] = {
        ("admission", "cell_vote"): fresh,
        ("admission", "ceremony"): not member and not dead and left[0] not in BACK,
        ("recognition", "cell_vote"): considered,
        ("recognition", "decision"): considered,
        ("transfer_out", "introduction"): member,
        ("transfer_out", "confirmation"): member
        and (case.target is None or told.cell != case.target),
        ("transfer_internal", "introduction"): member,
        ("transfer_internal", "confirmation"): member and told.cell != case.target,
        ("transfer_temporary", "introduction"): member,
        ("transfer_temporary", "letter"): member and told.cell != case.target,
        ("transfer_temporary", "return"): member and told.away is not None,
        ("temporary_outside", "introduction"): member,
        ("temporary_outside", "letter"): member,
        ("transfer_abroad", "introduction"): member,
        ("transfer_abroad", "departure"): member,
        ("transfer_abroad", "return"): not member and not dead,
        ("transfer_in", "confirmation"): not member and not dead,
        ("exemption", "cell_vote"): member and active,
        ("suspension", "decision"): member and told.activity != "suspended",
        ("suspension", "extension"): member and told.activity == "suspended",
        ("suspension", "resumption"): member and not active,
        ("resumption", "decision"): member and not active,
        ("strike_off", "cell_vote"): member,
        ("strike_off", "decision"): member,
        ("resignation", "cell_vote"): member,
        ("resignation", "decision"): member,
        ("expulsion", "decision"): told.standing == "official",
        ("readmission", "cell_vote"): not member and late,
        ("readmission", "ceremony"): not member and left[0] in BACK,
        ("restoration", "decision"): not member and left[0] in {*BACK, "annul"},
        ("annulment", "decision"): member,
        ("death", "death"): member,
    }
    return bool(rules.get((case.file.kind, step), True))


def follow(told: Told, case: Running, step: str, on: date) -> date | None:
    """Do by hand what a step makes of the person; return the day from which it holds."""
    kind, target = case.file.kind, case.target
    over = months_later(told.ceremony, 12) if told.ceremony else on
    made: Any = {
        ("admission", "ceremony"): lambda: told.begin(on),
        ("readmission", "ceremony"): lambda: told.begin(on, again=True),
        ("recognition", "decision"): told.recognise,
        ("transfer_out", "confirmation"): lambda: told.go(target, on),
        ("transfer_internal", "confirmation"): lambda: told.go(target, on),
        ("transfer_in", "confirmation"): lambda: told.come("official", on),
        ("transfer_abroad", "departure"): lambda: told.leave("move_out", on),
        ("transfer_abroad", "return"): lambda: told.come(told.last, on),
        ("transfer_temporary", "letter"): lambda: told.visit(target),
        ("transfer_temporary", "return"): lambda: told.visit(None),
        ("exemption", "cell_vote"): lambda: told.take_part("exempt"),
        ("suspension", "decision"): lambda: told.take_part("suspended"),
        ("suspension", "resumption"): lambda: told.take_part("active"),
        ("resumption", "decision"): lambda: told.take_part("active"),
        ("strike_off", "decision"): lambda: told.leave("strike_off", on),
        ("resignation", "decision"): lambda: told.leave("resign", on),
        ("expulsion", "decision"): lambda: told.leave("expel", on),
        ("annulment", "decision"): lambda: told.leave("annul", on),
        ("death", "death"): lambda: told.leave("die", on),
        ("restoration", "decision"): lambda: told.come(told.last, on),
    }.get((kind, step))
    if made is None:
        return None
    made()
    return max(over, told.entered or over) if (kind, step) == RECOGNISED else on


def counted(kind: str, step: str, by: str, on: date, *, agreed: bool) -> VoteResult | None:
    wanted = vote_of(kind=kind, step=step, by=by)
    if wanted is None:
        return None
    return body_vote(decision=wanted[1], members=18, present=16, agreed=16 if agreed else 5, on=on)


def asked_for(case: Running, step: str, on: date, dice: Random) -> tuple[Asked, bool]:
    """Ask for a step as officers would; now and then a vote that fails, or a role that may not."""
    known = {each.code: each for each in steps_of(kind=case.file.kind, on=on)}
    known |= {
        each.code: each
        for each in steps_of(kind=case.file.kind, on=on, conditions=case.file.conditions)
    }
    by = dice.choice(known[step].by)
    agreed, right = dice.random() < 0.9, dice.random() < 0.95
    vote = counted(case.file.kind, step, by, on, agreed=agreed)
    facts: dict[str, Any] = dict(DOSSIER) if step == "dossier" else {}
    if case.file.kind == "suspension" and step in {"decision", "extension"}:
        start = case.file.days.get("end", on) if step == "extension" else on
        facts["end"] = (start + timedelta(days=60)).isoformat()
    role = by if right else "nobody"
    fits = right and (vote is None or agreed)
    return Asked(step, role, on, TODAY, facts, vote), fits


def take(book: Book, case: Running, asked: Asked) -> bool:
    """Take a step as the program does, or say that it was refused."""
    file = case.file
    verdict = verdict_on_step(case=file, asked=asked)
    facts = {**file.facts}
    for each in file.taken.values():
        facts |= each.facts
    told = book.told
    stated = {"standing": told.last, "counted_from": "2012-01-01", "admitted": "2012-01-01"}
    if (file.kind, asked.step) in {("transfer_abroad", "return"), ("restoration", "decision")}:
        facts = {**facts, **stated}
    about = Concerned("p", HOME, case.target, facts, file.days)
    effect = effect_of(kind=file.kind, step=asked.step, on=asked.on, about=about)
    if not verdict.allows:
        return False
    for given_ in effect.events if effect else ():
        assert shape_findings([given_]) == ()
        change, seq = given_["change"], len(book.events) + 1
        added = MemberEvent(effect.on if effect else asked.on, seq, 0, change, given_)
        if book.course(added).against:
            return False
        book.events.append(added)
    done = {**file.taken, asked.step: Taken(asked.on, asked.by, asked.facts, asked.vote)}
    case.file = CaseFile(**{**vars(file), "taken": done})
    return True


def open_some(book: Book, on: date, dice: Random) -> None:
    kind = dice.choice(sorted({*TABLE} - {"transfer_with_org"}))
    target = dice.choice([None, OTHER, AWAY] if kind == "transfer_out" else [OTHER, AWAY])
    aimed = kind in {"transfer_out", "transfer_internal", "transfer_temporary"}
    target = target if aimed else None
    if aimed and target == book.told.cell:
        return
    opening = Opening(
        kind=kind,
        whom=book.whom(),
        on=on,
        today=TODAY,
        cell=True,
        target=True if target else None,
        outside=kind == "temporary_outside" or target is None,
        running=tuple(each.file.kind for each in book.running),
    )
    verdict = may_open_case(opening=opening, known=case_kinds(on=on))

    assert verdict.allows is may_open(book, kind)
    if verdict.allows:
        conditions = {"within_register"} if kind == "transfer_out" and target else set()
        file = CaseFile(
            kind=kind,
            whom=book.whom(),
            facts=FACTS.get(kind, {}),
            conditions=frozenset({*conditions, "trade_union"}),
        )
        book.running.append(Running(file, target, on))


def step_some(book: Book, on: date, dice: Random) -> None:
    case = dice.choice(book.running)
    kind, told = case.file.kind, book.told
    documents = dict.fromkeys(PAPERS, on) | {41: on}
    own = {**vars(case.file), "whom": book.whom(), "documents": documents}
    case.file = CaseFile(**{**own, "sponsors": SPONSORS})
    likely = sorted(legal(kind, case.done, case.file.conditions))
    every = sorted({each.code for each in steps_of(kind=kind, on=on)})
    step = dice.choice(likely if likely and dice.random() < 0.9 else every)
    asked, fits = asked_for(case, step, on, dice)
    allowed = fits and step in likely and may_take(told, case, step, on)

    count, taken = len(book.events), take(book, case, asked)

    assert taken is allowed, (kind, step, told, case.file.taken)
    if taken:
        event(f"{kind}: {step}")
        made = follow(told, case, step, on)
        assert [each.on for each in book.events[count:]] == ([made] if made else [])
        if (kind, step) in {("admission", "ceremony"), ("readmission", "ceremony")} and all(
            each.file.kind != "recognition" for each in book.running
        ):
            book.running.append(Running(CaseFile("recognition", book.whom()), None, on))
    elif dice.random() < 0.4:
        stop(book, case, on)
    book.running = [each for each in book.running if legal_left(each)]


def legal_left(case: Running) -> bool:
    return bool(legal(case.file.kind, case.done, case.file.conditions))


def stop(book: Book, case: Running, on: date) -> None:
    """Give a case up: bound ones only when the member has left by something else."""
    kind = case.file.kind
    own = {
        *("strike_off", "resignation", "expulsion", "annulment", "death"),
        "transfer_abroad",
    }
    bound = bool(binding(kind) & case.done)
    gone = book.told.standing is None and kind not in {*COMERS, *own}
    gone = gone or (book.told.standing is None and kind in own and not bound)

    verdict = verdict_on_stopping(case=case.file, on=on)

    assert verdict.allows is (not bound or gone)
    if verdict.allows:
        done = {**case.file.taken, STOPPED: Taken(on, "cell")}
        case.file = CaseFile(**{**vars(case.file), "taken": done})


@given(st.lists(st.integers(0, 10**9), min_size=20, max_size=90))
@settings(max_examples=100)
def test_life_by_cases_is_what_the_table_says(seeds: list[int]) -> None:
    book, on = Book(), FIRST
    for seed in seeds:
        dice = Random(seed)
        on += timedelta(days=dice.choice((0, 1, 5, 20, 60, 200, 400)))
        if book.told.standing is None and dice.random() < 0.1:
            on += timedelta(days=900)
        if on > LAST:
            break
        if not book.running or dice.random() < 0.25:
            open_some(book, on, dice)
        else:
            step_some(book, on, dice)
        told = book.told
        wanted: tuple[Any, ...] = (None, None, None, None)
        if told.standing:
            wanted = (told.standing, told.activity, told.cell, told.away)
        assert book.folded() == wanted
