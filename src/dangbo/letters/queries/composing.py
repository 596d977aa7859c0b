"""Compose letters: the template of the day, filled with values."""

from collections.abc import Mapping
from datetime import date

from dangbo.letters.access import version_on
from dangbo.letters.queries.registry import LetterKind, letter_kind
from dangbo.rules.letter_filling import Value, filled_letter
from dangbo.rules.letter_texts import may_fill, may_use
from dangbo.rules.letters import INVENTED_MARK, SAMPLE_MARK, Letter
from dangbo.rules.verdicts import Verdict


class UnknownLetterError(LookupError):
    """Say that nobody registered a letter of this key."""


def compose(
    key: str,
    values: Mapping[str, Value],
    on: date,
    *,
    known: date | None = None,
    dated: bool = True,
    invented: bool = False,
) -> Letter:
    """Return the letter `key` of the day `on`; RuleError where its template wants more values.

    Empty values leave a blank; without `dated` the day is left to be written in by hand.
    """
    text = template_text(key, on=on, known=known)
    may_fill(text=text, given=values).require()
    mark = INVENTED_MARK if invented else ""
    day = on if dated else None
    return filled_letter(text=text, values=values, day=day, mark=mark, made=on)


def sample_letter(key: str, *, text: str, on: date) -> Letter:
    """Return a letter of invented values by a text that `verdict_on_text` allows."""
    return filled_letter(text=text, values=kind_of(key).sample, day=on, mark=SAMPLE_MARK)


def template_text(key: str, *, on: date, known: date | None = None) -> str:
    """Return the template in force on a day: the office's, or that of the program."""
    kind = kind_of(key)
    held = version_on(key=key, on=on, known=known)
    return held.body if held else kind.default


def verdict_on_text(key: str, text: str) -> Verdict:
    """Say what stands against a text as the template of a letter."""
    kind = kind_of(key)
    return may_use(text=text, fields=kind.fields, blocks=kind.blocks, required=kind.required)


def kind_of(key: str) -> LetterKind:
    """Return a letter that is registered."""
    kind = letter_kind(key)
    if kind is None:
        raise UnknownLetterError(key)
    return kind
