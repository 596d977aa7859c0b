"""Turn what a search found into rows: the name that was met, and what goes by it now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import Match
from dangbo.orgs.queries.states import OrgBrief
from dangbo.orgs.tables.parts import marks, org_url
from dangbo.ui.parts import Badge
from dangbo.ui.tables import Column

DAY = timedelta(days=1)


@dataclass(frozen=True)
class FoundOrg:
    """An organisation met by a name of any time."""

    match: Match
    brief: OrgBrief
    superior: str


def found_orgs(
    matches: Iterable[Match], briefs: Mapping[int, OrgBrief], superiors: Mapping[int, OrgBrief]
) -> list[FoundOrg]:
    """Return matches with what each is on the day, or was nearest to it."""
    rows = []
    for match in matches:
        brief = briefs[match.id]
        superior = superiors.get(brief.superior or 0)
        rows.append(FoundOrg(match, brief, superior.name if superior else ""))
    return rows


def found_columns() -> list[Column]:
    """Return the columns of what a search found."""
    return [
        Column(
            "name",
            lazy("Tên vào ngày đang xem"),
            main=True,
            value=lambda row: row.match.name,
            url=lambda row: org_url(row.match.uid),
            badges=_badges,
        ),
        Column("met", lazy("Khớp với tên"), value=_met),
        Column(
            "kind",
            lazy("Loại hình"),
            value=lambda row: kind_name(row.brief.kind, row.brief.start),
        ),
        Column("superior", lazy("Trực thuộc")),
        Column("code", lazy("Mã"), value=lambda row: row.brief.code, phone=False),
        Column("state", lazy("Tình trạng"), value=_state),
    ]


def _badges(row: FoundOrg) -> Sequence[Badge]:
    ended = [] if row.match.stands else [Badge(_("Không có vào ngày đang xem"), "warn")]
    return [*ended, *marks(invented=row.match.invented)]


def _met(row: FoundOrg) -> str:
    match = row.match
    if match.start is None:
        return _("%(name)s (tên gọi khác)") % {"name": match.met}
    values = {"name": match.met, "start": format_day(match.start)}
    if match.end is None:
        return _("%(name)s (từ %(start)s)") % values
    values["last"] = format_day(match.end - DAY)
    return _("%(name)s (%(start)s – %(last)s)") % values


def _state(row: FoundOrg) -> str:
    if row.match.stands:
        return _("Đang hoạt động")
    if row.brief.end is not None:
        return _("Không còn từ %(day)s") % {"day": format_day(row.brief.end)}
    return _("Có từ %(day)s") % {"day": format_day(row.brief.start)}
