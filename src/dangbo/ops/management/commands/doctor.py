"""Look over a deployment, and say what is unsafe and what to do."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.config import env
from dangbo.ops.queries.checking_database import check_database
from dangbo.ops.queries.checking_places import check_backups, check_keys, check_places
from dangbo.ops.queries.checking_settings import check_settings
from dangbo.ops.queries.findings import BAD, GOOD, WARN, Finding


class Command(BaseCommand):
    """Print every finding with its remedy; exit 1 if anything is unsafe."""

    help = _("Khám một máy chủ: chỗ nào không an toàn, phải làm gì: dangbo doctor [--json]")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the answer."""
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at everything."""
        now = timezone.now()
        found = [
            *check_settings(),
            *check_keys(),
            *check_places(),
            *check_backups(env.backup_directory(), now),
            *check_database(now),
        ]
        unsafe = [each for each in found if each.level == BAD]
        if options["as_json"]:
            answer = {"safe": not unsafe, "findings": [each._asdict() for each in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._tell(found)
        if unsafe:
            raise SystemExit(1)

    def _tell(self, found: list[Finding]) -> None:
        marks = {BAD: _("NGUY HIỂM"), WARN: _("NÊN SỬA"), GOOD: _("tốt")}
        for level in (BAD, WARN, GOOD):
            for each in found:
                if each.level == level:
                    self.stdout.write(f"{marks[level]}: {each.text}")
                    if each.remedy:
                        self.stdout.write(f"    → {each.remedy}")
        bad, warn = (sum(each.level == level for each in found) for level in (BAD, WARN))
        values = {"bad": bad, "warn": warn}
        self.stdout.write(_("%(bad)s điểm nguy hiểm, %(warn)s điểm nên sửa.") % values)
