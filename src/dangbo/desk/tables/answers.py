"""Put what would come of a decision into an answer for programs, and into lines for people."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.desk.commands import Foreseen
from dangbo.desk.files import DecisionFile
from dangbo.desk.phrases import sentence_of
from dangbo.desk.tables.differing import state_words
from dangbo.desk.tables.foreseen import later_differences
from dangbo.desk.tables.marks import MARKS, Sides, sides_of
from dangbo.desk.tables.verdicts import names_of
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.telling import decision_rows
from dangbo.orgs.tables.decision_facts import title_of
from dangbo.rules.timelines import State
from dangbo.rules.verdicts import Finding

Names = Mapping[int, OrgName]


def answer_of(*, actor: Actor, foreseen: Foreseen, file: DecisionFile, on: date) -> dict[str, Any]:
    """Return what a decision would do, as `docs/json/decide.schema.json` says."""
    sides = sides_of(foreseen, on)
    names = names_in(actor, foreseen, sides)
    verdict = foreseen.verdict
    return {
        "on": on.isoformat(),
        "allowed": verdict.allows,
        "refusals": [_finding(each, foreseen, file) for each in verdict.against],
        "warnings": [_finding(each, foreseen, file) for each in verdict.warnings],
        "counts": {code: count for code, count in _counts(sides).items() if count},
        "organisations": [
            {
                "org": names[org].uid,
                "becomes": list(codes),
                "before": _state(sides.before.get(org), names),
                "after": _state(sides.after.get(org), names),
            }
            for org, codes in sorted(sides.marks.items())
        ],
        "applied_again": foreseen.reapplied,
    }


def names_in(actor: Actor, foreseen: Foreseen, sides: Sides) -> Names:
    """Return the names of all organisations of both sides."""
    missing = (sides.before.keys() | sides.after.keys()) - foreseen.names.keys()
    return {**names_on(actor=actor, orgs=missing, on=sides.on), **foreseen.names}


def _finding(found: Finding, foreseen: Foreseen, file: DecisionFile) -> dict[str, Any]:
    return {
        "code": found.code,
        "where": found.where,
        "line": file.line_of(found.where) or None,
        "text": sentence_of(found, names_of(foreseen)),
    }


def _counts(sides: Sides) -> dict[str, int]:
    return {code: sum(code in codes for codes in sides.marks.values()) for code in MARKS}


def _state(state: State | None, names: Names) -> dict[str, Any] | None:
    if state is None:
        return None
    above = names[state.superior].uid if state.superior is not None else None
    return {"name": state.name, "kind": state.kind, "superior": above, "code": state.code}


def lines_of(*, actor: Actor, foreseen: Foreseen, file: DecisionFile, on: date) -> Iterator[str]:
    """Yield what a decision would do, line by line."""
    verdict, names = foreseen.verdict, names_of(foreseen)
    for head, findings in ((_("Không được"), verdict.against), (_("Lưu ý"), verdict.warnings)):
        for each in findings:
            line = file.line_of(each.where)
            place = _("(dòng %(line)s) ") % {"line": line} if line else ""
            yield f"{head}: {place}{sentence_of(each, names)}"
    if not verdict.allows:
        return
    sides = sides_of(foreseen, on)
    yield _("Ngày %(day)s, %(count)s tổ chức thay đổi:") % {
        "day": format_day(on),
        "count": len(sides.marks),
    }
    called = names_in(actor, foreseen, sides)
    for org, codes in sorted(sides.marks.items()):
        was, now = state_words(sides.before.get(org), sides.after.get(org), called, on)
        words = ", ".join(str(MARKS[code].text) for code in codes)
        change = f": {was} → {now}" if was != now else ""
        yield f"  {called[org].name} [{called[org].uid}]: {words}{change}"
    yield from _later(actor, foreseen, on)


def _later(actor: Actor, foreseen: Foreseen, on: date) -> Iterator[str]:
    rows = decision_rows(actor=actor, acts=foreseen.reapplied)
    for seq, row in sorted(rows.items()):
        values = {"title": row.title or title_of(row), "seq": seq, "day": format_day(row.on)}
        yield _("Áp dụng lại: %(title)s, %(day)s (nhật ký số %(seq)s)") % values
    if rows:
        count = len(later_differences(foreseen, on))
        yield _("Số khoảng thời gian sẽ khác đi sau đó: %(count)s") % {"count": count}
