"""Gather the entries of a file that tells an organisation's history to an empty register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq, acts_on_record
from dangbo.history.access import entries_of_sources, entries_telling
from dangbo.history.queries.loaded import LoadedEntry, with_bodies
from dangbo.history.queries.retelling import Body, told_alias, told_decision, told_paper, told_place
from dangbo.history.queries.scope import Scope, scope_of
from dangbo.orgs.access import chunks, readable_aliases, readable_decisions, readable_places
from dangbo.orgs.models import Decision
from dangbo.papers.access import readable_papers

# What stands in for a source where an act of the register itself is told.
REGISTER: Final = "so-dang-ky"
REGISTER_TITLE: Final = "Sổ đăng ký tổ chức đảng (Dangbo)"
STATEMENTS: Final = ("congresses", "leaders", "figures", "notes")
CORRECTIONS: Final = ("orgs.voided", "orgs.redated", "orgs.reinstated", "orgs.corrected")

Sections = dict[str, list[Body]]


def entries_to_export(*, actor: Actor, org: int, with_invented: bool = False) -> Sections:
    """Return the entries, by section, from which a register answers the same about `org`."""
    scope = scope_of(actor=actor, org=org, with_invented=with_invented)
    return _Gathering(actor, org, scope, with_invented).run()


@dataclass
class _Gathering:
    actor: Actor
    org: int
    scope: Scope
    with_invented: bool
    sections: Sections = field(default_factory=lambda: defaultdict(list))
    names: dict[tuple[str, int, str], str] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)
    cited: set[tuple[int, str]] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)

    def run(self) -> Sections:
        rows = entries_telling(
            committee=self.org, acts=self.scope.acts.keys(), orgs=self.scope.uids.keys()
        )
        loaded = [each for each in with_bodies(rows) if self._may_tell(each.body)]
        self._decisions(loaded)
        self._places(loaded)
        self._papers(loaded)
        self._aliases(loaded)
        for each in loaded:
            about = each.body.get("org")
            if each.row.section in STATEMENTS and about in self.scope.uids.values():
                self._add(each.row.section, self._as_loaded(each))
        self._sources()
        return self.sections

    def _may_tell(self, body: Mapping[str, Any]) -> bool:
        return self.with_invented or not body.get("invented")

    def _add(self, section: str, body: Body) -> None:
        if section != "sources" and "source" not in body:
            body["source"] = [REGISTER]
        self.sections[section].append(body)

    def _as_loaded(self, each: LoadedEntry, recorded: date | None = None) -> Body:
        """Return an entry as it was loaded, under a key that no other has here."""
        row = each.row
        known = recorded or row.opened_by.recorded
        body = {"key": self._key(row.section, row.committee_id, row.key), **each.body}
        body["recorded"] = known.isoformat()
        if "source" in body:
            body["source"] = [self._cite(row.committee_id, key) for key in body["source"]]
        return body

    def _cite(self, committee: int, key: str) -> str:
        self.cited.add((committee, key))
        return self._key("sources", committee, key)

    def _key(self, section: str, committee: int, key: str) -> str:
        """Keep a key, unless an entry of another file has it already."""
        name = self.names.get((section, committee, key))
        if name is None:
            name, place = key, 2
            while (section, name) in self.taken:
                name, place = f"{key}.{place}", place + 1
            self.taken.add((section, name))
            self.names[section, committee, key] = name
        return name

    def _decisions(self, loaded: list[LoadedEntry]) -> None:
        by_act: dict[int, list[LoadedEntry]] = defaultdict(list)
        for each in loaded:
            if each.row.act_id is not None:
                by_act[each.row.act_id].append(each)
        known = date.min
        corrected = acts_on_record().filter(code__in=CORRECTIONS).exists()
        for decision in self._in_order():
            own = decision.act.recorded
            # Where something was corrected, what was known when can only be told in the order of
            # time: what rests on a correction cannot be known before it.
            known = max(known, own) if corrected else own
            told = told_decision(decision, scope=self.scope, loaded=by_act[decision.act_id])
            if decision.paper is not None and self.scope.changes[decision.act_id]:
                self.papers.add(decision.paper.uid)
            for section, body, entry in told:
                self._add(section, self._told(section, body, entry, known))

    def _told(self, section: str, body: Body, entry: LoadedEntry | None, known: date) -> Body:
        if entry is not None:
            return self._as_loaded(entry, known)
        return {**body, "key": self._key(section, 0, body["key"]), "recorded": known.isoformat()}

    def _in_order(self) -> Iterator[Decision]:
        rows: list[Decision] = []
        for ids in chunks(self.scope.changes):
            found = readable_decisions(self.actor, known=None).filter(act__in=ids)
            rows += found.select_related("act", "paper")
        return iter(sorted(rows, key=lambda each: (each.on, each.act_id)))

    def _papers(self, loaded: Iterable[LoadedEntry]) -> None:
        entries = {each.row.key: each for each in loaded if each.row.section == "papers"}
        mine = {key for key, each in entries.items() if each.row.committee_id == self.org}
        wanted = sorted(self.papers | mine)
        for at in range(0, len(wanted), 5_000):
            rows = readable_papers(self.actor).filter(uid__in=wanted[at : at + 5_000])
            for paper in rows.select_related("recorded_by").order_by("pk"):
                body, entry = told_paper(paper, entries.get(paper.uid))
                if entry is not None:
                    body = self._as_loaded(entry, paper.recorded_by.recorded)
                if self._may_tell(body):
                    self._add("papers", body)

    def _aliases(self, loaded: Iterable[LoadedEntry]) -> None:
        entries = [each for each in loaded if each.row.section == "aliases"]
        said = {(each.body["org"], each.body["name"]): each for each in entries}
        for ids in chunks(self.scope.uids):
            rows = readable_aliases(self.actor).filter(org__in=ids).select_related("opened_by")
            for row in rows.order_by("pk"):
                body = told_alias(row, self.scope.uids[row.org_id])
                entry = said.get((body["org"], body["name"]))
                if entry is not None:
                    body = self._as_loaded(entry)
                self._add("aliases", body)

    def _places(self, loaded: Iterable[LoadedEntry]) -> None:
        entries = {each.row.act_id: each for each in loaded if each.row.section == "places"}
        rows = [
            row
            for ids in chunks(self.scope.uids)
            for row in readable_places(self.actor, known=None).filter(org__in=ids)
        ]
        acts = acts_by_seq({row.act_id for row in rows})
        for row in sorted(rows, key=lambda row: (row.on, row.act_id)):
            act, entry = acts[row.act_id], entries.get(row.act_id)
            if act.invented and not self.with_invented:
                continue
            body = told_place(row, act, self.scope.uids[row.org_id])
            if act.paper:
                self.papers.add(act.paper)
            body["key"] = body["key"] if entry else self._key("places", 0, body["key"])
            self._add("places", self._as_loaded(entry, act.recorded) if entry else body)

    def _sources(self) -> None:
        for each in with_bodies(entries_of_sources(self.cited)):
            self._add("sources", self._as_loaded(each))
        told = {each["key"] for each in self.sections["sources"]}
        bare = (body for rows in self.sections.values() for body in rows)
        if REGISTER not in told and any(REGISTER in body.get("source", ()) for body in bare):
            self.sections["sources"].append({"key": REGISTER, "title": REGISTER_TITLE})
