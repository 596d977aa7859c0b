"""Print what one organisation was on a day, and all it ever was."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import PartialDay, Precision, format_day, format_partial
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    mark_invented,
    reading_options,
    require_standing,
    resolve_org,
)
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import children, names_on
from dangbo.orgs.queries.deciding import DecisionRow
from dangbo.orgs.queries.standing import OrgState, Standing

ONE_DAY = timedelta(days=1)


class Command(ReadingCommand):
    """Print one organisation."""

    help = _("In một tổ chức của một ngày: dangbo org ORG [--on NGÀY] [--known NGÀY] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation."""
        parser.add_argument("org", metavar="ORG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        found = require_standing(org, on=on, known=known)
        below = children(actor=OPERATOR, org=org.id, on=on, known=known)
        superiors = {each.superior for each in found.life if each.superior is not None}
        names = names_on(actor=OPERATOR, orgs=superiors, on=on, known=known)
        keys = {number: each.uid for number, each in names.items()}
        if options["as_json"]:
            answer = _answer(found, keys)
            self.write_json({**asked(on, known), **answer, "below": [each.uid for each in below]})
            return
        _print(self.stdout, found)
        count = {"count": len(below)}
        self.stdout.write(_("Trực thuộc trực tiếp: %(count)d tổ chức") % count)


def _answer(found: Standing, keys: dict[int, str]) -> dict[str, Any]:
    state = found.nearest
    return {
        "org": found.uid,
        "invented": found.invented,
        **_state(state, keys),
        "path": [each.uid for each in found.path],
        "life": [_state(each, keys) for each in found.life],
    }


def _state(state: OrgState, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "name": state.name,
        "short_name": state.short_name,
        "kind": state.kind,
        "code": state.code,
        "sector": state.sector,
        "superior": keys.get(state.superior or 0),
        "start": state.start,
        "end": state.end,
        "by": _decision(state.basis),
        "ended_by": _decision(state.end_basis),
    }


def _decision(row: DecisionRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "act": row.act,
        "on": row.on,
        "precision": row.precision,
        "on_text": row.on_text,
        "paper": row.paper_uid or None,
        "number": row.paper_number or None,
        "invented": row.invented,
    }


def _print(out: OutputWrapper, found: Standing) -> None:
    state = found.nearest
    out.write(f"{state.name} [{found.uid}] {mark_invented(found.invented)}".rstrip())
    out.write(_("Loại hình: %(kind)s") % {"kind": kind_name(state.kind, found.on)})
    path = " > ".join(each.name for each in found.path) or "-"
    out.write(_("Trực thuộc: %(path)s") % {"path": path})
    for each in found.life:
        end = format_day(each.end - ONE_DAY) if each.end else _("nay")
        number = each.basis.paper_number if each.basis else ""
        by = number or _("không rõ số văn bản")
        out.write(f"  {_since(each)} – {end}: {each.name} ({by})")


def _since(state: OrgState) -> str:
    """Return the first day of a state as exactly as its decision is dated."""
    basis = state.basis
    if basis is None or basis.on != state.start:
        return format_day(state.start)
    return format_partial(PartialDay(basis.on, Precision(basis.precision), basis.on_text))
