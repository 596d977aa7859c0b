"""Read a figure the way sources print it: gần 1.400, trên 90%, từ 3 trở lên.

Nothing is guessed: what is no number after the word in front of it is refused as such.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from dangbo.base.numbers import parse_number
from dangbo.base.vietnamese.fold import nfc
from dangbo.rules.published import Operator

WORDS: Final = {
    Operator.ABOUT: ("khoảng", "chừng", "xấp xỉ", "ước"),
    Operator.OVER: ("trên", "hơn"),
    Operator.NEARLY: ("gần",),
    Operator.AT_LEAST: ("ít nhất", "tối thiểu", "không dưới"),
    Operator.AT_MOST: ("nhiều nhất", "tối đa", "không quá"),
}
OPERATORS: Final = {word: operator for operator, words in WORDS.items() for word in words}
AS_TEXT: Final = re.IGNORECASE | re.DOTALL
LEAD: Final = re.compile(rf"(?P<word>{'|'.join(OPERATORS)})\s+(?P<rest>\S.*)", AS_TEXT)
UPWARDS: Final = re.compile(r"(?:từ\s+)?(?P<rest>\S.*?)\s+trở lên", AS_TEXT)
PERCENT: Final = re.compile(r"(?P<rest>.*?\S)\s*(?:%|phần trăm)", AS_TEXT)


class Stated(NamedTuple):
    """A figure as a source states it; `percent` where it is one of a hundred."""

    operator: Operator
    value: Decimal
    percent: bool = False


def parse_published(text: str) -> Stated:
    """Return the figure that a source prints, or raise NumberError about its number."""
    operator, rest = Operator.EXACT, nfc(text).strip()
    led, upwards = LEAD.fullmatch(rest), UPWARDS.fullmatch(rest)
    if led:
        operator, rest = OPERATORS[led["word"].lower()], led["rest"]
    elif upwards:
        operator, rest = Operator.AT_LEAST, upwards["rest"]
    of_hundred = PERCENT.fullmatch(rest)
    number = of_hundred["rest"] if of_hundred else rest
    return Stated(operator, parse_number(number), of_hundred is not None)
