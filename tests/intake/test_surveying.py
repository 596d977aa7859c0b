"""Prove that a survey sees in few fields of a list what whole rows say."""

from dangbo.base.lists import ListRow
from dangbo.intake.files.reading import SURVEYED
from dangbo.intake.files.texts import few_texts, texts_of

COLUMNS = {"name": 0, "birth_of_man": 1, "admitted": 2, "org": 3, "key": 4}
ROWS = (
    ListRow(2, ("Trần Văn Ba", "1/2/1980", "", "Chi bộ 1", "a"), hidden=False),
    ListRow(3, ("Lê Thị Bốn", "", "03/02/2005"), hidden=True),
    ListRow(4, ("", "5/6/1990", "7/8/2010", "Chi bộ 2", ""), hidden=False),
)
MENDED = {3: {"birth": "4/4/1984", "name": "Lê Thị Tư"}, 4: {"birth_of_man": "", "org": "Chi bộ 3"}}


def test_few_texts_are_those_of_whole_rows() -> None:
    whole = [
        {field: text for field, text in each.texts.items() if field in SURVEYED}
        for each in texts_of(COLUMNS, ROWS, MENDED)
    ]

    assert [*few_texts(COLUMNS, ROWS, MENDED, SURVEYED)] == whole
    assert whole[1] == {"admitted": "03/02/2005", "birth": "4/4/1984"}
    assert whole[2] == {"admitted": "7/8/2010", "org": "Chi bộ 3"}
