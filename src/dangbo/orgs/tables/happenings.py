"""Turn what changed in a period into rows: one a decision, or one for each organisation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from dangbo.orgs.phrases import change_name
from dangbo.orgs.queries import DecisionRow, Happening
from dangbo.orgs.tables.parts import (
    change_words,
    cited,
    day_short,
    decision_url,
    marks,
    org_url,
    paper_words,
)
from dangbo.ui.parts import Badge
from dangbo.ui.tables import Column


@dataclass(frozen=True)
class Decided:
    """One decision of a period: the kinds of its changes and how many organisations it touched."""

    row: DecisionRow
    changes: Sequence[str]
    touched: int
    first: str

    @property
    def day(self) -> str:
        """Return its day in words."""
        return day_short(self.row)

    @property
    def url(self) -> str:
        """Return its address."""
        return decision_url(self.row)

    @property
    def title(self) -> str:
        """Return its title, or what it does to whom."""
        return self.row.title or f"{self.kinds}: {self.first}"

    @property
    def kinds(self) -> str:
        """Return the kinds of its changes in words."""
        return ", ".join(change_name(each) for each in self.changes)

    @property
    def paper(self) -> str:
        """Return the paper it rests on."""
        return paper_words(self.row)

    @property
    def badges(self) -> list[Badge]:
        """Return the mark of what is invented."""
        return marks(invented=self.row.invented)


def decided(happened: Iterable[Happening]) -> list[Decided]:
    """Gather what happened by decision, newest first."""
    by_act: dict[int, list[Happening]] = {}
    for each in happened:
        by_act.setdefault(each.act, []).append(each)
    rows = [
        Decided(
            each[0].decision,
            list(dict.fromkeys(one.change for one in each)),
            len({one.org for one in each}),
            each[0].name.name if each[0].name else "",
        )
        for each in by_act.values()
    ]
    return rows[::-1]


def happening_columns() -> list[Column]:
    """Return the columns of changes, one row for each organisation that a change concerns."""
    return [
        Column(
            "org",
            lazy("Tổ chức"),
            main=True,
            value=lambda row: row.name.name if row.name else "",
            url=lambda row: org_url(row.name.uid) if row.name else "",
            badges=lambda row: marks(invented=row.decision.invented),
        ),
        Column("change", lazy("Thay đổi"), value=lambda row: change_words(row.change, row.role)),
        Column("day", lazy("Ngày"), value=lambda row: day_short(row.decision), sortable=True),
        Column(
            "paper",
            lazy("Văn bản"),
            whole=True,
            value=lambda row: paper_words(row.decision),
            url=lambda row: cited(row.decision).url,
        ),
        Column(
            "title",
            lazy("Quyết định"),
            value=lambda row: row.decision.title or lazy("Xem quyết định"),
            url=lambda row: decision_url(row.decision),
        ),
    ]
