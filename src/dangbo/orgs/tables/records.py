"""Turn the life of an organisation into the facts and tables of its page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import ChildRow, Counts, OrgState, Standing
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.parts import cited, marks, org_url, paper_words, start_words
from dangbo.ui.parts import Fact
from dangbo.ui.tables import Column

DAY = timedelta(days=1)
Names = Mapping[tuple[int, date], OrgName]


@dataclass(frozen=True)
class Period:
    """A time in which name, kind and superior stayed the same."""

    state: OrgState
    superior: OrgName | None

    @property
    def start(self) -> str:
        """Return its first day in words."""
        return start_words(self.state.start, self.state.basis)

    @property
    def last(self) -> str:
        """Return its last day in words, or nothing while it lasts."""
        return format_day(self.state.end - DAY) if self.state.end else _("nay")

    @property
    def paper(self) -> str:
        """Return the paper it rests on."""
        return paper_words(self.state.basis)


def periods(life: Sequence[OrgState], names: Names) -> list[Period]:
    """Join neighbouring states that differ in nothing a reader looks for, newest first."""
    joined: list[OrgState] = []
    for state in life:
        if joined and joined[-1].end == state.start and _seen(joined[-1]) == _seen(state):
            joined[-1] = replace(joined[-1], end=state.end, end_basis=state.end_basis)
        else:
            joined.append(state)
    return [Period(each, names.get((each.superior or 0, each.start))) for each in reversed(joined)]


def _seen(state: OrgState) -> tuple[str, str, int | None]:
    return state.name, state.kind, state.superior


def since(life: Sequence[OrgState], state: OrgState, of: Callable[[OrgState], object]) -> OrgState:
    """Return the state in which what `of` reads began to be as it is in `state`."""
    first = state
    for each in reversed(life[: life.index(state)]):
        if each.end != first.start or of(each) != of(state):
            break
        first = each
    return first


def facts_of(found: Standing, superior: OrgName | None, aliases: Sequence[str]) -> list[Fact]:
    """Return what an organisation was on the day, each fact with its paper and first day."""
    state = found.nearest

    def fact(label: str, value: str, of: Callable[[OrgState], object], url: str = "") -> Fact:
        first = since(found.life, state, of)
        began = start_words(first.start, first.basis)
        return Fact(label, value, url, cited(first.basis), began)

    facts = [
        fact(_("Tên đầy đủ"), state.name, lambda each: each.name),
        fact(_("Loại hình"), kind_name(state.kind, state.start), lambda each: each.kind),
    ]
    if superior is not None:
        above = org_url(superior.uid)
        facts.append(
            fact(_("Cấp trên trực tiếp"), superior.name, lambda each: each.superior, above)
        )
    if state.short_name:
        facts.append(fact(_("Tên viết tắt"), state.short_name, lambda each: each.short_name))
    if state.code:
        facts.append(fact(_("Mã"), state.code, lambda each: each.code))
    if state.sector:
        facts.append(fact(_("Khối ngành"), state.sector, lambda each: each.sector))
    if aliases:
        facts.append(Fact(_("Các nguồn còn gọi là"), "; ".join(aliases)))
    return [*facts, *_bounds(found)]


def _bounds(found: Standing) -> list[Fact]:
    first, last = found.life[0], found.life[-1]
    facts = [
        Fact(_("Ngày đầu tiên"), start_words(first.start, first.basis), paper=cited(first.basis))
    ]
    if last.end is not None:
        words = start_words(last.end, last.end_basis)
        facts.append(Fact(_("Không còn từ"), words, paper=cited(last.end_basis)))
    return [*facts, Fact(_("Khóa trong sổ"), found.uid)]


def period_columns() -> list[Column]:
    """Return the columns of what an organisation was over time."""
    return [
        Column("name", lazy("Tên"), main=True, value=lambda row: row.state.name),
        Column("start", lazy("Từ ngày")),
        Column("last", lazy("Đến hết ngày"), whole=True),
        Column("kind", lazy("Loại hình"), value=_kind),
        Column("superior", lazy("Trực thuộc"), value=_superior, url=_superior_url),
        Column("paper", lazy("Văn bản"), url=_paper_url, whole=True),
    ]


def _kind(row: Period) -> str:
    return kind_name(row.state.kind, row.state.start)


def _superior(row: Period) -> str:
    return row.superior.name if row.superior else ""


def _superior_url(row: Period) -> str:
    return org_url(row.superior.uid) if row.superior else ""


def _paper_url(row: Period) -> str:
    return cited(row.state.basis).url


def child_columns(rows: Sequence[ChildRow], counts: Mapping[int, Counts], on: date) -> list[Column]:
    """Return the columns of the organisations directly below one, those with nothing left out."""

    def cells(row: ChildRow) -> int | None:
        found = counts.get(row.id)
        return (found.cells or None) if found else None

    def base(row: ChildRow) -> int | None:
        found = counts.get(row.id)
        return (found.grassroots or None) if found else None

    columns = [
        Column(
            "name",
            lazy("Tổ chức"),
            main=True,
            sortable=True,
            url=lambda row: org_url(row.uid),
            badges=lambda row: marks(invented=row.invented),
        ),
        Column("kind", lazy("Loại hình"), sortable=True, value=lambda row: kind_name(row.kind, on)),
        Column("code", lazy("Mã"), sortable=True, phone=False),
        Column("base", lazy("Tổ chức cơ sở"), value=base, numeric=True),
        Column("cells", lazy("Chi bộ bên dưới"), value=cells, numeric=True),
        Column(
            "below",
            lazy("Tất cả bên dưới"),
            value=lambda row: row.below or None,
            sortable=True,
            numeric=True,
        ),
    ]
    empty = {
        "base": not any(found.grassroots for found in counts.values()),
        "cells": not any(found.cells for found in counts.values()),
        "below": not any(row.below for row in rows),
        "code": not any(row.code for row in rows),
    }
    return [column for column in columns if not empty.get(column.key)]
