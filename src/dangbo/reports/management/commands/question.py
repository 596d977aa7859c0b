"""Ask a question that is kept, from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.management.options import ReadingCommand, asked, reading_options, resolve_org
from dangbo.reports import queries
from dangbo.reports.management.answers import plain_value
from dangbo.reports.phrases import codes_name, name_of, value_words
from dangbo.reports.phrases.questions import fault_text, sentence
from dangbo.reports.queries.question_places import Asking, NoSistersError
from dangbo.reports.queries.questions import TooManyCellsError, answer, question_faults
from dangbo.reports.queries.questions_kept import called, read_query
from dangbo.reports.tables.builder_grid import moment_name, place_name
from dangbo.rules.question_answers import Answer
from dangbo.rules.questions import Question
from dangbo.rules.verdicts import finding


class Command(ReadingCommand):
    """Answer a question that is kept, by the rights of the operator."""

    help = _("Hỏi lại một câu hỏi đã lưu: dangbo question TÊN [--on NGÀY] [--known NGÀY] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the name or the number of the question."""
        parser.add_argument("name", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        row = _one(options["name"])
        read = read_query(row.query)
        faults = [*read.faults, *question_faults(read.question, today=on)]
        if faults:
            raise CommandError(" ".join(fault_text(each, on) for each in faults), returncode=2)
        org = resolve_org(read.question.org, on=on, known=known)
        try:
            found = answer(
                read.question,
                org=org,
                asking=Asking(OPERATOR, on, known),
                most=settings.QUESTION_CELLS,
            )
        except TooManyCellsError as error:
            fault = finding("QUESTION_TOO_MANY_CELLS", "days", most=error.most)
            raise CommandError(fault_text(fault, on), returncode=2) from error
        except NoSistersError as error:
            fault = finding("QUESTION_NO_SISTERS", "scope")
            raise CommandError(fault_text(fault, on), returncode=2) from error
        indicators = [queries.indicator(code) for code in read.question.indicators]
        told = sentence(read.question, indicators, org.name, on)
        if options["as_json"]:
            head = {"name": row.name, "owner": row.owner.username, "sentence": told}
            self.write_json({**asked(on, known), **head, **_plain(read.question, found)})
            return
        self.stdout.write(told)
        for line in _lines(read.question, found):
            self.stdout.write(f"  {line}")


def _one(name: str) -> Any:
    found = called(name)
    if not found:
        message = _("Không có câu hỏi đã lưu «%(name)s». Ghi đúng tên, số, hoặc TÀI_KHOẢN:TÊN.")
        raise CommandError(message % {"name": name}, returncode=2)
    if len(found) > 1:
        told = ", ".join(sorted(f"{row.owner.username}:{row.name}" for row in found))
        message = _("Có nhiều câu hỏi tên «%(name)s». Ghi một trong: %(names)s.")
        raise CommandError(message % {"name": name, "names": told}, returncode=2)
    return found[0]


def _plain(question: Question, found: Answer) -> dict[str, Any]:
    return {
        "by": list(question.by),
        "versions": dict(found.versions),
        "cells": [
            {
                "indicator": spot.indicator,
                "org": found.places[spot.place].uid,
                "side": found.places[spot.place].side,
                "from": found.moments[spot.moment].start,
                "to": found.moments[spot.moment].end,
                "keys": dict(zip(question.by, spot.keys, strict=False)),
                "value": plain_value(value),
            }
            for spot, value in found.cells.items()
        ],
    }


def _lines(question: Question, found: Answer) -> list[str]:
    lines = []
    for spot, value in found.cells.items():
        definition = queries.indicator(spot.indicator)
        moment = found.moments[spot.moment]
        parts = [place_name(found.places[spot.place]), moment_name(moment, question)]
        if len(spot.keys) == len(question.by) and question.by:
            parts.append(codes_name(question.by, spot.keys, moment.end))
        head = "; ".join([name_of(definition), *parts])
        lines.append(f"{head}: {value_words(definition, value)}")
    return lines
