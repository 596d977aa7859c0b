"""Prove reports by a form of the office's own: typed figures, shares, organisations, versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from returns.register import SENT, happen, named, period

from dangbo.accounts.access import OPERATOR
from dangbo.layouts.access import last_change
from dangbo.layouts.commands import publish, save_draft
from dangbo.layouts.queries.registry import layout_of
from dangbo.orgs.commands import decide, register_orgs
from dangbo.returns.commands import take_step
from dangbo.returns.queries.comparing import compared
from dangbo.returns.queries.figures import frozen_items, sent_by
from dangbo.returns.queries.forms import form_of, forms_due
from dangbo.returns.queries.judging import Wanted, found_at
from dangbo.returns.queries.reading import report_of
from dangbo.returns.queries.sums import added_up_below
from dangbo.returns.replay import first_difference
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_texts import read
from dangbo.rules.verdicts import RuleError

OWN = "hop_chi_bo"
LAYOUT: Mapping[str, Any] = {
    "code": OWN,
    "name": "Sinh hoạt chi bộ",
    "period": "half_year",
    "rows": [
        {"key": "dang_vien", "title": "Đảng viên", "indicator": "dang_vien"},
        {"key": "nu", "title": "Tỷ lệ nữ", "indicator": "ty_le_dang_vien_nu"},
        {"key": "chi_bo", "title": "Chi bộ", "indicator": "chi_bo"},
        {"key": "ho_so", "title": "Hồ sơ đã số hóa", "typed": "hồ sơ"},
        {"key": "con_lai", "title": "Còn lại", "formula": "dang_vien - ho_so"},
    ],
    "columns": [{"key": "so", "title": "Số"}],
    "checks": [
        {"left": "ho_so", "sign": "<=", "right": "dang_vien", "text": "Không quá số đảng viên"}
    ],
}


def made(**changes: Any) -> None:
    """Publish the form, or another version of it."""
    layout = read({**LAYOUT, **changes})
    new = not changes
    seen = save_draft(actor=OPERATOR, layout=layout, seen=0 if new else _last(), new=new).seq
    publish(actor=OPERATOR, code=OWN, on=date(2023 if new else 2024, 1, 1), seen=seen, reason="x")


def _last() -> int:
    return last_change(OWN)


def own(org: str, code: str = "2023h1") -> Any:
    return report_of(actor=OPERATOR, period=period(code), org=named(org), form=OWN)


def take(kind: Any, org: str, **more: Any) -> None:
    take_step(
        actor=OPERATOR,
        form=OWN,
        period=period(),
        org=named(org),
        wanted=Wanted(kind, own(org).seen),
        recorded=SENT,
        **more,
    )


def sent(org: str) -> Any:
    return sent_by(actor=OPERATOR, sending=own(org).sendings[-1].sending or 0)


@pytest.fixture
def form(ids: Mapping[str, int]) -> Mapping[str, int]:
    made()
    return ids


def test_typed_cells_are_filled_before_anything_is_confirmed(form: Mapping[str, int]) -> None:
    with pytest.raises(RuleError) as error:
        take("confirm", "y-te")
    assert {each.code for each in error.value.verdict.against} == {"CELL_LACKING"}
    with pytest.raises(RuleError) as error:
        take("fill", "y-te", typed={"ho_so.so": "x", "dang_vien.so": "9"})
    codes = {each.code for each in error.value.verdict.against}
    assert codes == {"CELL_NOT_NUMBER", "CELL_UNKNOWN"}

    take("fill", "y-te", typed={"ho_so.so": "3"})
    with pytest.raises(RuleError) as error:
        take("confirm", "y-te")
    assert {each.code for each in error.value.verdict.against} == {"CHECK_FAILED"}
    take("fill", "y-te", typed={"ho_so.so": "1"})
    take("confirm", "y-te")
    take("send", "y-te")

    cells = sent("y-te").filled.cells
    assert cells[CellKey("con_lai", "so")].value == 1
    assert cells[CellKey("nu", "so")].value == 50
    assert len(frozen_items(sent("y-te"), CellKey("nu", "so")) or ()) == 1
    assert len(frozen_items(sent("y-te"), CellKey("chi_bo", "so")) or ()) == 1
    assert frozen_items(sent("y-te"), CellKey("ho_so", "so")) is None
    assert first_difference() is None


def test_shares_and_organisations_in_differences(form: Mapping[str, int]) -> None:
    take("fill", "y-te", typed={"ho_so.so": "1"})
    take("confirm", "y-te")
    take("send", "y-te")
    founded = {"change": "found", "org": _new(), "name": "Chi bộ Mới", "kind": "chi_bo_truc_thuoc"}
    act = decide(
        actor=OPERATOR,
        on=date(2023, 5, 1),
        changes=[{**founded, "superior": form["y-te"]}],
        reason="x",
    )
    event = {"change": "transfer", "person": "an", "org": form["bao-dai"]}
    happen(date(2023, 3, 1), event, recorded=date(2023, 8, 1))

    found = compared(
        actor=OPERATOR,
        sent=sent("y-te"),
        period=period(),
        org=named("y-te"),
        typed=own("y-te").typed,
    )

    by_row = {each.key.row: each for each in found}
    assert set(by_row) == {"dang_vien", "nu", "chi_bo", "con_lai"}
    assert (by_row["nu"].before, by_row["nu"].now) == (50, 100)
    assert by_row["nu"].gained == []
    [gained] = by_row["chi_bo"].gained
    assert [each.seq for each in gained.causes] == [act.seq]


def _new() -> int:
    return register_orgs(actor=OPERATOR, uids=["moi"])["moi"]


def test_typed_figures_of_those_below_are_added_up(
    form: Mapping[str, int], officer: Client
) -> None:
    for org, number in (("y-te", "1"), ("bao-dai", "2"), ("giam-dinh", "0")):
        take("fill", org, typed={"ho_so.so": number})
        take("confirm", org)
        take("send", org)
    take("fill", "khoi", typed={"ho_so.so": "4"})
    at = found_at(actor=OPERATOR, report=own("khoi"), layout=form_of(OWN, period()))

    [found] = added_up_below(actor=OPERATOR, at=at).differing

    assert (found.key.row, found.above, found.below) == ("ho_so", 4, 3)
    page = officer.get(f"/lam-viec/bao-cao/{OWN}/2023h1/khoi/dien/").content.decode()
    assert "Cộng từ cấp dưới đã gửi: 3" in page
    answer = officer.post(
        f"/lam-viec/bao-cao/{OWN}/2023h1/khoi/dien/", {"da_xem": own("khoi").seen, "o0": "3"}
    )
    assert answer.status_code == 302
    assert own("khoi").typed == {"ho_so.so": "3"}


def test_what_was_sent_outlives_the_version_of_its_form(form: Mapping[str, int]) -> None:
    take("fill", "y-te", typed={"ho_so.so": "1"})
    take("confirm", "y-te")
    take("send", "y-te")
    made(rows=[LAYOUT["rows"][0]], checks=[])

    assert len(layout_of(OWN, on=date(2024, 1, 1)).rows) == 1
    assert sent("y-te").filled.cells[CellKey("con_lai", "so")].value == 1
    assert [each.key for each in form_of(OWN, period()).rows] == [
        row["key"] for row in LAYOUT["rows"]
    ]


def test_a_form_of_a_year_is_not_due_for_half_of_one(ids: Mapping[str, int]) -> None:
    half, year = ({each.code for each in forms_due(period(code))} for code in ("2023h1", "2023"))
    assert OWN not in half | year
    layout = read({**LAYOUT, "period": "year"})
    seen = save_draft(actor=OPERATOR, layout=layout, seen=0, new=True).seq
    publish(actor=OPERATOR, code=OWN, on=date(2023, 1, 1), seen=seen, reason="x")

    assert {each.code for each in forms_due(period("2023h1"))} == half
    assert {each.code for each in forms_due(period("2023"))} == year | {OWN}
