"""Tell one register from another."""

import hashlib
import json
from typing import Final

from dangbo.audit.access import acts_by_seq
from dangbo.audit.queries import params_of

FIRST: Final = 1


def register_mark() -> str:
    """Return the SHA-256 by which a register is known: that of its first act, "" before it."""
    act = acts_by_seq([FIRST]).get(FIRST)
    if act is None:
        return ""
    said = [act.at.timestamp(), act.actor, act.code, act.reason, params_of(act)]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
