"""Read one word of the two codings used before Unicode: TCVN3 (fonts .VnTime) and VNI.

Both put Vietnamese letters on the codes of Western ones. A reader returns the word in Unicode, or
None when it holds a sign that the coding does not have.
"""

import re
from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase

WordReader = Callable[[str], str | None]

# Source: TCVN 5712:1993, table VN3. A letter stands above its code.
TCVN3_LETTERS = (
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĐĂÂÊÔƠƯ",
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ§¡¢£¤¥¦",
)
TCVN3 = dict(zip(TCVN3_LETTERS[1], TCVN3_LETTERS[0], strict=True))
# Signs that are no letters anywhere else: inside a word they give TCVN3 away.
TCVN3_SIGNS = frozenset(sign for sign in TCVN3 if not sign.isalpha() or sign in "ªµ")

# VNI writes a letter and then its marks as a second one; a few letters have a code of their own.
VNI_MARKS = {
    "a": ("ùøûõï" + "êéèúüë" + "âáàåãä", "áàảãạ" + "ăắằẳẵặ" + "âấầẩẫậ"),
    "e": ("ùøûõï" + "âáàåãä", "éèẻẽẹ" + "êếềểễệ"),
    "o": ("ùøûõï" + "âáàåãä", "óòỏõọ" + "ôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõ", "ýỳỷỹ"),
}
VNI_SINGLE = dict(zip("ñöôíìæóòî", "đươíìỉĩịỵ", strict=True))


def tcvn3_word(word: str) -> str | None:
    """Return a word of TCVN3 text in Unicode."""
    if not all(sign in TCVN3 or sign.isascii() for sign in word):
        return None
    read = "".join(TCVN3.get(sign, sign) for sign in word)
    return read.upper() if is_shouted(word) else read


def is_shouted(word: str) -> bool:
    """Say whether a TCVN3 word stands in capitals: its marked letters have small codes only."""
    tail = any(sign in ascii_uppercase for sign in word[1:])
    return tail and may_be_shouted(word)


def may_be_shouted(word: str) -> bool:
    """Say whether a TCVN3 word has no letter that is surely small."""
    return not any(sign in ascii_lowercase for sign in word)


def vni_word(word: str) -> str | None:
    """Return a word of VNI text in Unicode."""
    read = _VNI_PATTERN.sub(lambda found: _VNI[found[0]], word)
    left = _VNI_PATTERN.sub("", word)
    return read if left.isascii() else None


def _vni() -> dict[str, str]:
    """Return every code of VNI; a capital's mark is a capital too, or is left small."""
    table = dict(VNI_SINGLE)
    for base, (marks, letters) in VNI_MARKS.items():
        table |= {base + mark: letter for mark, letter in zip(marks, letters, strict=True)}
    capitals = {code.upper(): letter.upper() for code, letter in table.items()}
    titled = {code[0].upper() + code[1:]: letter.upper() for code, letter in table.items()}
    return table | capitals | titled


_VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
