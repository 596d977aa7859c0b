"""Say how a draft is stored: in the columns of a paper, and in the journal."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Final

from dangbo.base.vietnamese import fold, sort_key
from dangbo.papers.enums import NumberForm
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_drafts import PaperDraft, ReadDraft

LONGEST_SORT: Final = 300


def columns(read: ReadDraft) -> dict[str, Any]:
    """Return the columns of a paper, with what is derived for search and order."""
    full, number = read.full, read.number
    day = full.day
    stored = {each.name: getattr(full, each.name) for each in fields(full)}
    for name in ("uid", "number_raw", "day"):
        del stored[name]
    return stored | {
        "raw": full.number_raw,
        "form": number.form if number else NumberForm.NONE.value,
        "normal": number.normal if number else "",
        "number": number.number if number else None,
        "suffix": number.suffix if number else "",
        "day": day.first if day else None,
        "precision": day.precision.value if day else "",
        "day_text": day.text if day else "",
        "folded": folded(full, number.normal if number else ""),
        "sort": sort_of(full, number.normal if number else ""),
    }


def folded(full: PaperDraft, normal: str) -> str:
    """Return what a search looks through: each word after a space, the number also in one."""
    year = str(full.day.first.year) if full.day else ""
    parts = (normal, full.number_raw, year, full.term, full.subject, full.issuer)
    number = fold(normal).replace(" ", "")
    return " " + " ".join(filter(None, (*map(fold, parts), number)))


def sort_of(full: PaperDraft, normal: str) -> str:
    """Return the key by which papers are put in the order of numbers, those without one last."""
    return (sort_key(normal) if normal else f"~{sort_key(full.subject)}")[:LONGEST_SORT]


def params_of_draft(full: PaperDraft) -> dict[str, Any]:
    """Return a draft as the journal keeps it."""
    day = full.day
    stated = (
        {"first": day.first.isoformat(), "precision": day.precision.value, "text": day.text}
        if day
        else None
    )
    return {**asdict(full), "day": stated}


def day_of_params(stated: Mapping[str, str] | None) -> PartialDay | None:
    """Return the day that the journal keeps so."""
    if stated is None:
        return None
    first = date.fromisoformat(stated["first"])
    return PartialDay(first, Precision(stated["precision"]), stated["text"])
