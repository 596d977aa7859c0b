"""Set a closing as one PDF page, to be signed and kept away from the server."""

import json
from importlib import resources
from typing import Any, Final

import typst
from django.utils.timezone import localtime

from dangbo.audit.files.closings import Closed, grouped
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number

TEMPLATE: Final = "templates/audit/typst/chot.typ"
FONTS: Final = "static/ui/print"


class FontsMissing(RuntimeError):  # noqa: N818 - an answer, not a fault
    """Say that the typeface of printed papers has not been built."""


def closing_pdf(closed: Closed) -> bytes:
    """Return a closing as PDF/A, tagged and with its typeface inside."""
    fonts = resources.files("dangbo.ui").joinpath(FONTS)
    template = resources.files("dangbo.audit").joinpath(TEMPLATE)
    with resources.as_file(fonts) as directory, resources.as_file(template) as source:
        if not (directory / "Tinos_400Regular.ttf").is_file():
            raise FontsMissing(str(directory))
        return bytes(
            typst.compile(
                source,
                format="pdf",
                font_paths=[directory],
                ignore_system_fonts=True,
                pdf_standards="a-2a",
                sys_inputs={"values": json.dumps(values_of(closed), ensure_ascii=False)},
            )
        )


def values_of(closed: Closed) -> dict[str, Any]:
    """Return what the template is filled with."""
    at = localtime(closed.at)
    return {
        "number": str(closed.number),
        "date": [closed.day.year, closed.day.month, closed.day.day],
        "day": format_day(closed.day),
        "at": f"{at:%H:%M:%S} {format_day(at.date())}",
        "stamp": at.isoformat(timespec="microseconds"),
        "acts": format_number(closed.acts),
        "accesses": format_number(closed.accesses),
        "act_hash": grouped(closed.act_hash) or "-",
        "access_hash": grouped(closed.access_hash) or "-",
        "hash": grouped(closed.hash),
    }
