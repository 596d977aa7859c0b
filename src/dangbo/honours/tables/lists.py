"""Put those who come into question, badges and cards into the columns of lists."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.honours.phrases import card_kind_name, kind_name, level_name
from dangbo.honours.queries import BadgeDue, BadgeDueRow
from dangbo.honours.queries.rows import Given
from dangbo.honours.tables.parts import act_url, cited, marks, money, state_words, unsure
from dangbo.members.tables.columns import (
    admitted_column,
    birth_column,
    member_of,
    name_column,
    org_address,
    org_column,
    org_name,
)
from dangbo.members.tables.members import member_url, party_years
from dangbo.ui.tables import Column, Sort


def age_words(row: BadgeDueRow) -> str:
    """Return the Party age on the round in years and months."""
    years, months = row.age
    if not months:
        return _("%(years)s năm") % {"years": years}
    return _("%(years)s năm %(months)s tháng") % {"years": years, "months": months}


def due_columns() -> list[Column]:
    """Return the columns of those who come into question at a round."""
    return [
        name_column(member_of, sortable=True),
        birth_column(member_of, shown=False),
        org_column(member_of),
        admitted_column(member_of, title=lazy("Ngày vào Đảng"), shown=False),
        Column(
            "counted_from",
            lazy("Tính tuổi đảng từ"),
            value=lambda row: format_day(row.due.counted_from),
            sortable=True,
            whole=True,
            phone=False,
        ),
        Column("age", lazy("Tuổi đảng"), value=age_words),
        Column("level", lazy("Mức"), value=_level, sortable=True, whole=True),
        Column(
            "reached",
            lazy("Đủ từ ngày"),
            value=lambda row: format_day(row.due.reached),
            sortable=True,
            whole=True,
            shown=False,
        ),
        Column(
            "reward",
            lazy("Tiền thưởng"),
            value=lambda row: money(row.reward.amount if row.reward else None),
            badges=lambda row: (
                unsure(row.reward.amount, certain=row.reward.certain) if row.reward else []
            ),
            whole=True,
        ),
        Column("state", lazy("Diện"), value=state_words),
    ]


def _level(row: BadgeDueRow) -> str:
    return level_name(row.due.level)


def due_shown(rows: Sequence[BadgeDue], sort: Sort) -> list[BadgeDue]:
    """Return those who come into question in the order asked for."""
    keys = {
        "name": lambda row: (row.name_sort, row.person),
        "level": lambda row: (row.level, row.name_sort),
        "counted_from": lambda row: (row.counted_from, row.name_sort),
        "reached": lambda row: (row.reached, row.name_sort),
    }
    return sorted(rows, key=keys[sort.key], reverse=sort.descending)


def _given_columns() -> list[Column]:
    return [
        Column(
            "name",
            lazy("Họ và tên"),
            value=lambda row: row.person.name,
            main=True,
            url=lambda row: member_url(row.person.uid),
            badges=lambda row: marks(invented=row.invented),
        ),
        Column(
            "org",
            lazy("Nơi sinh hoạt khi đó"),
            value=lambda row: org_name(row.org),
            url=lambda row: org_address(row.org),
        ),
    ]


def _basis_columns() -> list[Column]:
    return [
        Column("paper", lazy("Văn bản"), value=_paper, url=lambda row: cited(row.basis).url),
        Column(
            "act",
            lazy("Lần ghi"),
            value=lambda row: _("Số %(act)s") % {"act": row.basis.act},
            url=lambda row: act_url(row.basis.act),
            whole=True,
            phone=False,
        ),
    ]


def _paper(row: Given) -> str:
    return str(cited(row.basis).text)


def award_columns() -> list[Column]:
    """Return the columns of the badges given."""
    return [
        *_given_columns(),
        Column("level", lazy("Mức"), value=lambda row: level_name(row.level), whole=True),
        Column("on", lazy("Ngày trao"), value=lambda row: format_day(row.on), whole=True),
        Column("kind", lazy("Loại"), value=lambda row: kind_name(row.kind)),
        Column("number", lazy("Số huy hiệu"), whole=True),
        Column(
            "reward",
            lazy("Tiền thưởng"),
            value=lambda row: money(row.reward),
            badges=lambda row: unsure(row.reward, certain=row.reward_certain),
            whole=True,
        ),
        Column("reward_source", lazy("Căn cứ mức thưởng"), shown=False),
        *_basis_columns(),
    ]


def issue_columns() -> list[Column]:
    """Return the columns of the cards issued."""
    return [
        *_given_columns(),
        Column("on", lazy("Ngày"), value=lambda row: format_day(row.on), whole=True),
        Column("kind", lazy("Việc"), value=lambda row: card_kind_name(row.kind)),
        Column("number", lazy("Số thẻ"), whole=True),
        Column("before", lazy("Số thẻ trước"), value=_before, whole=True, phone=False),
        *_basis_columns(),
    ]


def _before(row: Given) -> str:
    before = str(getattr(row, "before", ""))
    return before if before != row.number else ""


def cards_due_columns(on: date) -> list[Column]:
    """Return the columns of the members who have no card."""
    return [
        name_column(),
        birth_column(),
        org_column(),
        admitted_column(title=lazy("Ngày vào Đảng"), phone=False),
        Column(
            "party_age", lazy("Tuổi đảng"), value=lambda row: party_years(row, on), numeric=True
        ),
        Column(
            "file", lazy("Số lý lịch"), value=lambda row: row.numbers.get("file", ""), whole=True
        ),
    ]
