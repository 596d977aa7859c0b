from dataclasses import dataclass

import pytest
from django.test import RequestFactory

from dangbo.ui.paging import page_of
from dangbo.ui.tables import Column, Sort, sort_of, table_of


@dataclass(frozen=True)
class Row:
    name: str
    cells: int
    code: str = "x"


COLUMNS = [
    Column("name", "Tên", main=True, sortable=True, url=lambda row: f"/{row.name}/"),
    Column("cells", "Chi bộ", sortable=True, numeric=True),
    Column("code", "Mã", shown=False),
]
ROWS = [Row("A", 3), Row("B", 5)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", Sort("name")),
        ("cells", Sort("cells")),
        ("-cells", Sort("cells", descending=True)),
        ("code", Sort("name")),
        ("-password", Sort("name")),
    ],
)
def test_sort_of_takes_only_sortable_columns(asked: str, expected: Sort) -> None:
    request = RequestFactory().get("/", {"sort": asked})

    assert sort_of(request, COLUMNS, default="name") == expected


def test_sort_writes_itself_as_the_address_does() -> None:
    assert [str(Sort("name")), str(Sort("name", descending=True))] == ["name", "-name"]


def test_table_of_links_each_head_to_its_next_order_and_keeps_the_query() -> None:
    request = RequestFactory().get("/?q=a&page=2")

    table = table_of(request, COLUMNS, ROWS, caption="Bảng", sort=Sort("name"))

    heads = [(head.column.key, head.url, head.order) for head in table.heads]
    assert heads == [
        ("name", "?q=a&sort=-name", "ascending"),
        ("cells", "?q=a&sort=cells", "none"),
    ]


def test_table_of_turns_a_descending_sort_round() -> None:
    request = RequestFactory().get("/")

    table = table_of(request, COLUMNS, ROWS, caption="Bảng", sort=Sort("cells", descending=True))

    assert (table.heads[1].url, table.heads[1].order) == ("?sort=cells", "descending")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", ["name", "cells"]), ("cols=code", ["name", "code"]), ("cols=x", ["name"])],
)
def test_table_of_shows_the_columns_that_were_chosen(query: str, expected: list[str]) -> None:
    request = RequestFactory().get(f"/?{query}")

    table = table_of(request, COLUMNS, ROWS, caption="Bảng")

    assert [head.column.key for head in table.heads] == expected
    assert [choice.column.key for choice in table.choices if choice.chosen] == expected


def test_table_of_gives_cells_their_values_and_links() -> None:
    table = table_of(RequestFactory().get("/"), COLUMNS, ROWS, caption="Bảng")

    assert [[(cell.value, cell.url) for cell in line.cells] for line in table.lines] == [
        [("A", "/A/"), (3, "")],
        [("B", "/B/"), (5, "")],
    ]
    assert table.width == 2


def test_table_of_gives_tick_boxes_where_rows_have_keys() -> None:
    table = table_of(
        RequestFactory().get("/"), COLUMNS, ROWS, caption="Bảng", row_key=lambda row: row.name
    )

    assert ([line.key for line in table.lines], table.ticked, table.width) == (["A", "B"], True, 3)


@pytest.mark.parametrize(("asked", "expected"), [("", 1), ("2", 2), ("99", 3), ("0", 3), ("x", 1)])
def test_page_of_gives_the_nearest_page(asked: str, expected: int) -> None:
    page = page_of(range(25), RequestFactory().get("/", {"page": asked}), per_page=10)

    assert (page.number, page.paginator.num_pages) == (expected, 3)
