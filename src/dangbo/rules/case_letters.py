"""Say who signs a letter of a case, for whom, and where: from the names of organisations.

Source: `rules.md` 9.3, R2.46; what cannot be read from a name stays empty.
"""

import re
from collections.abc import Iterable
from typing import Final, Literal

Level = Literal["cell", "departmental", "grassroots", "superior", "province"]

# At which level a role acts; the receiving side issues no letter of its own.
LEVELS: Final[dict[str, Level]] = {
    "cell": "cell",
    "departmental": "departmental",
    "grassroots": "grassroots",
    "grassroots_standing": "grassroots",
    "empowered_committee": "grassroots",
    "superior": "superior",
    "superior_standing": "superior",
    "province": "province",
}
STANDING: Final = "BAN THƯỜNG VỤ"
UNIT: Final = re.compile(
    r"\b(?:phường|xã|đặc khu|thị trấn|thị xã|huyện|quận|thành phố|tỉnh) ", re.IGNORECASE
)


def level_of(role: str) -> Level | None:
    """Return the level at which a role acts, None for the member and the receiving side."""
    return LEVELS.get(role)


def committee_name(name: str) -> str:
    """Return the committee that signs for an organisation: Đảng bộ X signs as Đảng ủy X."""
    return name.replace("Đảng bộ tỉnh", "Tỉnh ủy").replace("Đảng bộ", "Đảng ủy", 1)


def authority_of(*, role: str, name: str) -> str:
    """Return for whom a letter of an organisation is signed: its committee, or the standing one."""
    if role.endswith("_standing"):
        return f"T/M {STANDING}"
    body = next((each for each in ("Tỉnh ủy", "Đảng ủy", "Chi bộ") if name.startswith(each)), "")
    return f"T/M {body.upper()}" if body else ""


def post_words(title: str) -> str:
    """Return a title as it stands under a letter; the cell is named above it already."""
    return title.upper().removesuffix(" CHI BỘ")


def place_of_issue(names: Iterable[str]) -> str:
    """Return the place that the nearest of some organisations, from the issuer up, is named by."""
    rests = (name[unit.end() :] for name in names for unit in UNIT.finditer(name))
    return next((rest for rest in rests if rest[:1].isupper()), "")
