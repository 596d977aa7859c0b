"""Lay out who or what stands behind a value."""

from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.phrases import standing_name
from dangbo.members.tables.members import birth_words, member_url
from dangbo.orgs.tables.parts import org_url
from dangbo.reports.phrases import code_name, dimension_name
from dangbo.reports.queries import OrgBehind, PersonBehind
from dangbo.rules.indicators import Indicator
from dangbo.ui.parts import Badge, invented_badge
from dangbo.ui.tables import Column

MARKS = ("movement", "body", "title", "term", "level", "reason", "case", "kind")


def behind_columns(indicator: Indicator) -> list[Column]:
    """Return the columns of a list."""
    found = _org_columns() if indicator.subject == "org" else _person_columns()
    if indicator.time == "period":
        found.append(Column("on", lazy("Ngày"), value=_day, whole=True))
    return [*found, *(_mark_column(each) for each in MARKS if each in indicator.by)]


def _person_columns() -> list[Column]:
    return [
        Column("name", lazy("Họ và tên"), value=_name, url=_page, badges=_badges, main=True),
        Column("birth", lazy("Ngày sinh"), value=_birth, whole=True),
        Column("org", lazy("Tổ chức"), value=_org),
        Column("standing", lazy("Tư cách"), value=_standing),
    ]


def _org_columns() -> list[Column]:
    return [Column("name", lazy("Tổ chức"), value=_name, url=_page, badges=_badges, main=True)]


def _mark_column(name: str) -> Column:
    def value(row: PersonBehind | OrgBehind) -> str:
        code = row.item.marks.get(name, "")
        return code_name(name, code, row.item.on or row.on) if code else ""

    return Column(name, dimension_name(name), value=value)


def is_invented(row: PersonBehind | OrgBehind) -> bool:
    """Say whether a row was made up."""
    named = row.row if isinstance(row, PersonBehind) else row.name
    return bool(named and named.invented)


def _name(row: PersonBehind | OrgBehind) -> str:
    named = row.row if isinstance(row, PersonBehind) else row.name
    return named.name if named else "?"


def _page(row: PersonBehind | OrgBehind) -> str:
    if isinstance(row, PersonBehind):
        return member_url(row.row.uid) if row.row else ""
    return org_url(row.name.uid) if row.name else ""


def _badges(row: PersonBehind | OrgBehind) -> list[Badge]:
    return [invented_badge(brief=True)] if is_invented(row) else []


def _birth(row: PersonBehind) -> str:
    return birth_words(row.row) if row.row else ""


def _org(row: PersonBehind) -> str:
    return row.row.org.name if row.row and row.row.org else ""


def _standing(row: PersonBehind) -> str:
    return standing_name(row.row.standing) if row.row and row.row.standing else ""


def _day(row: PersonBehind | OrgBehind) -> str:
    return format_day(row.item.on) if row.item.on else ""
