"""Fill the template of a letter with values; no value is ever read as part of the template."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final, cast

from dangbo.rules.letter_texts import (
    BOLD,
    FIELD,
    LANDSCAPE,
    LetterText,
    TextLine,
    cells_of,
    read_letter_text,
)
from dangbo.rules.letters import (
    BLANK,
    Block,
    Letter,
    Line,
    Listing,
    Paragraph,
    Run,
    Signature,
    Style,
    Table,
)

Value = str | int | date | Table | Sequence[str]
GROUPED: Final = {"item": "item", "row": "table", "ruled": "table"}


def filled_letter(
    *,
    text: str,
    values: Mapping[str, Value],
    day: date | None,
    mark: str = "",
    made: date | None = None,
) -> Letter:
    """Return the letter that a template makes of values; empty ones stay blank to be written in."""
    read = read_letter_text(text)

    def told(kind: str) -> tuple[str, ...]:
        return tuple(told_words(read, kind, values))

    def first(kind: str) -> str:
        return next(iter(told(kind)), "")

    return Letter(
        heads=(*told("superior"), *told("issuer")),
        number=first("number"),
        place=first("place"),
        day=day,
        kind=first("kind"),
        subject=first("subject"),
        body=tuple(blocks_of(read.body, values)),
        signature=Signature(first("authority"), first("post"), first("name")),
        recipients=told("recipient"),
        landscape=first("sheet").lower() == LANDSCAPE,
        mark=mark,
        made=made,
    )


def told_words(read: LetterText, kind: str, values: Mapping[str, Value]) -> list[str]:
    """Return what frame or foot say of one thing, without the lines that say nothing."""
    filled = (
        FIELD.sub(lambda each: words_of(values[each[1]]), line.words) for line in read.of(kind)
    )
    return [words for words in filled if words.strip()]


def blocks_of(body: Sequence[TextLine], values: Mapping[str, Value]) -> list[Block]:
    """Return the blocks of a body, each group of items or rows as one."""
    kept = [line for line in body if not (line.optional and lacks(line, values))]
    blocks: list[Block] = []
    for kind, group in groupby(kept, key=lambda line: GROUPED.get(line.kind, "")):
        lines = list(group)
        if kind == "item":
            blocks.append(Listing(tuple(item for line in lines for item in items_of(line, values))))
        elif kind == "table":
            blocks.append(table_of_rows(lines, values))
        else:
            blocks += [block for line in lines for block in paragraphs_of(line, values)]
    return blocks


def lacks(line: TextLine, values: Mapping[str, Value]) -> bool:
    """Say whether a field of the line is empty."""
    return any(not values[name] for name in line.fields)


def sole_value(line: TextLine, values: Mapping[str, Value]) -> Value:
    """Return the value of a field that is all of a line, else nothing."""
    only = FIELD.fullmatch(line.words)
    return values[only[1]] if only else ""


def items_of(line: TextLine, values: Mapping[str, Value]) -> list[Line]:
    """Return the items that a line makes: several where its field holds a list."""
    sole = sole_value(line, values)
    if isinstance(sole, Sequence) and not isinstance(sole, str):
        return [(Run(str(each)),) for each in sole]
    return [runs_of(line.words, values)]


def paragraphs_of(line: TextLine, values: Mapping[str, Value]) -> list[Block]:
    """Return the paragraphs, or the table, that a line makes."""
    sole = sole_value(line, values)
    if isinstance(sole, Table):
        return [sole]
    style = cast(Style, line.kind)
    if isinstance(sole, Sequence) and not isinstance(sole, str):
        return [Paragraph((Run(str(each)),), style) for each in sole]
    return [Paragraph(runs_of(line.words, values), style)]


def table_of_rows(lines: Sequence[TextLine], values: Mapping[str, Value]) -> Table:
    """Return a table typed row by row; a ruled second line makes the first one its head."""
    rows = [
        tuple(FIELD.sub(lambda each: words_of(values[each[1]]), cell) for cell in cells_of(line))
        for line in lines
        if line.kind == "row"
    ]
    headed = len(lines) > 1 and lines[1].kind == "ruled"
    return Table(heads=rows[0], rows=tuple(rows[1:])) if headed else Table(rows=tuple(rows))


def runs_of(words: str, values: Mapping[str, Value]) -> Line:
    """Return a line cut where it turns bold; empty values leave a blank."""
    runs = []
    for at, stretch in enumerate(words.split(BOLD)):
        text = FIELD.sub(lambda each: words_of(values[each[1]]) or BLANK, stretch)
        if text:
            runs.append(Run(text, bold=at % 2 == 1))
    return tuple(runs)


def words_of(value: Value) -> str:
    """Return a value in words: days as dd/mm/yyyy, lists one after the other."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Table):
        return ""
    return str(value) if isinstance(value, str | int) else "; ".join(value)
