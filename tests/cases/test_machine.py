"""Cases of one person at random against a table of what is legal: none illegal, none refused."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from cases.samples import settle
from django.db import transaction
from factories import small_register
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from rules.test_case_stages import legal

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import add_document, open_case, take_step, withdraw_case
from dangbo.cases.commands.opening import Wanted
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.models import Case
from dangbo.cases.replay.verifying import first_difference
from dangbo.members.commands import record_events
from dangbo.members.models import Person, Posting, Standing
from dangbo.rules.case_stages import STOPPED, steps_of
from dangbo.rules.days import add_months
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
UID, FIRST, LAST = "y-te-1-5", date(2019, 3, 1), date(2026, 10, 1)
KINDS = (
    *("admission", "recognition", "transfer_out", "transfer_internal", "transfer_temporary"),
    *("temporary_outside", "exemption", "suspension", "resumption", "strike_off"),
    *("resignation", "expulsion", "readmission", "restoration", "annulment", "death"),
)
COMERS = {"admission", "readmission", "restoration"}
CANDIDATE = "ung-vien"
PAPERS = (1, 37, 38, 39, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52)
DOCUMENTED = {"admission", "recognition", "readmission"}
EXITS = {"strike_off": "strike_off", "resignation": "resign", "expulsion": "expel"}


@dataclass
class Told:
    """What is known of the person by hand: standing, activity, place, and how he or she left."""

    standing: str | None = "official"
    uid: str = UID
    activity: str = "active"
    cell: str = "y-te-1"
    away: str = ""
    ceremony: date | None = None
    left: tuple[str, date] | None = None
    last: str = "official"
    returned: int = 0
    certificate: date | None = None
    running: dict[int, tuple[Case, set[str], str]] = field(default_factory=dict)

    def leave(self, how: str, on: date) -> None:
        self.last, self.standing = self.standing or "", None
        self.left, self.away, self.activity = (how, on), "", "active"

    def come(self, standing: str, cell: str) -> None:
        self.standing, self.cell, self.last = standing, cell, standing

    def go(self, cell: str, on: date) -> None:
        if not cell:
            self.leave("move_out", on)
            return
        self.cell, self.away = cell, "" if self.away == cell else self.away

    def visit(self, cell: str) -> None:
        self.away = cell

    def take_part(self, activity: str) -> None:
        self.activity = activity

    def admit(self, on: date, *, again: bool = False) -> None:
        self.come("probationary", "y-te-1")
        self.ceremony, self.returned = on, self.returned + again


def may_open(told: Told, kind: str) -> bool:
    same = any(case.kind == kind for case, _, _ in told.running.values())
    return not same and (told.standing is None) is (kind in COMERS)


def may_take(told: Told, case: Case, code: str, on: date, target: str) -> bool:
    """Say by a table whether the membership allows a step that is in its place."""
    member, over = told.standing is not None, told.ceremony and add_months(told.ceremony, 12)
    left_by, left_on = told.left or ("", on)
    back = not member and left_by in {"strike_off", "resign", "expel"}
    active = told.activity == "active"
    fresh = told.certificate and on <= add_months(told.certificate, 60)
    rules = {
        ("admission", "cell_vote"): fresh,
        ("admission", "ceremony"): not member and left_by in {"", "move_out", "annul"},
        ("transfer_out", "introduction"): member,
        ("transfer_out", "confirmation"): member and told.cell != target,
        ("temporary_outside", "introduction"): member,
        ("temporary_outside", "letter"): member,
        ("suspension", "decision"): member and told.activity != "suspended",
        ("suspension", "extension"): member and told.activity == "suspended",
        ("suspension", "resumption"): member and not active,
        ("resumption", "decision"): member and not active,
        ("recognition", "cell_vote"): told.standing == "probationary" and over and on >= over,
        ("recognition", "decision"): told.standing == "probationary" and over,
        ("transfer_internal", "introduction"): member,
        ("transfer_internal", "confirmation"): member and told.cell != target,
        ("transfer_temporary", "introduction"): member,
        ("transfer_temporary", "letter"): member and told.cell != target,
        ("transfer_temporary", "return"): member and told.away,
        ("exemption", "cell_vote"): member and active,
        ("strike_off", "cell_vote"): member,
        ("strike_off", "decision"): member,
        ("resignation", "cell_vote"): member,
        ("resignation", "decision"): member,
        ("expulsion", "decision"): told.standing == "official",
        ("readmission", "cell_vote"): back and on >= add_months(left_on, 36) and not told.returned,
        ("readmission", "ceremony"): back,
        ("restoration", "decision"): not member and left_by in {*EXITS.values(), "annul"},
        ("annulment", "decision"): member,
        ("death", "death"): member,
    }
    return bool(rules.get((case.kind, code), True))


def follow(told: Told, case: Case, code: str, on: date, target: str) -> None:
    """Do by hand what a step makes of the membership."""
    made = {
        ("recognition", "decision"): lambda: told.come("official", told.cell),
        ("admission", "ceremony"): lambda: told.admit(on),
        ("transfer_out", "confirmation"): lambda: told.go(target, on),
        ("transfer_internal", "confirmation"): lambda: told.go(target, on),
        ("suspension", "decision"): lambda: told.take_part("suspended"),
        ("suspension", "resumption"): lambda: told.take_part("active"),
        ("resumption", "decision"): lambda: told.take_part("active"),
        ("transfer_temporary", "letter"): lambda: told.visit(target),
        ("transfer_temporary", "return"): lambda: told.visit(""),
        ("exemption", "cell_vote"): lambda: told.take_part("exempt"),
        ("strike_off", "decision"): lambda: told.leave("strike_off", on),
        ("resignation", "decision"): lambda: told.leave("resign", on),
        ("expulsion", "decision"): lambda: told.leave("expel", on),
        ("annulment", "decision"): lambda: told.leave("annul", on),
        ("death", "death"): lambda: told.leave("die", on),
        ("restoration", "decision"): lambda: told.come(told.last, "y-te-1"),
        ("readmission", "ceremony"): lambda: told.admit(on, again=True),
    }.get((case.kind, code))
    if made is not None:
        made()


def wanted_case(told: Told, kind: str, on: date, ids: dict[str, int], target: str) -> Wanted:
    facts: dict[str, Any] = {
        "strike_off": {"cause": "no_activity", "count": 3},
        "exemption": {"cause": "old_age"},
        "annulment": {"cause": "wrong_standard"},
        "temporary_outside": {"to_text": "Đảng bộ tỉnh Khác", "end": "2026-12-31", "study": True},
    }.get(kind, {})
    if kind == "transfer_out" and not target:
        facts = {"to_text": "Đảng bộ tỉnh Khác"}
    aimed = {"to_org": ids[target]} if kind.startswith("transfer") and target else {}
    org = {"org": ids["y-te-1"]} if kind in COMERS else {}
    return Wanted(kind, on, person=told.uid, facts=facts, **aimed, **org)


def given_step(case: Case, code: str, on: date, sponsors: list[dict[str, Any]]) -> StepGiven:
    known = {each.code: each for each in steps_of(kind=case.kind, on=on)}
    known |= {
        each.code: each for each in steps_of(kind=case.kind, on=on, conditions=case.conditions)
    }
    facts: dict[str, Any] = {}
    if code == "dossier":
        facts = {"sponsors": sponsors, "grade": 12, "proof": "diploma", "citizen": True}
    if case.kind == "suspension" and code in {"decision", "extension"}:
        ends = [each.facts.get("end") for each in case.steps.filter(voided_by=None)]
        # A longer time begins where the first one ends, however late it is decided.
        start = max([date.fromisoformat(each) for each in ends if each], default=on)
        facts = {"end": start + timedelta(days=30)}
    by = known[code].by
    role = "superior_standing" if "superior_standing" in by else by[0]
    # Enough wherever the person is, and no more than there are when he or she may not vote.
    vote = {"present": 17, "agreed": 17, "members": 19}
    return StepGiven(code, on, role, facts, vote)


def held(uid: str) -> tuple[str | None, str | None, list[str]]:
    """Return what the register says of the person from a day on."""
    stands = Standing.objects.filter(person__uid=uid, voided_by=None, end=None)
    row = stands.values_list("standing", "activity").first()
    posts = Posting.objects.filter(person__uid=uid, voided_by=None, end=None)
    places = posts.order_by("kind").values_list("org__uid", flat=True)
    return (*row, list(places)) if row else (None, None, list(places))


def expected(told: Told) -> tuple[str | None, str | None, list[str]]:
    if told.standing is None:
        return None, None, []
    return told.standing, told.activity, [told.cell, *([told.away] if told.away else [])]


def open_some(told: Told, ids: dict[str, int], dice: Random, on: date) -> None:
    """Open some case, and compare with the table."""
    kind, target = dice.choice(KINDS), dice.choice(("giam-dinh", "y-te-2"))
    if kind == "transfer_out":
        target = dice.choice((target, ""))
    try:
        case = open_case(actor=OPERATOR, wanted=wanted_case(told, kind, on, ids, target))
    except RuleError:
        # The same cell as the member's is refused as well.
        assert not may_open(told, kind) or told.cell == target
        return
    assert may_open(told, kind)
    first = set(case.steps.values_list("code", flat=True))
    told.running[case.pk] = (case, first, target)
    _put_papers(case, on)


def _put_papers(case: Case, on: date) -> None:
    for number in PAPERS if case.kind in DOCUMENTED else ():
        add_document(actor=OPERATOR, case=case.pk, number=number, on=on, signed=on)


def attempt(told: Told, ids: dict[str, int], dice: Random, on: date, sponsors: Any) -> None:
    """Open a case, stop one, or take some step in one, and compare with the table."""
    if not told.running or dice.random() < 0.3:
        open_some(told, ids, dice, on)
        return
    case, done, target = told.running[dice.choice(sorted(told.running))]
    likely = sorted(legal(case.kind, done, case.conditions))
    every = sorted({each.code for each in steps_of(kind=case.kind, on=on)})
    code = dice.choice(likely if dice.random() < 0.85 and likely else every)
    try:
        given_ = given_step(case, code, on, sponsors)
        take_step(actor=OPERATOR, case=case.pk, given=given_)
        taken = True
    except RuleError:
        taken = False
    assert taken is (code in likely and may_take(told, case, code, on, target)), (case, code)
    if not taken:
        if code in likely and dice.random() < 0.5:
            _stop(told, case, on)
        return
    event(f"{case.kind}: {code}")
    if (case.kind, code) == ("admission", "certificate"):
        told.certificate = on
    follow(told, case, code, on, target)
    done.add(code)
    _note_opened(told, on)


def _stop(told: Told, case: Case, on: date) -> None:
    try:
        withdraw_case(actor=OPERATOR, case=case.pk, on=on, reason="thôi")
    except RuleError:
        return
    del told.running[case.pk]


def _note_opened(told: Told, on: date) -> None:
    """Take up what opened of itself, with the papers that its stages want."""
    for case in Case.objects.filter(closed_on=None, voided_by=None, person__uid=told.uid):
        if case.pk not in told.running:
            told.running[case.pk] = (case, set(), "")
            _put_papers(case, on)
    for pk in list(told.running):
        if Case.objects.get(pk=pk).closed_on is not None:
            del told.running[pk]


def crowd(ids: dict[str, int], cell: str, count: int) -> None:
    """Put more members into a cell, so that it can vote whoever comes or goes."""
    first = {"standing": "official", "counted_from": "2010-05-19", "admitted": "2010-05-19"}
    events = [
        {
            "change": "enter",
            "person": f"{cell}-them-{number}",
            "org": ids[cell],
            "identity": {"name": f"Bùi Văn {cell} {number}", "sex": "nam", "birth": "1980-01-01"},
            **first,
        }
        for number in range(count)
    ]
    record_events(actor=OPERATOR, on=date(2019, 2, 1), events=events, reason="ví dụ", invented=True)


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Fill the register once for all examples, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        ids = small_register.build()
        settle(ids, on=date(2019, 2, 1))
        crowd(ids, "giam-dinh", 16)
        crowd(ids, "y-te-2", 20)
        yield ids
        transaction.set_rollback(True)


@given(st.lists(st.integers(0, 10**9), min_size=10, max_size=40))
@example(seeds=[696, 0, 0, 1172, 44, 0, 0, 0, 0, 0])
@settings(max_examples=25)
def test_cases_make_what_is_legal_and_nothing_else(
    settled: dict[str, int], seeds: list[int]
) -> None:
    told, on = Told(), FIRST
    with transaction.atomic():
        rows = Person.objects.filter(uid__in=["y-te-1-0", "y-te-1-1"])
        sponsors = [{"person": row.pk, "since": "2017-01-02"} for row in rows]
        if seeds[0] % 2:
            told = Told(standing=None, uid=CANDIDATE)
            who = {"name": "Vũ Thị Mai", "sex": "nu", "birth": "1990-04-20"}
            event_ = {"change": "identify", "person": CANDIDATE, "identity": who}
            record_events(actor=OPERATOR, on=FIRST, events=[event_], invented=True)
        for seed in seeds:
            dice = Random(seed)
            on += timedelta(days=dice.choice((1, 5, 20, 60, 400)))
            if on > LAST:
                break
            attempt(told, settled, dice, on, sponsors)
            assert held(told.uid) == expected(told)
        assert first_difference() is None
        assert STOPPED not in {each.kind for each in Case.objects.all()}
        transaction.set_rollback(True)
