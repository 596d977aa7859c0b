"""Say on which day, and as known on which day, a question is asked."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode


@dataclass(frozen=True)
class AsOf:
    """The two clocks of one question: the day asked about and the day of our knowledge.

    `known` is None for all that is known now; `today` is the day on which the question is put.
    """

    on: date
    today: date
    known: date | None = None

    @property
    def is_today(self) -> bool:
        """Say whether this is the present as known at present."""
        return self.on == self.today and self.known is None

    @property
    def query(self) -> str:
        """Return the query string that keeps both clocks on a link, or nothing for today."""
        parts = {}
        if self.on != self.today:
            parts["on"] = self.on.isoformat()
        if self.known is not None:
            parts["known"] = self.known.isoformat()
        return f"?{urlencode(parts)}" if parts else ""
