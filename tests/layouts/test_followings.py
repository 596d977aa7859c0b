"""Prove rows of each organisation below, filled as of a day, and forms that are read in English."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from dangbo.accounts.access import OPERATOR
from dangbo.layouts import commands, queries
from dangbo.layouts.access import last_change
from dangbo.reports import queries as reports
from dangbo.rules.form_followings import key_for
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Column, Figure, Formula, Layout, Row

FORM = Layout(
    "tung_to_chuc",
    0,
    "Đảng viên từng tổ chức",
    name_en="Members of each organisation",
    rows=(
        Row("cong", "Cộng", content=Formula("SUM(don_vi)")),
        Row("don_vi", "Từng tổ chức", 1, Figure("dang_vien"), below=True),
        Row("ca", "Toàn đảng bộ", content=Figure("dang_vien"), title_en="Whole committee"),
    ),
    columns=(Column("so", "Đảng viên"), Column("nu", "Nữ", Figure(parts=(("sex", "nu"),)))),
)
URL = "/lam-viec/bieu-mau/tung_to_chuc/"


def asked(org: int, on: date) -> reports.Asked:
    return reports.ask(actor=OPERATOR, org=org, on=on, start=date(on.year, 1, 1))


def published() -> None:
    commands.save_draft(actor=OPERATOR, layout=FORM, seen=0, new=True)
    seen = last_change(FORM.code)
    commands.publish(actor=OPERATOR, code=FORM.code, on=date(2010, 1, 1), seen=seen)


@pytest.mark.parametrize("on", [date(2014, 12, 31), date(2015, 12, 31), date(2017, 1, 1)])
def test_rows_are_those_directly_below_on_the_day_each_with_its_list(
    ids: dict[str, int], on: date
) -> None:
    """Before and after two of them were merged into a third."""
    question = asked(ids["khoi"], on)
    found = queries.filled(FORM, question)

    parts = [each for each in reports.below("dang_vien", question) if not each.own]
    assert [(each.org, each.title) for each in found.layout.rows if each.org] == [
        (each.id, each.name) for each in parts
    ]
    total = 0
    for part in parts:
        key = CellKey(key_for("don_vi", part.id), "so")
        number = part.value.part if part.value else 0
        assert found.cells[key].value == number
        items = queries.items_of_cell(FORM, key, question)
        assert sorted(each.id for each in items) == sorted(each.id for each in part.items)
        total += number
    assert found.cells[CellKey("cong", "so")].value == Fraction(total)


def test_the_days_of_the_proof_have_different_organisations(ids: dict[str, int]) -> None:
    days = (date(2014, 12, 31), date(2015, 12, 31), date(2017, 1, 1))
    told = [
        {each.org for each in queries.laid(FORM, asked(ids["khoi"], on)).rows if each.org}
        for on in days
    ]

    assert ids["bao-dai"] not in told[0]
    assert ids["bao-dai"] in told[1]
    assert ids["bao"] in told[0] - told[1]


def test_where_none_is_below_the_row_stays_blank(ids: dict[str, int]) -> None:
    found = queries.filled(FORM, asked(ids["bao-dai"], date(2017, 1, 1)))

    assert found.cells[CellKey("don_vi", "so")].reason == "blank"
    assert found.cells[CellKey("cong", "so")].value == 0


def test_the_page_has_a_row_and_a_list_for_each(ids: dict[str, int], officer: Client) -> None:
    published()
    query = {"to_chuc": "khoi", "on": "2017-01-01", "tu": "01/01/2016"}
    page = officer.get(URL, query).content.decode()
    grid = officer.get(URL, query).context["grid"]

    rows = [each for each in grid.lines if each.key.startswith("don_vi_O")]
    assert len(rows) == len(queries.laid(FORM, asked(ids["khoi"], date(2017, 1, 1))).rows) - 2
    linked = next(cell for each in rows for cell in each.cells if cell.url)
    behind = officer.get(f"{linked.url}&on=2017-01-01")
    assert behind.status_code == 200
    assert behind.context["count"] == int(linked.words)
    assert officer.get(f"{URL}o/don_vi/so/", query).status_code == 404
    assert "Toàn đảng bộ" in page
    file = officer.get(URL, query | {"xuat": "xlsx"})
    assert file.status_code == 200


def test_a_reader_of_english_sees_english_names_and_vietnamese_where_there_are_none(
    ids: dict[str, int], officer: Client
) -> None:
    published()
    officer.cookies["django_language"] = "en"
    page = officer.get(URL, {"to_chuc": "khoi", "on": "2017-01-01"}).content.decode()

    assert "Members of each organisation" in page
    assert "Whole committee" in page
    assert "Cộng" in page
    assert queries.layout_of(FORM.code, on=date(2017, 1, 1)).name == FORM.name
    assert "Movement of party members" in officer.get("/lam-viec/bieu-mau/").content.decode()


def test_the_editor_keeps_the_english_names_and_what_follows(
    ids: dict[str, int], officer: Client
) -> None:
    commands.save_draft(actor=OPERATOR, layout=FORM, seen=0, new=True)
    url = f"{URL}sua/"
    page = officer.get(url)
    sent = {
        "act": "save",
        "seen": page.context["seen"],
        "name": FORM.name,
        "name_en": "Members by organisation",
        "period": "quarter",
        "rows-0-key": "don_vi",
        "rows-0-title": "Từng tổ chức",
        "rows-0-title_en": "Each organisation",
        "rows-0-below": "1",
        "rows-0-kind": "figure",
        "rows-0-indicator": "dang_vien",
        "columns-0-key": "so",
        "columns-0-title": "Số",
        "columns-0-kind": "figure",
        "to_chuc": "khoi",
    }
    assert officer.post(url, sent).status_code == 302

    draft = queries.draft_of(actor=OPERATOR, code=FORM.code)
    assert draft is not None
    assert (draft.name_en, draft.period) == ("Members by organisation", "quarter")
    content = Figure("dang_vien")
    row = Row("don_vi", "Từng tổ chức", 0, content, "Each organisation", below=True)
    assert draft.rows == (row,)
    shown = officer.get(url).content.decode()
    assert '<option value="1" selected>mỗi tổ chức trực thuộc một dòng</option>' in shown
