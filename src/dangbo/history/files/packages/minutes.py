"""Set the minutes of a hand-over as PDF: one template, its values as JSON, no text as markup."""

from typing import Any, Final

from dangbo.base.numbers import format_number
from dangbo.history.files.packages.contents import Contents
from dangbo.history.files.packages.rolls import counts_of_members
from dangbo.ui.typesetting import set_pdf

TEMPLATE: Final = "templates/history/typst/bien-ban.typ"


def minutes_of(contents: Contents, *, digest: str) -> bytes:
    """Return the minutes of a hand-over as PDF/A; `digest` is that of the history file."""
    return set_pdf("dangbo.history", TEMPLATE, values_of(contents, digest))


def values_of(contents: Contents, digest: str) -> dict[str, Any]:
    """Return what the template of the minutes is filled with."""
    top, on = contents.orgs[0], contents.on
    giver = contents.giver or contents.org
    # Party papers write a zero before the days 1 to 9 and the months 1 and 2 alone.
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)  # noqa: PLR2004
    return {
        "org": {"name": top.name, "kind": top.kind_name, "code": top.code},
        "giver": {"name": giver.name, "superior": contents.giver_superior},
        "to": contents.to,
        "place": contents.place,
        "date": [on.year, on.month, on.day],
        "day": [f"{on.day:02}", month, str(on.year)],
        "basis": [contents.decision_words] if contents.decision else [],
        "below": len(contents.orgs) - 1,
        "total": format_number(len(contents.orgs)),
        "counts": [[name, format_number(count)] for _kind, name, count in contents.kinds],
        "members": _members(contents),
        "digest": digest,
        "invented": contents.invented,
        "rows": [
            [each.name, each.kind_name, each.code, each.superior_name, each.basis]
            for each in contents.orgs
        ],
    }


def _members(contents: Contents) -> list[str]:
    """Return how many members go along: all, official, on probation; nothing where none do."""
    if not contents.members:
        return []
    counts = counts_of_members(contents.members)
    return [format_number(counts[name]) for name in ("total", "official", "probationary")]
