# ruff: noqa: N999 - the command is called so
"""Take a list of members in from a file, or say what that would do."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.base.days import format_day
from dangbo.intake.commands import check_rows, map_columns, open_intake, take_intake
from dangbo.intake.phrases import STATES, field_name, sentence_of
from dangbo.intake.queries.looking import Rows, org_names
from dangbo.rules.row_states import CHANGED, DOUBTFUL, NEW, WRONG
from dangbo.rules.row_states import STATES as ALL
from dangbo.rules.verdicts import Finding, RuleError

DIFFERENT: Final = 1
SHOWN: Final = 200


class Command(BaseCommand):
    """Check a list and take it in; 1 where rows are wrong or doubtful, 2 where it is not read."""

    help = _("Nhập đảng viên từ tệp: dangbo import TỆP [--dry-run] [--on NGÀY] [--json]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and how to read it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
        parser.add_argument("--org", default="", help=_("chi bộ của cả danh sách"))
        parser.add_argument("--standing", default="", choices=["", "official", "probationary"])
        parser.add_argument("--source", default="", metavar="TAB", help=_("tên trang tính"))
        parser.add_argument("--coding", default="", help=_("bảng mã của tệp CSV"))
        parser.add_argument(
            "--decode", action="store_true", help=_("chuyển TCVN3, VNI sang Unicode")
        )
        parser.add_argument("--paper", default="", help=_("số văn bản làm căn cứ"))
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the list within a transaction; keep what it did only where all of it is clean."""
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            values = {"file": options["file"], "reason": error.strerror}
            message = _("không đọc được %(file)s (%(reason)s). Kiểm tra đường dẫn.") % values
            raise CommandError(message, returncode=2) from error
        with transaction.atomic():
            answer = _answer(OPERATOR, content, options)
            if answer["taken"] is False:
                transaction.set_rollback(True)
        if options["as_json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(answer)))
        if not answer["clean"]:
            raise SystemExit(DIFFERENT)


def _answer(actor: Actor, content: bytes, options: dict[str, Any]) -> dict[str, Any]:
    on = options["on"] or timezone.localdate()
    try:
        opened = open_intake(
            actor=actor,
            content=content,
            name=options["file"].name,
            on=on,
            tab=options["source"],
            coding=options["coding"],
            decode=options["decode"],
        )
        chosen = {"org": options["org"], "standing": options["standing"]}
        if any(chosen.values()):
            map_columns(actor=actor, intake=opened.pk, columns=opened.columns, **chosen)
        intake = check_rows(actor=actor, intake=opened.pk)
    except RuleError as error:
        lines = [_told(each) for each in error.verdict.against]
        raise CommandError(" ".join(lines), returncode=2) from error
    counts = {state: intake.counts.get(state, 0) for state in ALL}
    clean = not counts[WRONG] and not counts[DOUBTFUL]
    told = [*_rows(actor, Rows(intake, {WRONG, DOUBTFUL}), on)]
    answer = {
        "file": intake.name,
        "tab": intake.tab,
        "on": on.isoformat(),
        "columns": {field: intake.headings[at] for field, at in intake.columns.items()},
        "remarks": [
            _told(Finding(code, facts=tuple(facts.items()))) for code, facts in intake.remarks
        ],
        "counts": counts,
        "rows": told,
        "clean": clean,
        "taken": False,
        "acts": [],
    }
    if clean and not options["dry_run"] and counts[NEW] + counts[CHANGED]:
        answer |= _taken(actor, intake.pk, options["paper"])
    return answer


def _taken(actor: Actor, intake: int, paper: str) -> dict[str, Any]:
    try:
        row = take_intake(actor=actor, intake=intake, paper=paper)
    except RuleError as error:
        lines = [_told(each) for each in error.verdict.against]
        raise CommandError(" ".join(lines), returncode=2) from error
    except LookupError as error:
        raise CommandError(str(error), returncode=2) from error
    return {"taken": True, "acts": row.acts}


def _rows(actor: Actor, rows: Rows, on: date) -> Iterator[dict[str, Any]]:
    for each in rows:
        state = each.judged.state
        uids = {str(found.fact(name) or "") for found in state.findings for name in ("old", "new")}
        orgs = org_names(actor=actor, uids=uids, on=on) if uids - {""} else {}
        told = [
            {"code": found.code, "field": found.where, "text": sentence_of(found, orgs)}
            for found in state.findings
        ]
        yield {"row": state.number, "state": state.state, "findings": told}


def _told(found: Finding) -> str:
    return sentence_of(found)


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    day = format_day(date.fromisoformat(answer["on"]))
    yield _("%(file)s, tính đến ngày %(day)s") % {"file": answer["file"], "day": day}
    yield _("Cột: %(columns)s") % {"columns": ", ".join(map(field_name, answer["columns"]))}
    yield from answer["remarks"]
    counts = Counter(answer["counts"])
    yield ", ".join(f"{STATES[state][0]}: {counts[state]}" for state in ALL if counts[state])
    for row in answer["rows"][:SHOWN]:
        state = STATES[row["state"]][0]
        reasons = " ".join(each["text"] for each in row["findings"])
        yield _("Dòng %(row)s: %(state)s. %(reasons)s") % {
            "row": row["row"],
            "state": state,
            "reasons": reasons,
        }
    if left := len(answer["rows"]) - SHOWN:
        yield _("… và %(left)s dòng nữa.") % {"left": left} if left > 0 else ""
    yield _("Đã nhập vào sổ.") if answer["taken"] else _("Chưa ghi gì vào sổ.")
