"""Put rows into the logs now and then that stand for nothing.

The numbers of a log have no gaps, and rows on records are not shown: without these, a number that
is passed over would tell everybody that a record exists.
"""

from datetime import date
from secrets import randbelow
from typing import Final

from django.conf import settings

from dangbo.accounts.access import Actor
from dangbo.audit.access import last_act
from dangbo.audit.commands import record, record_access
from dangbo.audit.enums import AccessCode
from dangbo.sealed.access import CODE, KIND

COVER: Final = Actor("cover", branches=(), origin="worker")


def cover_now_and_then(today: date) -> None:
    """Add an act and a reading that are about nothing, once in so many calls on the average."""
    odds: int = settings.SEALED_COVER_ODDS
    if not odds or last_act() is None:
        return
    if not randbelow(odds):
        record(actor=COVER, code=CODE, params={"cover": True})
    if not randbelow(odds):
        record_access(actor=COVER, code=AccessCode.READ, kind=KIND)
