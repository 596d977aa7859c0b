"""Apply one change to the world of a replay, gathering every reason against it at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dangbo.rules.changes import TO_BEGIN, Change, Given
from dangbo.rules.org_kinds import KindSet
from dangbo.rules.shape import check_shape
from dangbo.rules.timelines import State
from dangbo.rules.verdicts import Fact, Finding, Findings, finding
from dangbo.rules.world import World


@dataclass(frozen=True, slots=True)
class Touch:
    """An organisation that a change of an act concerns, and in what role."""

    act: int
    position: int
    on: date
    change: str
    org: int
    role: str


@dataclass(frozen=True, slots=True)
class Succession:
    """A source handed on, whole or in part, to a result by an act (None: not stated to whom)."""

    act: int
    position: int
    on: date
    source: int
    result: int | None
    whole: bool


@dataclass
class Application:
    """What one act does while it is applied."""

    seq: int
    on: date
    kinds: KindSet
    findings: Findings = field(default_factory=Findings)
    touches: dict[Touch, None] = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)
    set_here: dict[tuple[int, str], Any] = field(default_factory=dict)
    ended_here: set[int] = field(default_factory=set)
    placed_here: dict[int, str] = field(default_factory=dict)
    kind_here: set[int] = field(default_factory=set)


def apply_change(change: Change, position: int, *, world: World, application: Application) -> None:
    """Apply one change of an act; what cannot be done is refused and left undone."""
    _Applying(change, position, world, application).run()


def check_kinds(*, world: World, application: Application) -> None:
    """Judge, once a decision is applied, the kinds of all that it founded, placed or retyped.

    Source: `org_kinds`. Within a decision the steps may pass through what may not last.
    """
    kinds, on = application.kinds, application.on
    for org, where in application.placed_here.items():
        state = world.state(org, on)
        if state is None:
            continue
        facts: dict[str, Fact] = {"org": org, "kind": state.kind, "on": on.isoformat()}
        if state.kind not in kinds.kinds:
            if org in application.kind_here:
                application.findings.refuse(_of("UNKNOWN_KIND", where, kinds.source, facts))
            continue
        above = None if state.superior is None else world.state(state.superior, on)
        superior = above.kind if above else None
        if not kinds.may_stand_under(kind=state.kind, superior=superior):
            facts["superior_kind"] = superior or ""
            source = kinds.kinds[state.kind].source
            application.findings.refuse(_of("KIND_NOT_UNDER", where, source, facts))


def _of(code: str, where: str, source: str, facts: dict[str, Fact]) -> Finding:
    return Finding(code, where, tuple(sorted(facts.items())), source)


@dataclass
class _Applying:
    change: Change
    position: int
    world: World
    act: Application

    def run(self) -> None:
        check_shape(self.change, self.where, self.act.findings)
        for org in self._must_stand():
            self._stands(org)
        for org, given in self.change.begins:
            self._begin(org, given)
        for child, result in self.change.placed:
            self._place(child, result)
        for source, result in self.change.follow:
            self._touch(result, "result")
            for child in self.world.under(source, self.act.on):
                self._go_under(child, result)
        for org, given in self.change.edits:
            self._edit(org, given)
        for org in self.change.ends:
            self._end(org)
        self._hand_on()

    @property
    def where(self) -> str:
        return f"changes[{self.position}]"

    def refuse(self, code: str, **facts: Fact) -> None:
        """Add a reason against this change."""
        facts["on"] = self.act.on.isoformat()
        self.act.findings.refuse(_of(code, self.where, "", facts))

    def _must_stand(self) -> Iterable[int]:
        return dict.fromkeys((*self.change.standing, *(row.source for row in self.change.rows)))

    def _stands(self, org: int) -> State | None:
        state = self.world.state(org, self.act.on)
        if state is None:
            code = "ENDED_IN_THIS_DECISION" if org in self.act.ended_here else "NOT_STANDING"
            self.refuse(code, org=org)
        elif self.change.unlisted and not self.change.rows:
            self._touch(org, "subject" if self.change.kind == "unlisted" else "result")
        return state

    def _begin(self, org: int, given: Given) -> None:
        standing = self.world.state(org, self.act.on)
        last = self.world.last(org)
        if standing is not None and self.change.gap_unknown:
            self.act.findings.warn(finding("GAP_UNKNOWN", self.where, org=org))
            self._edit(org, given)
            return
        if org in self.act.ended_here:
            self.refuse("ENDED_IN_THIS_DECISION", org=org)
        elif standing is not None:
            self.refuse("ALREADY_STANDING", org=org)
        elif self.change.again and last is None:
            self.refuse("NEVER_STOOD", org=org)
        elif not self.change.again and last is not None:
            self.refuse("STOOD_BEFORE", org=org)
        elif not self.change.again and not all(given.get(name) for name in TO_BEGIN):
            self.refuse("NO_NAME_OR_KIND", org=org)
        else:
            state = replace(last, **given) if self.change.again and last else State(**given)
            if self._may_stand(org, state):
                self.act.kind_here.add(org)
                self._set(org, state)
                self._touch(org, "result" if self.change.rows else "subject")

    def _edit(self, org: int, given: Given) -> None:
        state = self._stands(org)
        if state is None:
            return
        for name, value in given.items():
            if self.act.set_here.setdefault((org, name), value) != value:
                self.refuse("CONTRADICTION", org=org, field=name)
        after = replace(state, **given)
        if after == state and not self.change.gap_unknown:
            self.act.findings.warn(finding("NOTHING_CHANGES", self.where, org=org))
        if self._may_stand(org, after):
            self._set(org, after)
            self._touch(org, "subject")
        if after.kind != state.kind:
            self.act.kind_here.add(org)
            for child in self.world.under(org, self.act.on):
                self.act.placed_here.setdefault(child, self.where)

    def _place(self, child: int, result: int) -> None:
        state = self._stands(child)
        sources = {row.source for row in self.change.rows}
        if state is None:
            return
        if state.superior not in sources:
            self.refuse("NOT_UNDER_SOURCE", org=child)
        elif result not in {row.result for row in self.change.rows}:
            self.refuse("NOT_A_RESULT", org=child, result=result)
        else:
            self._go_under(child, result)

    def _go_under(self, child: int, result: int) -> None:
        state = self._stands(child)
        if state is None:
            return
        after = replace(state, superior=result)
        if self._may_stand(child, after):
            self._set(child, after)
            self._touch(child, "below")

    def _end(self, org: int) -> None:
        if self._stands(org) is None:
            return
        if self.world.begun_on(org, self.act.on):
            self.refuse("BEGAN_SAME_DAY", org=org)
            return
        for child in self.world.under(org, self.act.on):
            self.refuse("LEFT_BELOW", org=org, child=child)
        self._set(org, None)
        self.act.ended_here.add(org)
        self._touch(org, "source" if self.change.rows else "subject")

    def _hand_on(self) -> None:
        for row in self.change.rows:
            self.act.successions.append(
                Succession(
                    self.act.seq, self.position, self.act.on, row.source, row.result, row.whole
                )
            )
            self._touch(row.source, "source")
            if row.result is not None and row.result != row.source:
                self._touch(row.result, "result")

    def _may_stand(self, org: int, state: State) -> bool:
        if state.superior == org:
            self.refuse("UNDER_ITSELF", org=org)
            return False
        if state.superior is not None and self.world.state(state.superior, self.act.on) is None:
            self.refuse("SUPERIOR_NOT_STANDING", org=org, superior=state.superior)
            return False
        self.act.placed_here.setdefault(org, self.where)
        return True

    def _set(self, org: int, state: State | None) -> None:
        passing = self.world.passing(org, self.act.on)
        if passing and passing.superior not in {None, state.superior if state else None}:
            # No version tells that it stood there: only this touch leads from there to here.
            self._touch(passing.superior, "passed")
        self.world.set(org, state, on=self.act.on, basis=self.act.seq)

    def _touch(self, org: int, role: str) -> None:
        touch = Touch(self.act.seq, self.position, self.act.on, self.change.kind, org, role)
        self.act.touches[touch] = None
