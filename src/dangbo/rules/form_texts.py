"""Write the layout of a form as plain values, and read it back, naming what cannot be read.

Source: `rules.md` 13.1; the layouts that come with the project are in `sets/form_layouts.toml`.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import (
    SPANS,
    TIMES,
    Blank,
    Check,
    Column,
    Content,
    Figure,
    Formula,
    Layout,
    Row,
    Time,
    Typed,
)

LONGEST_TEXT: Final = 200_000


class LayoutTextError(ValueError):
    """A text that is no layout; it says where."""


def plain(layout: Layout) -> dict[str, Any]:
    """Return a layout as values of JSON, without its version and whether it is confirmed."""
    return {
        "code": layout.code,
        "name": layout.name,
        **_given(name_en=layout.name_en),
        "source": layout.source,
        "period": layout.period,
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                "indent": row.indent,
                **_followed(row),
                **_said(row.content),
            }
            for row in layout.rows
        ],
        "columns": [
            {
                "key": column.key,
                "title": column.title,
                **_followed(column),
                **_said(column.content),
            }
            for column in layout.columns
        ],
        "cells": [
            {"row": key.row, "column": key.column, **_said(content)}
            for key, content in sorted(layout.cells.items())
        ],
        "checks": [
            {
                "left": each.left,
                "sign": each.sign,
                "right": each.right,
                "text": each.text,
                **_given(text_en=each.text_en),
            }
            for each in layout.checks
        ],
    }


def _given(**named: Any) -> dict[str, Any]:
    """Return what is there: what is not is not written, so that older texts stay as they are."""
    return {name: value for name, value in named.items() if value}


def _followed(each: Row | Column) -> dict[str, Any]:
    return _given(title_en=each.title_en, below=each.below, org=each.org or 0, follows=each.follows)


def _said(content: Content) -> dict[str, Any]:
    if isinstance(content, Formula):
        return {"formula": content.text}
    if isinstance(content, Typed):
        return {"typed": content.unit}
    if isinstance(content, Blank):
        return {"blank": True}
    parts = {"parts": [list(each) for each in content.parts]} if content.parts else {}
    return {**_given(indicator=content.indicator, time=content.time), **parts}


def text_of(layout: Layout) -> str:
    """Return a layout as the one text by which it is kept."""
    return json.dumps(plain(layout), ensure_ascii=False, separators=(",", ":"))


def layout_from(text: str, *, version: int = 0, confirmed: bool = False) -> Layout:
    """Read a layout from its text, or raise LayoutTextError."""
    if len(text) > LONGEST_TEXT:
        raise LayoutTextError("too long")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LayoutTextError("no JSON") from error
    return read(raw, version=version, confirmed=confirmed)


def read(raw: Any, *, version: int = 0, confirmed: bool = False) -> Layout:
    """Read a layout from plain values, or raise LayoutTextError."""
    given = _mapping(raw, "form")
    period = _text(given, "period", "half_year")
    if period not in SPANS:
        raise LayoutTextError(f"period: {period}")
    return Layout(
        code=_text(given, "code"),
        version=version,
        name=_text(given, "name"),
        source=_text(given, "source"),
        confirmed=confirmed,
        period=next(each for each in SPANS if each == period),
        rows=tuple(map(_row, _list(given, "rows"))),
        columns=tuple(map(_column, _list(given, "columns"))),
        cells=dict(map(_cell, _list(given, "cells"))),
        checks=tuple(map(_check, _list(given, "checks"))),
        name_en=_text(given, "name_en"),
    )


def _row(raw: Any) -> Row:
    given = _mapping(raw, "row")
    indent = given.get("indent", 0)
    if not isinstance(indent, int) or isinstance(indent, bool):
        raise LayoutTextError(f"indent: {indent}")
    return Row(_text(given, "key"), _text(given, "title"), indent, _content(given), **_more(given))


def _column(raw: Any) -> Column:
    given = _mapping(raw, "column")
    return Column(_text(given, "key"), _text(given, "title"), _content(given), **_more(given))


def _more(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else a row or a column says: its English title, which organisations it is of."""
    below, org = given.get("below", False), given.get("org")
    if not isinstance(below, bool):
        raise LayoutTextError(f"below: {below}")
    if isinstance(org, bool) or not isinstance(org, int | None):
        raise LayoutTextError(f"org: {org}")
    texts = {name: _text(given, name) for name in ("title_en", "follows")}
    return {**texts, "below": below, "org": org}


def _cell(raw: Any) -> tuple[CellKey, Content]:
    given = _mapping(raw, "cell")
    return CellKey(_text(given, "row"), _text(given, "column")), _content(given)


def _check(raw: Any) -> Check:
    given = _mapping(raw, "check")
    sign: Any = _text(given, "sign", "=")
    sides = (_text(given, "left"), sign, _text(given, "right"))
    return Check(*sides, _text(given, "text"), _text(given, "text_en"))


def _content(given: Mapping[str, Any]) -> Content:
    if given.get("blank"):
        return Blank()
    if "formula" in given:
        return Formula(_text(given, "formula"))
    if "typed" in given:
        return Typed(_text(given, "typed"))
    time = _text(given, "time")
    if time and time not in TIMES:
        raise LayoutTextError(f"time: {time}")
    known: Time = next((each for each in TIMES if each == time), "")
    return Figure(_text(given, "indicator"), tuple(_parts(_list(given, "parts"))), known)


def _parts(given: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for each in given:
        match each:
            case [str(way), str(code)]:
                yield way, code
            case _:
                raise LayoutTextError(f"part: {each}")


def _mapping(raw: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise LayoutTextError(name)
    return raw


def _list(given: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = given.get(name, [])
    if not isinstance(found, list):
        raise LayoutTextError(name)
    return found


def _text(given: Mapping[str, Any], name: str, otherwise: str = "") -> str:
    found = given.get(name, otherwise)
    if not isinstance(found, str):
        raise LayoutTextError(f"{name}: {found}")
    return found


@cache
def builtin_layouts() -> Mapping[str, Layout]:
    """Return the layouts that come with the project, by code; nobody confirmed them."""
    text = resources.files("dangbo.rules").joinpath("sets/form_layouts.toml").read_text("utf-8")
    forms = tomllib.loads(text)["form"]
    return {raw["code"]: read(raw, version=raw["version"]) for raw in forms}
