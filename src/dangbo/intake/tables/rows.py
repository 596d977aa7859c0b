"""Draw the rows of a list: what each cell means, what changes, what is wrong, how to mend it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from dangbo.intake.phrases import STATES, field_name, sentence_of, value_words
from dangbo.intake.queries.looking import Intake, Known, Shown
from dangbo.rules.column_mapping import ASIDE, FIELDS
from dangbo.rules.row_states import (
    DOUBTFUL,
    DOUBTFUL_CODES,
    LEFT,
    SOMEBODY_NEW,
    WHO_CODES,
    WRONG,
    WRONG_CODES,
)
from dangbo.ui.parts import Badge, Text

TOLD: Final = WRONG_CODES | DOUBTFUL_CODES
# What stands against two cells is shown at both.
ALSO: Final = {"BIRTH_AFTER_ADMISSION": "birth", "ADMITTED_UNDER_AGE": "birth"}


@dataclass(frozen=True)
class CellView:
    """A cell as it was typed, and what it means or changes where that says more."""

    name: str
    label: str
    text: str
    meant: str = ""
    old: str = ""
    changed: bool = False
    wrong: bool = False


@dataclass(frozen=True)
class RowView:
    """A row with its state in words, its reasons, and what can be decided of it.

    `asked` are the cells that something is said of, `others` the rest.
    """

    number: int
    title: str
    asked: Sequence[CellView]
    others: Sequence[CellView]
    state: str
    badge: Badge
    hidden: bool
    wrongs: Sequence[str]
    doubts: Sequence[str]
    notes: Sequence[str]
    accept: str
    people: Sequence[tuple[str, str]]
    person: str
    editable: bool


@dataclass(frozen=True)
class Names:
    """What organisations and persons are called."""

    orgs: Mapping[str, str]
    persons: Mapping[str, Known]

    def told(self, person: str) -> str:
        """Return a person with what tells him or her from others, on one line."""
        known = self.persons.get(person)
        if known is None:
            return person
        values = known.values
        told = [
            values.get("name", ""),
            value_words("birth", values.get("birth", "")),
            self.orgs.get(values.get("org", ""), ""),
        ]
        return " · ".join(filter(None, told))


def shown_fields(intake: Intake) -> list[str]:
    """Return the fields that the preview has columns for, in the order of the national list."""
    told = {"birth_of_man": "birth", "birth_of_woman": "birth"}
    fields = {told.get(field, field) for field in intake.columns if field not in ASIDE}
    wanted = fields | ({"org"} if "org" not in intake.defaults else set())
    return [field for field in FIELDS if field in wanted]


def row_views(
    rows: Iterable[Shown], intake: Intake, names: Names, *, edited: int = 0
) -> list[RowView]:
    """Return rows as a page shows them; those that wait for the user have inputs."""
    fields = shown_fields(intake)
    return [_row(each, fields, names, edited) for each in rows]


def _row(shown: Shown, fields: Sequence[str], names: Names, edited: int) -> RowView:
    state = shown.judged.state
    label, tone = STATES[state.state]
    codes = {found.code for found in state.findings}
    doubts = codes & DOUBTFUL_CODES
    people = [(each, names.told(each)) for each in state.choices]
    if codes & WHO_CODES and state.state == DOUBTFUL:
        people.append((SOMEBODY_NEW, _("Người mới, chưa có trong sổ")))
    else:
        people = []
    cells = [_cell(name, shown, names) for name in fields]
    asked = [each for each in cells if each.wrong or each.changed]
    if state.number == edited and state.state not in {WRONG, DOUBTFUL}:
        asked = cells
    return RowView(
        state.number,
        shown.judged.values.get("name") or shown.texts.get("name", ""),
        asked,
        [each for each in cells if each not in asked],
        state.state,
        Badge(label, tone),
        shown.judged.hidden,
        _sentences(shown, names, codes & WRONG_CODES),
        _sentences(shown, names, doubts),
        _sentences(shown, names, codes - WRONG_CODES - DOUBTFUL_CODES),
        " ".join(sorted(doubts)) if state.state == DOUBTFUL else "",
        people,
        names.told(state.person) if state.person else "",
        state.state in {WRONG, DOUBTFUL} or state.number == edited,
    )


def _sentences(shown: Shown, names: Names, codes: set[str]) -> list[str]:
    found = shown.judged.state.findings
    return [sentence_of(each, names.orgs) for each in found if each.code in codes]


def _cell(name: str, shown: Shown, names: Names) -> CellView:
    text = shown.texts.get(name, "")
    if name == "birth" and not text:
        text = shown.texts.get("birth_of_man") or shown.texts.get("birth_of_woman") or ""
    value = shown.judged.values.get(name, "")
    meant = value_words(name, value, names.orgs)
    change = next((each for each in shown.judged.state.changes if each.field == name), None)
    told = [each for each in shown.judged.state.findings if each.code in TOLD]
    wrong = any(name in {each.where, ALSO.get(each.code)} for each in told)
    return CellView(
        name,
        field_name(name),
        text,
        meant if meant != text else "",
        value_words(name, change.old, names.orgs) if change else "",
        change is not None,
        wrong and shown.judged.state.state != LEFT,
    )


def field_options() -> list[tuple[str, Text]]:
    """Return the fields that a column may hold, by name."""
    return [(field, field_name(field)) for field in FIELDS]
