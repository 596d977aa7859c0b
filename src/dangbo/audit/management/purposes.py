"""Ask on the console what a list of many persons is for, as the door of files asks on pages."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.base.numbers import format_number
from dangbo.rules.exporting import asks_purpose, is_purpose, purpose_above

LONGEST = 200


def add_purpose(parser: ArgumentParser) -> None:
    """Take what a list is for."""
    parser.add_argument("--purpose", default="", metavar="TEXT", help=_("dùng danh sách làm gì"))


def stated_purpose(options: Mapping[str, Any], *, persons: int) -> dict[str, str]:
    """Return the purpose for the log, or refuse a list of so many persons that states none."""
    today = timezone.localdate()
    stated = " ".join(str(options["purpose"]).split())[:LONGEST]
    if asks_purpose(persons=persons, day=today) and not is_purpose(stated, day=today):
        values = {"count": format_number(persons), "most": format_number(purpose_above(today))}
        message = _(
            "Danh sách có %(count)s người. Trên %(most)s người thì phải nêu mục đích: thêm "
            '--purpose "dùng làm gì, gửi cho ai".'
        )
        raise CommandError(message % values, returncode=2)
    return {"purpose": stated} if stated else {}


def note_persons(
    options: Mapping[str, Any], *, subject: str, persons: int, page: str, file: Path | None = None
) -> None:
    """Keep in the log that the console is about to tell of the persons of an organisation.

    Refuses, as `stated_purpose` does, before anything is noted.
    """
    facts = {"page": page, "count": persons, **stated_purpose(options, persons=persons)}
    code = AccessCode.EXPORTED if file else AccessCode.LISTED
    if file:
        facts["file"] = file.name
    record_access(actor=OPERATOR, code=code, kind="org", subject=subject, facts=facts)
