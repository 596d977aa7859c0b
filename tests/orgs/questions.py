"""Put every question about organisations to the register and to the oracle alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from oracle import answers
from oracle.answers import Version
from oracle.register import Register

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.orgs import queries
from dangbo.orgs.queries import OrgState
from dangbo.orgs.queries.names import OrgName

EVE = timedelta(days=1)


@dataclass(frozen=True)
class Probe:
    """A point at which to ask: whom and what about, on which days, as known when."""

    org: int
    day: date
    later: date
    text: str
    register: Register
    known: date | None
    before: list[Register]
    actor: Actor = OPERATOR

    @property
    def asked(self) -> dict[str, Any]:
        """Return the arguments that every question of a day takes."""
        return {"actor": self.actor, "on": self.day, "known": self.known}

    @property
    def ever(self) -> dict[str, Any]:
        """Return the arguments that every question of all days takes."""
        return {"actor": self.actor, "known": self.known}

    @property
    def name(self) -> OrgName:
        """Return the organisation as pages hand it on."""
        return OrgName(self.org, "", "", invented=False)


def probes(
    registers: list[Register], known_on: Callable[[int], date], chance: Random, number: int
) -> Iterable[Probe]:
    """Choose points: any act of the journal; days on which something happens, and their eves."""
    for _ in range(number):
        known = chance.randrange(len(registers))
        if chance.random() < 0.4:
            known = len(registers) - 1
        register = registers[known]
        happening = [day for day, _ in registers[-1].days]
        days = [*happening, *(day - EVE for day in happening)]
        day, later = sorted(chance.choices(days, k=2)) if days else (known_on(0), known_on(0))
        everybody = sorted({org for each in registers for org in each.last})
        org = chance.choice([*answers.state_on(register, day)] or everybody or [0])
        if chance.random() < 0.15 and everybody:
            org = chance.choice(everybody)
        yield Probe(
            org=org,
            day=day,
            later=later,
            text=_text(register, chance),
            register=register,
            known=None if known == len(registers) - 1 else known_on(known),
            before=registers[:known],
        )


def _text(register: Register, chance: Random) -> str:
    names = [
        state[field]
        for _, states in register.days
        for state in states.values()
        for field in ("name", "code")
    ]
    name = chance.choice([*names, "Hoà"]) or "khong co ai"
    return chance.choice([name, answers.bare(name), name.upper(), *name.split()])


def ask_about_a_day(at: Probe) -> None:
    """Compare the tree, its levels, one organisation, counts and names of a day."""
    day, org, register = at.day, at.org, at.register
    states = answers.state_on(register, day)

    assert tree(at) == answers.tree(register, day)
    assert tree(at, org) == answers.tree(register, day, org)
    assert {row.id: row[-2:] for row in queries.roots(**at.asked)} == sizes(register, day, None)
    level = queries.children(org=org, **at.asked)
    assert {row.id: row[-2:] for row in level} == sizes(register, day, org)
    counts = queries.counts_below(org=org, **at.asked)
    own = (dict(counts.by_kind), counts.grassroots, counts.grassroots_cells, counts.cells)
    assert own == answers.counts(register, org, day)
    over_time = queries.counts_over_time(
        actor=at.actor, org=org, days=[day, at.later], known=at.known
    )
    assert over_time[day] == counts
    assert set(over_time) == {day, at.later}
    standing = queries.standing_of(org=at.name, **at.asked)
    path = [each.id for each in standing.path] if standing else []
    assert path == answers.above(register, org, day)[:-1]
    state = queries.org_on(org=at.name, **at.asked)
    assert (attributes(state) if state else None) == (
        answers.columns(states[org]) if org in states else None
    )
    names = queries.names_on(orgs=[org], **at.asked)
    assert {each.name for each in names.values()} == answers.name_near(
        [*at.before, register], org, day
    )


def tree(at: Probe, org: int | None = None) -> set[tuple[Any, ...]]:
    rows = queries.tree(org=org, **at.asked)
    assert len({row.id for row in rows}) == len(rows)
    return {(row.id, row.name, row.kind, row.superior, row.code) for row in rows}


def sizes(register: Register, day: date, superior: int | None) -> dict[int, tuple[int, int]]:
    """Return those directly under a superior, with how many are directly and all below each."""
    states = answers.state_on(register, day)

    def under(top: int | None) -> list[int]:
        return [org for org, state in states.items() if state["superior"] == top]

    return {
        org: (len(under(org)), len(answers.below(register, org, day))) for org in under(superior)
    }


def attributes(state: OrgState) -> tuple[Any, ...]:
    return (state.name, state.short_name, state.kind, state.superior, state.code, state.sector)


def ask_about_all_days(at: Probe) -> None:
    """Compare what an organisation ever was, its lineage, and the decisions that touch it."""
    org, register = at.org, at.register

    life = queries.versions_of(org=org, **at.ever)
    assert [version_of(org, each) for each in life] == [
        (each.org, each.start, each.end, answers.columns(each.state), each.basis, each.end_basis)
        for each in answers.life(register, org)
    ]
    lineage = queries.lineage(org=org, **at.ever)
    for back in (True, False):
        found = {
            (each.source, each.result, each.on, each.act, each.position, each.whole)
            for each in lineage.links
            if each.back == back
        }
        assert found == answers.links(register, org, back=back)
    touching = {act for _, act, _, _, touched, _ in register.touched if touched == org}
    rows = queries.decisions_touching(org=org, **at.ever)
    assert [(row.on, row.act) for row in rows] == sorted(
        ((register.decisions[act][0], act) for act in touching), reverse=True
    )
    effective = queries.decisions(**at.asked)
    assert [(row.on, row.act_id, row.touched) for row in effective] == sorted(
        (
            (on, act, len({each[4] for each in register.touched if each[1] == act}))
            for act, (on, _) in register.decisions.items()
            if on <= at.day
        ),
        reverse=True,
    )


def version_of(org: int, state: OrgState) -> tuple[Any, ...]:
    basis = state.basis.act if state.basis else None
    end_basis = state.end_basis.act if state.end_basis else None
    return (org, state.start, state.end, attributes(state), basis, end_basis)


def ask_about_a_period(at: Probe) -> None:
    """Compare changes in a period and the correspondence between two days."""
    day, later, org, register = at.day, at.later, at.org, at.register
    period = {"actor": at.actor, "start": day, "end": later, "known": at.known}

    everywhere = queries.changes_between(**period)
    assert sorted(map(happening, everywhere)) == answers.happenings(register, day, later)
    branch = queries.changes_between(org=org, **period)
    assert sorted(map(happening, branch)) == answers.happenings(register, day, later, org)
    alone = queries.changes_between(org=org, below=False, **period)
    own = [each for each in answers.happenings(register, day, later) if each[4] == org]
    assert sorted(map(happening, alone)) == own
    pairs = queries.correspondence(**period)
    assert as_set(pairs) == answers.correspondence(register, day, later)
    within = queries.correspondence(within=org, **period)
    assert as_set(within) == answers.correspondence(
        register,
        day,
        later,
        sources=answers.branch(register, org, day),
        newcomers=answers.branch(register, org, later),
    )


def happening(row: queries.Happening) -> tuple[Any, ...]:
    return (row.on, row.act, row.position, row.change, row.org, row.role)


def as_set(pairs: list[queries.Pair]) -> set[tuple[Any, ...]]:
    assert len(set(pairs)) == len(pairs)
    return set(map(tuple, pairs))


def ask_by_name(at: Probe) -> None:
    """Compare who is found by a name or a code, and that the name met was borne then."""
    found = queries.search(text=at.text, **at.asked)

    assert {each.id for each in found} == answers.named(at.register, at.text)
    standing = set(answers.state_on(at.register, at.day))
    assert {each.id for each in found if each.stands} == standing & {each.id for each in found}
    for each in found:
        borne = answers.life(at.register, each.id)
        assert (each.met, each.start, each.end) in {spell(version) for version in borne}


def spell(version: Version) -> tuple[str, date, date | None]:
    return (version.state["name"], version.start, version.end)
