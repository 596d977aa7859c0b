"""Carry the reform of 2025 out in one province as an officer does: tables pasted into a draft."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from desk.samples import TODAY, head
from factories.reform import Reform, Unit, importing, read_reform

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.base.sheets import read_pasted
from dangbo.desk.commands import add_changes, foresee_drafts, sign_drafts, start_draft
from dangbo.desk.commands.pasting import READY, changes_of
from dangbo.desk.models import Draft
from dangbo.orgs import queries
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries.verifying import first_difference

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "vietnam-2025-reform.csv"
EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
HEADS = {
    "regroup": ("source", "result", "part", "name", "kind", "superior", "code"),
    "move": ("org", "superior"),
    "rename": ("org", "name"),
    "dissolve": ("org",),
}
# An unchanged province with an island district, and one made of two.
PROVINCES = {"22": "Quảng Ninh", "91": "An Giang"}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason=f"{FILE.name} is not here"),
]


def of_province(code: str) -> Reform:
    """Return the rows of one resulting province."""
    rows = read_reform(FILE).rows
    return Reform([row for row in rows if row.result_province.code == code])


def pasted(officer: Actor, draft: Draft, kind: str, rows: Iterable[Sequence[str]]) -> None:
    """Paste a table into the draft: every row has to be ready as it stands."""
    text = "\n".join("\t".join(row) for row in rows)
    if not text:
        return
    columns = {name: place for place, name in enumerate(HEADS[kind])}
    content = Draft.objects.get(pk=draft.pk).content
    found = changes_of(
        actor=officer,
        sheet=read_pasted(text),
        kind=kind,
        columns=columns,
        on=DAY,
        draft=content,
    )
    assert [(row.number, row.texts, row.against) for row in found.rows if row.state != READY] == []
    add_changes(actor=officer, draft=draft.pk, changes=found.changes)


def regroupings(reform: Reform, province: str) -> Iterable[Sequence[str]]:
    """Yield the rows of those that become others: where from, where to, whole or in part."""
    for row in reform.rows:
        if row.result in reform.going_on:
            continue
        part = "toàn bộ" if len(reform.results_of[row.source]) == 1 else "một phần"
        new = (row.result.key, part, row.result.name, "Xã, phường, đặc khu", province)
        yield (row.source.code, *new, row.result.code)


@pytest.mark.parametrize("code", PROVINCES)
def test_province_is_reorganised_by_pasted_tables_alone(officer: Actor, code: str) -> None:
    reform = of_province(code)
    ids = register_orgs(
        actor=OPERATOR, uids=[unit.key for r in reform.rows for unit, _, _ in r.before]
    )
    decide(actor=OPERATOR, on=date(2025, 1, 1), changes=importing(reform, ids))
    ((province, olds),) = reform.provinces_of.items()
    draft = start_draft(actor=officer, content={"head": head(on="01/07/2025"), "changes": []})
    if province not in reform.going_on:
        result = {"name": province.name, "kind": "tinh", "code": province.code}
        merge = {"change": "merge", "sources": [old.key for old in olds], "result": result}
        add_changes(actor=officer, draft=draft.pk, changes=[merge])

    going_on = [(new, old) for new, old in reform.going_on.items() if new.type]
    sources = {row.source for row in reform.rows}
    districts = dict.fromkeys(r.district for r in reform.rows if r.district not in sources)
    pasted(officer, draft, "regroup", regroupings(reform, province.name))
    pasted(officer, draft, "move", [(old.code, province.name) for _, old in going_on])
    renamed = [(old.code, new.name) for new, old in going_on if new.name != old.name]
    pasted(officer, draft, "rename", renamed)
    pasted(officer, draft, "dissolve", [(each.code,) for each in districts])
    signed(officer, draft)

    assert standing(EVE) == names(unit for row in reform.rows for unit, _, _ in row.before)
    assert standing(DAY) == names(unit for row in reform.rows for unit, _, _ in row.after)
    assert became() == sorted(
        (row.source.name, row.result.name, len(reform.results_of[row.source]) == 1)
        for row in reform.rows
    )
    assert first_difference() is None


def became() -> list[tuple[str, str, bool]]:
    """Return which commune, or district without any, became which, whole or in part."""
    before = {row.id: row for row in queries.tree(actor=OPERATOR, on=EVE)}
    after = {row.id: row for row in queries.tree(actor=OPERATOR, on=DAY)}
    pairs = queries.correspondence(actor=OPERATOR, start=EVE, end=DAY)
    return sorted(
        (before[pair.source].name, after[pair.result].name, pair.whole)
        for pair in pairs
        if pair.source in before and pair.result in after and after[pair.result].kind == "xa"
    )


def signed(officer: Actor, draft: Draft) -> None:
    """Check the draft, see that nothing stands against it, and sign it."""
    content = Draft.objects.get(pk=draft.pk).content
    seen = foresee_drafts(actor=officer, contents=[content], today=TODAY)
    assert seen.verdict.against == ()
    sign_drafts(actor=officer, drafts=[draft.pk], seen=seen.digest, since=seen.since, today=TODAY)


def names(units: Iterable[Unit]) -> list[str]:
    return sorted(unit.name for unit in set(units))


def standing(on: date) -> list[str]:
    return sorted(row.name for row in queries.tree(actor=OPERATOR, on=on))
