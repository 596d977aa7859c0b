"""List the members of an organisation and of all below it on a day."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.audit.management.purposes import add_purpose, stated_purpose
from dangbo.audit.middleware import masked
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.members.management.answers import row_answer
from dangbo.members.management.options import add_filters, read_filters, resolve_member
from dangbo.members.phrases.names import standing_name
from dangbo.members.queries import PAGE, SORTS, MemberRow, count_members, members_of
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    mark_invented,
    reading_options,
    require_standing,
    resolve_org,
)
from dangbo.rules.member_attributes import attribute_kinds

# What narrows or orders a list, as the log keeps it.
FILTERS = (
    *("text", "standing", "activity", "sex", "minority", "age", "party_age", "admitted_since"),
    *("value", "at_least", "lacking", "ever_in", "past_org", "past_day", "temporary", "sort"),
)


class Command(ReadingCommand):
    """List members, a page at a time."""

    help = _("Liệt kê đảng viên của một tổ chức và các cấp dưới: dangbo members ORG [--on NGÀY]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation, the filters, the order and the page."""
        parser.add_argument("org", metavar="ORG")
        add_filters(parser)
        parser.add_argument(
            "--sort", default="name", choices=[s + n for n in SORTS for s in ("", "-")]
        )
        parser.add_argument("--limit", type=int, default=PAGE, help=_("0: tất cả"))
        parser.add_argument("--after", default="", metavar="KEY")
        add_purpose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        require_standing(org, on=on, known=known)
        if options["limit"] < 0:
            raise CommandError(_("Số dòng không thể nhỏ hơn 0."), returncode=2)
        after = options["after"]
        filters = read_filters(options, on=on, known=known)
        question: dict[str, Any] = {"actor": OPERATOR, "org": org.id, "on": on, "known": known}
        total = count_members(**question, filters=filters)
        left = options["limit"] or total
        purpose = stated_purpose(options, persons=min(left, total))
        rows = members_of(
            **question,
            filters=filters,
            sort=options["sort"],
            after=resolve_member(after, on=on, known=known).uid if after else None,
            limit=options["limit"] or None,
            attributes=attribute_kinds(),
        )
        facts = {"filter": _asked_for(options, after), "count": len(rows), **purpose}
        record_access(
            actor=OPERATOR, code=AccessCode.LISTED, kind="org", subject=org.uid, facts=facts
        )
        if options["as_json"]:
            answer = {"org": org.uid, "total": total, "members": [row_answer(row) for row in rows]}
            self.write_json({**asked(on, known), **answer})
            return
        for row in rows:
            self.stdout.write(_line(row))
        self.stdout.write(_("Tất cả: %(total)s đảng viên") % {"total": format_number(total)})


def _asked_for(options: Mapping[str, Any], after: str) -> dict[str, str]:
    """Return what narrowed the list, for the log: long numbers are not kept."""
    told = {name: str(options[name]) for name in FILTERS if options[name]}
    return {name: masked(text) for name, text in {**told, "after": after}.items() if text}


def _line(row: MemberRow) -> str:
    birth = format_day(row.birth) if row.birth else ""
    org = row.org.name if row.org else ""
    parts = (row.name, birth, standing_name(row.standing), org, f"[{row.uid}]")
    return "  ".join(filter(None, (*parts, mark_invented(row.invented))))
