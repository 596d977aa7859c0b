"""Check the days of entries against each other and against today."""

from typing import Final

from dangbo.history.files.checks.context import Context
from dangbo.history.files.days import partial_of
from dangbo.history.files.entries import FileEntry
from dangbo.history.files.problems import problem
from dangbo.rules.days import last_day

NEED_ONE: Final = frozenset({"figures", "leaders"})


def check_times(context: Context) -> None:
    """Refuse days in the future of our knowledge, periods that run backwards, and two times."""
    for entry in context.file.entries():
        if entry.broken:
            continue
        recorded = entry.recorded
        if recorded is not None and recorded > context.today:
            context.problems.refuse(
                problem(
                    "RECORDED_IN_FUTURE", (*entry.path, "recorded"), recorded=recorded.isoformat()
                )
            )
        if entry.section in {*NEED_ONE, "notes"}:
            _check_one(context, entry)
        _check_order(context, entry)


def _check_one(context: Context, entry: FileEntry) -> None:
    both = "day" in entry.body and "period" in entry.body
    if both or (entry.section in NEED_ONE and not {"day", "period"} & entry.body.keys()):
        context.problems.refuse(problem("DAY_OR_PERIOD", entry.path))


def _check_order(context: Context, entry: FileEntry) -> None:
    bounds, path = entry.body.get("period", entry.body), entry.path
    if "period" in entry.body:
        path = (*path, "period")
    if "from" not in bounds or "to" not in bounds:
        return
    first, last = partial_of(bounds["from"]), partial_of(bounds["to"])
    if last_day(last) < first.first:
        context.problems.refuse(problem("BACKWARDS", (*path, "to")))
