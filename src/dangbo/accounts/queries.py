"""Answer questions about accounts."""

from typing import NamedTuple

from dangbo.accounts.access import Actor, readable_accounts


class Account(NamedTuple):
    """One account as a list shows it."""

    username: str
    name: str
    is_active: bool


def accounts(*, actor: Actor) -> list[Account]:
    """List the accounts that `actor` may see, by name."""
    users = readable_accounts(actor).order_by("username")
    return [Account(user.username, user.get_full_name(), user.is_active) for user in users]
