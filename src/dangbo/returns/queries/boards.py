"""Show how far the reports of a period are: each organisation below by each form, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.access import may_over, where_may
from dangbo.returns.queries.forms import forms_due
from dangbo.returns.queries.places import Place, place_of, places_below
from dangbo.returns.queries.reading import Report, begun_by, reports_of
from dangbo.rules.form_layouts import Layout
from dangbo.rules.return_periods import ReturnPeriod
from dangbo.rules.rights import MEMBER_READ, RETURN_SEND


@dataclass(frozen=True)
class BoardRow:
    """An organisation with its report by each form; `late` are the forms that are overdue."""

    place: Place
    reports: Sequence[Report]
    late: frozenset[str]
    own: bool = False


@dataclass(frozen=True)
class Board:
    """The reports of an organisation and of those directly below it, for a period."""

    place: Place
    period: ReturnPeriod
    forms: Sequence[Layout]
    rows: Sequence[BoardRow]

    @property
    def below(self) -> list[Report]:
        """Return the reports that those below owe."""
        return [each for row in self.rows if not row.own for each in row.reports]

    @property
    def late(self) -> int:
        """Return how many of those are overdue."""
        return sum(len(row.late) for row in self.rows if not row.own)


def board_of(
    *, actor: Actor, org: OrgName, period: ReturnPeriod, today: date, until: date | None = None
) -> Board:
    """Return how far the reports of an organisation and of those below it are on a day."""
    place = place_of(actor=actor, org=org, on=period.cut_off)
    forms = forms_due(period)
    places = places_below(actor=actor, place=place, on=period.cut_off) if place.stood else []
    if place.stood and place.level is not None:
        places.insert(0, place)
    codes = [each.code for each in forms]
    names = [each.org for each in places]
    found = reports_of(actor=actor, period=period, orgs=names, forms=codes, until=until)
    seen = where_may(actor, MEMBER_READ, [each.id for each in names], on=period.cut_off)
    rows = [
        _row(each, [found[code, each.org.id] for code in codes], today, own=each is place)
        for each in places
        if each.org.id in seen
    ]
    return Board(place, period, forms, rows)


def _row(place: Place, reports: Sequence[Report], today: date, *, own: bool) -> BoardRow:
    level = place.level or "upper"
    late = {
        each.form
        for each in reports
        if each.state in ("draft", "confirmed") and each.period.is_late(level=level, today=today)
    }
    return BoardRow(place, reports, frozenset(late), own)


def notes_for(*, actor: Actor, org: OrgName) -> list[Report]:
    """Return the reports of an organisation that its people were reminded of and did not send."""
    found = [each for each in begun_by(actor=actor, org=org) if each.reminders]
    return [
        each
        for each in found
        if each.state in ("draft", "confirmed")
        and may_over(actor, RETURN_SEND, org.id, on=each.period.cut_off)
    ]
