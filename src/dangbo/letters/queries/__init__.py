"""Answer questions about letters and their templates."""

from dangbo.letters.queries.composing import (
    UnknownLetterError,
    compose,
    sample_letter,
    template_text,
    verdict_on_text,
)
from dangbo.letters.queries.pages import (
    TemplateChange,
    TemplatePage,
    TemplateRow,
    template_page,
    templates,
)
from dangbo.letters.queries.registry import (
    LetterKind,
    letter_kind,
    letter_kinds,
    register_builtin_letters,
    register_letter,
)

__all__ = [
    "LetterKind",
    "TemplateChange",
    "TemplatePage",
    "TemplateRow",
    "UnknownLetterError",
    "compose",
    "letter_kind",
    "letter_kinds",
    "register_builtin_letters",
    "register_letter",
    "sample_letter",
    "template_page",
    "template_text",
    "templates",
    "verdict_on_text",
]
