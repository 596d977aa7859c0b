"""Prove that the rows of a list are read as they were kept, whichever way that was."""

import json
import zlib
from base64 import b85encode

import pytest

from dangbo.base.secrets import OpenKey
from dangbo.intake.files.parts import ReadLine, lines_in, packed_lines, sealed, unsealed
from dangbo.rules.row_states import ReadRow
from dangbo.rules.verdicts import finding

ROWS = [[2, ["Lê Thị Gấm", "x" * 500], 0], [3, ["", "Ý"], 1]]


@pytest.mark.parametrize("content", [ROWS, [], {"texts": {}, "decisions": {}}])
def test_what_was_sealed_is_read_again(content: object) -> None:
    key = OpenKey.fresh()

    assert unsealed(key, sealed(key, content)) == content
    assert unsealed(key, "") is None


def test_lists_kept_as_text_are_still_read() -> None:
    key = OpenKey.fresh()
    text = b85encode(zlib.compress(json.dumps(ROWS).encode(), 1)).decode("ascii")

    assert unsealed(key, key.seal(text)) == ROWS


def test_lines_are_as_they_were_read() -> None:
    defaults = {"standing": "official"}
    doubt = finding("VALUE_DOUBTFUL", "sex", "R1", field="sex", count=2)
    row = ReadRow(2, {"name": "Lê Thị Gấm"}, (doubt,), defaults)
    lines = [ReadLine(2, False, False, row), ReadLine(3, True, True, None)]

    assert lines_in(packed_lines(lines), defaults) == lines
