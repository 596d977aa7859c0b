"""Make the name that came with a file safe to show and to send back."""

from unicodedata import category

from dangbo.base.vietnamese.fold import nfc

LONGEST = 150
NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
NAMELESS = "tep"


def safe_name(given: str) -> str:
    """Return the last part of a name, in NFC, without folders, control signs or tricks of order.

    `../../etc/x.pdf` and `C:\\x.pdf` become `x.pdf`; signs of category C also turn text around.
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        sign for sign in last if category(sign)[0] != "C" and sign not in "\u2028\u2029"
    )
    name = nfc(shown.translate(NOT_IN_NAMES)).strip(". ")
    stem, dot, end = name.rpartition(".")
    if not dot:
        return name[:LONGEST] or NAMELESS
    return f"{stem[: LONGEST - len(end)] or NAMELESS}.{end[:20]}"
