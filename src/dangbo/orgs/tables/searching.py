"""Turn what a search found into rows: the name that was met, and what goes by it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.vietnamese import fold
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import Match
from dangbo.orgs.queries.states import OrgBrief
from dangbo.orgs.tables.parts import marks, org_url
from dangbo.rules.org_kinds import org_kinds
from dangbo.ui.tables import Column

DAY = timedelta(days=1)
LAST: Final = 999


@dataclass(frozen=True)
class FoundOrg:
    """An organisation met by a name of any time."""

    match: Match
    brief: OrgBrief
    superior: str


def found_orgs(
    matches: Iterable[Match],
    briefs: Mapping[int, OrgBrief],
    superiors: Mapping[int, OrgBrief],
    *,
    text: str,
    on: date,
) -> list[FoundOrg]:
    """Return matches with what each is on the day, or was nearest to it, the likeliest first."""
    rows = []
    for match in matches:
        brief = briefs[match.id]
        superior = superiors.get(brief.superior or 0)
        rows.append(FoundOrg(match, brief, superior.name if superior else ""))
    return sorted(rows, key=lambda row: _relevance(row, fold(text), on))


def _relevance(row: FoundOrg, text: str, on: date) -> tuple[bool, bool, int]:
    """Rank what stands before what does not, the text as typed before its words, high kinds first.

    Equals keep the order of names.
    """
    kind = org_kinds().on(on).kinds.get(row.brief.kind)
    scattered = text not in fold(row.match.met)
    return not row.match.stands, scattered, kind.rank if kind else LAST


def found_columns() -> list[Column]:
    """Return the columns of what a search found."""
    return [
        Column(
            "name",
            lazy("Tên vào ngày đang xem"),
            main=True,
            value=lambda row: row.match.name,
            url=lambda row: org_url(row.match.uid),
            badges=lambda row: marks(invented=row.match.invented),
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


def _met(row: FoundOrg) -> str:
    match = row.match
    if match.start is None:
        return _("%(name)s (tên gọi khác)") % {"name": match.met}
    name = _("chính tên này") if match.met == match.name else match.met
    values = {"name": name, "start": format_day(match.start)}
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
