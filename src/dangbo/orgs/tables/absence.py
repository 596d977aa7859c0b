"""Say plainly that an organisation did not stand on the day, and which day to look at."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.orgs.queries import OrgState, Standing
from dangbo.orgs.tables.parts import cited, start_words
from dangbo.ui.parts import Cited

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Absence:
    """Why an organisation has no state on the day, with the days on which it had one."""

    title: str
    text: str
    heading: str
    paper: Cited
    days: list[tuple[date, str]]


def absence_of(found: Standing) -> Absence | None:
    """Return why an organisation did not stand on the day, or None where it did."""
    if found.state is not None:
        return None
    values = {"name": found.nearest.name, "day": format_day(found.on)}
    first = found.life[0]
    if found.on < first.start:
        return Absence(
            _("Ngày %(day)s chưa có tổ chức này") % values,
            _("%(name)s có từ: %(first)s.") % {**values, "first": _start(first)},
            _("Tổ chức này vào ngày đầu tiên"),
            cited(first.basis),
            [(first.start, _("Xem ngày đầu tiên"))],
        )
    ended, following = _around(found)
    words = {**values, "end": start_words(_end(ended), ended.end_basis)}
    days = [(_end(ended) - DAY, _("Xem ngày cuối cùng trước đó"))]
    text = _("%(name)s không còn từ: %(end)s.") % words
    if following is not None:
        text += " " + _("Lập lại: %(again)s.") % {"again": _start(following)}
        days.append((following.start, _("Xem ngày lập lại")))
    return Absence(
        _("Ngày %(day)s không còn tổ chức này") % values,
        text,
        _("Tổ chức này vào lúc gần ngày đang xem nhất"),
        cited(ended.end_basis),
        days,
    )


def _around(found: Standing) -> tuple[OrgState, OrgState | None]:
    for before, after in pairwise(found.life):
        if before.end and before.end <= found.on < after.start:
            return before, after
    return found.life[-1], None


def _start(state: OrgState) -> str:
    return start_words(state.start, state.basis)


def _end(state: OrgState) -> date:
    return state.end or date.max
