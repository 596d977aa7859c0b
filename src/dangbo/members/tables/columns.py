"""Put members into the columns of lists; who a member is, any list tells by the same ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.members.phrases import (
    attribute_name,
    attribute_value,
    ethnicity_name,
    number_name,
    religion_name,
    sex_name,
)
from dangbo.members.queries import MemberRow
from dangbo.members.tables.members import (
    birth_words,
    marks,
    member_url,
    party_years,
    standing_words,
)
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.parts import org_url
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.ui.tables import Column

ATTRIBUTE = "a."
Found = Callable[[Any], MemberRow]


def itself(row: MemberRow) -> MemberRow:
    """Return the member of a row that is one."""
    return row


def member_of(row: Any) -> MemberRow:
    """Return the member whom a row tells of."""
    member: MemberRow = row.member
    return member


def name_column(of: Found = itself, **how: Any) -> Column:
    """Return the name, which leads to the member; `how` says what differs in a list."""
    column = Column(
        "name",
        _("Họ và tên"),
        value=lambda row: of(row).name,
        url=lambda row: member_url(of(row).uid),
        badges=lambda row: marks(of(row)),
        main=True,
    )
    return replace(column, **how)


def birth_column(of: Found = itself, **how: Any) -> Column:
    """Return the day of birth."""
    column = Column("birth", _("Ngày sinh"), value=lambda row: birth_words(of(row)), whole=True)
    return replace(column, **how)


def org_column(of: Found = itself, **how: Any) -> Column:
    """Return the organisation of which one is a member, with the way to it."""
    column = Column(
        "org",
        _("Nơi sinh hoạt"),
        value=lambda row: org_name(of(row).org),
        url=lambda row: org_address(of(row).org),
    )
    return replace(column, **how)


def admitted_column(of: Found = itself, **how: Any) -> Column:
    """Return the day of admission."""
    column = Column("admitted", _("Kết nạp"), value=lambda row: _admitted(of(row)), whole=True)
    return replace(column, **how)


def _admitted(row: MemberRow) -> str:
    return format_day(row.admitted) if row.admitted else ""


def org_name(org: OrgName | None) -> str:
    """Return what an organisation is called, nothing of none."""
    return org.name if org else ""


def org_address(org: OrgName | None) -> str:
    """Return the page of an organisation, nothing of none."""
    return org_url(org.uid) if org else ""


def member_columns(on: date, *, actor: Actor) -> list[Column]:
    """Return the columns of a list of members on a day, as far as the actor may see them."""
    return [
        name_column(sortable=True),
        birth_column(sortable=True),
        Column("sex", _("Giới tính"), value=lambda row: sex_name(row.sex), phone=False),
        org_column(sortable=True),
        Column("standing", _("Tư cách"), value=standing_words, paired=True),
        admitted_column(sortable=True, phone=False),
        Column(
            "party_age",
            _("Tuổi đảng"),
            value=lambda row: party_years(row, on),
            sortable=True,
            numeric=True,
        ),
        Column(
            "temporary",
            _("Sinh hoạt tạm thời"),
            value=lambda row: org_name(row.temporary),
            url=lambda row: org_address(row.temporary),
            shown=False,
        ),
        _listed("ethnicity", _("Dân tộc"), ethnicity_name),
        _listed("religion", _("Tôn giáo"), religion_name),
        Column("home_town", _("Quê quán"), shown=False),
        *(_number(kind) for kind in ("file", "card", "citizen")),
        *(_attribute(code) for code, kind in attribute_kinds().items() if actor.may(kind.act)),
    ]


def _listed(key: str, title: object, naming: Callable[[str], str]) -> Column:
    def value(row: MemberRow) -> str:
        code = str(getattr(row, key))
        return naming(code) if code else ""

    return Column(key, str(title), value=value, shown=False)


def _number(kind: str) -> Column:
    return Column(
        kind,
        number_name(kind),
        value=lambda row: row.numbers.get(kind, ""),
        shown=False,
        whole=True,
    )


def _attribute(kind: str) -> Column:
    def value(row: MemberRow) -> str:
        code = row.attributes.get(kind, "")
        return attribute_value(kind, code) if code else ""

    return Column(f"{ATTRIBUTE}{kind}", attribute_name(kind), value=value, shown=False)
