"""Say what published figures say against each other, and against the register."""

from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.history.files.catalogue import catalogue
from dangbo.history.phrases import figure_sentence
from dangbo.history.queries.figures import FigureRow, Figures, figures_of
from dangbo.rules.published_checks import AGAINST, Published, compare_published
from dangbo.rules.verdicts import Finding, finding


class FigureFinding(NamedTuple):
    """What figures say of each other: `against` where they cannot all be right.

    `keys` has the figure spoken of first, then those it was held against. `said` is the text
    without that figure's name; `unexplained` marks a rest between figures that are all exact.
    """

    code: str
    keys: tuple[str, ...]
    against: bool
    text: str
    said: str = ""
    unexplained: bool = False


def figure_conflicts(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None
) -> list[FigureFinding]:
    """Return conflicts, impossible values, sums and shares of an organisation's figures."""
    return findings_about(figures_of(actor=actor, org=org, on=on, known=known))


def findings_about(figures: Figures) -> list[FigureFinding]:
    """Return what some figures say of each other and of the register's counts."""
    rows = {each.key: each for each in figures.rows}
    compared = compare_published(
        [_published(each) for each in figures.rows], relations=catalogue().relations
    )
    found = [*compared, *(_against_register(each) for each in rows.values() if _differs(each))]
    return [_in_words(each, rows) for each in found]


def _published(row: FigureRow) -> Published:
    return Published(
        key=row.key,
        indicator=row.indicator,
        start=row.when.start,
        end=row.when.end,
        value=row.value,
        operator=row.operator,
        rounding=row.rounding,
        malformed="malformed" in row.flags,
    )


def _differs(row: FigureRow) -> bool:
    return row.agrees is False


def _against_register(row: FigureRow) -> Finding:
    return finding("REGISTER_DIFFERS", row.key, value=f"{row.value:f}", computed=str(row.computed))


def _in_words(each: Finding, rows: dict[str, FigureRow]) -> FigureFinding:
    others = " ".join(str(each.fact(name) or "") for name in ("other", "base_key", "others"))
    row = rows[each.where]
    return FigureFinding(
        each.code,
        (each.where, *others.split()),
        each.code in AGAINST or each.code == "REGISTER_DIFFERS",
        figure_sentence(each, f"{row.name} ({row.when.words})"),
        figure_sentence(each, "").removeprefix(":").strip(),
        each.code == "LEFT_OVER" and bool(each.fact("exact")),
    )
