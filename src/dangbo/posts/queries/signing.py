"""Say who signs for an organisation on a day: its secretary, or else the first deputy."""

from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.letters.queries.signing import Signer
from dangbo.posts.access import posts_on
from dangbo.posts.queries.persons import names_of
from dangbo.rules.bodies import offices_on

# In this order; the codes are those of `rules/sets/bodies.toml`.
DEPUTIES: Final = ("pho_bi_thu_tt", "pho_bi_thu", "pho_bi_thu_chi_bo")


def signer_of(*, actor: Actor, org: int, on: date) -> Signer | None:
    """Return who signs for an organisation on a day, None where no such post is held."""
    offices = offices_on(on)
    order = [*offices.secretaries, *DEPUTIES]
    held = posts_on(actor, on=on, known=None).filter(org=org, title__in=order)
    rows = sorted(held.values_list("title", "start", "person"), key=lambda row: row[1])
    first = min(rows, key=lambda row: order.index(row[0]), default=None)
    if first is None:
        return None
    name = names_of(actor=actor, persons=[first[2]]).get(first[2])
    title = offices.titles.get(first[0])
    return Signer(name.name, title.name) if name and title else None
