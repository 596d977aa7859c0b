"""Fill the register with invented organisations that agree with a committee's figures."""

import json
import time
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number, format_published
from dangbo.history.demonstration import (
    Demonstrated,
    NotLoaded,
    Progress,
    SeveralLoaded,
    Tell,
    committee_meant,
    conflict_text,
    demonstrate,
    is_demonstrated,
)
from dangbo.history.demonstration.reading import Checked
from dangbo.history.queries import FigureRow
from dangbo.history.tables.figures import plain
from dangbo.rules.verdicts import RuleError

STEP_SECONDS: Final = 0.5
ENDINGS: Final = (".yaml", ".yml", ".json")


class Command(BaseCommand):
    """Write the demonstration of a committee once; a second time only says that it is there."""

    help = _(
        "Dựng dữ liệu minh họa khớp số liệu đã công bố: "
        "dangbo demo KHÓA [--seed SỐ] [--no-members] [--json]"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("committee", metavar=_("KHÓA"))
        parser.add_argument("--seed", type=int, default=0, metavar="N")
        parser.add_argument("--no-members", action="store_false", dest="with_members")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        committee = meant(options["committee"])
        if is_demonstrated(actor=OPERATOR, committee=committee):
            self.say_there(committee, as_json=options["as_json"])
            return
        try:
            found = demonstrate(
                actor=OPERATOR,
                committee=committee,
                seed=options["seed"],
                with_members=options["with_members"],
                tell=self.teller(committee),
            )
        except RuleError as error:
            reasons = [conflict_text(each, {}) for each in error.verdict.against]
            message = _("không dựng được minh họa cho %(committee)s: %(reasons)s")
            values = {"committee": committee, "reasons": " ".join(reasons)}
            raise CommandError(message % values, returncode=2) from error
        self.report(found, as_json=options["as_json"])

    def teller(self, committee: str) -> Tell:
        """Return what prints how far the writing has come, a few times a second at most."""
        self.told_at = time.monotonic()

        def tell(progress: Progress) -> None:
            now = time.monotonic()
            if now - self.told_at < STEP_SECONDS and progress.decisions < progress.of:
                return
            self.told_at = now
            text = _("%(committee)s: %(decisions)s/%(of)s quyết định, %(orgs)s tổ chức, đến %(on)s")
            values = {
                "committee": committee,
                "decisions": format_number(progress.decisions),
                "of": format_number(progress.of),
                "orgs": format_number(progress.orgs),
                "on": format_day(progress.on),
            }
            self.stderr.write(text % values, str)

        return tell

    def say_there(self, committee: str, *, as_json: bool) -> None:
        """Say that there is nothing to do."""
        if as_json:
            self.stdout.write(json.dumps({"committee": committee, "made": False}, indent=2))
            return
        text = _("Dữ liệu minh họa của %(committee)s đã có sẵn; không thêm gì.")
        self.stdout.write(text % {"committee": committee})

    def report(self, found: Demonstrated, *, as_json: bool) -> None:
        """Say what was added, and each published count beside the register's own."""
        if as_json:
            self.stdout.write(json.dumps(as_answer(found), ensure_ascii=False, indent=2))
            return
        text = _(
            "%(committee)s: %(orgs)s tổ chức minh họa, %(decisions)s quyết định minh họa, "
            "từ %(first)s đến %(last)s."
        )
        values = {
            "committee": found.committee,
            "orgs": format_number(found.organisations),
            "decisions": format_number(found.decisions),
            "first": format_day(found.first),
            "last": format_day(found.last),
        }
        self.stdout.write(text % values)
        for each in found.checked:
            self.stdout.write(f"  {line_of(each)}")
        if found.members:
            text = _("%(members)s đảng viên minh họa trong cả thời gian.")
            self.stdout.write(text % {"members": format_number(found.members)})
        for row in found.member_figures:
            self.stdout.write(f"  {member_line(row)}")


def meant(word: str) -> str:
    """Return the committee meant, or say which file to load."""
    try:
        return committee_meant(actor=OPERATOR, word=word)
    except NotLoaded as error:
        message = _("chưa nạp lịch sử của «%(word)s»; chạy: dangbo load %(file)s")
        values = {"word": word, "file": file_of(word)}
        raise CommandError(message % values, returncode=2) from error
    except SeveralLoaded as error:
        message = _("«%(word)s» là tên tệp của nhiều đảng bộ; dùng một khóa: %(keys)s")
        values = {"word": word, "keys": ", ".join(error.committees)}
        raise CommandError(message % values, returncode=2) from error


def file_of(word: str) -> str:
    """Return the file beside us that probably has the history meant."""
    folder = Path("data")
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix in ENDINGS and (path.stem == word or names_committee(path, word)):
            return path.as_posix()
    return f"data/{word}.yaml"


def names_committee(path: Path, word: str) -> bool:
    """Say whether a file says on one of its lines that it is about a committee."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        return any(line.split() == ["committee:", word] for line in lines)


def line_of(each: Checked) -> str:
    """Write a published count and the register's own."""
    text = _("%(key)s (%(from)s - %(to)s): công bố %(published)s, sổ đếm %(computed)s")
    return text % {
        "key": each.key,
        "from": format_day(each.start),
        "to": format_day(each.end),
        "published": format_number(each.published),
        "computed": format_number(each.computed[0]),
    }


def member_line(row: FigureRow) -> str:
    """Write a published figure of members and the register's own."""
    text = _("%(key)s (%(on)s): công bố %(published)s, sổ đếm %(computed)s")
    return text % {
        "key": row.key,
        "on": format_day(row.when.start),
        "published": format_published(row.operator, row.value),
        "computed": format_number(row.computed or 0),
    }


def as_answer(found: Demonstrated) -> dict[str, Any]:
    """Return the answer for programs."""
    return {
        "committee": found.committee,
        "made": True,
        "seed": found.seed,
        "organisations": found.organisations,
        "decisions": found.decisions,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "figures": [
            {
                "figure": each.key,
                "indicator": each.measure.value,
                "from": each.start.isoformat(),
                "to": each.end.isoformat(),
                "published": each.published,
                "computed": each.computed[0],
            }
            for each in found.checked
        ],
        "members": found.members,
        "member_figures": [
            {
                "figure": row.key,
                "indicator": row.indicator,
                "on": row.when.start.isoformat(),
                "operator": str(row.operator),
                "published": plain(row.value),
                "computed": plain(Decimal(row.computed or 0)),
            }
            for row in found.member_figures
        ],
    }
