"""List congresses, leaders and notes as sources state them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.history.access import Statement, readable
from dangbo.history.files.catalogue import catalogue
from dangbo.history.models import Congress, Leader, Note
from dangbo.history.queries.sources import SourceRow, Sources, named, sources_of, when_of
from dangbo.history.queries.times import When


@dataclass(frozen=True)
class CongressRow:
    """A congress; `results` names what was counted there."""

    key: str
    ordinal: str
    number: int | None
    term: str
    kind: str
    when: When | None
    results: Mapping[str, int]
    sources: Sequence[SourceRow]
    note: str
    invented: bool


@dataclass(frozen=True)
class LeaderRow:
    """A person attested in a post."""

    key: str
    person: str
    post: str
    when: When | None
    as_printed: str
    sources: Sequence[SourceRow]
    note: str
    invented: bool


@dataclass(frozen=True)
class NoteRow:
    """A remark on an organisation's history."""

    key: str
    code: str
    text: str
    when: When | None
    sources: Sequence[SourceRow]
    invented: bool


def congresses_of(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None
) -> list[CongressRow]:
    """Return the congresses of an organisation up to a day, in their order; undated ones too."""
    rows, sources = _rows(actor, Congress, org, on, known)
    names = catalogue().indicators
    return [
        CongressRow(
            key=each.key,
            ordinal=each.ordinal,
            number=each.number,
            term=each.term,
            kind=each.kind,
            when=when_of(each),
            results={names[code].name: count for code, count in each.results.items()},
            sources=named(each, sources),
            note=each.note,
            invented=each.invented,
        )
        for each in rows
    ]


def leaders_of(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None
) -> list[LeaderRow]:
    """Return the people whom sources name in posts of an organisation, up to a day."""
    rows, sources = _rows(actor, Leader, org, on, known)
    return [
        LeaderRow(
            key=each.key,
            person=each.person,
            post=each.post,
            when=when_of(each),
            as_printed=each.as_printed,
            sources=named(each, sources),
            note=each.note,
            invented=each.invented,
        )
        for each in rows
    ]


def notes_of(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None, code: str = ""
) -> list[NoteRow]:
    """Return the remarks on an organisation up to a day, of all kinds or of one."""
    rows, sources = _rows(actor, Note, org, on, known)
    return [
        NoteRow(each.key, each.code, each.text, when_of(each), named(each, sources), each.invented)
        for each in rows
        if code in {"", each.code}
    ]


def _rows(
    actor: Actor, model: type[Statement], org: int, on: date | None, known: date | None
) -> tuple[list[Statement], Sources]:
    act = act_known_on(known)
    found = list(readable(actor, model, org=org, known=act))
    rows = [each for each in found if on is None or each.start is None or each.start <= on]
    rows.sort(key=lambda each: (each.start is None, each.start or date.max, each.pk))
    return rows, sources_of(rows, actor=actor, known=act)
