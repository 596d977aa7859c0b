"""Lead drafts through all their states, and hold them, journal and register against a model.

The model knows renamings and dissolutions of three cells, applied by day and then by number, and
nothing of the code: a decision is refused where a cell that is gone would be renamed or dissolved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from desk.samples import TODAY, content, person, rename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.desk.commands import (
    discard_draft,
    foresee_drafts,
    reopen_draft,
    share_draft,
    sign_drafts,
    start_draft,
    take_effect,
    write_head,
)
from dangbo.desk.enums import State
from dangbo.desk.models import Draft
from dangbo.orgs.commands import correct
from dangbo.orgs.queries import org_ids
from dangbo.orgs.queries.states import states_near
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.verdicts import RuleError

CELLS = ("y-te-1", "y-te-2", "giam-dinh")
NAMES = {
    "y-te-1": "Chi bộ Văn phòng",
    "y-te-2": "Chi bộ Thanh tra",
    "giam-dinh": "Chi bộ Giám định",
}
PEOPLE = ("to-chuc", "van-phong", "khac")
FIRST = TODAY - timedelta(days=5)
NUMBER = st.integers(0, 99)


@dataclass
class Told:
    """A decision of the model: when, in which place of the journal, of which cell, what."""

    on: date
    seq: int
    cell: str
    name: str | None


@dataclass
class Modelled:
    """A draft of the model."""

    owner: str
    cell: str
    name: str | None
    on: date
    state: str = State.OPEN
    writers: set[str] = field(default_factory=set)
    readers: set[str] = field(default_factory=set)
    act: int | None = None


def life(decisions: Sequence[Told], cell: str) -> list[tuple[date, str | None]] | None:
    """Return from which day a cell bears which name (None: gone), or None where that cannot be."""
    found: list[tuple[date, str | None]] = [(date.min, NAMES[cell])]
    own = [each for each in decisions if each.cell == cell]
    for each in sorted(own, key=lambda told: (told.on, told.seq)):
        if found[-1][1] is None:
            return None
        found.append((each.on, each.name))
    return found


def named(decisions: Sequence[Told], cell: str, on: date) -> str | None:
    steps = life(decisions, cell)
    assert steps is not None
    return [name for day, name in steps if day <= on][-1]


class Drafts(RuleBasedStateMachine):
    """What officers may do with drafts, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.today = TODAY
        self.people = {name: person(name) for name in PEOPLE}
        self.ids = org_ids(uids=CELLS)
        self.drafts: dict[int, Modelled] = {}
        self.decided: list[Told] = []
        self.voided = 0
        self.before = Act.objects.count()
        self.papers = 0

    def teardown(self) -> None:
        try:
            assert first_difference() is None
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def pick(self, number: int) -> tuple[int, Modelled]:
        return list(self.drafts.items())[number % len(self.drafts)]

    def expect(self, wanted: Any, act: Callable[[], object]) -> None:
        """Do something that succeeds (None), or is refused in the way that is wanted."""
        if wanted is None:
            act()
            return
        with pytest.raises(wanted), transaction.atomic():
            act()

    @initialize()
    def begin(self) -> None:
        for number, ahead in enumerate((0, 8, 10)):
            self.start(number, number, ahead, renaming=bool(number))

    @precondition(lambda self: len(self.drafts) < 6)
    @rule(who=NUMBER, cell=NUMBER, ahead=st.integers(0, 12), renaming=st.booleans())
    def start(self, who: int, cell: int, ahead: int, *, renaming: bool) -> None:
        owner, key = PEOPLE[who % 3], CELLS[cell % 3]
        self.papers += 1
        on = FIRST + timedelta(days=ahead)
        name = f"Chi bộ {self.papers}" if renaming else None
        told = rename(key, name) if name else {"change": "dissolve", "org": key}
        head = {"on": on.strftime("%d/%m/%Y"), "number": f"{self.papers}-QĐ/ĐUK"}
        draft = start_draft(actor=self.people[owner], content=content(told, **head))
        self.drafts[draft.pk] = Modelled(owner, key, name, on)

    @rule(draft=NUMBER, who=NUMBER, ahead=st.integers(0, 12))
    def write(self, draft: int, who: int, ahead: int) -> None:
        pk, model = self.pick(draft)
        actor, on = PEOPLE[who % 3], FIRST + timedelta(days=ahead)
        wanted = self.barred(model, actor) or (None if model.state == State.OPEN else RuleError)
        values = {"on": on.strftime("%d/%m/%Y")}
        self.expect(
            wanted,
            lambda: write_head(actor=self.people[actor], draft=pk, values=values, seen=10_000),
        )
        if wanted is None:
            model.on = on

    def barred(self, model: Modelled, actor: str) -> type[Exception] | None:
        """Return how one who may not write a draft is turned away."""
        if actor == model.owner or actor in model.writers:
            return None
        return PermissionDenied if actor in model.readers else Http404

    @rule(draft=NUMBER, who=NUMBER, whom=NUMBER, may_write=st.booleans())
    def share(self, draft: int, who: int, whom: int, *, may_write: bool) -> None:
        pk, model = self.pick(draft)
        actor, other = PEOPLE[who % 3], PEOPLE[whom % 3]
        wanted: Any = None if other != model.owner else RuleError
        if actor != model.owner:
            wanted = Http404
        self.expect(
            wanted,
            lambda: share_draft(
                actor=self.people[actor], draft=pk, username=other, may_write=may_write
            ),
        )
        if wanted is None:
            (model.writers if may_write else model.readers).add(other)
            (model.readers if may_write else model.writers).discard(other)

    @rule(draft=NUMBER, who=NUMBER)
    def sign(self, draft: int, who: int) -> None:
        pk, model = self.pick(draft)
        actor = PEOPLE[who % 3]
        mine = self.told(model)
        wanted = self.barred(model, actor)
        if wanted is None and (model.state != State.OPEN or not self.may_be([*self.decided, mine])):
            wanted = RuleError
        self.expect(wanted, lambda: self.signed(self.people[actor], pk))
        if wanted is not None:
            return
        if model.on > self.today:
            model.state = State.SCHEDULED
        else:
            self.enacted(pk, model, mine)

    @rule(draft=NUMBER)
    def sign_own(self, draft: int) -> None:
        _, model = self.pick(draft)
        self.sign(draft, PEOPLE.index(model.owner))

    def told(self, model: Modelled) -> Told:
        last = max((each.seq for each in self.decided), default=0)
        return Told(model.on, max(last + 1, Act.objects.count() + 2), model.cell, model.name)

    def may_be(self, decisions: Sequence[Told]) -> bool:
        return all(life(decisions, cell) is not None for cell in CELLS)

    def signed(self, actor: Actor, pk: int) -> None:
        row = Draft.objects.get(pk=pk)
        seen = foresee_drafts(actor=actor, contents=[row.content], today=self.today)
        sign_drafts(actor=actor, drafts=[pk], seen=seen.digest, since=seen.since, today=self.today)

    def enacted(self, pk: int, model: Modelled, mine: Told) -> None:
        row = Draft.objects.get(pk=pk)
        assert row.act_id == mine.seq
        model.state, model.act = State.SIGNED, row.act_id
        self.decided.append(mine)

    @rule(days=st.integers(-3, 6))
    def let_days_pass(self, days: int) -> None:
        """Let the clock go on, or be set back, and let take effect what is due."""
        self.today += timedelta(days=days)
        waiting = Draft.objects.filter(state=State.SCHEDULED, on__lte=self.today)
        order = list(waiting.order_by("on", "signed_at", "pk").values_list("pk", flat=True))

        effects = take_effect(today=self.today)

        assert [each.draft for each in effects] == order
        for each in effects:
            assert each.error is None
            model = self.drafts[each.draft]
            mine = Told(model.on, each.act or 0, model.cell, model.name)
            holds = self.may_be([*self.decided, Told(model.on, 10**9, model.cell, model.name)])
            assert (each.act is not None) == holds
            if holds:
                model.state, model.act = State.SIGNED, each.act
                self.decided.append(mine)
            else:
                model.state = State.FAILED

    @precondition(lambda self: self.waiting())
    @rule(which=NUMBER)
    def cross(self, which: int) -> None:
        """Dissolve at once the cell of a draft that waits, which then fails on its day."""
        cell = self.waiting()[which % len(self.waiting())].cell
        self.papers += 1
        told = {"change": "dissolve", "org": cell}
        head = {"on": self.today.strftime("%d/%m/%Y"), "number": f"{self.papers}-QĐ/ĐUK"}
        draft = start_draft(actor=self.people["khac"], content=content(told, **head))
        model = self.drafts[draft.pk] = Modelled("khac", cell, None, self.today)
        mine = self.told(model)
        wanted = None if self.may_be([*self.decided, mine]) else RuleError
        self.expect(wanted, lambda: self.signed(self.people["khac"], draft.pk))
        if wanted is None:
            self.enacted(draft.pk, model, mine)

    def waiting(self) -> list[Modelled]:
        return [each for each in self.drafts.values() if each.state == State.SCHEDULED]

    @precondition(lambda self: self.waiting())
    @rule()
    def let_all_days_come(self) -> None:
        last = max(each.on for each in self.waiting())
        self.let_days_pass((max(last, self.today) - self.today).days)

    @rule(draft=NUMBER, who=NUMBER)
    def discard(self, draft: int, who: int) -> None:
        pk, model = self.pick(draft)
        actor = PEOPLE[who % 3]
        wanted = self.barred(model, actor) or (None if model.state == State.OPEN else RuleError)
        self.expect(wanted, lambda: discard_draft(actor=self.people[actor], draft=pk))
        if wanted is None:
            model.state = State.DISCARDED

    @rule(draft=NUMBER, who=NUMBER)
    def reopen(self, draft: int, who: int) -> None:
        pk, model = self.pick(draft)
        actor = PEOPLE[who % 3]
        wanted = self.barred(model, actor)
        wanted = wanted or (RuleError if model.state == State.SIGNED else None)
        self.expect(wanted, lambda: reopen_draft(actor=self.people[actor], draft=pk))
        if wanted is None:
            model.state = State.OPEN

    @precondition(lambda self: self.decided)
    @rule(which=NUMBER)
    def void(self, which: int) -> None:
        gone = self.decided[which % len(self.decided)]
        rest = [each for each in self.decided if each is not gone]
        correct(actor=OPERATOR, act=gone.seq, void=True, reason="ghi nhầm")
        self.decided = rest
        self.voided += 1

    @invariant()
    def drafts_are_in_their_states(self) -> None:
        rows = Draft.objects.filter(pk__in=self.drafts).values_list("pk", "state", "act")
        assert {pk: (state, act) for pk, state, act in rows} == {
            pk: (model.state, model.act) for pk, model in self.drafts.items()
        }

    @invariant()
    def journal_has_what_was_signed(self) -> None:
        acts = Act.objects.filter(actor__in=PEOPLE, code="orgs.decided")
        signed = sorted(model.act for model in self.drafts.values() if model.act is not None)
        assert list(acts.order_by("seq").values_list("seq", flat=True)) == signed
        # Each decision comes with the paper that it is the first to cite.
        assert Act.objects.count() == self.before + 2 * len(signed) + self.voided

    @invariant()
    def register_is_as_the_model(self) -> None:
        for ahead in (-1, 0, 3, 5, 8, 30):
            on = FIRST + timedelta(days=ahead)
            found = states_near(actor=OPERATOR, orgs=self.ids.values(), on=on)
            names = {
                cell: found[org].name if found[org].stands else None
                for cell, org in self.ids.items()
            }
            assert names == {cell: named(self.decided, cell, on) for cell in CELLS}


@pytest.mark.django_db
@pytest.mark.usefixtures("ids")
def test_drafts_journal_and_register_agree_with_the_model() -> None:
    run_state_machine_as_test(
        Drafts,
        settings=settings(max_examples=settings().max_examples // 4, stateful_step_count=25),
    )
