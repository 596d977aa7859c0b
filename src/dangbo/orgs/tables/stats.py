"""Show counts as figures that open the list behind them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import Counts
from dangbo.orgs.queries.states import CELLS, GRASSROOTS
from dangbo.orgs.tables.parts import ADDED_UP, cells_below_grassroots
from dangbo.ui.parts import Stat


def count_stats(counts: Counts, on: date) -> list[Stat]:
    """Return the figures of a tree: grassroots organisations and how they divide, and cells."""
    parts = _("%(with_cells)s đảng bộ và %(cells)s chi bộ cơ sở") % {
        "with_cells": format_number(counts.grassroots_with_cells),
        "cells": format_number(counts.grassroots_cells),
    }
    below = cells_below_grassroots(counts)
    rest = _("%(number)s chi bộ dưới tổ chức cơ sở") % {"number": format_number(below)}
    found = [
        Stat(_("Tổ chức cơ sở đảng"), format_number(counts.grassroots), _list(GRASSROOTS), parts),
        Stat(_("Chi bộ"), format_number(counts.cells), _list(CELLS), rest),
    ]
    others = [kind for kind in counts.by_kind if not kind.startswith(ADDED_UP)]
    found += [
        Stat(kind_name(kind, on), format_number(counts.by_kind[kind]), _list(kind))
        for kind in others[:2]
    ]
    return [stat for stat in found if stat.value != "0"]


def _list(counted_as: str) -> str:
    return f"{reverse('orgs:home')}?loai={counted_as}"
