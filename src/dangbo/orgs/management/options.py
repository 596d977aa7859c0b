"""Give reading commands their common options, answers and refusals."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import DayError, format_day, parse_day
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org, standing_of
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.standing import Standing


def add_reading_options(parser: ArgumentParser) -> None:
    """Add `--on`, `--known` and `--json` to a command."""
    parser.add_argument("--on", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--known", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--json", action="store_true", dest="as_json")


def reading_options(options: Mapping[str, Any]) -> tuple[date, date | None]:
    """Return the day asked about (default today) and the day of our knowledge (default now)."""
    on = read_day(options["on"]) if options.get("on") else timezone.localdate()
    return on, read_day(options["known"]) if options.get("known") else None


def read_day(text: str) -> date:
    """Read a day of the command line, or refuse it with the remedy."""
    try:
        return parse_day(text)
    except DayError as error:
        raise CommandError(str(error), returncode=2) from error


def resolve_org(text: str, *, on: date, known: date | None) -> OrgName:
    """Return the organisation that a key, a code or a name means, or say what comes near."""
    try:
        return find_org(actor=OPERATOR, text=text, on=on, known=known)
    except UnknownOrg as error:
        message = _("Không có tổ chức nào là «%(text)s».") % {"text": text}
        if error.nearest:
            message += " " + _("Gần nhất: %(names)s.") % {"names": listed(error.nearest)}
        raise CommandError(message, returncode=2) from error
    except AmbiguousOrg as error:
        values = {"text": text, "names": listed(error.matches[:10])}
        message = _("«%(text)s» chỉ nhiều tổ chức; hãy dùng khóa của một tổ chức: %(names)s.")
        raise CommandError(message % values, returncode=2) from error


def require_standing(org: OrgName, *, on: date, known: date | None) -> Standing:
    """Return what an organisation was on a day, or say when it stood."""
    found = standing_of(actor=OPERATOR, org=org, on=on, known=known)
    if found is None:
        message = _("%(name)s chưa được ghi nhận theo hiểu biết ngày đó.") % {"name": org.name}
        raise CommandError(message, returncode=2)
    if found.state is None:
        values = {
            "name": org.name,
            "on": format_day(on),
            "start": format_day(found.first_day),
            "end": format_day(found.last_end) if found.last_end else "",
        }
        text = (
            _("%(name)s không tồn tại ngày %(on)s: có từ %(start)s đến trước %(end)s.")
            if found.last_end
            else _("%(name)s không tồn tại ngày %(on)s: có từ %(start)s.")
        )
        raise CommandError(text % values, returncode=2)
    return found


def mark_invented(invented: bool) -> str:
    """Return the mark of demonstration data, or nothing."""
    return str(_("(dữ liệu minh họa)")) if invented else ""


def listed(orgs: Iterable[OrgName]) -> str:
    """Write organisations as name and key."""
    return "; ".join(f"{each.name} [{each.uid}]" for each in orgs)


class ReadingCommand(BaseCommand):
    """A command that answers a question: as text for people, as JSON for programs."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments of the question and the common options."""
        self.add_question(parser)
        add_reading_options(parser)

    def add_question(self, parser: ArgumentParser) -> None:
        """Add the arguments of the question itself."""

    def write_json(self, answer: Mapping[str, Any]) -> None:
        """Print an answer as JSON: UTF-8, not escaped, days as ISO text, counts as numbers."""
        text = json.dumps(answer, ensure_ascii=False, indent=2, default=_plain)
        self.stdout.write(text)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def asked(on: date, known: date | None) -> dict[str, Any]:
    """Return the two clocks of a question for the head of a JSON answer."""
    return {"on": on, "known": known}
