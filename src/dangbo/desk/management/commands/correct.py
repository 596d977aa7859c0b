"""Correct decisions: void them, or give them another day."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.desk.commands import Outlook, foresee_corrections, sign_correction
from dangbo.desk.management.corrections import VOID, as_answer, lines_of, refusal_of
from dangbo.desk.phrases import sentence_of
from dangbo.desk.queries.correcting import cited_paper
from dangbo.desk.tables.correcting import Named, named_decisions
from dangbo.orgs.management.options import read_day
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError
from dangbo.rules.corrections import Correction, why_given
from dangbo.rules.verdicts import finding

REFUSED: Final = 2
ALSO: Final = re.compile(r"([0-9]{1,18}):(.+)")


class Command(BaseCommand):
    """Correct decisions, or only say what would come of it."""

    help = _(
        "Đính chính quyết định: dangbo correct SỐ (--void | --on NGÀY) "
        "[--also SỐ:void|SỐ:NGÀY] (--reason LÝ-DO | --paper SỐ) [--dry-run] [--json]"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the decision, what becomes of it and of others, and why."""
        parser.add_argument("act", metavar="ACT", type=int)
        parser.add_argument("--void", action="store_true")
        parser.add_argument("--on", default="", metavar="YYYY-MM-DD")
        parser.add_argument("--also", action="append", default=[], metavar="ACT:void|ACT:DAY")
        parser.add_argument("--reason", default="", metavar="TEXT")
        parser.add_argument("--paper", default="", metavar="NUMBER")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Foresee the correction; make it where nothing stands against it."""
        corrections = [_own(options), *(_along(text) for text in options["also"])]
        paper, reason, today = _paper(options["paper"]), options["reason"], timezone.localdate()
        given: dict[str, Any] = {
            "actor": OPERATOR,
            "corrections": corrections,
            "reason": reason,
            "today": today,
        }
        try:
            outlook = foresee_corrections(**given, cited=paper is not None)
        except Http404 as error:
            raise CommandError(_unknown(corrections), returncode=REFUSED) from error
        decisions = named_decisions(actor=OPERATOR, acts=outlook.days.keys())
        if not outlook.verdict.allows or outlook.foreseen is None:
            self._refuse(outlook, decisions, options)
            return
        by = None
        if not options["dry_run"]:
            foreseen = outlook.foreseen
            by = sign_correction(
                **given, paper=paper, seen=foreseen.digest, since=foreseen.since
            ).seq
        self._tell(outlook, decisions, by, as_json=options["as_json"])

    def _tell(
        self, outlook: Outlook, decisions: Mapping[int, Named], by: int | None, *, as_json: bool
    ) -> None:
        if as_json:
            self._write_json({"act": by, **as_answer(outlook, [], decisions)})
            return
        for line in lines_of(outlook, decisions):
            self.stdout.write(line)
        if by is None:
            self.stdout.write(_("Chỉ chạy thử: chưa ghi gì."))
        else:
            self.stdout.write(_("Đã đính chính, nhật ký số %(number)s.") % {"number": by})

    def _refuse(
        self, outlook: Outlook, decisions: Mapping[int, Named], options: Mapping[str, Any]
    ) -> None:
        ways = outlook.ways_out()
        if options["as_json"]:
            self._write_json({"act": None, **as_answer(outlook, ways, decisions)})
        why = [
            word
            for name in ("reason", "paper")
            if options[name]
            for word in (f"--{name}", options[name])
        ]
        raise CommandError(refusal_of(outlook, ways, decisions, why), returncode=REFUSED)

    def _write_json(self, answer: Mapping[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _own(options: Mapping[str, Any]) -> Correction:
    """Return what becomes of the decision itself; one of the two has to be said."""
    if options["void"] == bool(options["on"]):
        cited = bool(options["paper"])
        against = (finding("VOID_OR_DATE"), *why_given(reason=options["reason"], cited=cited))
        message = "\n".join(sentence_of(each, {}) for each in against)
        raise CommandError(message, returncode=REFUSED)
    return Correction(options["act"], None if options["void"] else read_day(options["on"]))


def _along(text: str) -> Correction:
    match = ALSO.fullmatch(text)
    if match is None:
        message = _("--also %(text)s: ghi SỐ:void hoặc SỐ:NGÀY, ví dụ 12:void, 12:2020-02-01.")
        raise CommandError(message % {"text": text}, returncode=REFUSED)
    return Correction(int(match[1]), None if match[2] == VOID else read_day(match[2]))


def _paper(number: str) -> Any:
    try:
        return cited_paper(actor=OPERATOR, number=number)
    except (UnknownPaperError, AmbiguousPaperError) as error:
        raise CommandError(str(error), returncode=REFUSED) from error


def _unknown(corrections: list[Correction]) -> str:
    acts = ", ".join(str(each.act) for each in corrections)
    return _("Không phải số nào cũng là quyết định về tổ chức trong nhật ký: %(acts)s.") % {
        "acts": acts
    }
