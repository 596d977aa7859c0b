"""Prove that the demonstration puts invented offices on the map, and no other."""

from datetime import date
from typing import Any

import pytest
from history.samples import as_bytes

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.history.commands import load_history
from dangbo.history.demonstration.catalogue import towns_of
from dangbo.history.demonstration.settling import FARTHEST, settle_offices
from dangbo.orgs.commands import register_orgs
from dangbo.orgs.queries import org_ids
from dangbo.orgs.queries.places import places_of, places_within
from dangbo.orgs.queries.verifying import first_difference

pytestmark = pytest.mark.django_db
LAST = date(2024, 12, 31)


def org(key: str, kind: str, superior: str = "") -> dict[str, Any]:
    told = {"key": key, "name": f"Tổ chức {key}", "kind": kind, "from": "1990-01-01"}
    return {**told, "source": "bao", **({"superior": superior} if superior else {})}


@pytest.fixture
def ids() -> dict[str, int]:
    """Load a committee with one organisation that sources know and twelve invented ones."""
    made = [f"qn-khoi.mh.{number:02}" for number in range(12)]
    register_orgs(actor=OPERATOR, uids=made, invented=True)
    rows = [org("qn-khoi", "dang_bo_cap_tren"), org("that", "chi_bo_co_so", "qn-khoi")]
    rows += [{**org(key, "chi_bo_co_so", "qn-khoi"), "invented": True} for key in made]
    told = {"dangbo": 1, "committee": "qn-khoi", "organisations": rows}
    told["sources"] = [{"key": "bao", "title": "Báo"}]
    load_history(actor=OPERATOR, content=as_bytes(told), name="tep.json")
    return org_ids(uids=["qn-khoi", "that", *made])


def test_every_invented_grassroots_organisation_has_an_office_near_a_town(
    ids: dict[str, int],
) -> None:
    before = Act.objects.count()
    assert settle_offices(actor=OPERATOR, committee="qn-khoi", seed=0, last=LAST) == 12

    found = places_within(actor=OPERATOR, org=ids["qn-khoi"], on=LAST)
    assert set(found) == set(ids.values()) - {ids["qn-khoi"], ids["that"]}
    towns = {f"{each.name} (minh họa)": each.at for each in towns_of("qn-khoi")}
    for each in found.values():
        assert each.at
        off = [abs(a - b) * 100 for a, b in zip(each.at, towns[each.address], strict=True)]
        assert max(off) <= FARTHEST
    acts = Act.objects.filter(seq__gt=before)
    assert (acts.count(), acts.filter(invented=False).count()) == (12, 0)
    assert first_difference() is None


def test_the_same_seed_gives_the_same_offices_and_an_unknown_province_none(
    ids: dict[str, int],
) -> None:
    def places() -> list[Any]:
        told = places_within(actor=OPERATOR, org=ids["qn-khoi"], on=LAST)
        return [(org, each.at, each.address) for org, each in sorted(told.items())]

    settle_offices(actor=OPERATOR, committee="qn-khoi", seed=3, last=LAST)
    first = places()
    settle_offices(actor=OPERATOR, committee="qn-khoi", seed=3, last=LAST)

    assert places() == first
    assert settle_offices(actor=OPERATOR, committee="khac", seed=3, last=LAST) == 0
    assert places_of(actor=OPERATOR, org=ids["that"]) == []
