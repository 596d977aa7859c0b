"""Count members by what they are; an independent fold over plain dicts says the same."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.commands import correct_events
from dangbo.members.models import Attribute, Event, Identity, Posting, Standing
from dangbo.members.queries import MemberCounts, elsewhere, member_counts, total_members
from dangbo.orgs.models import OrgPath
from dangbo.rules.age_bands import bands_on, full_years
from dangbo.rules.member_attributes import attribute_kinds, level_of

DAYS = [date(2012, 2, 29), date(2014, 6, 1), date(2015, 6, 1), date(2017, 1, 1), date(2020, 1, 1)]
ORGS = ["tinh", "khoi", "y-te", "y-te-1", "bao", "bao-dai"]


@pytest.fixture
def described(ids: dict[str, int]) -> dict[str, int]:
    tay = {**identity("dung"), "ethnicity": "tay", "birth": None}
    held = {
        "an": [("education", "dai_hoc"), ("theory", "cao_cap"), ("occupation", "vien_chuc")],
        "binh": [("education", "thac_si"), ("theory", "cu_nhan"), ("head_of_agency", "co")],
        "em": [("education", "trung_cap"), ("trade_union_post", "Chủ tịch")],
    }
    happen(
        date(2016, 12, 1),
        {"change": "identify", "person": "dung", "identity": tay},
        {"change": "suspend", "person": "chau"},
        {"change": "post_temporarily", "person": "em", "org": ids["bao-dai"]},
        *(
            {"change": "attribute", "person": person, "kind": kind, "value": value}
            for person, each in held.items()
            for kind, value in each
        ),
    )
    happen(date(2019, 1, 1), {"change": "exempt", "person": "dung"})
    happen(date(2019, 3, 1), {"change": "resign", "person": "binh"})
    return ids


def counted(org: int, on: date, **more: Any) -> MemberCounts:
    return member_counts(actor=OPERATOR, org=org, on=on, **more)


def holds(row: Any, on: date, act: int | None) -> bool:
    """Say whether a dated row holds on a day as believed after an act, now where it is None."""
    if act is None:
        return row.voided_by_id is None and row.start <= on and (row.end is None or row.end > on)
    if row.opened_by_id > act or (row.voided_by_id is not None and row.voided_by_id <= act):
        return False
    end = row.end if row.closed_by_id is not None and row.closed_by_id <= act else None
    return row.start <= on and (end is None or end > on)


def is_believed(row: Any, act: int | None) -> bool:
    if act is None:
        return row.voided_by_id is None
    return row.opened_by_id <= act and (row.voided_by_id is None or row.voided_by_id > act)


def brute(org: int, on: date, since: date, act: int | None = None) -> dict[str, Any]:
    """Count by going through every row there is."""
    places = {each.org_id: each.path for each in OrgPath.objects.all() if holds(each, on, act)}
    top = places.get(org)
    posted = {
        (each.person_id, each.kind): each.org_id
        for each in Posting.objects.all()
        if holds(each, on, act)
    }

    def inside(place: int | None) -> bool:
        return top is not None and place is not None and places[place].startswith(top)

    here = {person for (person, kind), at in posted.items() if kind == "official" and inside(at)}
    stands = {each.person_id: each for each in Standing.objects.all() if holds(each, on, act)}
    who = {each.person_id: each for each in Identity.objects.all() if is_believed(each, act)}
    held = [
        (each.kind, each.value)
        for each in Attribute.objects.all()
        if each.person_id in here and holds(each, on, act)
    ]

    def banded(measure: Any, days: list[date | None]) -> dict[str, int]:
        bands = bands_on(measure, on).bands
        codes = [
            next((band.code for band in bands if full_years(since=day, on=on) in band), "")
            if day and day <= on
            else ""
            for day in days
        ]
        return dict(Counter(codes))

    below = Counter(
        places[posted[person, "official"]][len(top or "") : len(top or "") + 4] for person in here
    )
    return {
        "total": len(here),
        "by_standing": dict(Counter(stands[each].standing for each in here)),
        "by_activity": dict(Counter(stands[each].activity for each in here)),
        "by_sex": dict(Counter(who[each].sex for each in here)),
        "minority": sum(who[each].ethnicity not in {"kinh", ""} for each in here),
        "by_ethnicity": dict(Counter(who[each].ethnicity for each in here)),
        "by_age": banded("age", [who[each].birth for each in here]),
        "by_party_age": banded("party_age", [stands[each].counted_from for each in here]),
        "by_attribute": {
            kind: dict(
                Counter(
                    "*" if attribute_kinds()[kind].form == "text" else value
                    for each, value in held
                    if each == kind
                )
            )
            for kind in {each for each, _ in held}
            if attribute_kinds()[kind].counted
        },
        "at_least": {
            kind: {
                value: count
                for value in attribute_kinds()[kind].values
                if (
                    count := sum(
                        (level_of(kind, each) or 0) >= (level_of(kind, value) or 0)
                        for of, each in held
                        if of == kind
                    )
                )
            }
            for kind in {each for each, _ in held}
            if attribute_kinds()[kind].ordered
        },
        "temporary_in": sum(
            kind == "temporary" and inside(at) and person not in here
            for (person, kind), at in posted.items()
        ),
        "temporary_out": sum(
            kind == "temporary" and not inside(at) and person in here
            for (person, kind), at in posted.items()
        ),
        "since": since,
        "admitted_since": sum((stands[each].admitted or date.min) >= since for each in here),
        "own": below[""],
        "below": sum(count for branch, count in below.items() if branch),
    }


def told(found: MemberCounts) -> dict[str, Any]:
    """Leave zeros out, so that both ways of counting can be laid side by side."""
    answer = asdict(found)
    answer["below"] = sum(each.total for each in found.below)
    for name, figures in answer.items():
        if isinstance(figures, dict):
            plain = {
                key: {one: n for one, n in value.items() if n} if isinstance(value, dict) else value
                for key, value in figures.items()
            }
            answer[name] = {key: value for key, value in plain.items() if value}
    return answer


@pytest.mark.parametrize("many", [elsewhere.MANY, 0])
def test_counts_equal_a_fold_over_all_rows(
    described: dict[str, int], many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "MANY", many)
    since = date(2015, 1, 1)

    for on in DAYS:
        for org in ORGS:
            found = counted(described[org], on, since=since)
            assert told(found) == brute(described[org], on, since), (org, on)
            assert found.total == total_members(actor=OPERATOR, org=described[org], on=on)


def test_counts_as_known_equal_a_fold_over_all_rows(described: dict[str, int]) -> None:
    act = Event.objects.get(person__uid="em", change="admit").act_id
    last = Event.objects.order_by("-opened_by")[0].opened_by
    later = date(last.recorded.year + 1, 1, 1)
    who = {**identity("an"), "ethnicity": "thai"}
    happen(
        date(2020, 1, 1), {"change": "identify", "person": "an", "identity": who}, recorded=later
    )
    correct_events(actor=OPERATOR, act=act, on=date(2016, 5, 20), reason="nhầm", recorded=later)
    since = date(2016, 1, 1)

    for org in ORGS:
        known = counted(described[org], DAYS[3], known=last.recorded, since=since)
        now = counted(described[org], DAYS[3], since=since)
        assert told(known) == brute(described[org], DAYS[3], since, last.pk), org
        assert told(now) == brute(described[org], DAYS[3], since), org


def test_each_below_has_its_own_in_vietnamese_order(described: dict[str, int]) -> None:
    found = counted(described["khoi"], date(2017, 1, 1))

    assert [(each.uid, each.total) for each in found.below] == [
        ("giam-dinh", 0),
        ("thanh-tra", 0),
        ("bao-dai", 3),
        ("y-te", 2),
    ]
    assert found.own == 0
    assert counted(described["bao-dai"], date(2017, 1, 1)).own == 3


def test_levels_count_those_above_too(described: dict[str, int]) -> None:
    found = counted(described["khoi"], date(2017, 1, 1))

    assert {code: n for code, n in found.at_least["education"].items() if code[:2] != "so"} == {
        "khong": 3,
        "trung_cap": 3,
        "cao_dang": 2,
        "dai_hoc": 2,
        "thac_si": 1,
        "tien_si": 0,
        "tien_si_khoa_hoc": 0,
    }
    assert found.at_least["theory"] == {"so_cap": 2, "trung_cap": 2, "cao_cap": 2, "cu_nhan": 2}
    assert found.by_attribute["trade_union_post"] == {"*": 1}


def test_officer_counts_only_in_the_own_branch(described: dict[str, int]) -> None:
    path = OrgPath.objects.get(org=described["y-te"]).path
    officer = Actor(name="officer", branches=(path,))
    on = date(2017, 1, 1)

    assert member_counts(actor=officer, org=described["y-te"], on=on).total == 2
    assert member_counts(actor=officer, org=described["khoi"], on=on).total == 0
    assert member_counts(actor=officer, org=None, on=on).total == 2
