"""Set papers by one typesetter: a template of an app, its values as JSON, the typeface of ours.

Values are handed over as data, so nothing that somebody typed is ever read as markup.
"""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

import typst

FONTS: Final = "static/ui/print"
TYPEFACE: Final = "Tinos_400Regular.ttf"
# For the archive: tagged, with its typeface inside.
ARCHIVED: Final[Mapping[str, Any]] = {"format": "pdf", "pdf_standards": "a-2a"}
PICTURE_DOTS: Final = 96.0


class FontsMissing(RuntimeError):  # noqa: N818 - an answer, not a fault
    """Say that the typeface of printed papers has not been built."""


def set_pdf(app: str, template: str, values: Mapping[str, Any]) -> bytes:
    """Return a paper as PDF/A: `template` is a file of the package of an app."""
    return b"".join(_compiled(app, template, values, ARCHIVED))


def set_pictures(app: str, template: str, values: Mapping[str, Any]) -> list[bytes]:
    """Return each page of a paper as PNG."""
    return _compiled(app, template, values, {"format": "png", "ppi": PICTURE_DOTS})


def _compiled(
    app: str, template: str, values: Mapping[str, Any], wish: Mapping[str, Any]
) -> list[bytes]:
    fonts = resources.files("dangbo.ui").joinpath(FONTS)
    written = resources.files(app).joinpath(template)
    with resources.as_file(fonts) as directory, resources.as_file(written) as source:
        if not (directory / TYPEFACE).is_file():
            raise FontsMissing(str(directory))
        made = typst.compile(
            source,
            font_paths=[directory],
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            **wish,
        )
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]
