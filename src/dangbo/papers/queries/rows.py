"""Give papers as plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from dangbo.accounts.access import Actor
from dangbo.papers.access import readable_papers
from dangbo.papers.models import Paper
from dangbo.papers.phrases import citation, issuer_name, kind_name
from dangbo.rules.days import PartialDay, Precision


@dataclass(frozen=True)
class PaperRow:
    """A paper as lists and citations show it."""

    uid: str
    form: str
    number: str
    kind: str
    issuer_code: str
    issuer: str
    term: str
    own_series: bool
    day: PartialDay | None
    subject: str
    force: str
    secrecy: str
    kept_at: str
    invented: bool
    files: int = 0

    @property
    def citation(self) -> str:
        """Return how running text cites the paper."""
        return citation(normal=self.number, kind=self.kind, subject=self.subject, day=self.day)

    @property
    def name(self) -> str:
        """Return what the paper is called without its day."""
        return citation(normal=self.number, kind=self.kind, subject=self.subject, day=None)

    @property
    def kind_name(self) -> str:
        """Return the name of its kind."""
        return kind_name(self.kind)

    @property
    def issuer_name(self) -> str:
        """Return who issued it, as far as is known."""
        return issuer_name(self.issuer_code, self.issuer)


def row_of(paper: Paper, *, files: int = 0) -> PaperRow:
    """Return a paper as a plain row."""
    return PaperRow(
        uid=paper.uid,
        form=paper.form,
        number=paper.normal,
        kind=paper.kind,
        issuer_code=paper.issuer_code,
        issuer=paper.issuer,
        term=paper.term,
        own_series=paper.own_series,
        day=day_of(paper),
        subject=paper.subject,
        force=paper.force,
        secrecy=paper.secrecy,
        kept_at=paper.kept_at,
        invented=paper.invented,
        files=files,
    )


def day_of(paper: Paper) -> PartialDay | None:
    """Return the day of a paper as exactly as it is known."""
    if paper.day is None:
        return None
    return PartialDay(paper.day, Precision(paper.precision), paper.day_text)


def papers_by_uid(*, actor: Actor, uids: Iterable[str]) -> dict[str, PaperRow]:
    """Return the papers of these uids that `actor` may read."""
    found = readable_papers(actor).filter(uid__in=set(uids))
    return {paper.uid: row_of(paper) for paper in found}
