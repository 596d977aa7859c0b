"""Lay out where an organisation has and had its office."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.orgs.queries.places import PlaceRow
from dangbo.orgs.tables.parts import paper_url
from dangbo.ui.parts import Fact
from dangbo.ui.tables import Column


@dataclass(frozen=True)
class Placed:
    """A place in words."""

    day: str
    where: str
    degrees: str
    basis: str
    basis_url: str


def degrees_words(row: PlaceRow) -> str:
    """Return degrees as maps take them: 20.95104, 107.08012."""
    return f"{row.at.latitude}, {row.at.longitude}" if row.at else ""


def place_rows(rows: Sequence[PlaceRow]) -> list[Placed]:
    """Return places in words, in the order given."""
    return [
        Placed(
            format_day(row.on),
            row.address or ("" if row.at else _("không rõ")),
            degrees_words(row),
            row.reason or (_("Văn bản") if row.paper else ""),
            paper_url(row.paper),
        )
        for row in rows
    ]


def place_columns() -> list[Column]:
    """Return the columns of the places of an organisation."""
    return [
        Column("day", lazy("Từ ngày"), main=True, whole=True),
        Column("where", lazy("Địa chỉ")),
        Column("degrees", lazy("Tọa độ"), whole=True),
        Column("basis", lazy("Căn cứ"), url=lambda row: row.basis_url),
    ]


def place_facts(row: PlaceRow) -> list[Fact]:
    """Return where an organisation has its office as facts of its page."""
    found = [Fact(_("Địa chỉ"), row.address, since=format_day(row.on))] if row.address else []
    if row.at:
        found.append(Fact(_("Tọa độ"), degrees_words(row), since=format_day(row.on)))
    return found
