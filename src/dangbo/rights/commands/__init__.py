"""Change who may do what: grant, lend, withdraw."""

from dangbo.rights.commands.granting import grant_role, lend_role, record_seen_as, withdraw

__all__ = ["grant_role", "lend_role", "record_seen_as", "withdraw"]
