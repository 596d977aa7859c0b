"""Put members into the columns of lists."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day, format_partial
from dangbo.members.phrases import (
    activity_name,
    attribute_name,
    attribute_value,
    ethnicity_name,
    number_name,
    religion_name,
    sex_name,
    standing_name,
)
from dangbo.members.queries import MemberRow
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.parts import org_url
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.party_age import age_on
from dangbo.ui.parts import Badge, invented_badge
from dangbo.ui.tables import Column

ATTRIBUTE = "a."
ACTIVE = "active"


def member_url(uid: str) -> str:
    """Return the address of a member."""
    return reverse("members:detail", args=[uid])


def birth_words(row: MemberRow) -> str:
    """Return the day of birth as exactly as it is known."""
    if row.birth is None:
        return ""
    return format_partial(PartialDay(row.birth, Precision(row.birth_precision)))


def party_years(row: MemberRow, on: date) -> int | None:
    """Return the Party age in full years on a day; None where its first day is not known."""
    return None if row.counted_from is None else age_on(since=row.counted_from, on=on).years


def standing_words(row: MemberRow) -> str:
    """Return what a member is, with the activity where it is not the usual one."""
    if not row.standing:
        return _("không phải đảng viên")
    words = standing_name(row.standing)
    return words if row.activity == ACTIVE else f"{words}, {activity_name(row.activity)}"


def standing_badges(row: MemberRow) -> list[Badge]:
    """Return what a member is as badges."""
    if not row.standing:
        return [Badge(_("Không phải đảng viên vào ngày này"), "warn")]
    tone = "good" if row.standing == "official" else "note"
    badges = [Badge(_("Đảng viên %(standing)s") % {"standing": standing_name(row.standing)}, tone)]  # type: ignore[arg-type]
    if row.activity != ACTIVE:
        badges.append(Badge(activity_name(row.activity).capitalize(), "warn"))
    return badges


def marks(row: MemberRow) -> list[Badge]:
    """Return the mark of an invented person, or none."""
    return [invented_badge(brief=True)] if row.invented else []


def member_columns(on: date) -> list[Column]:
    """Return the columns of a list of members on a day."""
    return [
        Column(
            "name",
            lazy("Họ và tên"),
            main=True,
            sortable=True,
            url=lambda row: member_url(row.uid),
            badges=marks,
        ),
        Column("birth", lazy("Ngày sinh"), value=birth_words, sortable=True, whole=True),
        Column("sex", lazy("Giới tính"), value=lambda row: sex_name(row.sex), phone=False),
        Column(
            "org",
            lazy("Nơi sinh hoạt"),
            value=lambda row: _org_name(row.org),
            url=lambda row: _org_url(row.org),
            sortable=True,
        ),
        Column("standing", lazy("Tư cách"), value=standing_words, paired=True),
        Column(
            "admitted", lazy("Kết nạp"), value=_admitted, sortable=True, whole=True, phone=False
        ),
        Column(
            "party_age",
            lazy("Tuổi đảng"),
            value=lambda row: party_years(row, on),
            sortable=True,
            numeric=True,
        ),
        Column(
            "temporary",
            lazy("Sinh hoạt tạm thời"),
            value=lambda row: _org_name(row.temporary),
            url=lambda row: _org_url(row.temporary),
            shown=False,
        ),
        _listed("ethnicity", lazy("Dân tộc"), ethnicity_name),
        _listed("religion", lazy("Tôn giáo"), religion_name),
        Column("home_town", lazy("Quê quán"), shown=False),
        *(_number(kind) for kind in ("file", "card", "citizen")),
        *(_attribute(kind) for kind in attribute_kinds()),
    ]


def _admitted(row: MemberRow) -> str:
    return format_day(row.admitted) if row.admitted else ""


def _org_name(org: OrgName | None) -> str:
    return org.name if org else ""


def _org_url(org: OrgName | None) -> str:
    return org_url(org.uid) if org else ""


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
