"""Gather what the page of one row of a log shows: the row, its content, its place in the chain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404
from django.urls import NoReverseMatch, reverse

from dangbo.accounts.access import Actor
from dangbo.audit.access import readable_accesses, readable_acts, readable_closings
from dangbo.audit.files.closings import Closed, stated
from dangbo.audit.models import ACCESS_SEALED, ACT_SEALED
from dangbo.audit.queries.hiding import shown_accesses, shown_acts
from dangbo.audit.queries.journal import params_of
from dangbo.audit.queries.search import LogRow, access_row, act_row, placed_rows
from dangbo.base.chains import chain_keys, link

MOST_LEAVES: Final = 200
LONGEST: Final = 300


@dataclass(frozen=True)
class RowPage:
    """A row of a log with what it holds in full, and how it stands in its chain."""

    row: LogRow
    content: Mapping[str, Any]
    before: str
    holds: bool
    corrected_by: tuple[int, ...] = ()


_act_pages: dict[str, str] = {}
_subjects: dict[str, tuple[str, str]] = {}


def register_act_page(prefix: str, page: str) -> None:
    """Have acts whose code begins so lead to `page`, whose address takes their number."""
    _act_pages[prefix] = page


def register_subject(kind: str, page: str, key: str) -> None:
    """Have subjects of a kind lead to `page`, whose address takes their key under this name."""
    _subjects[kind] = (page, key)


def act_url(row: LogRow) -> str:
    """Return the page that shows an act in its own area, or nothing."""
    for prefix, page in _act_pages.items():
        if row.code.startswith(prefix):
            return _reversed(page, {"act": row.seq})
    return ""


def subject_url(kind: str, subject: str) -> str:
    """Return the page of a subject, or nothing."""
    if kind not in _subjects or not subject:
        return ""
    page, key = _subjects[kind]
    return _reversed(page, {key: subject})


def _reversed(page: str, names: Mapping[str, object]) -> str:
    try:
        return reverse(page, kwargs=dict(names))
    except NoReverseMatch:
        return ""


def act_page(*, actor: Actor, seq: int) -> RowPage:
    """Return one act, or answer 404."""
    act = shown_acts(actor).filter(pk=seq).first()
    if act is None:
        raise Http404
    values = [getattr(act, name) for name in ACT_SEALED]
    # Its seal is needed also of an act that is not shown.
    before = readable_acts(actor).filter(pk=seq - 1).values_list("hash", flat=True).first() or ""
    later = readable_acts(actor).filter(corrects=act).order_by("seq").values_list("seq", flat=True)
    holds = _holds("audit_act", before, values, act.hash)
    [row] = placed_rows([act_row(act)])
    return RowPage(row, params_of(act), before, holds, tuple(later))


def access_page(*, actor: Actor, seq: int) -> RowPage:
    """Return one access, or answer 404."""
    row = shown_accesses(actor).filter(pk=seq).first()
    if row is None:
        raise Http404
    values = [getattr(row, name) for name in ACCESS_SEALED]
    rows = readable_accesses(actor).filter(pk=seq - 1)
    before = rows.values_list("hash", flat=True).first() or ""
    holds = _holds("audit_access", before, values, row.hash)
    return RowPage(access_row(row), dict(row.facts), before, holds)


def closing_page(*, actor: Actor, number: int) -> Closed:
    """Return one closing, or answer 404."""
    row = readable_closings(actor).filter(pk=number).first()
    if row is None:
        raise Http404
    return stated(row)


def _holds(purpose: str, before: str, values: list[Any], seal: str) -> bool:
    return any(link(key, before, values) == seal for key in chain_keys(purpose))


def leaves(content: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a row holds, value by value, each under the way to it."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from leaves(value, f"{name}.{key}" if name else str(key))
    elif isinstance(content, list):
        for number, value in enumerate(content, start=1):
            yield from leaves(value, f"{name}.{number}")
    elif content not in (None, ""):
        text = str(content)
        yield name, text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
