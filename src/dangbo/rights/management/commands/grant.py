"""Grant roles to accounts from the console, as the first of all grants have to be."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.rights.commands import grant_role
from dangbo.rights.phrases import role_name, sentence_of
from dangbo.rights.queries import grants
from dangbo.rules.rights import roles_on
from dangbo.rules.verdicts import RuleError


class Command(BaseCommand):
    """Give an account a role; without one, list the grants in force."""

    help = _("Giao vai trò cho tài khoản; không ghi gì thì liệt kê quyền đang có")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="", help=_("tài khoản"))
        parser.add_argument("role", nargs="?", default="", help=_("mã vai trò"))
        parser.add_argument("--org", default="", help=_("đơn vị; bỏ trống: toàn hệ thống"))
        parser.add_argument("--person", default="", help=_("mã đảng viên của tài khoản"))
        parser.add_argument("--from", dest="start", default="", help=_("từ ngày (2026-11-23)"))
        parser.add_argument("--to", dest="end", default="", help=_("đến hết hôm trước ngày này"))
        parser.add_argument("--reason", default="", help=_("lý do"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["username"] and options["role"]:
            self.grant(options)
            return
        today = timezone.localdate()
        for row in grants(actor=OPERATOR, on=today, username=options["username"]):
            where = row.org_name or row.person_name or _("toàn hệ thống")
            told = [row.username, row.role, role_name(row.role, on=today), where]
            self.stdout.write("\t".join(told))

    def grant(self, options: dict[str, Any]) -> None:
        """Give the role, or say every reason against it."""
        try:
            start = date.fromisoformat(options["start"]) if options["start"] else None
            end = date.fromisoformat(options["end"]) if options["end"] else None
            on = start or timezone.localdate()
            org = find_org(actor=OPERATOR, text=options["org"], on=on) if options["org"] else None
            grant_role(
                actor=OPERATOR,
                username=options["username"],
                role=options["role"],
                org=org.id if org else None,
                person=options["person"],
                start=on,
                end=end,
                reason=options["reason"] or _("Giao từ máy chủ"),
            )
        except RuleError as error:
            told = " ".join(sentence_of(each) for each in error.verdict.against)
            raise CommandError(told, returncode=2) from error
        except (UnknownOrg, AmbiguousOrg, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        except Http404 as error:
            known = ", ".join(sorted(roles_on(timezone.localdate()).roles))
            text = _("Không có tài khoản này, hoặc đã khóa. Các vai trò: %(roles)s") % {
                "roles": known
            }
            raise CommandError(text, returncode=2) from error
        self.stdout.write(_("Đã giao."))
