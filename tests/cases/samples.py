"""Invented members of two cells, a candidate, and the papers that a stage wants."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import add_document, open_case, take_step
from dangbo.cases.commands.opening import Wanted
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.models import Case, Step
from dangbo.members.commands import record_events
from dangbo.members.models import Person

OFFICIAL = 20
PROBATIONARY = 2
NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Minh", "Hoàng Đức", "Phạm Thu")
CANDIDATE = {"name": "Vũ Thị Mai", "sex": "nu", "birth": "1998-04-20", "ethnicity": "kinh"}


@built_once
def settle(ids: Mapping[str, int], *, on: date) -> None:
    """Put 22 members into the cell y-te-1, 20 of them official, and four into giam-dinh."""
    first = {"counted_from": "2010-05-19", "admitted": "2010-05-19"}
    events = []
    for key, count in (("y-te-1", OFFICIAL), ("giam-dinh", 4)):
        for number in range(count):
            who = {
                "name": f"{NAMES[number % 5]} {key} {number}",
                "sex": "nam",
                "birth": "1980-01-01",
            }
            events.append(_entered(f"{key}-{number}", ids[key], who, standing="official", **first))
    for number in range(PROBATIONARY):
        who = {"name": f"Đỗ Thị Mới {number}", "sex": "nu", "birth": "1995-01-01"}
        stand = {"standing": "probationary", "admitted": "2019-01-02", "counted_from": "2019-01-02"}
        events.append(_entered(f"moi-{number}", ids["y-te-1"], who, **stand))
    record_events(actor=OPERATOR, on=on, events=events, reason="ví dụ", invented=True)


def _entered(uid: str, org: int, who: Mapping[str, str], **more: Any) -> dict[str, Any]:
    return {"change": "enter", "person": uid, "org": org, "identity": dict(who), **more}


def opened(kind: str, on: date, **more: Any) -> Case:
    """Open a case of an invented person."""
    return open_case(actor=OPERATOR, wanted=Wanted(kind, on, **more), invented=True)


def step(case: Case, code: str, on: date, by: str = "cell", **more: Any) -> Step:
    """Take a step in a case."""
    vote, facts = more.pop("vote", None), more.pop("facts", {})
    given = StepGiven(code, on, by, facts, vote)
    return take_step(actor=OPERATOR, case=case.pk, given=given, **more)


def put(case: Case, numbers: Iterable[int], on: date) -> None:
    """Put papers of these types into a case, signed on a day."""
    for number in numbers:
        add_document(actor=OPERATOR, case=case.pk, number=number, on=on, signed=on)


def sponsors(ids: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return two official members who know the candidate for years."""
    rows = Person.objects.filter(uid__in=["y-te-1-0", "y-te-1-1"]).order_by("uid")
    return [{"person": row.pk, "since": "2019-03-01"} for row in rows]


def admitted_until(last: str, ids: Mapping[str, int], *, back: int = 0) -> Case:
    """Run an admission in y-te-1 in the winter of 2025, or `back` years before, up to a step."""

    def day(year: int, month: int, number: int) -> date:
        return date(year - back, month, number)

    case = opened("admission", day(2025, 9, 1), identity=CANDIDATE, org=ids["y-te-1"])
    put(case, (1, 37, 38, 39, 42, 96), day(2025, 10, 1))
    facts = {"sponsors": sponsors(ids), "grade": 12, "proof": "diploma", "citizen": True}
    facts["conditions"] = ["background_check"]
    days: list[tuple[str, date, str, dict[str, Any]]] = [
        ("certificate", day(2025, 9, 20), "superior", {}),
        ("dossier", day(2025, 11, 3), "cell", {"facts": facts}),
        ("cell_vote", day(2025, 12, 5), "cell", {"vote": {"present": 16, "agreed": 14}}),
        (
            "grassroots_resolution",
            day(2025, 12, 20),
            "grassroots",
            {"vote": {"members": 9, "present": 8, "agreed": 8}},
        ),
        ("decision", day(2026, 1, 12), "superior_standing", {}),
        ("ceremony", day(2026, 2, 2), "cell", {}),
        ("member_file", day(2026, 3, 2), "grassroots", {}),
    ]
    for code, on, by, given in days:
        if code == "decision":
            put(case, (43, 45), day(2025, 12, 21))
        step(case, code, on, by, **given)
        if code == last:
            return case
    return case
