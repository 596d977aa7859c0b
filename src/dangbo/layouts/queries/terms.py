"""Say between which congresses of an organisation its terms were, as far as the register knows."""

from datetime import date

from dangbo.accounts.access import Actor
from dangbo.history.queries import congresses_of
from dangbo.rules.days import Precision
from dangbo.rules.return_periods import ReturnPeriod, terms_between


def terms_of(*, actor: Actor, org: int, known: date | None = None) -> list[ReturnPeriod]:
    """Return the terms of an organisation, the latest first; one that runs has no end yet."""
    rows = congresses_of(actor=actor, org=org, known=known)
    held = [each.when for each in rows if each.when is not None]
    return terms_between((when.start, when.precision is Precision.DAY) for when in held)
