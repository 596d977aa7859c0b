"""Set a letter as DOCX, in the layout of the PDF, for an office that goes on working on it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final, cast

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table as Drawn
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Written

from dangbo.rules.letters import (
    PARTY,
    RECIPIENTS,
    Block,
    Letter,
    Line,
    Listing,
    Paragraph,
    Run,
    Table,
    day_line,
    numbered,
)

FACE: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
# Of a table without heads, the column of labels; as in the PDF.
LABELS: Final = Mm(60)
LONG, SHORT = Mm(297), Mm(210)
MARGINS: Final = {"top": 20, "bottom": 20, "left": 30, "right": 15}
CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER


def to_docx(letter: Letter) -> bytes:
    """Return a letter as DOCX; the same letter gives the same parts."""
    paper = Document()
    set_page(paper, landscape=letter.landscape)
    set_face(paper)
    number_pages(paper)
    write_trace(paper, letter)
    describe(paper, letter)
    write_heads(paper, letter)
    write_title(paper, letter)
    for block in letter.body:
        write_block(paper, block)
    write_foot(paper, letter)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def set_page(paper: Paper, *, landscape: bool) -> None:
    """Set A4 and its margins."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def set_face(paper: Paper) -> None:
    """Set the typeface, and 14 pt on an exact line of 19 pt."""
    style = cast(ParagraphStyle, paper.styles["Normal"])
    style.font.name, style.font.size = FACE, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FACE)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(19)
    style.paragraph_format.space_after = Pt(0)
    # Else every word is marked as misspelt: the template that the library brings is English.
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def number_pages(paper: Paper) -> None:
    """Number the pages at the top, in the middle, from the second on."""
    line = paper.sections[0].header.paragraphs[0]
    line.alignment = CENTRE
    run = line.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


def write_trace(paper: Paper, letter: Letter) -> None:
    """Write at the foot of every page who took the file, where that is to be seen."""
    section = paper.sections[0]
    for foot in (section.footer, section.first_page_footer) if letter.traced else ():
        line = foot.paragraphs[0]
        line.alignment = CENTRE
        line.add_run(letter.trace).font.size = Pt(8)


def describe(paper: Paper, letter: Letter) -> None:
    """Say what the file is; nothing of the moment or the machine that made it."""
    told = paper.core_properties
    told.title = " ".join(filter(None, (letter.kind, letter.subject)))[:255]
    told.author = (letter.heads[-1] if letter.heads else "")[:255]
    told.language, told.comments = "vi", letter.trace[:255]
    told.created = told.modified = datetime.combine(letter.file_day, time(), UTC)
    told.last_modified_by = ""


def write_heads(paper: Paper, letter: Letter) -> None:
    """Write the organisations and the number on the left, the Party, place and day on the right."""
    left, right = two_columns(paper)
    for at, head in enumerate(letter.heads, start=1):
        written(left, head.upper(), bold=at == len(letter.heads))
    if letter.heads:
        written(left, "*")
    if letter.number:
        written(left, numbered(letter))
    if letter.subject and not letter.kind:
        written(left, letter.subject, italic=True, size=12)
    written(right, PARTY, bold=True, underline=True)
    written(right, day_line(letter.place, letter.day), italic=True)
    if letter.mark:
        written(right, letter.mark, bold=True)


def write_title(paper: Paper, letter: Letter) -> None:
    """Write kind and subject in the middle, and five hyphens under them."""
    paper.add_paragraph()
    if not letter.kind:
        return
    lines = [(letter.kind, 16), (letter.subject, 14), ("-----", 14)]
    for text, size in lines:
        if text:
            line = paper.add_paragraph()
            line.alignment = CENTRE
            run = line.add_run(text)
            run.bold, run.font.size = text != "-----", Pt(size)


def write_block(paper: Paper, block: Block) -> None:
    """Write one part of the body."""
    if isinstance(block, Table):
        write_table(paper, block)
    elif isinstance(block, Listing):
        for item in block.items:
            write_line(paper.add_paragraph(), (Run("- "), *item))
    else:
        write_paragraph(paper.add_paragraph(), block)


