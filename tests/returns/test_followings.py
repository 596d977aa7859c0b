"""Prove reports with a row of each organisation below: frozen as it stood, and after a merger."""

from datetime import date

import pytest
from django.test import Client
from returns.register import named, report, step

from dangbo.accounts.access import OPERATOR
from dangbo.layouts.access import last_change
from dangbo.layouts.commands import publish, save_draft
from dangbo.orgs.commands import decide, register_orgs
from dangbo.returns.queries.comparing import compared
from dangbo.returns.queries.figures import Sent, frozen_items, sent_by
from dangbo.returns.queries.forms import form_of
from dangbo.returns.queries.judging import found_at
from dangbo.returns.queries.sums import added_up_below
from dangbo.returns.replay import first_difference
from dangbo.rules.form_followings import key_for
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Column, Figure, Formula, Layout, Row, Typed

pytestmark = pytest.mark.usefixtures("ids")
FORM = Layout(
    "tung_to_chuc",
    0,
    "Từng tổ chức",
    rows=(
        Row("don_vi", "Từng tổ chức", 1, below=True),
        Row("cong", "Cộng", content=Formula("SUM(don_vi)")),
        Row("ca", "Tất cả", content=Figure("dang_vien")),
    ),
    columns=(Column("so", "Đảng viên", Figure("dang_vien")), Column("nop", "Đã nộp", Typed())),
)


@pytest.fixture(autouse=True)
def published(ids: dict[str, int]) -> None:
    """Put the form in force."""
    save_draft(actor=OPERATOR, layout=FORM, seen=0, new=True)
    seen = last_change(FORM.code)
    publish(actor=OPERATOR, code=FORM.code, on=date(2020, 1, 1), seen=seen)


def at_khoi(code: str = "2023h1") -> tuple[CellKey, ...]:
    found = report("khoi", code, FORM.code)
    layout = found_at(actor=OPERATOR, report=found, layout=form_of(FORM.code, found.period)).layout
    return tuple(CellKey(each.key, "so") for each in layout.rows)


def cell(org: str, column: str = "so") -> CellKey:
    return CellKey(key_for("don_vi", named(org).id), column)


def sent() -> Sent:
    typed = {f"{key_for('don_vi', named(org).id)}.nop": "1" for org in ("y-te", "bao-dai")}
    typed[f"{key_for('don_vi', named('giam-dinh').id)}.nop"] = "3"
    typed["ca.nop"] = "5"
    step("fill", "khoi", form=FORM.code, typed=typed)
    for kind in ("confirm", "send"):
        step(kind, "khoi", form=FORM.code)
    found = sent_by(actor=OPERATOR, sending=report("khoi", form=FORM.code).sending or 0)
    assert found is not None
    return found


def test_each_row_is_frozen_with_its_list_and_the_typed_ones_add_up() -> None:
    found = sent()

    told = {key: each.value for key, each in found.filled.cells.items()}
    assert [told[cell(org)] for org in ("y-te", "bao-dai", "giam-dinh")] == [2, 2, 1]
    assert told[CellKey("cong", "so")] == told[CellKey("ca", "so")] == 5
    assert told[CellKey("cong", "nop")] == 5
    items = frozen_items(found, cell("y-te"))
    assert items is not None
    assert len(items) == 2
    assert found.layout.titles[cell("y-te").row] == "Đảng bộ Sở Y tế"
    assert first_difference() is None


def test_what_was_sent_keeps_its_rows_after_a_merger_and_the_next_report_has_others() -> None:
    found = sent()
    merged = [named(each).id for each in ("bao-dai", "giam-dinh")]
    new = register_orgs(actor=OPERATOR, uids=["moi"])["moi"]
    result = {"org": new, "name": "Chi bộ Mới", "kind": "chi_bo_co_so"}
    result |= {"superior": named("khoi").id}
    change = {"change": "merge", "sources": merged, "result": result}
    decide(actor=OPERATOR, on=date(2023, 9, 1), changes=[change], reason="x")

    assert [each.row for each in at_khoi()][0:3] == [
        cell(org).row for org in ("bao-dai", "giam-dinh", "y-te")
    ]
    rows = [each.row for each in at_khoi("2023") if each.row.startswith("don_vi")]
    assert cell("y-te").row in rows
    assert len(rows) == 2
    organisation = report("khoi", form=FORM.code)
    told = compared(
        actor=OPERATOR,
        sent=found,
        period=organisation.period,
        org=organisation.org,
        typed=organisation.typed,
    )
    assert told == []


def test_rows_of_one_below_are_not_looked_for_in_its_own_report() -> None:
    sent()
    organisation = report("khoi", form=FORM.code)
    layout = form_of(FORM.code, organisation.period)
    at = found_at(actor=OPERATOR, report=organisation, layout=layout)
    found = added_up_below(actor=OPERATOR, at=at)

    assert {each.key.row for each in found.differing} == {"ca"}


def test_the_page_asks_for_a_figure_of_each_organisation(officer: Client) -> None:
    page = officer.get(f"/lam-viec/bao-cao/{FORM.code}/2023h1/khoi/dien/")

    labels = [each.label for each in page.context["form"].visible_fields()]
    assert labels == [
        "Chi bộ Báo và Đài / Đã nộp",
        "Chi bộ Giám định / Đã nộp",
        "Đảng bộ Sở Y tế / Đã nộp",
        "Tất cả / Đã nộp",
    ]
