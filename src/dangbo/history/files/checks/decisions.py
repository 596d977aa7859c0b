"""Check that each decision cites its paper once and is stated once."""

from datetime import date
from typing import Final

from dangbo.history.files.checks.context import Context
from dangbo.history.files.entries import FileEntry, canonical
from dangbo.history.files.problems import problem
from dangbo.rules.days import Precision
from dangbo.rules.paper_numbers import parse_number

TO_THE_DAY: Final = frozenset({str(Precision.DAY), str(Precision.INFERRED)})


def check_decisions(context: Context) -> None:
    """Refuse decisions without a paper, with two, or stated twice; warn of doubtful ones."""
    papers = {each.key: each for each in context.file.entries("papers")}
    first: dict[str, FileEntry] = {}
    for entry in context.file.entries("decisions"):
        _check_paper(context, entry)
        said = {name: entry.body.get(name) for name in ("on", "paper", "changes")}
        earlier = entry if entry.broken else first.setdefault(canonical(said), entry)
        if earlier is not entry:
            line = context.place_of(earlier.path).line
            context.problems.refuse(
                problem("DECISION_TWICE", entry.path, key=earlier.key, line=line)
            )
        _compare_days(context, entry, papers.get(entry.body.get("paper", "")))
    for paper in papers.values():
        number = paper.body.get("number", "")
        if number and parse_number(number).form == "unparsed":
            path = (*paper.path, "number")
            context.problems.warn(problem("NUMBER_KEPT_RAW", path, number=number))


def _check_paper(context: Context, entry: FileEntry) -> None:
    cited, unknown = "paper" in entry.body, "number_not_known" in entry.body
    if cited == unknown:
        code = "PAPER_AND_NONE" if cited else "NO_PAPER"
        context.problems.refuse(problem(code, entry.path, key=entry.key))


def _compare_days(context: Context, entry: FileEntry, paper: FileEntry | None) -> None:
    """Warn when the day of effect is the day of the paper with day and month exchanged."""
    if paper is None or "day" not in paper.body or "on" not in entry.body:
        return
    on, day = entry.body["on"], paper.body["day"]
    if on["precision"] != Precision.DAY or day["precision"] not in TO_THE_DAY:
        return
    effect, signed = date.fromisoformat(on["day"]), date.fromisoformat(day["day"])
    if effect != signed and (effect.year, effect.month, effect.day) == (
        signed.year,
        signed.day,
        signed.month,
    ):
        context.problems.warn(
            problem("DAYS_EXCHANGED", (*entry.path, "on"), on=on["day"], paper=day["day"])
        )
