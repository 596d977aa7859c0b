"""Receive an organisation that another register hands over."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.history.commands import Reception, Terms, receive
from dangbo.history.files.packages import read_package
from dangbo.history.files.packages.receipts import ENDING
from dangbo.history.management.reading import answered, content_of, write_whole
from dangbo.history.queries.handovers import receipt_of
from dangbo.orgs.management.options import read_day, resolve_org


class Command(BaseCommand):
    """Load a hand-over package, all or nothing, and write the receipt beside it."""

    help = _(
        "Nhận gói bàn giao: dangbo receive GÓI.zip [--under ORG] [--on NGÀY] [--reason LÝ-DO] "
        "[--prefix CHỮ] [--dry-run]"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the package, and how to receive it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--under", default="", metavar="ORG")
        parser.add_argument("--on", default="", metavar="YYYY-MM-DD")
        parser.add_argument("--reason", default="", metavar="TEXT")
        parser.add_argument("--prefix", default="", metavar="TEXT")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Receive the package, or say what it would bring."""
        file: Path = options["file"]
        content = content_of(file)
        head = _("không nhận gì cả:")
        package = answered(head, lambda: read_package(content, name=file.name))
        on = read_day(options["on"]) if options["on"] else package.on
        under = resolve_org(options["under"], on=on, known=None) if options["under"] else None
        terms = Terms(under, on, options["reason"], options["prefix"])
        found = answered(
            head,
            lambda: receive(
                actor=OPERATOR, package=package, terms=terms, dry_run=options["dry_run"]
            ),
        )
        self._tell(found, terms)
        if found.act is not None:
            self._receipt(found.act, file)

    def _tell(self, found: Reception, terms: Terms) -> None:
        manifest = found.package.manifest
        values = {
            "name": manifest["organisation"]["name"],
            "count": format_number(manifest["counts"]["total"]),
            "on": format_day(found.on),
        }
        if not found.new:
            words = _("%(name)s: gói này đã nhận từ trước; không ghi gì thêm.")
            self.stdout.write(words % values)
            return
        self.stdout.write(_("%(name)s: nhận %(count)s tổ chức đảng.") % values)
        for each in manifest["counts"]["by_kind"]:
            self.stdout.write(f"  {each['name']}: {format_number(each['count'])}")
        members = manifest["counts"].get("members", {}).get("total", 0)
        if members:
            words = _("  Đảng viên: %(count)s") % {"count": format_number(members)}
            self.stdout.write(words)
        for old, new in sorted(found.renamed.items()):
            self.stdout.write(_("  khóa %(old)s thành %(new)s") % {"old": old, "new": new})
        if terms.under is not None:
            place = {"name": terms.under.name, "on": values["on"]}
            self.stdout.write(_("Trực thuộc %(name)s từ ngày %(on)s.") % place)
        if found.act is None:
            self.stdout.write(_("Chỉ chạy thử: chưa ghi gì."))

    def _receipt(self, act: int, file: Path) -> None:
        receipt = receipt_of(actor=OPERATOR, act=act)
        if receipt is None:
            return
        place = file.with_name(file.stem + ENDING)
        try:
            write_whole(place, receipt.as_bytes())
        except CommandError as error:
            # What was received stays received; the pages give the receipt too.
            self.stderr.write(str(error))
            return
        words = _("Biên nhận để gửi lại bên giao: %(file)s") % {"file": place}
        self.stdout.write(words)
