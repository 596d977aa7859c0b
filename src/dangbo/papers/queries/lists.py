"""List papers: filtered blind to accents, sorted, a page at a time."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import sort_key, words
from dangbo.papers.access import readable_files, readable_papers
from dangbo.papers.models import Paper
from dangbo.papers.phrases import kind_name
from dangbo.papers.queries.rows import PaperRow, row_of
from dangbo.rules.paper_numbers import paper_kinds

UNCLASSIFIED: Final = "khong"
CLASSIFIED: Final = "co"


@dataclass(frozen=True)
class PaperFilter:
    """What a list of papers is narrowed to; empty fields narrow nothing.

    `secrecy` is a level, or UNCLASSIFIED, or CLASSIFIED for any level.
    """

    text: str = ""
    kind: str = ""
    year: int | None = None
    issuer: str = ""
    secrecy: str = ""
    invented: bool | None = None


NO_FILTER: Final = PaperFilter()


@dataclass(frozen=True)
class FilterChoices:
    """What the papers at hand can be narrowed to."""

    kinds: list[str]
    issuers: list[str]
    years: list[int]
    classified: bool = False
    invented: bool = False


class PaperRows:
    """The rows of a list, counted and read only as far as a page needs them."""

    def __init__(self, found: QuerySet[Paper], files: QuerySet[Paper]) -> None:
        self._found = found
        self._files = files

    @cached_property
    def total(self) -> int:
        """Count the rows in the database."""
        return self._found.count()

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, index: slice) -> list[PaperRow]:
        return [row_of(paper, files=paper.file_count) for paper in self._files[index]]  # type: ignore[attr-defined]


def papers(*, actor: Actor, narrowed: PaperFilter = NO_FILTER, sort: str = "-day") -> PaperRows:
    """List the papers that `actor` may read; `sort` is day, number, kind or issuer, or minus it."""
    found = readable_papers(actor).filter(_condition(narrowed))
    counted = (
        readable_files(actor)
        .filter(paper=OuterRef("pk"))
        .order_by()
        .values("paper")
        .annotate(total=Count("pk"))
        .values("total")
    )
    ordered = found.annotate(file_count=Coalesce(Subquery(counted), 0)).order_by(*_order(sort))
    return PaperRows(found, ordered)


def filter_choices(*, actor: Actor) -> FilterChoices:
    """Return what the readable papers differ in."""
    held = list(
        readable_papers(actor)
        .annotate(year=ExtractYear("day"))
        .values_list("kind", "issuer_code", "year", "secrecy", "invented")
        .distinct()
    )
    return FilterChoices(
        kinds=sorted({kind for kind, *_ in held if kind}, key=_by_kind_name),
        issuers=sorted({issuer for _, issuer, *_ in held if issuer}, key=sort_key),
        years=sorted({year for _, _, year, *_ in held if year}, reverse=True),
        classified=any(level for *_, level, _ in held),
        invented=any(made_up for *_, made_up in held),
    )


def _condition(narrowed: PaperFilter) -> Q:
    wanted = Q()
    for word in words(narrowed.text):
        wanted &= Q(folded__contains=f" {word}")
    if narrowed.kind:
        wanted &= Q(kind=narrowed.kind)
    if narrowed.issuer:
        wanted &= Q(issuer_code=narrowed.issuer)
    if narrowed.year is not None:
        wanted &= Q(day__range=(date(narrowed.year, 1, 1), date(narrowed.year, 12, 31)))
    if narrowed.invented is not None:
        wanted &= Q(invented=narrowed.invented)
    return wanted & _of_secrecy(narrowed.secrecy)


def _of_secrecy(level: str) -> Q:
    if level == CLASSIFIED:
        return ~Q(secrecy="")
    return Q(secrecy="" if level == UNCLASSIFIED else level) if level else Q()


def _order(sort: str) -> list[OrderBy | str]:
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    first: dict[str, list[OrderBy]] = {
        "day": [_directed(F("day"), falling=falling)],
        "number": [_directed(F("sort"), falling=falling)],
        "kind": [_directed(_kind_rank(), falling=falling), F("day").desc(nulls_last=True)],
        "issuer": [_directed(F("issuer_code"), falling=falling), F("day").desc(nulls_last=True)],
    }
    return [*first.get(key, first["day"]), "sort", "pk"]


def _directed(value: F | Case, *, falling: bool) -> OrderBy:
    """Order by a value, with what has none always last."""
    return value.desc(nulls_last=True) if falling else value.asc(nulls_last=True)


def _kind_rank() -> Case:
    """Rank kinds by the alphabet of their Vietnamese names, the unknown ones last."""
    ranked = sorted(paper_kinds(), key=_by_kind_name)
    cases = [When(kind=code, then=Value(rank)) for rank, code in enumerate(ranked)]
    return Case(*cases, default=Value(len(ranked)), output_field=IntegerField())


def _by_kind_name(code: str) -> str:
    return sort_key(kind_name(code))
