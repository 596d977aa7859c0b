"""Correct what was loaded from a file that has been edited since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from django.db import transaction

from dangbo.history.access import entries_of_acts
from dangbo.history.commands.citing import TEXTS, paper_fields, paper_refusals
from dangbo.history.commands.deciding import refusals
from dangbo.history.files import FileEntry
from dangbo.history.files.problems import Problem, problem
from dangbo.history.models import Entry
from dangbo.history.queries.loaded import Bodies
from dangbo.history.replay import CORRECTED
from dangbo.orgs.access import readable_decisions
from dangbo.orgs.commands import correct
from dangbo.papers.commands import amend_paper
from dangbo.rules.days import Precision
from dangbo.rules.verdicts import RuleError

if TYPE_CHECKING:
    from dangbo.history.commands.loading import Loading

DECIDING: Final = frozenset({"organisations", "decisions"})
STAYING: Final = frozenset({"papers", "aliases"})
# What a file says beside a decision: to change it changes no act.
BESIDE: Final = frozenset({"source", "note", "recorded"})


class _Unwind(Exception):  # noqa: N818 - ends an attempt, nothing more
    """Later decisions rest on those corrected: all of them have to be made anew."""


@dataclass
class _Remaking:
    """What has to happen to acts: those voided, those given another day, entries made anew."""

    void: set[int] = field(default_factory=set)
    redate: list[tuple[FileEntry, Entry]] = field(default_factory=list)
    anew: dict[tuple[str, str], FileEntry] = field(default_factory=dict)


@dataclass
class Correcting:
    """Bring the register from what was loaded to what the file says now."""

    loading: "Loading"
    new: list[FileEntry]

    def run(self) -> None:
        """Amend papers, void, redate and make decisions anew, and state the rest anew."""
        loading, plan = self.loading, self.loading.plan
        self._amend_papers()
        papers = [each for each in self.new if each.section == "papers"]
        loading.citing.run(papers, recorded=None)
        remaking = self._remaking()
        if loading.problems or loading.citing.problems:
            return
        remade = self._remake(remaking)
        if loading.problems or loading.deciding.problems:
            return
        edited = [entry for entry, _ in plan.edited]
        before = [*plan.gone, *(row for _, row in plan.edited)]
        loading.placing.take_back(before, reason=loading.reason)
        loading.placing.run([*self.new, *edited], recorded=None)
        loading.name_otherwise([*self.new, *edited], None)
        self._warn_of_what_stays()
        told = {(each.section, each.key): each for each in (*self.new, *edited, *remade)}
        voided = {(row.section, row.key) for row in plan.gone}
        voided |= told.keys() & plan.loaded.keys()
        loading.tell(told.values(), voided=voided, code=CORRECTED)
        loading.report.added.update(each.section for each in self.new)
        loading.report.corrected.update(each.section for each in edited)
        loading.report.withdrawn.update(row.section for row in plan.gone)

    def _amend_papers(self) -> None:
        loading, bodies = self.loading, Bodies()
        for entry, row in loading.plan.edited:
            if entry.section != "papers":
                continue
            self._keep_act(entry, row)
            wanted = paper_fields(entry.body)
            changes = wanted if wanted != paper_fields(bodies.of(row)) else {}
            if changes:
                self._amend(entry, changes)

    def _amend(self, entry: FileEntry, changes: dict[str, object]) -> None:
        loading = self.loading
        empty = {**dict.fromkeys(TEXTS, ""), "force": "not_stated"}
        try:
            with transaction.atomic():
                paper = amend_paper(
                    actor=loading.actor,
                    uid=entry.key,
                    reason=loading.reason,
                    **{**empty, **changes},  # type: ignore[arg-type]
                )
        except RuleError as error:
            if {each.code for each in error.verdict.against} != {"NOTHING_CHANGES"}:
                loading.problems += paper_refusals(error, entry)
            return
        loading.citing.papers[entry.key] = paper

    def _keep_act(self, entry: FileEntry, row: Entry) -> None:
        if row.act_id is not None:
            self.loading.deciding.acts[entry.section, entry.key] = row.act_id

    def _remaking(self) -> _Remaking:
        """Find which acts the edits concern, and refuse those that others rest on too."""
        plan, bodies, found = self.loading.plan, Bodies(), _Remaking()
        for entry, row in plan.edited:
            if entry.section not in DECIDING:
                continue
            before = bodies.of(row)
            names = before.keys() | entry.body.keys()
            differing = {name for name in names if before.get(name) != entry.body.get(name)}
            if differing <= BESIDE:
                self._keep_act(entry, row)
            elif differing - BESIDE == {"on"} and _is_plain(before["on"], entry.body["on"]):
                found.redate.append((entry, row))
            elif row.act_id is not None:
                found.void.add(row.act_id)
        gone = (row for row in plan.gone if row.section in DECIDING)
        found.void |= {row.act_id for row in gone if row.act_id is not None}
        found.redate = [each for each in found.redate if each[1].act_id not in found.void]
        redated = {row.act_id for _, row in found.redate if row.act_id is not None}
        self.loading.problems += self._made_elsewhere(found.void | redated)
        found.anew = self._entries_of(found.void)
        return found

    def _made_elsewhere(self, acts: set[int]) -> Iterator[Problem]:
        loading = self.loading
        committee = loading.ids[loading.reading.file.committee]
        for row in entries_of_acts(acts).exclude(committee=committee):
            yield problem("MADE_ELSEWHERE", (row.section,), key=row.key)

    def _entries_of(self, acts: set[int]) -> dict[tuple[str, str], FileEntry]:
        """Return the entries, as the file says them now, that were loaded by some acts."""
        now = {(each.section, each.key): each for each in self.loading.reading.file.entries()}
        rows = (row for row in self.loading.plan.loaded.values() if row.act_id in acts)
        keys = [(row.section, row.key) for row in rows if row.section in DECIDING]
        return {key: now[key] for key in keys if key in now}

    def _remake(self, remaking: _Remaking) -> list[FileEntry]:
        """Change as few acts as will do; return the entries that rest on new ones."""
        try:
            with transaction.atomic():
                return self._attempt(remaking, last=False)
        except _Unwind:
            return self._attempt(self._unwound(remaking), last=True)

    def _attempt(self, remaking: _Remaking, *, last: bool) -> list[FileEntry]:
        loading = self.loading
        kept = loading.deciding
        loading.deciding = loading.new_deciding()
        loading.deciding.acts |= kept.acts
        days = self._days(remaking.void)
        for act in sorted(remaking.void, key=lambda seq: (days[seq], seq), reverse=True):
            self._correct(act, None, last=last)
        for entry, row in remaking.redate:
            self._correct(row.act_id, entry, last=last)
            self._keep_act(entry, row)
        loading.decide([*self.new, *remaking.anew.values()])
        if loading.deciding.problems and not last:
            loading.deciding = kept
            raise _Unwind
        return [*remaking.anew.values(), *(entry for entry, _ in remaking.redate)]

    def _correct(self, act: int | None, entry: FileEntry | None, *, last: bool) -> None:
        if act is None:
            return
        on = None if entry is None else entry.body["on"]
        try:
            with transaction.atomic():
                made = correct(
                    actor=self.loading.actor,
                    act=act,
                    void=on is None,
                    on=None if on is None else date.fromisoformat(on["day"]),
                    precision=str(Precision.DAY) if on is None else on["precision"],
                    reason=self.loading.reason,
                )
        except RuleError as error:
            if not last:
                raise _Unwind from error
            path = entry.path if entry else ("decisions",)
            self.loading.problems += refusals(error, [path], self.loading.names)
            return
        self.loading.deciding.made.append(made.seq)

    def _unwound(self, remaking: _Remaking) -> _Remaking:
        """Widen a remaking to all of the file's decisions from the first one concerned on."""
        concerned = remaking.void | {row.act_id for _, row in remaking.redate if row.act_id}
        rows = (row for row in self.loading.plan.loaded.values() if row.section in DECIDING)
        acts = {row.act_id for row in rows if row.act_id is not None}
        days = self._days(acts | concerned)
        first = min((days[act], act) for act in concerned)
        void = {act for act in acts if (days[act], act) >= first}
        self.loading.problems += self._made_elsewhere(void)
        return _Remaking(void=void, anew=self._entries_of(void))

    def _days(self, acts: Iterable[int]) -> dict[int, date]:
        rows = readable_decisions(self.loading.actor, known=None).filter(act__in=set(acts))
        return dict(rows.values_list("act", "on"))

    def _warn_of_what_stays(self) -> None:
        plan, places = self.loading.plan, self.loading.reading.places
        stay = [row for row in plan.gone if row.section in STAYING]
        stay += [row for entry, row in plan.edited if entry.section == "aliases"]
        for row in sorted(stay, key=attrgetter("section", "key")):
            found = problem("STAYS", (row.section,), section=row.section, key=row.key)
            self.loading.report.warnings.append(places.put(found))


def _is_plain(before: dict[str, str], after: dict[str, str]) -> bool:
    """Say whether a day changed to another whole one, with no words to keep beside it."""
    moved = before["day"] != after["day"]
    return moved and "text" not in before and "text" not in after
