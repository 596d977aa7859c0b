"""Walk a running case through its steps: which may come next, who takes them, when they are due.

Source: `rules.md` 2.1 to 2.9; the steps are in `sets/case_stages.toml`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dangbo.rules.instruments import instrument_on
from dangbo.rules.membership_terms import Deadline, ceremony_start, deadline_of, term_on
from dangbo.rules.verdicts import Findings, Verdict, finding

DECIDERS = "@deciders"
# What closes a case without its end: not agreed, or given up.
STOPPED = "stopped"
# What ends on a day that a paper states, at the latest after the days of the set.
STATED = frozenset({"temporary_end", "suspension_end"})


@dataclass(frozen=True)
class Step:
    """One step: who may take it, which paper it needs, and from when it is due.

    `after`: what it comes directly after. `document`: its number in the catalogue, 0 for none.
    `deadline`: the step under which its term is laid down; it runs from the first of `runs_from`
    that was taken. `binding`: the case can no longer be stopped. `final`: it closes the case.
    """

    code: str
    by: tuple[str, ...]
    after: tuple[str, ...]
    paper: str
    document: int
    deadline: str
    runs_from: tuple[str, ...]
    when: str
    optional: bool
    binding: bool
    final: bool


def case_kinds(*, on: date) -> tuple[str, ...]:
    """Return the codes of all kinds of case."""
    return tuple(each["code"] for each in instrument_on("case_stages", on).values["kind"])


def steps_of(*, kind: str, on: date, conditions: Collection[str] = ()) -> tuple[Step, ...]:
    """Return the steps that a case of a kind may have, in order; KeyError for an unknown kind."""
    return tuple(each for each in _steps(kind, on) if not each.when or each.when in conditions)


def next_steps(
    *, kind: str, done: Collection[str], on: date, conditions: Collection[str] = ()
) -> tuple[Step, ...]:
    """Return the steps that may be taken now; none once the case is closed."""
    known = {each.code: each for each in _steps(kind, on)}
    steps = steps_of(kind=kind, on=on, conditions=conditions)
    if is_closed(kind=kind, done=done, on=on):
        return ()
    required = {each.code for each in steps if not each.optional}
    overtaken = {before for code in done if code in known for before in _before(code, known)}
    return tuple(
        each
        for each in steps
        if each.code not in done
        and each.code not in overtaken
        and (_before(each.code, known) & required).issubset(done)
    )


def is_closed(*, kind: str, done: Collection[str], on: date) -> bool:
    """Say whether a case has come to its end or was stopped."""
    return STOPPED in done or any(each.final and each.code in done for each in _steps(kind, on))


def may_stop(*, kind: str, done: Collection[str], on: date, left: bool = False) -> Verdict:
    """Say whether a case may be given up: not once it is closed, nor after its binding step.

    `left`: its person is no member any more, so that what it binds to cannot come.
    """
    found = Findings()
    if is_closed(kind=kind, done=done, on=on):
        found.refuse(finding("CASE_CLOSED", kind))
    bound = [each.code for each in _steps(kind, on) if each.binding and each.code in done]
    if bound and not left:
        found.refuse(finding("CASE_BOUND", kind, step=bound[0]))
    return found.verdict()


def may_take_step(
    *,
    kind: str,
    done: Collection[str],
    step: str,
    by: str,
    on: date,
    conditions: Collection[str] = (),
) -> Verdict:
    """Say whether the role `by` may take a step now, with every reason against it."""
    found = Findings()
    known = {each.code: each for each in steps_of(kind=kind, on=on, conditions=conditions)}
    if is_closed(kind=kind, done=done, on=on):
        found.refuse(finding("CASE_CLOSED", kind))
    if step not in known:
        found.refuse(finding("STEP_UNKNOWN", step))
        return found.verdict()
    if by not in known[step].by:
        found.refuse(finding("ROLE_NOT_COMPETENT", step, role=by))
    _check_place(step, {each.code: each for each in _steps(kind, on)}, known, done, found)
    return found.verdict()


def step_due(*, step: Step, days: Mapping[str, date]) -> Deadline | None:
    """Return when a step is due after the days of those taken before; None where nothing runs.

    `days` may also hold days from outside the case: `effect` of a change, `ceremony` of a
    recognition, `introduction` of a letter, the stated `end` of a stay or a suspension.
    """
    first = next((each for each in step.runs_from if each in days), None)
    if first is None:
        return None
    since = days[first]
    if step.deadline in STATED and "end" in days:
        return replace(deadline_of(step=step.deadline, since=since), due=days["end"])
    if step.deadline != "ceremony":
        return deadline_of(step=step.deadline, since=since)
    start = ceremony_start(issued=since, received=days.get("receipt"))
    return deadline_of(step=step.deadline, since=start, on=since)


def _check_place(
    step: str,
    every: Mapping[str, Step],
    known: Mapping[str, Step],
    done: Collection[str],
    found: Findings,
) -> None:
    if step in done:
        found.refuse(finding("STEP_DONE", step))
        return
    later = [code for code in every if code in done and step in _before(code, every)]
    if later:
        found.refuse(finding("STEP_OVERTAKEN", step, by=later[0]))
    for code in sorted(_before(step, every) & {*known} - {*done}, key=[*every].index):
        if not known[code].optional:
            found.refuse(finding("STEP_MISSING", step, missing=code))


def _before(code: str, known: Mapping[str, Step]) -> frozenset[str]:
    """Gather all that comes before a step, whether it applies or not."""
    after = known[code].after
    return frozenset(after).union(*(_before(each, known) for each in after))


def _steps(kind: str, on: date) -> tuple[Step, ...]:
    kinds = instrument_on("case_stages", on).values["kind"]
    rows: Sequence[Mapping[str, Any]] = {each["code"]: each["step"] for each in kinds}[kind]
    above = [(), *((each["code"],) for each in rows)]
    return tuple(_step(raw, before, on) for raw, before in zip(rows, above, strict=False))


def _step(raw: Mapping[str, Any], above: tuple[str, ...], on: date) -> Step:
    deciders = tuple(term_on("deciders", on).value)
    by = [deciders if each == DECIDERS else (each,) for each in raw["by"]]
    return Step(
        code=raw["code"],
        by=tuple(role for roles in by for role in roles),
        after=tuple(raw.get("after", above)),
        paper=raw.get("paper", ""),
        document=raw.get("document", 0),
        deadline=raw.get("deadline", ""),
        runs_from=tuple(raw.get("runs_from", ())),
        when=raw.get("when", ""),
        optional=raw.get("optional", False),
        binding=raw.get("binding", False),
        final=raw.get("final", False),
    )
