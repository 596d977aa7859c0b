"""Show on the pages that check and sign what goes along with organisations, area by area."""

from collections.abc import Callable
from datetime import date
from typing import Final

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Foreseen
from dangbo.ui.panels import Panel

# A section is called with the keywords request, along, foreseen and on; None: nothing to show.
Section = Callable[..., Panel | None]
_sections: Final[dict[str, Section]] = {}


def register_along_section(key: str, section: Section) -> None:
    """Show what `register_along` follows under the same key; in `ready()`."""
    _sections[key] = section


# Sums are asked for with the keywords along and on.
Sums = Callable[..., list[tuple[str, str]]]
_sums: Final[dict[str, Sums]] = {}


def register_along_sums(key: str, sums: Sums) -> None:
    """Repeat beside the button that signs the sums of what goes along; in `ready()`."""
    _sums[key] = sums


def along_sums(foreseen: Foreseen, *, on: date) -> list[tuple[str, str]]:
    """Return the sums of what goes along with a foresight on a day, area by area."""
    return [
        line
        for key, each in foreseen.along.items()
        if key in _sums
        for line in _sums[key](along=each, on=on)
    ]


def along_sections(request: ActorRequest, foreseen: Foreseen, *, on: date) -> list[Panel]:
    """Return what each area has to show of a foresight on a day."""
    found = (
        _sections[key](request=request, along=each, foreseen=foreseen, on=on)
        for key, each in foreseen.along.items()
        if key in _sections
    )
    return [panel for panel in found if panel is not None]
