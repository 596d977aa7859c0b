"""Move the clock of a journey: what the pages take for today is the day that was set."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta, timezone

import pytest
from django.utils import timezone as clock

from dangbo.base.days import parse_day

HANOI = timezone(timedelta(hours=7))
SetDay = Callable[[str], None]


@pytest.fixture
def set_day() -> Iterator[SetDay]:
    """Return an act that makes it the morning of a day, for the server too: it runs in here."""
    with pytest.MonkeyPatch.context() as patched:

        def act(day: str) -> None:
            morning = datetime.combine(parse_day(day), time(8), HANOI)
            patched.setattr(clock, "now", lambda: morning)

        yield act
