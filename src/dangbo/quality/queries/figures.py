"""Count what each check finds in an organisation and in each one directly below it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.audit.access import last_act
from dangbo.members.queries.scopes import Scope
from dangbo.orgs.access import versions_on
from dangbo.quality.queries.flags import OFFICIAL, flags_by_term, lacking
from dangbo.quality.queries.kept import Kept
from dangbo.quality.queries.rows import Layout
from dangbo.rules.days import add_months, last_of_month
from dangbo.rules.paths import orgs_of, segment
from dangbo.rules.record_quality import COMPLETE, Terms
from dangbo.rules.rights import MEMBER_READ

MONTHS: Final = 12


@dataclass(frozen=True)
class Sums:
    """How many members there are, and how many each check and each of the four terms finds.

    `asked` are the fields that records have to have, `filled` those they do.
    """

    total: int = 0
    found: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    filled: int = 0

    @property
    def share_filled(self) -> float:
        """Return the part of the required fields that is filled."""
        return self.filled / self.asked if self.asked else 1.0

    @property
    def worst(self) -> float:
        """Return how bad it is: the parts with something wrong, unclean or stale, and lacking."""
        others = sum(count for term, count in self.terms.items() if term != COMPLETE)
        return (others / self.total if self.total else 0.0) + 1 - self.share_filled


@dataclass(frozen=True)
class BranchSums:
    """The sums of one organisation directly below; `own`: of the organisation itself."""

    id: int
    uid: str
    name: str
    invented: bool
    sums: Sums
    own: bool = False


@dataclass(frozen=True)
class Figures:
    """The sums of an organisation on a day, with what they were held against."""

    sums: Sums
    terms: Terms
    below: tuple[BranchSums, ...] = ()
    officials: int = 0


def figures(
    *, actor: Actor, org: int | None, on: date, known: date | None = None
) -> Figures | None:
    """Return the figures of an organisation and all below it; None where it does not stand."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return None
    layout = Layout.of(scope)
    per_branch, officials = _counted(layout)
    whole = _together(list(per_branch.values()))
    return Figures(whole, layout.terms, tuple(_below(scope, per_branch)), officials)


def _counted(layout: Layout) -> tuple[dict[str, Sums], int]:
    """Add up the checks by branch; each is asked once a member, in a statement of its own."""
    by_term = flags_by_term(layout)
    flags = {key: flag for each in by_term.values() for key, flag in each.items()}
    at = {key: f"f{place}" for place, key in enumerate(flags)}
    asked = ", ".join(
        f"CASE WHEN {flag} THEN 1 ELSE 0 END AS {at[key]}" for key, flag in flags.items()
    )
    sums = [f"SUM({name})" for name in at.values()]
    each_term = [" + ".join(at[key] for key in own) for own in by_term.values()]
    sums += [f"SUM(CASE WHEN {added} > 0 THEN 1 ELSE 0 END)" for added in each_term]
    found, officials = {}, 0
    rows = layout.grouped(
        f"m.branch AS branch, CASE WHEN {OFFICIAL} THEN 1 ELSE 0 END AS official, {asked}",
        ", ".join(["branch", "COUNT(*)", "SUM(official)", *sums]),
    )
    for branch, total, official, *counts in rows:
        by_key = dict(zip(flags, counts, strict=False))
        terms = dict(zip(by_term, counts[len(flags) :], strict=True))
        wanted = total * len(layout.terms.required) + official * len(layout.terms.official)
        empty = sum(by_key[lacking(name)] for name in layout.fields)
        found[branch] = Sums(total, by_key, terms, wanted, wanted - empty)
        officials += official
    return found, officials


def _together(parts: list[Sums]) -> Sums:
    found, terms = Counter[str](), Counter[str]()
    for part in parts:
        found.update(part.found)
        terms.update(part.terms)
    asked, filled = sum(each.asked for each in parts), sum(each.filled for each in parts)
    return Sums(sum(each.total for each in parts), found, terms, asked, filled)


def _below(scope: Scope, per_branch: Mapping[str, Sums]) -> list[BranchSums]:
    top = orgs_of(scope.path)[-1] if scope.path else None
    rows = versions_on(scope.actor, on=scope.on, known=scope.act)
    rows = rows.filter(superior=top) if top else rows.filter(superior__isnull=True)
    fields = ("org", "org__uid", "name", "org__invented")
    found = [
        BranchSums(pk, uid, name, invented, per_branch[path])
        for pk, uid, name, invented in rows.order_by("name_sort", "org").values_list(*fields)
        if (path := scope.path + segment(pk)) in per_branch
    ]
    if scope.path in per_branch and found:
        found.insert(
            0, BranchSums(top or 0, "", "", invented=False, sums=per_branch[scope.path], own=True)
        )
    return found


@dataclass(frozen=True)
class Moment:
    """The sums at the end of a month; None where nothing was known, or nobody was posted."""

    on: date
    sums: Sums | None


TRENDS: Final = Kept[Sequence[Moment]]()


def trend(
    *, actor: Actor, org: int | None, on: date, known: date | None = None, then: bool = True
) -> Sequence[Moment]:
    """Return the sums at the ends of the twelve months before a day, and on the day itself.

    `then`: each as it was known on its own day; else all as known now.
    """
    last = last_act()
    key = (last and (last.seq, last.at), actor.over(MEMBER_READ), org, on, known, then)

    def moments() -> Sequence[Moment]:
        days = (*ends_of_months(on), on)
        return [_moment(actor, org, day, _known(day, on, known, then=then)) for day in days]

    return TRENDS.answer(key, moments)


def _known(day: date, on: date, known: date | None, *, then: bool) -> date | None:
    if not then or day >= on:
        return known
    return min(day, known) if known else day


def _moment(actor: Actor, org: int | None, day: date, known: date | None) -> Moment:
    scope = Scope.of(actor=actor, org=org, on=day, known=known)
    if scope is None or scope.act == 0:
        return Moment(day, None)
    whole = _together(list(_counted(Layout.of(scope))[0].values()))
    return Moment(day, whole if whole.total else None)


def ends_of_months(on: date) -> list[date]:
    """Return the last days of the twelve months before that of a day."""
    months = (add_months(on.replace(day=1), -back) for back in range(MONTHS, 0, -1))
    return [last_of_month(each.year, each.month) for each in months]
