"""Know the letters that can be printed: those of the program, and those that other areas add."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dangbo.letters.files.builtin import builtin_samples, builtin_text
from dangbo.letters.phrases.labels import FIELDS, TITLES
from dangbo.rules.letter_filling import Value
from dangbo.rules.letters import Table

Text = Any


@dataclass(frozen=True)
class LetterKind:
    """Hold what is known of a letter: its fields in words, values to try it with, its template."""

    key: str
    title: Text
    fields: Mapping[str, Text]
    sample: Mapping[str, Value]
    required: frozenset[str]
    default: str

    @property
    def blocks(self) -> frozenset[str]:
        """Return the fields that hold a table or a list, and so want a line of their own."""
        return frozenset(
            name for name, value in self.sample.items() if isinstance(value, Table | tuple | list)
        )


_kinds: dict[str, LetterKind] = {}


def register_letter(
    key: str,
    title: Text,
    fields: Mapping[str, Text],
    sample: Mapping[str, Value],
    *,
    required: Collection[str] = (),
    default: str = "",
) -> None:
    """Let the letter `key` be printed and its template be changed.

    `fields` say in Vietnamese what each name means, `sample` has a value for each of them;
    `default` is the template, left out where one of this key comes with the program.
    """
    if missing := sorted(set(fields) - set(sample)):
        raise ValueError(f"letter {key}: no sample for {', '.join(missing)}")
    text = default or builtin_text(key)
    _kinds[key] = LetterKind(key, title, fields, sample, frozenset(required), text)


def register_builtin_letters() -> None:
    """Register the letters that come with the program."""
    for key, sample in builtin_samples().items():
        fields = {name: FIELDS[name] for name in sample}
        named = {"name"} if "rows" not in sample else {"rows"}
        register_letter(key, TITLES[key], fields, sample, required=named)


def letter_kind(key: str) -> LetterKind | None:
    """Return what is known of a letter, None where nobody registered it."""
    return _kinds.get(key)


def letter_kinds() -> list[LetterKind]:
    """Return all letters in the order of their registration."""
    return list(_kinds.values())
