"""Say what a printed paper of the Party is made of, apart from how it is set.

Source: 05-HD/VPTW 2026 (before it 36-HD/VPTW 2018); rule book, 9.3.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

BLANK: Final = "……………"
SHORT_BLANK: Final = "....."
PARTY: Final = "ĐẢNG CỘNG SẢN VIỆT NAM"
RECIPIENTS: Final = "Nơi nhận:"
NO_DAY: Final = date(2000, 1, 1)
SAMPLE_MARK: Final = "BẢN IN THỬ"
INVENTED_MARK: Final = "DỮ LIỆU MINH HỌA"
LAST_MONTH_WITH_ZERO: Final = 2

Style = Literal["plain", "heading", "centred"]


@dataclass(frozen=True)
class Run:
    """Hold a stretch of text that looks alike."""

    text: str
    bold: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Hold one paragraph: with an indent, or as a heading, or in the middle."""

    runs: Line
    style: Style = "plain"


@dataclass(frozen=True)
class Listing:
    """Hold items that each begin with a hyphen."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Hold a table; `widths` are the columns' shares of the line, `heads` may be left out.

    From the column `figures` on numbers stand in it, to the right; 0: in none.
    """

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    figures: int = 0


Block = Paragraph | Listing | Table


@dataclass(frozen=True)
class Signature:
    """Hold who signs: for whom (`T/M …`), as what, and by which name."""

    authority: str = ""
    post: str = ""
    name: str = ""


@dataclass(frozen=True)
class Letter:
    """Hold a printed paper: `heads` are the superior organisations and, last, the issuing one.

    A paper without a `kind` is a công văn: its subject stands under the number. Where `day` is left
    to be written in by hand, `made` is the day of the file. `trace` says who took the file and
    when: among its properties, and with `traced` also at the foot of every page.
    """

    heads: tuple[str, ...] = ()
    number: str = ""
    place: str = ""
    day: date | None = None
    kind: str = ""
    subject: str = ""
    body: tuple[Block, ...] = ()
    signature: Signature = field(default_factory=Signature)
    recipients: tuple[str, ...] = ()
    landscape: bool = False
    mark: str = ""
    made: date | None = None
    trace: str = ""
    traced: bool = False

    @property
    def file_day(self) -> date:
        """Return the day that a file of the letter tells of itself."""
        return self.day or self.made or NO_DAY


def day_line(place: str, day: date | None) -> str:
    """Return place and day as they stand under the right head; what is not known stays blank."""
    written = day_parts(day) if day else (SHORT_BLANK, SHORT_BLANK, SHORT_BLANK)
    return "{}, ngày {} tháng {} năm {}".format(place or BLANK, *written)


def numbered(letter: Letter) -> str:
    """Return the line of the number, empty where a paper has none."""
    return f"Số {letter.number}" if letter.number else ""


def day_parts(day: date) -> tuple[str, str, str]:
    """Return day, month and year: a zero before the days 1 to 9 and the months 1 and 2 alone."""
    zeroed = day.month <= LAST_MONTH_WITH_ZERO
    return f"{day.day:02}", f"{day.month:02}" if zeroed else str(day.month), f"{day.year:04}"


def sheet_heads(
    *,
    province: str = "",
    intermediate: str = "",
    grassroots: str = "",
    departmental: str = "",
    cell: str = "",
    cell_is_grassroots: bool = False,
) -> dict[str, str]:
    """Return the organisations over a member's sheet, by the names of its fields.

    Of a member in a chi bộ cơ sở its name goes on the grassroots line, and the line of the cell
    stays empty (form 2-HSĐV).
    """
    return {
        "province": province,
        "intermediate": intermediate,
        "grassroots": cell if cell_is_grassroots else grassroots,
        "departmental": "" if cell_is_grassroots else departmental,
        "cell": "" if cell_is_grassroots else cell,
    }


def plain_text(letter: Letter) -> str:
    """Return all that a letter says, line by line, for searching and comparing."""
    lines = [PARTY, *letter.heads, numbered(letter), day_line(letter.place, letter.day)]
    lines += [letter.mark, letter.kind, letter.subject]
    for block in letter.body:
        lines += block_lines(block)
    signed = letter.signature
    lines += [signed.authority, signed.post, signed.name, *letter.recipients]
    return "\n".join(line for line in lines if line)


def block_lines(block: Block) -> list[str]:
    """Return a part of the body as plain lines."""
    if isinstance(block, Paragraph):
        return ["".join(run.text for run in block.runs)]
    if isinstance(block, Listing):
        return ["- " + "".join(run.text for run in item) for item in block.items]
    return ["\t".join(row) for row in (block.heads, *block.rows) if row]
