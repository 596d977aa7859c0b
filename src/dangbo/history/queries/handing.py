"""Gather what a hand-over package says: a branch as it stands on a day, with its history."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor, act_name
from dangbo.base.days import format_day, format_partial
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import Contents, Handed, Named
from dangbo.history.files.problems import problem
from dangbo.history.files.writing import written_file
from dangbo.history.queries.ending import ended_on
from dangbo.history.queries.exporting import REGISTER, REGISTER_TITLE, entries_to_export
from dangbo.history.queries.registers import register_mark
from dangbo.history.queries.retelling import told_paper
from dangbo.members.queries.handing import members_handed
from dangbo.orgs.access import (
    chunks,
    is_inside,
    readable_decisions,
    readable_touches,
    standing_branches,
    versions_on,
)
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import DecisionRow, Standing, standing_of, tree
from dangbo.orgs.queries.deciding import decision_row
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.trees import TreeRow
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError, find_paper
from dangbo.papers.models import Paper
from dangbo.papers.phrases import kind_name as paper_kind_name
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_attributes import guarded_kinds
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.rights import MEMBER_EXPORT, MEMBER_READ, ORG_READ, PAPER_READ

# What a package tells of: an actor without one of these would make one that leaves something out.
TAKEN: Final = frozenset(
    {ORG_READ, PAPER_READ, MEMBER_READ, MEMBER_EXPORT, *guarded_kinds().values()}
)


@dataclass(frozen=True)
class Wish:
    """What is to be handed over: an organisation, on a day, to whom, where, by which paper."""

    org: OrgName
    on: date
    to: str = ""
    place: str = ""
    paper: str = ""
    with_invented: bool = False


def contents_of(*, actor: Actor, wish: Wish) -> Contents:
    """Return what the package of a wish says, or raise FileRefused with every reason.

    A package is whole or none: whoever may not read and take out all of it makes none.
    """
    found = _standing(actor, wish)
    if lacking := acts_lacking(actor=actor, org=found.id, on=wish.on):
        acts = ", ".join(map(act_name, lacking))
        told = problem("GIVE_NOT_WHOLE", name=found.nearest.name, acts=acts)
        raise FileRefused(found.uid, [told])
    path = _path_to_giver(actor, wish, found)
    giver = Named(path[-1].uid, path[-1].name) if path else None
    rows = _in_tree_order(
        [
            each
            for each in tree(actor=actor, on=wish.on, org=found.id)
            if wish.with_invented or not each.invented
        ]
    )
    paper = _paper(actor, wish, [row.id for row in rows])
    sections = entries_to_export(actor=actor, org=found.id, with_invented=wish.with_invented)
    kept, left_out = ended_on(sections, wish.on)
    if paper is not None:
        _add_paper(kept, paper)
    return Contents(
        register=register_mark(),
        org=Named(found.uid, found.nearest.name),
        on=wish.on,
        giver=giver,
        giver_superior=path[-2].name if len(path) > 1 else "",
        to=wish.to,
        place=wish.place,
        decision=_cited(paper) if paper else None,
        decision_words=_cited_words(paper) if paper else "",
        orgs=list(_handed(actor, rows, wish.on, found.path)),
        kinds=kinds_of([row.kind for row in rows], wish.on),
        history=written_file(found.uid, kept),
        left_out=left_out,
        invented=wish.with_invented and any(row.invented for row in rows),
        members=members_handed(
            actor=actor,
            orgs=[row.id for row in rows],
            on=wish.on,
            with_invented=wish.with_invented,
        ),
    )


def acts_lacking(*, actor: Actor, org: int, on: date) -> list[str]:
    """Return which of the acts that a whole package takes the actor may not do over all of it."""
    place = standing_branches([org], on=on).get(org, "")
    return [act for act in sorted(TAKEN) if not (place and is_inside(place, actor.over(act)))]


def kinds_of(kinds: Iterable[str], on: date) -> list[tuple[str, str, int]]:
    """Return how many there are of each kind, with its name, in the order of kinds."""
    ranks = {code: each.rank for code, each in org_kinds().on(on).kinds.items()}
    found = sorted(Counter(kinds).items(), key=lambda each: (ranks.get(each[0], 999), each[0]))
    return [(kind, kind_name(kind, on), count) for kind, count in found]


def deciding_paper(*, actor: Actor, orgs: Sequence[int], on: date) -> Paper | None:
    """Return the paper of the last decision of the day on an organisation, else on those below.

    `orgs` begins with the organisation itself.
    """
    touches = readable_touches(actor, known=None).filter(on=on)
    touched = set(touches.values_list("act", "org"))
    rows = readable_decisions(actor, known=None).filter(on=on, paper__isnull=False)
    cited = {each.act_id: each.paper for each in rows.order_by("act")}
    mine = [act for act in cited if (act, orgs[0]) in touched]
    handed = set(orgs)
    below = [act for act in cited if any((act, org) in touched for org in handed)]
    last = (mine or below)[-1:]
    return cited[last[0]] if last else None


def _standing(actor: Actor, wish: Wish) -> Standing:
    found = standing_of(actor=actor, org=wish.org, on=wish.on)
    name = found.nearest.name if found else wish.org.uid
    if found is None or found.state is None:
        absent = problem("GIVE_ABSENT", name=name, on=format_day(wish.on))
        raise FileRefused(wish.org.uid, [absent])
    if found.invented and not wish.with_invented:
        raise FileRefused(wish.org.uid, [problem("GIVE_INVENTED", name=name)])
    return found


def _paper(actor: Actor, wish: Wish, orgs: Sequence[int]) -> Paper | None:
    if not wish.paper:
        return deciding_paper(actor=actor, orgs=orgs, on=wish.on)
    try:
        return find_paper(actor=actor, number=wish.paper)
    except (UnknownPaperError, AmbiguousPaperError) as error:
        raise FileRefused(wish.org.uid, [problem("GIVE_PAPER", words=str(error))]) from None


def _cited(paper: Paper) -> dict[str, str]:
    day = ""
    if paper.day is not None:
        day = paper.day.isoformat() if paper.precision == Precision.DAY else paper.day_text
    return {
        "paper": paper.uid,
        "number": paper.normal or paper.raw,
        "issuer": paper.issuer,
        "day": day,
        "subject": paper.subject,
    }


def _cited_words(paper: Paper) -> str:
    """Cite a paper the way papers do: kind, number, day, issuer, as far as they are known."""
    number = paper.normal or paper.raw
    day = None
    if paper.day is not None:
        day = PartialDay(paper.day, Precision(paper.precision), paper.day_text)
    parts = [
        paper_kind_name(paper.kind) if paper.kind else _("Văn bản"),
        _("số %(number)s") % {"number": number} if number else "",
        _("ngày %(day)s") % {"day": format_partial(day)} if day else "",
        _("của %(issuer)s") % {"issuer": paper.issuer} if paper.issuer else "",
    ]
    return " ".join(filter(None, parts))


def _path_to_giver(actor: Actor, wish: Wish, found: Standing) -> Sequence[OrgName]:
    """Return the way to whoever gives: the superior on the eve, since the day may move it."""
    before = standing_of(actor=actor, org=wish.org, on=wish.on - timedelta(days=1))
    return before.path if before and before.state else found.path


def _in_tree_order(rows: Sequence[TreeRow]) -> list[TreeRow]:
    """Put rows, each level in the order of names, one below the other as a tree is read."""
    below: dict[int | None, list[TreeRow]] = defaultdict(list)
    ids = {row.id for row in rows}
    for row in rows:
        below[row.superior if row.superior in ids else None].append(row)
    found: list[TreeRow] = []
    rest = below[None][::-1]
    while rest:
        row = rest.pop()
        found.append(row)
        rest += below[row.id][::-1]
    return found


def _handed(
    actor: Actor, rows: Sequence[TreeRow], on: date, above: Sequence[OrgName]
) -> Iterator[Handed]:
    names = {row.id: (row.uid, row.name) for row in rows}
    names |= {each.id: (each.uid, each.name) for each in above}
    since = _since(actor, rows, on)
    for row in rows:
        start, basis = since[row.id]
        key, name = names.get(row.superior or 0, ("", ""))
        yield Handed(
            key=row.uid,
            name=row.name,
            kind=row.kind,
            kind_name=kind_name(row.kind, on),
            code=row.code,
            superior=key,
            superior_name=name,
            since=start,
            basis=_basis_words(basis),
        )


def _since(
    actor: Actor, rows: Sequence[TreeRow], on: date
) -> Mapping[int, tuple[date, DecisionRow | None]]:
    """Return since when each organisation is as it is, and by which decision."""
    states: dict[int, tuple[date, int]] = {}
    for ids in chunks(row.id for row in rows):
        versions = versions_on(actor, on=on, known=None).filter(org__in=ids)
        for org, start, basis in versions.values_list("org", "start", "basis"):
            states[org] = (start, basis)
    decisions: dict[int, DecisionRow] = {}
    for ids in chunks(basis for _start, basis in states.values()):
        found = readable_decisions(actor, known=None).filter(act__in=ids)
        decisions |= {each.act_id: decision_row(each) for each in found}
    return {org: (start, decisions.get(basis)) for org, (start, basis) in states.items()}


def _basis_words(row: DecisionRow | None) -> str:
    """Return number and day of a decision as far as they are known."""
    if row is None:
        return ""
    day = format_partial(PartialDay(row.on, Precision(row.precision), row.on_text))
    return ", ".join(filter(None, (row.paper_number, day)))


def _add_paper(sections: dict[str, list[dict[str, Any]]], paper: Paper) -> None:
    """Take in the paper of the hand-over, where no decision of the history cites it."""
    papers = sections.setdefault("papers", [])
    if any(each["key"] == paper.uid for each in papers):
        return
    body, _entry = told_paper(paper, None)
    papers.append({**body, "source": [REGISTER]})
    sources = sections.setdefault("sources", [])
    if all(each["key"] != REGISTER for each in sources):
        sources.append({"key": REGISTER, "title": REGISTER_TITLE})
