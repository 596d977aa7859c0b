"""Read an unquoted word of YAML the way JSON would: numbers, true, false, null, else text."""

import re
from decimal import Decimal
from typing import Any, Final

WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain_value(word: str) -> Any:
    """Return what an unquoted word means; a decimal keeps the digits as they are written.

    Narrower than YAML 1.1 on purpose: dates stay text, `on` and `no` are no truth values, 010 is
    not eight, 12:30 no number of base sixty.
    """
    if word in WORDS:
        return WORDS[word]
    if WHOLE.fullmatch(word):
        return int(word)
    return Decimal(word) if DECIMAL.fullmatch(word) else word
