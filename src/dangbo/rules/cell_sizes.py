"""Give the sizes by which cells are counted on a day.

Source: `rules.md` 13.3; the sizes are in `sets/cell_sizes.toml`.
"""

from datetime import date

from dangbo.rules.age_bands import Band
from dangbo.rules.instruments import instrument_on


def cell_sizes_on(day: date) -> tuple[Band, ...]:
    """Return the sizes in force on a day, the smallest first; they leave no number out."""
    raw = instrument_on("cell_sizes", day).values["sizes"]
    return tuple(
        Band(each["code"], each["name"], each["name_en"], each["from"], each.get("to"))
        for each in raw
    )


def cell_size(*, members: int, on: date) -> str:
    """Return the code of the size of a cell with so many members."""
    return next(each.code for each in cell_sizes_on(on) if members in each)
