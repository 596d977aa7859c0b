"""Write an organisation's history as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.audit.management.purposes import add_purpose, stated_purpose
from dangbo.desk.queries.naming import persons_in
from dangbo.history.exports import export_history
from dangbo.history.files.writing import as_json, as_yaml
from dangbo.orgs.management.options import resolve_org


class Command(BaseCommand):
    """Write a file that loads into an empty database to the same answers."""

    help = _("Xuất tệp lịch sử: dangbo export ORG [-o TỆP] [--json] [--with-invented]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the organisation, and where to write."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("-o", "--output", default=None, metavar="FILE", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--with-invented", action="store_true")
        add_purpose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or print it."""
        org = resolve_org(options["org"], on=timezone.localdate(), known=None)
        output: Path | None = options["output"]
        in_json = options["as_json"] or (output is not None and output.suffix == ".json")
        told = export_history(actor=OPERATOR, org=org, with_invented=options["with_invented"])
        text = as_json(told) if in_json else as_yaml(told)
        persons = {key for each in told.get("decisions", ()) for key in persons_in(each)}
        facts: dict[str, Any] = {"file": output.name if output else "", "page": "dangbo export"}
        if persons:
            facts |= {"count": len(persons), **stated_purpose(options, persons=len(persons))}
        record_access(
            actor=OPERATOR, code=AccessCode.EXPORTED, kind="org", subject=org.uid, facts=facts
        )
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            values = {"file": output, "reason": error.strerror}
            message = _("không ghi được %(file)s (%(reason)s). Chọn nơi khác.") % values
            raise CommandError(message, returncode=2) from error
