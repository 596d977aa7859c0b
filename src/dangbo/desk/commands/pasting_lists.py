"""Choose the organisations of a pasted list, and answer its lines that were not clear."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.desk.access import lock_draft
from dangbo.desk.commands.choosing import Chosen, choose_orgs
from dangbo.desk.commands.keeping import drop_paste, keep_paste
from dangbo.desk.models import Draft
from dangbo.desk.queries.lines import (
    DROPPED,
    RESOLVED,
    Line,
    kept_lines,
    open_texts,
    read_lines,
    read_texts,
)
from dangbo.desk.queries.meaning import one_line
from dangbo.desk.queries.placing import Held, Place, find_field
from dangbo.rules.verdicts import Verdict, finding

DROP: Final = "-"


@transaction.atomic
def paste_list(*, actor: Actor, place: Place, text: str, on: date) -> tuple[Chosen, list[Line]]:
    """Choose whom the lines mean; those that are not clear stay open, and the list is kept."""
    row, held = _held(actor, place)
    before = kept_lines(actor=actor, draft=row, held=held, place=place, on=on)
    one = not held.field.many
    lines = read_lines(actor=actor, content=row.content, text=text, on=on, one=one)
    chosen = choose_orgs(
        actor=actor,
        place=place,
        add=[line.keys[0] for line in lines if line.state == RESOLVED],
        settled=open_texts(before),
        typed=open_texts(lines),
    )
    _keep(actor, place, lines)
    return chosen, lines


@transaction.atomic
def answer_lines(
    *, actor: Actor, place: Place, answers: Mapping[int, str], retyped: Mapping[int, str], on: date
) -> tuple[Chosen, list[Line]]:
    """Take the answers to lines, by number: a key, DROP, or another text to resolve."""
    row, held = _held(actor, place)
    before = kept_lines(actor=actor, draft=row, held=held, place=place, on=on)
    again = _read_again(actor, row, retyped, on)
    lines = [_answered(line, answers, again) if line.is_open else line for line in before]
    changed = [(old, new) for old, new in zip(before, lines, strict=True) if old != new]
    chosen = choose_orgs(
        actor=actor,
        place=place,
        add=[new.keys[0] for _, new in changed if new.state == RESOLVED],
        settled=[old.typed for old, _ in changed],
        typed=[new.typed for _, new in changed if new.is_open],
    )
    _keep(actor, place, lines)
    return chosen, lines


def forget_list(*, actor: Actor, place: Place) -> None:
    """Put a list away; what of it is not clear yet stays with the field."""
    drop_paste(actor=actor, draft=place.draft, place=place.key)


def _held(actor: Actor, place: Place) -> tuple[Draft, Held]:
    row = lock_draft(actor, place.draft)
    held = find_field(row.content, place)
    if held is None:
        Verdict((finding("CHANGE_GONE"),)).require()
        raise AssertionError
    return row, held


def _read_again(actor: Actor, row: Draft, retyped: Mapping[int, str], on: date) -> dict[int, Line]:
    told = {number: one_line(text) for number, text in retyped.items() if one_line(text)}
    texts = list(told.values())
    lines = read_texts(actor=actor, content=row.content, texts=texts, on=on) if texts else []
    return dict(zip(told, lines, strict=True))


def _answered(line: Line, answers: Mapping[int, str], again: Mapping[int, Line]) -> Line:
    answer = answers.get(line.number, "")
    if answer == DROP:
        return replace(line, state=DROPPED, keys=())
    if answer in line.keys:
        return replace(line, state=RESOLVED, keys=(answer,))
    if line.number in again:
        new = again[line.number]
        return replace(line, typed=new.typed, state=new.state, keys=new.keys)
    return line


def _keep(actor: Actor, place: Place, lines: list[Line]) -> None:
    content = {"lines": [line.kept() for line in lines]}
    keep_paste(actor=actor, draft=place.draft, place=place.key, content=content)
