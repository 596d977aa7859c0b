"""Open the register of papers to those who may read or change it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor, ask
from dangbo.audit.access import hold_journal
from dangbo.base.vietnamese.fold import nfc
from dangbo.papers.enums import Secrecy
from dangbo.papers.models import Paper, PaperFile
from dangbo.rules.days import PartialDay, last_day
from dangbo.rules.paper_numbers import parse_number
from dangbo.rules.rights import PAPER_READ, PAPER_WRITE

Citing = Callable[[Actor], Q | Exists]
_citings: list[Citing] = []


class UnknownPaperError(LookupError):
    """No paper of this number is in the register."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(_("Sổ văn bản không có số %(number)s.") % {"number": number})


@dataclass
class AmbiguousPaperError(LookupError):
    """Several papers have this number; the day, or the uid, tells them apart."""

    number: str
    papers: Sequence[Paper]

    def __str__(self) -> str:
        uids = ", ".join(paper.uid for paper in self.papers)
        return _("Số %(number)s có ở nhiều văn bản: %(uids)s. Ghi rõ ngày hoặc mã văn bản.") % {
            "number": self.number,
            "uids": uids,
        }


def register_citing(citing: Citing) -> None:
    """Open papers to those whom they concern, as another app says; call it in its `ready()`.

    `citing(actor)` is the condition of papers that decide about something in the branches where
    the actor may read papers.
    """
    _citings[:] = [each for each in _citings if each != citing] + [citing]


def readable_papers(actor: Actor) -> QuerySet[Paper]:
    """Return the papers that `actor` may read.

    All of them, or those that he or she registered and, unless they are secret, those that decide
    about something in the own branches.
    """
    branches = actor.over(PAPER_READ)
    if branches is None:
        return Paper.objects.all()
    if not branches:
        return Paper.objects.none()
    concerned = Q(pk__in=[])
    for citing in _citings:
        concerned |= Q(citing(actor))
    own = Q(recorded_by__actor=actor.name)
    return Paper.objects.filter(own | concerned & Q(secrecy=Secrecy.NONE))


def readable_files(actor: Actor) -> QuerySet[PaperFile]:
    """Return the files, not taken away, of papers that `actor` may read."""
    return PaperFile.objects.filter(removed_by__isnull=True, paper__in=readable_papers(actor))


def open_register(actor: Actor) -> None:
    """Let `actor` be the only one who writes until the transaction ends, or refuse."""
    ask(actor, PAPER_WRITE)
    hold_journal()


def paper_by_uid(*, actor: Actor, uid: str) -> Paper:
    """Return the paper `uid`; 404 where there is none that `actor` may read."""
    return _one(readable_papers(actor), uid)


def lock_paper(*, actor: Actor, uid: str) -> Paper:
    """Return the paper `uid` for a change within this transaction."""
    open_register(actor)
    return _one(readable_papers(actor).select_for_update(), uid)


def lock_file(*, actor: Actor, uid: str, digest: str) -> PaperFile:
    """Return a file of a paper for a change within this transaction."""
    paper = lock_paper(actor=actor, uid=uid)
    return _one_file(PaperFile.objects.filter(paper=paper, removed_by__isnull=True), digest)


def file_by_digest(*, actor: Actor, uid: str, digest: str) -> PaperFile:
    """Return a file of the paper `uid`; 404 where there is none that `actor` may read."""
    return _one_file(readable_files(actor).filter(paper__uid=uid), digest)


def find_paper(*, actor: Actor, number: str, day: PartialDay | None = None) -> Paper:
    """Return the one paper of this uid or number, and of this day where it is given."""
    papers = readable_papers(actor)
    cited = nfc(number)
    if exact := papers.filter(uid=cited).first():
        return exact
    read = parse_number(cited)
    if day is None and read.day is not None:
        papers = papers.filter(day=read.day)
    elif day is not None:
        papers = papers.filter(day__gte=day.first, day__lte=last_day(day))
    found = list(papers.filter(normal=read.normal).order_by("day", "pk")) if read.normal else []
    if not found:
        raise UnknownPaperError(number)
    if len(found) > 1:
        raise AmbiguousPaperError(number, found)
    return found[0]


def papers_like(*, uid: str, normal: str) -> list[Paper]:
    """Return the papers of this uid or this number, whoever may read them: numbers are unique."""
    wanted = Q(uid=uid) if uid else Q(pk__in=())
    if normal:
        wanted |= Q(normal=normal)
    return list(Paper.objects.filter(wanted).order_by("day", "pk"))


def uids_beginning(start: str) -> set[str]:
    """Return the uids taken that begin so."""
    return set(Paper.objects.filter(uid__startswith=start).values_list("uid", flat=True))


def files_with(digests: Iterable[str]) -> set[str]:
    """Return those of `digests` that a paper still has among its files."""
    kept = PaperFile.objects.filter(digest__in=list(digests), removed_by__isnull=True)
    return set(kept.values_list("digest", flat=True))


def _one(papers: QuerySet[Paper], uid: str) -> Paper:
    paper = papers.filter(uid=uid).first()
    if paper is None:
        raise Http404(_("Không có văn bản này, hoặc tài khoản không được xem."))
    return paper


def _one_file(files: QuerySet[PaperFile], digest: str) -> PaperFile:
    file = files.filter(digest=digest).select_related("paper").first()
    if file is None:
        raise Http404(_("Văn bản này không có tệp đó."))
    return file
