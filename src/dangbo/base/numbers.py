"""Read and write numbers the Vietnamese way: 5.022 and 90,5 %, in every language of the pages.

One way for all, so that a figure copied from one page to another cannot change its value.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from dangbo.base.vietnamese.fold import nfc
from dangbo.rules.published import Operator

Number = int | float | Decimal

GROUP = 3
GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+"
NUMBER = re.compile(rf"-?(?:[0-9]+|{GROUPED})(?:,[0-9]+)?")
MAYBE_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
ENGLISH = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,})")
DOTTED = re.compile(r"(-?)([0-9]+(?:\.[0-9]+)*)\.([0-9]+)")
PAPER = re.compile(r"[0-9]+\w?[-/](?=\S*[A-Z])[\w/-]+")
PARTS = re.compile(rf"(?:{NUMBER.pattern})\s*/\s*(?:{NUMBER.pattern})")


class NumberFault(StrEnum):
    """What is wrong with a text that should be a number."""

    GROUP_OF_FOUR = "group_of_four"
    WRONG_GROUP = "wrong_group"
    THREE_AFTER_COMMA = "three_after_comma"
    ENGLISH = "english"
    PAPER = "paper"
    PARTS = "parts"
    NOT_A_NUMBER = "not_a_number"


SENTENCES = {
    NumberFault.GROUP_OF_FOUR: _("“%(text)s” có bốn chữ số sau dấu chấm."),
    NumberFault.WRONG_GROUP: _("“%(text)s”: mỗi nhóm hàng nghìn phải có đúng ba chữ số."),
    NumberFault.THREE_AFTER_COMMA: _("“%(text)s” có thể là hàng nghìn hoặc số thập phân."),
    NumberFault.ENGLISH: _("“%(text)s” viết theo lối Anh."),
    NumberFault.PAPER: _("“%(text)s” giống số của văn bản, không phải số lượng."),
    NumberFault.PARTS: _("“%(text)s” là phần trên tổng số: mỗi số là một số liệu."),
    NumberFault.NOT_A_NUMBER: _("“%(text)s” không phải số."),
}
ASK = _("Hãy hỏi lại nơi cung cấp: %(candidates)s?")
WRITE = _("Hãy viết như 5.022 hoặc 90,5.")

WORDS = {
    Operator.ABOUT: _("khoảng %(number)s"),
    Operator.OVER: _("trên %(number)s"),
    Operator.NEARLY: _("gần %(number)s"),
    Operator.AT_LEAST: _("ít nhất %(number)s"),
    Operator.AT_MOST: _("nhiều nhất %(number)s"),
}


class NumberError(ValueError):
    """A text that is not one number, with a code, and the numbers it may have been meant to be."""

    def __init__(self, code: NumberFault, text: str, candidates: tuple[str, ...] = ()) -> None:
        self.code = code
        self.text = text
        self.candidates = candidates
        super().__init__(code, text, candidates)

    def __str__(self) -> str:
        facts = {"text": self.text, "candidates": " / ".join(self.candidates)}
        return f"{SENTENCES[self.code]} {ASK if self.candidates else WRITE}" % facts


def parse_number(text: str) -> Decimal:
    """Return the number written with dots or spaces for thousands and a decimal comma.

    What could be two numbers is refused with both, for the source to be asked.
    """
    cleaned = nfc(text).replace("\N{MINUS SIGN}", "-")
    if MAYBE_ENGLISH.fullmatch(cleaned):
        both = (cleaned.replace(",", "."), f"{cleaned}0")
        raise NumberError(NumberFault.THREE_AFTER_COMMA, cleaned, both)
    if not NUMBER.fullmatch(cleaned):
        raise _fault(cleaned)
    return Decimal(cleaned.replace(".", "").replace(" ", "").replace(",", "."))


def format_number(number: Number, *, places: int | None = None) -> str:
    """Return a number as 5.022 or 90,5, rounded to so many decimal places if asked."""
    exact = Decimal(str(number))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    english = f"{exact:,f}"
    return english.replace(",", " ").replace(".", ",").replace(" ", ".")


def format_percent(number: Number, *, places: int | None = None) -> str:
    """Return a number of hundredths as 90,5 %."""
    return f"{format_number(number, places=places)} %"


def format_published(operator: Operator, number: Number) -> str:
    """Return a published figure with the word it was published with, as in trên 1.000."""
    written = format_number(number)
    return WORDS[operator] % {"number": written} if operator in WORDS else written


def _fault(text: str) -> NumberError:
    if ENGLISH.fullmatch(text):
        turned = text.replace(",", " ").replace(".", ",").replace(" ", ".")
        return NumberError(NumberFault.ENGLISH, text, _readable(turned))
    found = DOTTED.fullmatch(text)
    if found is None:
        return _no_number(text)
    sign, whole, group = found.groups()
    regrouped = sign + format_number(int(whole.replace(".", "") + group))
    if len(group) != GROUP + 1:
        meant = _readable(f"{sign}{whole},{group}", regrouped)
        return NumberError(NumberFault.WRONG_GROUP, text, meant)
    # A zero too many is the likelier slip; without one the dot may stand for a comma.
    slip = f"{whole}.{group[:GROUP]}" if group.endswith("0") else f"{whole},{group}"
    return NumberError(NumberFault.GROUP_OF_FOUR, text, _readable(sign + slip, regrouped))


def _no_number(text: str) -> NumberError:
    """Say what else a text is that has figures in it: the number of a paper, a part of a whole."""
    if PARTS.fullmatch(text):
        return NumberError(NumberFault.PARTS, text)
    return NumberError(
        NumberFault.PAPER if PAPER.fullmatch(text) else NumberFault.NOT_A_NUMBER, text
    )


def _readable(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if _is_clear(text))


def _is_clear(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None and not MAYBE_ENGLISH.fullmatch(text)
