"""Answer what the pages of templates show."""

from dataclasses import dataclass
from datetime import date
from difflib import ndiff
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.audit.queries import params_of_all
from dangbo.letters.access import changes_of, last_change, version_on, versions_on
from dangbo.letters.queries.registry import LetterKind, letter_kind, letter_kinds


@dataclass(frozen=True)
class TemplateRow:
    """Hold a line of the list; without `since` the template is that of the program."""

    key: str
    title: str
    name: str
    since: date | None
    actor: str


@dataclass(frozen=True)
class TemplateChange:
    """Hold one act on a template; an empty body went back to that of the program."""

    seq: int
    recorded: date
    on: date | None
    actor: str
    reason: str
    name: str
    body: str
    differences: list[str]


@dataclass(frozen=True)
class TemplatePage:
    """Hold a template as it is in force on a day, and how it came so."""

    row: TemplateRow
    text: str
    fields: list[tuple[str, str]]
    changes: list[TemplateChange]
    last_act: int


def templates(*, actor: Actor, on: date, known: date | None = None) -> list[TemplateRow]:
    """List the letters with the versions in force on a day."""
    held = versions_on(actor=actor, on=on, known=known)
    return [row_of(kind, held.get(kind.key)) for kind in letter_kinds()]


def template_page(*, actor: Actor, key: str, on: date, known: date | None = None) -> TemplatePage:
    """Return one template; 404 where there is no such letter."""
    kind = letter_kind(key)
    if kind is None:
        raise Http404(_("Không có mẫu văn bản này."))
    held = version_on(key=key, on=on, known=known)
    return TemplatePage(
        row=row_of(kind, held),
        text=held.body if held else kind.default,
        fields=[(name, str(label)) for name, label in kind.fields.items()],
        changes=template_changes(actor=actor, kind=kind, known=known),
        last_act=last_change(key),
    )


def template_changes(*, actor: Actor, kind: LetterKind, known: date | None) -> list[TemplateChange]:
    """Return what was done with a template, the newest first, each beside the text before it."""
    acts = changes_of(actor=actor, key=kind.key, known=known)
    told = params_of_all(acts)
    texts = [told[act.seq]["body"] or kind.default for act in acts]
    return [
        TemplateChange(
            act.seq,
            act.recorded,
            act.on,
            act.actor,
            act.reason,
            told[act.seq]["name"],
            told[act.seq]["body"],
            differences(before, after),
        )
        for act, after, before in zip(acts, texts, [*texts, kind.default][1:], strict=True)
    ]


def differences(before: str, after: str) -> list[str]:
    """Return the lines that were taken away (−) and added (+)."""
    compared = ndiff(before.strip().splitlines(), after.strip().splitlines())
    signs = {"- ": "− ", "+ ": "+ "}
    return [signs[line[:2]] + line[2:] for line in compared if line[:2] in signs and line[2:]]


def row_of(kind: LetterKind, held: Any) -> TemplateRow:
    """Return the line of a letter with its version, if the office has one."""
    title = str(kind.title)
    if held is None:
        return TemplateRow(kind.key, title, title, None, "")
    return TemplateRow(kind.key, title, held.name or title, held.start, held.opened_by.actor)
