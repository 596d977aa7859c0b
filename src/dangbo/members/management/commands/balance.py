"""Balance the members of an organisation over a period; exit 1 if the table does not close."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.management.purposes import add_purpose, note_persons
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.members.phrases.movements import line_name
from dangbo.members.queries import Balance, BalanceLine, balance
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    read_day,
    reading_options,
    resolve_org,
)
from dangbo.rules.member_movements import Split


class Command(ReadingCommand):
    """Print the table of movements."""

    help = _("Cân đối tăng, giảm đảng viên trong kỳ: dangbo balance ORG --from NGÀY --to NGÀY")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation and the period."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--from", required=True, dest="start", metavar="YYYY-MM-DD")
        parser.add_argument("--to", default="", dest="end", metavar="YYYY-MM-DD")
        add_purpose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        start = read_day(options["start"])
        end = read_day(options["end"]) if options["end"] else timezone.localdate()
        if end < start:
            raise CommandError(
                _("Ngày cuối kỳ sớm hơn ngày đầu kỳ. Đổi chỗ hai ngày."), returncode=2
            )
        org = resolve_org(options["org"], on=end, known=known)
        found = balance(actor=OPERATOR, org=org.id, start=start, end=end, known=known)
        told = _all_lines(found) if options["as_json"] else found.difference
        if persons := {person.uid for line in told for person in line.persons}:
            note_persons(options, subject=org.uid, persons=len(persons), page="dangbo balance")
        if options["as_json"]:
            self.write_json({**asked(on, known), "org": org.uid, **_answer(found)})
        else:
            _print(self.stdout, found)
        if not found.closes:
            raise SystemExit(1)


def _answer(found: Balance) -> dict[str, Any]:
    return {
        "from": found.start,
        "to": found.end,
        "opening": _split(found.opening),
        "lines": [_line(each) for each in found.lines],
        "recognised": _line(found.recognised),
        "expected": _split(found.expected),
        "closing": _split(found.closing),
        "closes": found.closes,
        "difference": [_line(each) for each in found.difference],
    }


def _all_lines(found: Balance) -> list[BalanceLine]:
    return [*found.lines, found.recognised, *found.difference]


def _split(count: Split) -> dict[str, int]:
    return {"total": count.total, "official": count.official, "probationary": count.probationary}


def _line(line: BalanceLine) -> dict[str, Any]:
    persons = [
        {
            "member": each.uid,
            "name": each.name,
            "on": each.on,
            "standing": each.standing or None,
            "act": each.act or None,
        }
        for each in line.persons
    ]
    return {"line": line.code, "sign": line.sign, **_split(line.count), "persons": persons}


def _print(out: OutputWrapper, found: Balance) -> None:
    def row(label: str, count: Split, sign: str = "") -> None:
        numbers = {
            "total": sign + format_number(count.total),
            "official": format_number(count.official),
            "probationary": format_number(count.probationary),
        }
        text = _("%(total)s (chính thức %(official)s, dự bị %(probationary)s)")
        out.write(f"{label}: {text % numbers}")

    row(_("Đầu kỳ"), found.opening)
    for line in found.lines:
        row(line_name(line.code), line.count, "+" if line.sign > 0 else "-")
    row(line_name(found.recognised.code), found.recognised.count)
    row(_("Cuối kỳ theo biến động"), found.expected)
    row(_("Cuối kỳ theo danh sách"), found.closing)
    if found.closes:
        out.write(_("Bảng cân đối khớp."))
        return
    out.write(_("Bảng cân đối không khớp:"))
    for line in found.difference:
        row(line_name(line.code), line.count)
        for each in line.persons:
            out.write(f"  {format_day(each.on)}  {each.name} [{each.uid}]")
