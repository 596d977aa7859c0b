"""Warn of what no rule forbids: names and codes that others bear, sizes that cannot be checked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.desk.commands.along import Size
from dangbo.desk.commands.foreseeing import Foreseen, Part
from dangbo.desk.queries.likeness import bearers_of_codes, bearers_of_names
from dangbo.orgs.queries import names_on
from dangbo.rules.minimum_sizes import minimum_size
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.timelines import State, at
from dangbo.rules.verdicts import Finding, Verdict, finding

SIZED = frozenset({"found", "merge", "split", "hand_over_part", "regroup", "retype", "restore"})


@dataclass(frozen=True)
class _Fresh:
    """An organisation that a part of a foresight gives another state, and where it does."""

    org: int
    where: str
    change: str
    was: State | None
    now: State


def with_warnings(*, actor: Actor, foreseen: Foreseen) -> Foreseen:
    """Return what is foreseen with the warnings of the desk behind those of the rules.

    They are no part of the digest: whether another organisation has the name makes no difference
    to what comes of the draft.
    """
    told: set[int] = set()
    parts = tuple(
        replace(part, verdict=_warned(part, list(_warnings(actor, foreseen, part, told))))
        for part in foreseen.parts
    )
    spoken = {
        fact
        for part in parts
        for each in part.verdict.warnings
        if isinstance(fact := each.fact("above"), int)
    }
    day = max((part.read.on for part in parts if part.read and part.read.on), default=None)
    if day is None or not spoken:
        return replace(foreseen, parts=parts)
    names = names_on(actor=actor, orgs=spoken - foreseen.names.keys(), on=day)
    return replace(foreseen, parts=parts, names={**names, **foreseen.names})


def _warned(part: Part, more: list[Finding]) -> Verdict:
    return Verdict(part.verdict.against, (*part.verdict.warnings, *more))


def _warnings(actor: Actor, foreseen: Foreseen, part: Part, told: set[int]) -> Iterator[Finding]:
    """Yield the warnings of a part; `told` are those of too few members told before."""
    if part.projection is None or part.read is None or part.read.on is None:
        return
    if not part.verdict.allows:
        return
    on = part.read.on
    fresh = list(_fresh(foreseen, part, on))
    yield from _same_names(actor, foreseen, fresh, on)
    yield from _codes_taken(actor, fresh)
    counted = _counted(foreseen, fresh, on)
    yield from _too_few(foreseen, counted, on, told)
    yield from _sizes([each for each in fresh if each.org not in counted], on)


def _fresh(foreseen: Foreseen, part: Part, on: date) -> Iterator[_Fresh]:
    """Yield whoever stands on the day as this part makes it stand, each once."""
    if part.projection is None:
        return
    new = {each.seq for each in part.projection.revisions}
    own = [each for each in part.projection.outcome.touches if each.act in new]
    touches = {each.org: each for each in reversed(own)}
    before = foreseen.foresight.now.versions(touches)
    after = foreseen.foresight.then.versions(touches)
    for org, touch in sorted(touches.items(), key=lambda pair: pair[1].position):
        was = at([each.version for each in before[org]], on)
        now = at([each.version for each in after[org]], on)
        if now is not None and (was is None or was.state != now.state):
            where = f"changes[{touch.position}]"
            yield _Fresh(org, where, touch.change, was.state if was else None, now.state)


def _same_names(
    actor: Actor, foreseen: Foreseen, fresh: Iterable[_Fresh], on: date
) -> Iterator[Finding]:
    """Warn of a name that another standing organisation bears; of cells only beside each other."""
    named = [each for each in fresh if each.was is None or each.was.name != each.now.name]
    known = bearers_of_names(actor=actor, names=[each.now.name for each in named], on=on)
    kinds = org_kinds().on(on)
    seen: dict[str, list[_Fresh]] = defaultdict(list)
    for each in named:
        folded = fold(each.now.name)
        others = [
            (bearer.org, state)
            for bearer in known.get(folded, ())
            if (state := _state(foreseen, bearer.org, on)) and fold(state.name) == folded
        ]
        others += ((other.org, other.now) for other in seen[folded])
        for org, state in others:
            beside = state.superior == each.now.superior
            if org != each.org and (beside or not kinds.is_cell(each.now.kind)):
                yield finding("SAME_NAME", each.where, org=each.org, above=org)
                break
        seen[folded].append(each)


def _state(foreseen: Foreseen, org: int, on: date) -> State | None:
    stored = foreseen.foresight.then.versions([org])[org]
    version = at([each.version for each in stored], on)
    return version.state if version else None


def _codes_taken(actor: Actor, fresh: Iterable[_Fresh]) -> Iterator[Finding]:
    coded = [each for each in fresh if each.now.code and _recoded(each)]
    known = bearers_of_codes(actor=actor, codes=[each.now.code for each in coded])
    mine: dict[str, int] = {}
    for each in coded:
        others = [bearer.org for bearer in known.get(each.now.code, ()) if bearer.org != each.org]
        others += [mine[each.now.code]] if each.now.code in mine else []
        if others:
            code = each.now.code
            yield finding("CODE_TAKEN", each.where, org=each.org, text=code, above=others[0])
        mine.setdefault(each.now.code, each.org)


def _recoded(each: _Fresh) -> bool:
    return each.was is None or each.was.code != each.now.code


def _counted(foreseen: Foreseen, fresh: Iterable[_Fresh], on: date) -> dict[int, tuple[Size, str]]:
    """Return how many members those have who begin or change, each with its place in the draft."""
    sized = {each.org: each.where for each in fresh if each.change in SIZED}
    found: dict[int, tuple[Size, str]] = {}
    for each in foreseen.along.values():
        orgs = sized.keys() | each.resized(on)
        found |= {org: (size, sized.get(org, "")) for org, size in each.sizes(orgs, on).items()}
    return found


def _too_few(
    foreseen: Foreseen, counted: Mapping[int, tuple[Size, str]], on: date, told: set[int]
) -> Iterator[Finding]:
    """Warn of each organisation that would have fewer members than its kind needs."""
    for org in sorted(counted.keys() - told):
        state, (size, where) = _state(foreseen, org, on), counted[org]
        minimum = minimum_size(kind=state.kind, on=on) if state else None
        if minimum is None:
            continue
        count = size.official if minimum.official else size.members
        if count < minimum.members:
            told.add(org)
            yield finding(
                "BELOW_MINIMUM",
                where,
                minimum.source,
                org=org,
                count=count,
                members=minimum.members,
                official=minimum.official,
                consent=minimum.consent,
            )


def _sizes(fresh: Iterable[_Fresh], on: date) -> Iterator[Finding]:
    """Warn once for a kind: of every organisation that begins or becomes of it."""
    by_kind: Mapping[str, list[_Fresh]] = defaultdict(list)
    for each in fresh:
        if each.change in SIZED and (each.was is None or each.was.kind != each.now.kind):
            by_kind[each.now.kind].append(each)
    for kind, some in by_kind.items():
        minimum = minimum_size(kind=kind, on=on)
        if minimum is not None:
            yield finding(
                "MINIMUM_SIZE",
                some[0].where,
                minimum.source,
                org=some[0].org,
                kind=kind,
                on=on.isoformat(),
                count=len(some),
                members=minimum.members,
                official=minimum.official,
                consent=minimum.consent,
            )