def write_paragraph(line: Written, block: Paragraph) -> None:
    """Write a paragraph: justified with an indent, or in the middle."""
    if block.style == "plain":
        write_line(line, block.runs)
        return
    heading = block.style == "heading"
    write_runs(line, [Run(run.text, run.bold or heading) for run in block.runs])
    line.alignment = CENTRE
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(4)
    line.paragraph_format.keep_with_next = heading


def write_line(line: Written, runs: Line) -> None:
    """Write a justified line with the indent of 10 mm."""
    write_runs(line, runs)
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.first_line_indent = Mm(10)
    line.paragraph_format.space_after = Pt(4)


def write_runs(line: Written, runs: Sequence[Run]) -> None:
    """Write stretches of text, bold where they are."""
    for run in runs:
        line.add_run(run.text).bold = run.bold or None


def write_table(paper: Paper, block: Table) -> None:
    """Write a table; its head is repeated on each page."""
    rows = [row for row in (block.heads, *block.rows) if row]
    if not rows:
        return
    count = max(map(len, rows))
    table = paper.add_table(rows=len(rows), cols=count, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for at, row in enumerate(rows):
        keep_whole(table.rows[at])
        headed = at == 0 and bool(block.heads)
        for cell, text in zip(table.rows[at].cells, row, strict=False):
            written(cell, text, bold=headed, size=12, centred=headed)
        if block.figures and not headed:
            for cell in table.rows[at].cells[block.figures :]:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.heads:
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
    set_widths(table, widths_of(block, count, text_width(paper)))
    paper.add_paragraph()


def widths_of(block: Table, count: int, width: int) -> list[int]:
    """Return the widths of the columns of a table that is as wide as the text."""
    if not block.widths and not block.heads and count > 1:
        return [LABELS, *[(width - LABELS) // (count - 1)] * (count - 1)]
    shares = block.widths or (1.0,) * count
    return [int(width * share / sum(shares)) for share in shares]


def text_width(paper: Paper) -> int:
    """Return how wide the text is between the margins."""
    section = paper.sections[0]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def set_widths(table: Drawn, widths: Sequence[int]) -> None:
    """Hold columns to their widths, in the grid and in each cell: some programs read only one."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=False):
        column.width = width
        for cell in column.cells:
            cell.width = width


def keep_whole(row: _Row) -> None:
    """Keep a row from being torn apart between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def write_foot(paper: Paper, letter: Letter) -> None:
    """Write who receives the letter on the left, who signs it on the right."""
    left, right = two_columns(paper)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(10)
    if letter.recipients:
        written(left, RECIPIENTS, underline=True, size=12, centred=False)
    for each in letter.recipients:
        written(left, each, size=12, centred=False)
    signed = letter.signature
    if any((signed.authority, signed.post, signed.name)):
        written(right, signed.authority, bold=True)
        for text in (signed.post, "", "", "", ""):
            written(right, text)
        written(right, signed.name, bold=True)


def two_columns(paper: Paper) -> tuple[_Cell, _Cell]:
    """Return the two cells of a table without lines."""
    table = paper.add_table(rows=1, cols=2)
    width = text_width(paper)
    # As in the PDF: the right one is wider, and both go to their edges, else the day would wrap.
    narrow = int(width / 2.05)
    set_widths(table, [narrow, width - narrow])
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    return left, right


def written(
    cell: _Cell,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    size: int = 14,
    centred: bool = True,
) -> None:
    """Write a line of a cell below those that it has."""
    first = cell.paragraphs[0]
    line = cell.add_paragraph() if first.runs else first
    line.alignment = CENTRE if centred else WD_ALIGN_PARAGRAPH.LEFT
    run = line.add_run(text)
    run.bold, run.italic, run.underline = bold or None, italic or None, underline or None
    run.font.size = Pt(size)
