"""Print one member: what he or she is on a day, and the course with its papers."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.base.days import PartialDay, Precision, format_day, format_partial
from dangbo.members.management.answers import member_answer
from dangbo.members.management.options import resolve_member
from dangbo.members.phrases.names import (
    activity_name,
    attribute_name,
    attribute_value,
    number_name,
    sex_name,
    standing_name,
)
from dangbo.members.phrases.steps import step_name
from dangbo.members.queries import Member, Step, course_of, member
from dangbo.orgs.management.options import ReadingCommand, asked, mark_invented, reading_options


class Command(ReadingCommand):
    """Print one member."""

    help = _("In một đảng viên: dangbo member KHÓA|SỐ|TÊN [--on NGÀY] [--known NGÀY] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take who is meant."""
        parser.add_argument("member", metavar="KEY")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        row = resolve_member(options["member"], on=on, known=known)
        found = member(actor=OPERATOR, uid=row.uid, on=on, known=known)
        if found is None:
            raise CommandError(
                _("Người này chưa được ghi nhận theo hiểu biết ngày đó."), returncode=2
            )
        record_access(actor=OPERATOR, code=AccessCode.READ, kind="member", subject=row.uid)
        course = course_of(actor=OPERATOR, uid=row.uid, known=known)
        if options["as_json"]:
            self.write_json({**asked(on, known), **member_answer(found, course)})
            return
        _print(self.stdout, found)
        for step in course:
            self.stdout.write(_line(step))


def _print(out: OutputWrapper, found: Member) -> None:
    row = found.row
    out.write(f"{row.name} [{row.uid}] {mark_invented(row.invented)}".rstrip())
    birth = ""
    if row.birth:
        birth = format_partial(PartialDay(row.birth, Precision(row.birth_precision), _("không rõ")))
    out.write(", ".join(filter(None, (sex_name(row.sex), birth))) or "-")
    if row.org is None:
        out.write(_("Ngày đó không phải là đảng viên trong sổ."))
    else:
        stand = f"{standing_name(row.standing)}, {activity_name(row.activity)}"
        out.write(_("%(org)s: đảng viên %(stand)s") % {"org": row.org.name, "stand": stand})
    if row.temporary is not None:
        out.write(_("Sinh hoạt tạm thời: %(org)s") % {"org": row.temporary.name})
    if row.counted_from:
        out.write(_("Tuổi đảng tính từ %(day)s") % {"day": format_day(row.counted_from)})
    for kind, number in row.numbers.items():
        out.write(f"{number_name(kind)}: {number}")
    for kind, value in row.attributes.items():
        out.write(f"{attribute_name(kind)}: {attribute_value(kind, value)}")


def _line(step: Step) -> str:
    on = step.on
    if Precision(step.precision) in {Precision.MONTH, Precision.YEAR}:
        day = format_partial(PartialDay(on, Precision(step.precision)))
    else:
        day = format_day(on)
    place = f": {step.org.name}" if step.org else ""
    by = step.paper_number or step.reason or _("không rõ số văn bản")
    return f"  {day}  {step_name(step.change)}{place} ({by})"
