"""Prove what the files of a letter say, and how they are laid out."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from letters.pdf_text import Shown, lines_of, pages_of

from dangbo.letters.files.builtin import builtin_samples, builtin_text
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf, to_pictures
from dangbo.rules.letter_filling import filled_letter
from dangbo.rules.letters import Letter, Paragraph, Run, Signature, Table, plain_text

POINT = 72 / 25.4
DAY = date(2026, 2, 5)
HOSTILE = '#panic("x") *đậm* _nghiêng_ $x^2$ @ref <b> \\ ] } "'
GOLDEN = """\
ĐẢNG ỦY PHƯỜNG HỒNG LĨNHĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY TRƯỜNG TRUNG HỌC
Hồng Lĩnh, ngày 05 tháng 02 năm 2026
SAO MAI
*
Số 12-QĐ/ĐU
QUYẾT ĐỊNH
công nhận đảng viên chính thức
-----
- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;
- Căn cứ Quy định số 208-QĐ/TW, ngày 26/7/2026 về thi hành Điều lệ Đảng;
- Xét Nghị quyết số 07-NQ/CB của Chi bộ Tổ Tự nhiên,
ĐẢNG ỦY QUYẾT ĐỊNH
Điều 1. Công nhận đồng chí Nguyễn Văn Khôi, sinh ngày 19/05/1994, kết
nạp ngày 03/09/2024, sinh hoạt tại Chi bộ Tổ Tự nhiên, là đảng viên chính thức từ
ngày 03/09/2025.
Điều 2. Tuổi đảng của đồng chí Nguyễn Văn Khôi được tính từ ngày
03/09/2024.
Điều 3. Chi bộ Tổ Tự nhiên và đồng chí Nguyễn Văn Khôi chịu trách nhiệm thi
hành quyết định này.
Nơi nhận:
T/M ĐẢNG ỦY
- Như Điều 3,
BÍ THƯ
- Lưu hồ sơ đảng viên.
Trần Thị Minh Hạnh"""


def sample(key: str) -> Letter:
    values = builtin_samples()[key]
    return filled_letter(text=builtin_text(key), values=values, day=DAY)


def stretch(page: list[Shown], text: str) -> Shown:
    (found,) = [each for each in page if each.text.strip() == text]
    return found


def words_of(text: str) -> list[str]:
    return sorted("".join(text.split()))


def test_a_decision_reads_as_papers_do() -> None:
    (page,) = pages_of(to_pdf(sample("recognition_decision")))

    assert "\n".join(lines_of(page)) == GOLDEN


@pytest.mark.parametrize("key", sorted(builtin_samples()))
def test_pdf_and_word_say_all_that_a_letter_says(key: str) -> None:
    letter = sample(key)
    heads = tuple(head.upper() for head in letter.heads)
    said = plain_text(replace(letter, heads=heads)) + "*"
    said += "-----" if letter.kind else ""
    said += "Nơi nhận:" if letter.recipients else ""
    pages = pages_of(to_pdf(letter))
    numbers = "".join(str(at) for at in range(2, len(pages) + 1))

    printed = "".join(each.text for page in pages for each in page)

    assert words_of(printed) == words_of(said + numbers)
    assert words_of(docx_text(to_docx(letter))) == words_of(said)


def docx_text(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def test_margins_lines_and_indent_are_those_of_the_guide() -> None:
    long = " ".join(["chữ"] * 60)
    letter = Letter(heads=("A",), body=(Paragraph((Run(long),)),), kind="BÁO CÁO")
    (page,) = pages_of(to_pdf(letter))
    lines = [each for each in page if each.text.startswith("chữ")]

    assert {each.size for each in lines} == {14.0}
    assert {each.font for each in lines} == {"Tinos-Regular"}
    assert [round(each.x / POINT, 1) for each in lines] == [40.0, *[30.0] * (len(lines) - 1)]
    steps = [round(above.y - below.y, 2) for above, below in pairwise(lines)]
    assert steps == [19.0] * (len(lines) - 1)
    assert stretch(page, "BÁO CÁO").size == 16.0
    top = max(each.y for each in page)
    # The first line's box begins at the margin: 0.8 em above its base.
    assert round((297 * POINT - top - 0.8 * 14) / POINT, 1) == 20.0


def test_a_letter_without_a_kind_has_its_subject_under_the_number() -> None:
    letter = Letter(heads=("Trên", "Dưới"), number="5-CV/ĐU", subject="V/v báo cáo", day=DAY)
    (page,) = pages_of(to_pdf(letter))
    subject, number = stretch(page, "V/v báo cáo"), stretch(page, "Số 5-CV/ĐU")

    assert (subject.font, subject.size) == ("Tinos-Italic", 12.0)
    assert number.y > subject.y > number.y - 20
    assert stretch(page, "DƯỚI").font == "Tinos-Bold"
    assert stretch(page, "TRÊN").font == "Tinos-Regular"
    assert "-----" not in [each.text for each in page]


def test_a_day_that_is_not_known_is_left_to_be_written_in() -> None:
    letter = replace(sample("transfer_letter"), day=None, made=DAY)
    pdf = to_pdf(letter)
    (page,) = pages_of(pdf)

    assert stretch(page, "Hồng Lĩnh, ngày ..... tháng ..... năm .....").font == "Tinos-Italic"
    assert "ngày ..... tháng ..... năm ....." in docx_text(to_docx(letter))
    assert b"D:20260205" in pdf


def test_pages_are_numbered_from_the_second() -> None:
    letter = Letter(heads=("A",), body=tuple(Paragraph((Run("chữ"),)) for _ in range(80)))
    first, second, third = pages_of(to_pdf(letter))

    assert [each.text for each in first if each.text.isdigit()] == []
    assert [each.text for each in second if each.text.isdigit()] == ["2"]
    assert [each.text for each in third if each.text.isdigit()] == ["3"]


def test_the_head_of_a_long_table_is_repeated() -> None:
    table = Table(("STT", "Họ tên"), tuple((str(at), "Lan") for at in range(60)), (1, 5))
    pages = pages_of(to_pdf(Letter(heads=("A",), kind="DANH SÁCH", body=(table,))))

    assert [[each.text for each in page].count("STT") for page in pages] == [1] * len(pages)
    assert len(pages) == 2


def test_nothing_that_is_typed_is_read_as_markup() -> None:
    letter = Letter(
        heads=(HOSTILE,),
        number=HOSTILE,
        place=HOSTILE,
        kind=HOSTILE,
        subject=HOSTILE,
        body=(Paragraph((Run(HOSTILE, bold=True),)), Table((HOSTILE,), ((HOSTILE,),))),
        signature=Signature(HOSTILE, HOSTILE, HOSTILE),
        recipients=(HOSTILE,),
        mark=HOSTILE,
    )
    printed = "".join(each.text for page in pages_of(to_pdf(letter)) for each in page)

    assert "".join(printed.lower().split()).count("".join(HOSTILE.split()).lower()) == 13
    assert docx_text(to_docx(letter)).lower().count(HOSTILE.lower()) == 13


def test_the_same_letter_gives_the_same_files() -> None:
    letter = sample("member_sheet")
    parts = [Document(BytesIO(to_docx(letter))).element.xml for _ in range(2)]

    assert to_pdf(letter) == to_pdf(letter)
    assert parts[0] == parts[1]
    assert b"pdfaid:part>2<" in to_pdf(letter)


def test_pictures_are_one_a_page() -> None:
    pictures = to_pictures(sample("member_sheet"))

    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"] * 2


def test_word_has_the_layout_of_the_guide() -> None:
    paper = Document(BytesIO(to_docx(sample("admission_decision"))))
    section, style = paper.sections[0], paper.styles["Normal"]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert [round(each.mm) for each in margins] == [20, 20, 30, 15]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))
    assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert style.paragraph_format.line_spacing == Pt(19)
    assert section.different_first_page_header_footer
    article = next(each for each in paper.paragraphs if each.text.startswith("Điều 1."))
    assert abs(article.paragraph_format.first_line_indent - Mm(10)) < Mm(0.1)
    assert article.runs[0].bold
    assert section.header.paragraphs[0]._p.xml.count("PAGE") == 1


def test_word_spells_in_vietnamese() -> None:
    styles = Document(BytesIO(to_docx(sample("transfer_letter")))).styles.element

    assert {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))} == {"vi-VN"}


@pytest.mark.parametrize("key", sorted(builtin_samples()))
def test_word_holds_columns_to_the_text_and_keeps_rows_whole(key: str) -> None:
    paper = Document(BytesIO(to_docx(sample(key))))
    section = paper.sections[0]
    width = section.page_width - section.left_margin - section.right_margin

    for table in paper.tables:
        grid = [column.width for column in table.columns]
        assert [[cell.width for cell in row.cells] for row in table.rows] == [grid] * len(
            table.rows
        )
        assert abs(sum(grid) - width) < Mm(0.5)
        assert not table.autofit
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_word_gives_the_day_as_much_room_as_the_pdf() -> None:
    head = Document(BytesIO(to_docx(sample("transfer_letter")))).tables[0]
    margins = head._tbl.tblPr.find(qn("w:tblCellMar"))

    assert head.columns[1].width > Mm(84)
    assert [each.get(qn("w:w")) for each in margins] == ["0", "0"]


def test_labels_of_a_sheet_leave_room_for_what_is_said() -> None:
    sheet = Document(BytesIO(to_docx(sample("member_sheet")))).tables[1]

    assert [round(column.width.mm) for column in sheet.columns] == [60, 105]


def test_wide_lists_lie_on_their_side() -> None:
    section = Document(BytesIO(to_docx(sample("member_list")))).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert max(each.x for page in pages_of(to_pdf(sample("member_list"))) for each in page) > 595
