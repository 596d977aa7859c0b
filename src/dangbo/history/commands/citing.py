"""Record the papers of a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.history.files import FileEntry, Problem
from dangbo.history.files.days import partial_of
from dangbo.history.files.problems import problem
from dangbo.papers.access import readable_papers
from dangbo.papers.commands import record_paper
from dangbo.papers.models import Paper
from dangbo.papers.phrases import sentence_of
from dangbo.papers.queries import draft_of
from dangbo.rules.paper_drafts import PaperDraft, read_draft
from dangbo.rules.verdicts import RuleError

TEXTS: Final = ("kind", "issuer_code", "issuer", "term", "subject", "force", "secrecy", "kept_at")
FIELD_OF: Final = {"number_raw": "number"}


def paper_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says of a paper, as the register of papers takes it."""
    return {
        "number_raw": body.get("number", ""),
        "own_series": bool(body.get("own_series")),
        "day": partial_of(body["day"]) if "day" in body else None,
        **{name: body[name] for name in TEXTS if name in body},
    }


@dataclass
class Citing:
    """Record papers, and know those that are recorded."""

    actor: Actor
    papers: dict[str, Paper] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    acts: dict[tuple[str, str], int] = field(default_factory=dict)
    made: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def know(self, uids: Iterable[str]) -> None:
        """Take in those papers that are in the register already."""
        wanted = sorted(set(uids) - self.papers.keys())
        for at in range(0, len(wanted), 5_000):
            rows = readable_papers(self.actor).filter(uid__in=wanted[at : at + 5_000])
            self.papers |= {paper.uid: paper for paper in rows}

    def run(self, entries: Iterable[FileEntry], *, recorded: date | None) -> None:
        """Record each paper, or find that another committee's file has recorded the same."""
        for entry in entries:
            known = self.papers.get(entry.key)
            if known is not None and says_the_same(entry, known):
                self.shared.add(entry.key)
                self.acts[entry.section, entry.key] = known.recorded_by_id
                self.warnings.append(problem("SHARED", entry.path))
                continue
            self._record(entry, recorded)

    def _record(self, entry: FileEntry, recorded: date | None) -> None:
        try:
            with transaction.atomic():
                paper = record_paper(
                    actor=self.actor,
                    uid=entry.key,
                    invented=entry.invented,
                    recorded=recorded,
                    **paper_fields(entry.body),
                )
        except RuleError as error:
            self.problems += paper_refusals(error, entry)
            return
        self.papers[entry.key] = paper
        self.acts[entry.section, entry.key] = paper.recorded_by_id
        self.made.append(paper.recorded_by_id)


def paper_refusals(error: RuleError, entry: FileEntry) -> list[Problem]:
    """Turn the reasons against a paper into problems at the fields they speak of."""
    return [
        Problem(
            "RULE",
            (*entry.path, FIELD_OF.get(each.where, each.where or "key")),
            (("rule", each.code),),
            words=sentence_of(each),
        )
        for each in error.verdict.against
    ]


def says_the_same(entry: FileEntry, paper: Paper) -> bool:
    """Say whether an entry states of a paper what the register holds of it."""
    stated = read_draft(PaperDraft(uid=entry.key, **paper_fields(entry.body))).full
    return stated == draft_of(paper)
