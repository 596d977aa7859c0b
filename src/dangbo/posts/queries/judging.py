"""Gather what the rules judge an act on posts by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from dangbo.base.spans import valid_on
from dangbo.members.models import Posting, Standing
from dangbo.orgs.models import OrgVersion
from dangbo.posts.access import chunks, every, members_among, persons_by_uid
from dangbo.posts.models import BELIEVED, Declaration, Plan, Post, Term
from dangbo.rules.plans import PlanCase, may_plan
from dangbo.rules.post_entries import Given, entry_findings, orgs_in, persons_in
from dangbo.rules.posts import Board, Case, Holding, may_decide_posts
from dangbo.rules.verdicts import Findings, Verdict, finding


def verdict_on_posts(*, on: date, entries: Sequence[Given]) -> Verdict:
    """Say whether entries may be recorded on a day, with every reason and warning."""
    shape = entry_findings(entries)
    if shape:
        return Verdict(shape)
    persons = persons_by_uid(persons_in(entries))
    found = Findings()
    for at, entry in enumerate(entries):
        if entry.get("person") and entry["person"] not in persons:
            found.refuse(finding("PERSON_UNKNOWN", f"posts.{at}", person=entry["person"]))
    about = _Facts(on, entries, persons)
    return found.verdict((may_decide_posts(case=about.case()), may_plan(case=about.plan_case())))


class _Facts:
    """What the tables have on the persons and organisations that entries name."""

    def __init__(self, on: date, entries: Sequence[Given], persons: Mapping[str, int]) -> None:
        self.on, self.entries, self.persons = on, entries, persons
        self.orgs = orgs_in(entries)
        self.lasting = BELIEVED & (Q(end__isnull=True) | Q(end__gt=on))

    def case(self) -> Case:
        """Return what posts are judged by."""
        members = members_among(self.persons.values(), on=self.on)
        return Case(
            on=self.on,
            entries=self.entries,
            boards=self._boards(),
            members={uid: pk in members for uid, pk in self.persons.items()},
            outside=self._outside(),
        )

    def plan_case(self) -> PlanCase:
        """Return what planning lists and declarations are judged by."""
        plans: set[tuple[str, int, str, str, str]] = set()
        for ids in chunks(self.orgs):
            rows = every(Plan).filter(valid_on(self.on, None), org__in=ids)
            plans.update(rows.values_list("person__uid", "org", "body", "title", "term"))
        statuses: dict[tuple[str, int, str], str] = {}
        for ids in chunks(self.persons.values()):
            rows = every(Plan).filter(valid_on(self.on, None), person__in=ids)
            plans.update(rows.values_list("person__uid", "org", "body", "title", "term"))
            held = every(Declaration).filter(valid_on(self.on, None), person__in=ids)
            fields = ("person__uid", "year", "kind", "status")
            statuses |= {(uid, *key): status for uid, *key, status in held.values_list(*fields)}
        return PlanCase(self.on, self.entries, frozenset(plans), statuses, self._seats())

    def _boards(self) -> dict[int, Board]:
        kinds, seats, members = self._kinds(), self._seats(), self._members()
        holdings: dict[int, list[Holding]] = defaultdict(list)
        for ids in chunks(self.orgs):
            rows = every(Post).filter(self.lasting, org__in=ids)
            fields = ("org", "person__uid", "body", "title", "start", "end")
            for org, *held in rows.values_list(*fields):
                holdings[org].append(Holding(*held))
        return {
            org: Board(kind, tuple(holdings[org]), seats.get(org, {}), members.get(org))
            for org, kind in kinds.items()
        }

    def _kinds(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for ids in chunks(self.orgs):
            rows = every(OrgVersion).filter(valid_on(self.on, None), org__in=ids)
            found |= dict(rows.values_list("org", "kind"))
        return found

    def _seats(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for ids in chunks(self.orgs):
            rows = every(Term).filter(valid_on(self.on, None), org__in=ids)
            for org, body, seats in rows.values_list("org", "body", "seats"):
                found[org][body] = seats
        return found

    def _members(self) -> dict[int, int]:
        """Count the official members posted in organisations that get a cell committee."""
        asked = {each["org"] for each in self.entries if each.get("body") == "chi_uy"}
        found: dict[int, set[int]] = {org: set() for org in asked}
        for ids in chunks(asked):
            rows = every(Posting).filter(valid_on(self.on, None), org__in=ids, kind="official")
            for org, person in rows.values_list("org", "person"):
                found[org].add(person)
        official = _official({each for own in found.values() for each in own}, self.on)
        # An organisation without any member in the register says nothing about their number.
        return {org: len(own & official) for org, own in found.items() if own}

    def _outside(self) -> frozenset[tuple[str, str, str]]:
        found: set[tuple[str, str, str]] = set()
        for ids in chunks(self.persons.values()):
            rows = every(Post).filter(valid_on(self.on, None), person__in=ids, org__isnull=True)
            found.update(rows.values_list("person__uid", "outside", "title"))
        return frozenset(found)


def _official(persons: Iterable[int], on: date) -> set[int]:
    found: set[int] = set()
    for ids in chunks(persons):
        rows = every(Standing).filter(valid_on(on, None), person__in=ids, standing="official")
        found.update(rows.values_list("person", flat=True))
    return found
