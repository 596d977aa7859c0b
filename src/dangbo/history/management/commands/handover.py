"""Hand an organisation over to another register, or note that it has arrived there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.management.purposes import add_purpose, note_persons, stated_purpose
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.history.commands import Given, hand_over, note_arrival
from dangbo.history.files.packages import Package
from dangbo.history.files.packages.rolls import members_of
from dangbo.history.management.reading import answered, content_of, write_whole
from dangbo.history.queries.handing import Wish
from dangbo.history.tables.handovers import members_told
from dangbo.orgs.management.options import read_day, resolve_org


class Command(BaseCommand):
    """Write the package of an organisation and all below it, and record that it was given."""

    help = _("Bàn giao tổ chức: dangbo handover ORG --on NGÀY -o GÓI.zip, hoặc --receipt TỆP")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the organisation, the day, the other side, and where to write."""
        parser.add_argument("org", metavar="ORG", nargs="?", default="")
        parser.add_argument("--on", default="", metavar="YYYY-MM-DD")
        parser.add_argument("-o", "--output", default=None, metavar="FILE", type=Path)
        parser.add_argument("--to", default="", metavar="TEXT")
        parser.add_argument("--place", default="", metavar="TEXT")
        parser.add_argument("--paper", default="", metavar="NUMBER")
        parser.add_argument("--with-invented", action="store_true")
        parser.add_argument("--receipt", default=None, metavar="FILE", type=Path)
        add_purpose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a package, or note an arrival."""
        if options["receipt"] is not None:
            self._arrived(options["receipt"])
            return
        output: Path | None = options["output"]
        if not options["org"] or output is None:
            message = _("cần tổ chức và tệp để ghi: dangbo handover ORG --on NGÀY -o GÓI.zip.")
            raise CommandError(message, returncode=2)
        on = read_day(options["on"]) if options["on"] else timezone.localdate()
        wish = Wish(
            resolve_org(options["org"], on=on, known=None),
            on,
            to=options["to"],
            place=options["place"],
            paper=options["paper"],
            with_invented=options["with_invented"],
        )

        def ask(package: Package) -> None:
            stated_purpose(options, persons=members_of(package.manifest))

        head = _("chưa lập được gói:")
        found = answered(head, lambda: hand_over(actor=OPERATOR, wish=wish, ask=ask))
        if members := members_of(found.package.manifest):
            note_persons(
                options, subject=wish.org.uid, persons=members, page="dangbo handover", file=output
            )
        write_whole(output, found.package.content)
        self._tell(found, output)

    def _tell(self, found: Given, output: Path) -> None:
        manifest = found.package.manifest
        values = {
            "file": output,
            "name": manifest["organisation"]["name"],
            "count": format_number(manifest["counts"]["total"]),
        }
        self.stdout.write(_("%(file)s: %(name)s, %(count)s tổ chức đảng.") % values)
        for each in manifest["counts"]["by_kind"]:
            self.stdout.write(f"  {each['name']}: {format_number(each['count'])}")
        if members := members_of(manifest):
            words = _("  Đảng viên: %(count)s") % {"count": format_number(members)}
            self.stdout.write(words)
        if manifest["left_out"]:
            left = format_number(manifest["left_out"])
            words = _("Để lại %(count)s mục có hiệu lực sau ngày bàn giao.") % {"count": left}
            self.stdout.write(words)
        self.stdout.write(_("Mã gói: %(digest)s") % {"digest": found.package.digest})
        if not found.new:
            self.stdout.write(_("Đã ghi sổ từ trước; không ghi gì thêm."))

    def _arrived(self, file: Path) -> None:
        content = content_of(file)
        head = _("chưa ghi được biên nhận:")
        found = answered(
            head, lambda: note_arrival(actor=OPERATOR, content=content, name=file.name)
        )
        receipt = found.receipt
        where = receipt.under or receipt.received_as
        values = {
            "name": receipt.org.name,
            "where": where.name,
            "on": format_day(receipt.on),
        }
        self.stdout.write(_("%(name)s đã đến %(where)s từ ngày %(on)s.") % values)
        for line in members_told(found.members, receipt.on):
            self.stdout.write(f"  {line}")
        if not found.new:
            self.stdout.write(_("Đã ghi sổ từ trước; không ghi gì thêm."))
