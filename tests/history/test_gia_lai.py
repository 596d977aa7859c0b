"""Hand over what Gia Lai handed over on 10 February 2025: 105 organisations to three sides.

Source: rules.md R14.2, decision 1533-QĐ/TU. The organisations are invented; their numbers are not.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from history.packages import given, manifest_of, received, taken_back

from dangbo.accounts.access import Actor
from dangbo.audit.queries import differences
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import counts_below, find_org, lineage, org_on, tree
from dangbo.papers.commands import record_paper
from dangbo.rules.days import PartialDay, Precision

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)
EVE = date(2025, 2, 9)
SIDES = {"co-quan-dang": 22, "uy-ban": 52, "dia-ban": 31}
CELLS = 3


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


def change(kind: str, key: int, name: str, of: str, superior: int | None) -> dict[str, Any]:
    return {"change": kind, "org": key, "name": name, "kind": of, "superior": superior}


def bloc(actor: Actor) -> None:
    """Make a bloc of 105 organisations, every fourth with cells, and end it by the decision."""
    keys = [f"tc-{number:03}" for number in range(1, 106)]
    cells = {key: [f"{key}.{cell}" for cell in range(CELLS)] for key in keys[::4]}
    below = [cell for each in cells.values() for cell in each]
    ids = register_orgs(actor=actor, uids=["tinh", "khoi", *SIDES, *keys, *below])
    begun = [
        change("import", ids["tinh"], "Đảng bộ tỉnh", "dang_bo_tinh", None),
        change("import", ids["khoi"], "Đảng bộ Khối", "dang_bo_cap_tren", ids["tinh"]),
        change("import", ids["dia-ban"], "Đảng bộ địa bàn", "dang_bo_cap_tren", ids["tinh"]),
    ]
    for key in keys:
        kind = "dang_bo_co_so" if key in cells else "chi_bo_co_so"
        begun.append(change("import", ids[key], f"Tổ chức {key}", kind, ids["khoi"]))
        begun += [
            change("import", ids[cell], f"Chi bộ {cell}", "chi_bo_truc_thuoc", ids[key])
            for cell in cells.get(key, ())
        ]
    decide(actor=actor, on=date(2010, 1, 1), changes=begun)
    paper = record_paper(
        actor=actor,
        uid="1533",
        number_raw="1533-QĐ/TU",
        day=PartialDay(DAY, Precision.DAY, ""),
        issuer="Tỉnh ủy",
        subject="Kết thúc hoạt động của Đảng bộ Khối",
    )
    moves, start = [], 0
    for side, count in SIDES.items():
        moved = [ids[key] for key in keys[start : start + count]]
        moves.append({"change": "move", "orgs": moved, "superior": ids[side]})
        start += count
    founded = [
        change("found", ids[side], f"Đảng bộ {side}", "dang_bo_cap_tren", ids["tinh"])
        for side in ("co-quan-dang", "uy-ban")
    ]
    ended = {"change": "dissolve", "org": ids["khoi"]}
    decide(actor=actor, on=DAY, changes=[*founded, *moves, ended], paper=paper)


def test_three_packages_hold_the_105_organisations(actor: Actor) -> None:
    def make() -> dict[str, bytes]:
        bloc(actor)
        return {side: given(actor, side, DAY).package.content for side in SIDES}

    packages = taken_back(actor, make)

    below = {side: manifest_of(content)["organisations"][1:] for side, content in packages.items()}
    direct = {
        side: [row["key"] for row in rows if row["superior"] == side]
        for side, rows in below.items()
    }
    assert {side: len(keys) for side, keys in direct.items()} == SIDES
    assert len({key for keys in direct.values() for key in keys}) == 105
    assert {manifest_of(each)["decision"]["number"] for each in packages.values()} == {"1533-QĐ/TU"}
    assert {side: len(rows) for side, rows in below.items()} == {
        "co-quan-dang": 22 + 6 * CELLS,
        "uy-ban": 52 + 13 * CELLS,
        "dia-ban": 31 + 8 * CELLS,
    }


@pytest.mark.parametrize("side", SIDES)
def test_each_side_receives_its_own_with_their_past(actor: Actor, side: str) -> None:
    def make() -> tuple[bytes, list[Any]]:
        bloc(actor)
        org = find_org(actor=actor, text=side, on=DAY)
        rows = tree(actor=actor, on=DAY, org=org.id)
        return given(actor, side, DAY).package.content, [(r.uid, r.name, r.kind) for r in rows]

    content, expected = taken_back(actor, make)
    received(actor, content)

    org = find_org(actor=actor, text=side, on=DAY)
    assert [(r.uid, r.name, r.kind) for r in tree(actor=actor, on=DAY, org=org.id)] == expected
    assert counts_below(actor=actor, org=org.id, on=DAY).grassroots == SIDES[side]
    khoi = find_org(actor=actor, text="khoi", on=EVE)
    assert counts_below(actor=actor, org=khoi.id, on=EVE).grassroots == SIDES[side]
    assert org_on(actor=actor, org=khoi, on=DAY) is None
    assert lineage(actor=actor, org=org.id).links == ()
    assert [name for name, difference in differences() if difference] == []
