"""Draft decisions, share drafts, foresee what comes of them, sign them, let them take effect."""

from dangbo.desk.commands.correcting import Outlook, foresee_corrections, sign_correction
from dangbo.desk.commands.foreseeing import Foreseen, Part, foresee_correction, foresee_drafts
from dangbo.desk.commands.sharing import see_notices, share_draft, unshare_draft
from dangbo.desk.commands.signing import Changed, Signed, sign_drafts
from dangbo.desk.commands.taking_effect import Effect, take_effect
from dangbo.desk.commands.writing import (
    Conflict,
    add_changes,
    discard_draft,
    drop_changes,
    order_changes,
    reopen_draft,
    start_draft,
    undo_edit,
    write_change,
    write_head,
)

__all__ = [
    "Changed",
    "Conflict",
    "Effect",
    "Foreseen",
    "Outlook",
    "Part",
    "Signed",
    "add_changes",
    "discard_draft",
    "drop_changes",
    "foresee_correction",
    "foresee_corrections",
    "foresee_drafts",
    "order_changes",
    "reopen_draft",
    "see_notices",
    "share_draft",
    "sign_correction",
    "sign_drafts",
    "start_draft",
    "take_effect",
    "undo_edit",
    "unshare_draft",
    "write_change",
    "write_head",
]
