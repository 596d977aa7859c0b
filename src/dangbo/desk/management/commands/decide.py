"""Decide what a file describes."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR, Actor, actor_of, readable_accounts
from dangbo.base.days import format_day
from dangbo.desk.commands import Foreseen
from dangbo.desk.commands.filing import Filed, decide_file, foresee_file
from dangbo.desk.commands.warning import with_warnings
from dangbo.desk.files import DecisionFile, FileRefused
from dangbo.desk.forms.files import decision_in
from dangbo.desk.phrases import sentence_of
from dangbo.desk.phrases.files import problem_line
from dangbo.desk.tables.answers import answer_of, lines_of
from dangbo.rules.verdicts import Finding, RuleError

DIFFERENT = 1


class Command(BaseCommand):
    """Record the decision of a file, or with --dry-run say what it would do; 1 where refused."""

    help = _("Ghi quyết định từ tệp: dangbo decide TỆP [--dry-run] [--actor TÊN] [--json]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and how to decide it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--actor", default="", metavar="USER")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, look ahead, and decide."""
        actor, today = _actor(options["actor"]), timezone.localdate()
        file = _read(options["file"], actor)
        foreseen = with_warnings(
            actor=actor, foreseen=foresee_file(actor=actor, content=file.content, today=today)
        )
        done = _Done(actor, file, foreseen, Filed(foreseen), options["dry_run"])
        if foreseen.verdict.allows and not options["dry_run"]:
            done = done.decided(today)
        if options["as_json"]:
            self.stdout.write(json.dumps(done.answer(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(done.lines()))
        if done.refused or not foreseen.verdict.allows:
            raise SystemExit(DIFFERENT)


@dataclass(frozen=True)
class _Done:
    """What was seen of a file, and what became of it."""

    actor: Actor
    file: DecisionFile
    foreseen: Foreseen
    filed: Filed
    dry_run: bool
    refused: tuple[Finding, ...] = ()

    def decided(self, today: date) -> "_Done":
        """Decide it; what the register still refuses is kept."""
        try:
            filed = decide_file(actor=self.actor, content=self.file.content, today=today)
        except RuleError as error:
            return replace(self, refused=error.verdict.against)
        return replace(self, filed=filed)

    @property
    def on(self) -> date:
        (part,) = self.foreseen.parts
        return part.read.on if part.read and part.read.on else timezone.localdate()

    def answer(self) -> dict[str, Any]:
        """Return the answer for programs."""
        found = answer_of(actor=self.actor, foreseen=self.foreseen, file=self.file, on=self.on)
        for each in self.refused:
            text, line = sentence_of(each, {}), self.file.line_of(each.where) or None
            told = {"code": each.code, "where": each.where, "line": line, "text": text}
            found["refusals"].append(told)
        found["allowed"] = not found["refusals"]
        filed = {"act": self.filed.act, "draft": self.filed.draft}
        return {"dry_run": self.dry_run, **filed, **found}

    def lines(self) -> Iterator[str]:
        """Yield the answer for people."""
        yield from lines_of(actor=self.actor, foreseen=self.foreseen, file=self.file, on=self.on)
        for each in self.refused:
            yield f"{_('Không được')}: {sentence_of(each, {})}"
        yield _outcome(self.filed, self.on, self.dry_run)


def _outcome(filed: Filed, on: date, dry_run: bool) -> str:
    values = {"day": format_day(on), "act": filed.act, "draft": filed.draft}
    if filed.act is not None:
        return _("Đã ghi quyết định: nhật ký số %(act)s, có hiệu lực %(day)s.") % values
    if filed.draft is not None:
        return _("Đã ký, chờ đến %(day)s (bản soạn %(draft)s).") % values
    return _("Chỉ chạy thử: chưa ghi gì.") if dry_run else _("Chưa ghi gì.")


def _actor(username: str) -> Actor:
    if not username:
        return OPERATOR
    user = readable_accounts(OPERATOR).filter(username=username, is_active=True).first()
    if user is None:
        message = _("Không có tài khoản «%(name)s» đang hoạt động. Kiểm tra tên đăng nhập.")
        raise CommandError(message % {"name": username}, returncode=2)
    return actor_of(user)


def _read(path: Path, actor: Actor) -> DecisionFile:
    try:
        return decision_in(path.read_bytes(), actor=actor, on=timezone.localdate())
    except OSError as error:
        values = {"file": path, "reason": error.strerror}
        message = _("không đọc được %(file)s (%(reason)s). Kiểm tra đường dẫn.") % values
        raise CommandError(message, returncode=2) from error
    except FileRefused as refused:
        head = _("không ghi gì cả, tệp có %(count)s lỗi:") % {"count": len(refused.problems)}
        lines = [problem_line(each, path.name) for each in refused.problems]
        raise CommandError("\n".join([head, *lines]), returncode=2) from refused
