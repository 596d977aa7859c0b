"""Change accounts: open them, invite their owners, lock and unlock them."""

from dangbo.accounts.commands.demonstration import (
    OFFICES,
    DemonstrationAccount,
    kept_password,
    open_demonstration_accounts,
)
from dangbo.accounts.commands.inviting import Link, invite, send_link, use_link
from dangbo.accounts.commands.locking import (
    forget_failures,
    forget_second_factors,
    lock_account,
    lock_unused,
    unlock_account,
)

__all__ = [
    "OFFICES",
    "DemonstrationAccount",
    "Link",
    "forget_failures",
    "forget_second_factors",
    "invite",
    "kept_password",
    "lock_account",
    "lock_unused",
    "open_demonstration_accounts",
    "send_link",
    "unlock_account",
    "use_link",
]
