"""Say which keys an organisation may have: those that can stand in an address of its own."""

import re
from collections.abc import Iterable
from typing import Final

from dangbo.rules.verdicts import Verdict, finding

RESERVED: Final = frozenset({"goc", "quyet-dinh", "so-sanh", "thay-doi", "tim-kiem"})
KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST: Final = 100


def may_be_keys(keys: Iterable[str]) -> Verdict:
    """Refuse keys that another page answers to, that are too long, or hold other signs."""
    against = []
    for key in dict.fromkeys(keys):
        if key in RESERVED:
            against.append(finding("KEY_RESERVED", key=key))
        elif len(key) > LONGEST or not KEY.fullmatch(key):
            against.append(finding("KEY_MALFORMED", key=key))
    return Verdict(tuple(against))
