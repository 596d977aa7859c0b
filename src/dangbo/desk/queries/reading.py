"""Read what was typed into a draft: its paper, its day, its changes, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.days import DayError, parse_day, parse_partial_day
from dangbo.base.vietnamese import nfc
from dangbo.papers.access import readable_papers
from dangbo.papers.queries import verdict_on_new
from dangbo.rules.drafts import faults, stated
from dangbo.rules.paper_drafts import PaperDraft
from dangbo.rules.verdicts import Finding, Verdict, finding

PAPER_FIELDS: Final = ("number_raw", "kind", "issuer_code", "issuer", "subject")
HEAD_FIELDS: Final = ("paper", "day", *PAPER_FIELDS, "on", "title", "reason")


@dataclass(frozen=True)
class ReadDraft:
    """A draft as it can be understood; `verdict` says what keeps it from being foreseen."""

    on: date | None
    paper: str
    new_paper: PaperDraft | None
    title: str
    reason: str
    changes: Sequence[Mapping[str, Any]]
    verdict: Verdict = field(default_factory=Verdict)

    @property
    def stated(self) -> list[dict[str, Any]]:
        """Return the changes as they would be put to the register, organisations by key."""
        return [stated(change) for change in self.changes]


def read_content(*, actor: Actor, content: Mapping[str, Any], today: date) -> ReadDraft:
    """Return what the content of a draft says, with every fault in it."""
    head = {name: nfc(str(content.get("head", {}).get(name, ""))) for name in HEAD_FIELDS}
    changes = list(content.get("changes", ()))
    against: list[Finding] = []
    on = _effective(head["on"], against)
    new_paper = None if head["paper"] else _new_paper(head, against)
    warnings: tuple[Finding, ...] = ()
    if head["paper"] and not readable_papers(actor).filter(uid=head["paper"]).exists():
        against.append(finding("PAPER_UNKNOWN", "head.paper", text=head["paper"]))
    if new_paper is not None:
        verdict = verdict_on_new(draft=new_paper, on=today)
        against += (_at_head(each) for each in verdict.against)
        warnings = tuple(_at_head(each) for each in verdict.warnings)
    against += faults(changes)
    return ReadDraft(
        on=on,
        paper=head["paper"],
        new_paper=new_paper,
        title=head["title"].strip() or head["subject"].strip(),
        reason=head["reason"].strip(),
        changes=changes,
        verdict=Verdict(tuple(against), warnings),
    )


def _effective(text: str, against: list[Finding]) -> date | None:
    if not text.strip():
        against.append(finding("DAY_MISSING", "head.on"))
        return None
    try:
        return parse_day(text)
    except DayError as error:
        against.append(finding("DAY_UNREADABLE", "head.on", text=text, why=str(error)))
        return None


def _new_paper(head: Mapping[str, str], against: list[Finding]) -> PaperDraft | None:
    """Return the paper that is recorded when the draft is signed, if one is described."""
    if not head["number_raw"].strip():
        against.append(finding("PAPER_MISSING", "head.number_raw"))
        return None
    day = None
    if head["day"].strip():
        try:
            day = parse_partial_day(head["day"])
        except DayError as error:
            against.append(finding("DAY_UNREADABLE", "head.day", text=head["day"], why=str(error)))
    return PaperDraft(
        day=day,
        number_raw=head["number_raw"].strip(),
        kind=head["kind"].strip(),
        issuer_code=head["issuer_code"].strip(),
        issuer=head["issuer"].strip(),
        subject=head["subject"].strip(),
    )


def _at_head(found: Finding) -> Finding:
    where = f"head.{found.where}" if found.where else "head.number_raw"
    return Finding(found.code, where, found.facts, found.source)
