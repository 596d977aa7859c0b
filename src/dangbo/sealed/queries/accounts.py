"""Find the accounts that may be named as readers."""

from typing import NamedTuple

from dangbo.sealed.access import accounts_in_use


class Named(NamedTuple):
    """An account by number, name of account, and name."""

    id: int
    username: str
    name: str


def accounts_called(text: str) -> list[Named]:
    """Return the account of this name, else those of people who are called so."""
    wanted = " ".join(text.split())
    users = [Named(each.pk, each.username, each.get_full_name()) for each in accounts_in_use()]
    exact = [each for each in users if each.username == wanted]
    return exact or [each for each in users if each.name and _same(each.name, wanted)]


def _same(name: str, wanted: str) -> bool:
    return " ".join(name.split()).casefold() == wanted.casefold()
