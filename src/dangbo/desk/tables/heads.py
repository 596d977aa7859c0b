"""Show what a draft says of its paper and its day, and what that comes to."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import DayError, format_day, parse_day
from dangbo.desk.phrases import field_name, in_words
from dangbo.desk.phrases.values import told_head
from dangbo.desk.queries.reading import read_content
from dangbo.papers.phrases import kind_name
from dangbo.papers.queries import PaperFilter, PaperRow, papers
from dangbo.papers.queries.rows import papers_by_uid
from dangbo.rules.paper_numbers import paper_kinds
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui.parts import Fact

MOST_PAPERS: Final = 10
# What is only not filled in yet is told in one quiet line.
QUIET: Final = frozenset({"DAY_MISSING", "PAPER_MISSING"})


def head_parts(
    *, actor: Actor, head: Mapping[str, Any], today: date, find: str = ""
) -> dict[str, Any]:
    """Return what the page of the paper and the day shows; `find` looks for a recorded paper."""
    read = read_content(actor=actor, content={"head": head, "changes": []}, today=today)
    against = [each for each in read.verdict.against if each.where.startswith("head.")]
    uid = str(head.get("paper") or "")
    return {
        "head": head,
        "findings": in_words(Verdict(_loud(against), read.verdict.warnings), {}),
        "missing": [_missing(each) for each in against if each.code in QUIET],
        "paper": papers_by_uid(actor=actor, uids=[uid]).get(uid) if uid else None,
        "find": find,
        "papers": _found(actor, find, besides=uid),
        "kinds": [(code, f"{kind_name(code)} ({code})") for code in paper_kinds()],
        "day_note": day_note(str(head.get("on") or ""), today),
    }


def day_note(text: str, today: date) -> str:
    """Say what a day of effect means: at once, later with nobody present, or in the past."""
    try:
        on = parse_day(text) if text.strip() else None
    except DayError:
        return ""
    if on is None or on == today:
        return _("Quyết định có hiệu lực ngay khi ký.") if on else ""
    if on > today:
        return _(
            "Còn %(days)s ngày nữa. Sau khi ký, quyết định tự có hiệu lực ngày %(day)s và được "
            "kiểm tra lại hôm đó; trước ngày ấy vẫn mở lại để sửa được."
        ) % {"days": (on - today).days, "day": format_day(on)}
    return _(
        "Ngày này đã qua %(days)s ngày. Sổ sẽ ghi quyết định có hiệu lực từ ngày %(day)s; các "
        "quyết định sau ngày đó được tính lại, bước Kiểm tra cho thấy điều gì khác đi."
    ) % {"days": (today - on).days, "day": format_day(on)}


def _loud(found: list[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in found if each.code not in QUIET)


def _missing(found: Finding) -> str:
    return field_name(found.where.removeprefix("head."))


def _found(actor: Actor, find: str, *, besides: str) -> list[PaperRow]:
    if not find:
        return []
    rows = papers(actor=actor, narrowed=PaperFilter(text=find.replace("\0", "")))[: MOST_PAPERS + 1]
    return [row for row in rows if row.uid != besides][:MOST_PAPERS]


def head_facts(*, actor: Actor, head: Mapping[str, Any]) -> list[Fact]:
    """Return the paper, the day and the reason as facts of a page."""
    uid = str(head.get("paper") or "")
    row = papers_by_uid(actor=actor, uids=[uid]).get(uid) if uid else None
    typed = {name: text for name, text in head.items() if text and name != "paper"}
    if row is not None:
        typed = {name: text for name, text in typed.items() if name in {"on", "title", "reason"}}
    told = [Fact(each.label, each.text) for each in told_head(typed)]
    if row is None:
        return told
    cited = Fact(field_name("paper"), row.citation, url=reverse("papers:detail", args=[uid]))
    return [cited, *told]
