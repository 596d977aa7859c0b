"""Ask who may sign for an organisation on a day; the area that keeps posts answers."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor


class Signer(NamedTuple):
    """Who signs for an organisation, and in which post."""

    name: str
    title: str


# Called with the keywords actor, org and on.
Signers = Callable[..., Signer | None]
_signers: list[Signers] = []


def register_signers(signers: Signers) -> None:
    """Let an area say who signs for organisations; in `ready()`."""
    _signers.append(signers)


def signer_of(*, actor: Actor, org: int, on: date) -> Signer | None:
    """Return who signs for an organisation on a day, None where nobody knows."""
    found = (each(actor=actor, org=org, on=on) for each in _signers)
    return next((each for each in found if each is not None), None)
