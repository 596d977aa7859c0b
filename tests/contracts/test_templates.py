"""Prove what the content security policy relies on: no template holds a script or a style."""

import re

import pytest
from contracts.sources import name_of, templates

INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    # A block of JSON is read by scripts and never run.
    "a script without src": re.compile(
        r"<script\b(?![^>]*\ssrc=)(?![^>]*\stype=.application/json)", re.IGNORECASE
    ),
    "an event handler": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
    "a script of htmx": re.compile(r"\shx-on[:=-]", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"""\s(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    found = [
        f"{name_of(path)}:{text.count(chr(10), 0, match.start()) + 1}"
        for path in templates()
        for text in [path.read_text(encoding="utf-8")]
        for match in INLINE[what].finditer(text)
    ]

    assert found == []
