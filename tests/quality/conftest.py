"""Prepare what the tests of record quality share: members whose records are good and bad."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.members.commands import record_events
from dangbo.orgs.commands import decide, register_orgs
from dangbo.quality.queries.figures import TRENDS
from dangbo.quality.queries.pairs import FOUND

RECORDED = date(2021, 4, 1)
GOOD = {"sex": "nam", "ethnicity": "kinh", "religion": "khong", "home_town": "Hạ Long"}
OFFICIAL = {"standing": "official", "admitted": "2005-05-19", "counted_from": "2005-05-19"}
# Key, organisation, name, birth, what else is stated of the person and of the membership.
MEMBERS: tuple[tuple[str, str, str, str, dict[str, str], dict[str, str]], ...] = (
    ("an", "y-te-1", "Nguyễn Văn An", "1980-03-02", {}, {}),
    ("binh", "y-te-1", "Nguyen Van An", "1980-02-03", {}, {}),
    ("chau", "y-te-2", "Lê Minh Châu", "2005-05-19", {}, {}),
    ("dung", "y-te-2", "Hoàng Văn Dũng 2", "1987-05-20", {"sex": ""}, {}),
    ("em", "bao-dai", "Đặng Thị Em?", "1987-05-19", {"ethnicity": "x"}, {}),
    ("giang", "bao-dai", "Giang", "1895-01-01", {"home_town": ""}, {}),
    ("hoa", "bao-dai", "Bùi Thị Hoa", "1970-01-01", {}, {"counted_from": "2005-05-18"}),
    ("khanh", "giam-dinh", "Bùi Hoa", "1970-01-01", {"religion": "y"}, {}),
    ("lan", "giam-dinh", "Đinh Thị Lan", "", {}, {"standing": "probationary"}),
)


# Key, name, kind, superior: all known to stand since 2010.
ORGS = (
    ("tinh", "Đảng bộ tỉnh Ví Dụ", "dang_bo_tinh", ""),
    ("khoi", "Đảng bộ Khối các cơ quan", "dang_bo_cap_tren", "tinh"),
    ("y-te", "Đảng bộ Sở Y tế", "dang_bo_co_so", "khoi"),
    ("y-te-1", "Chi bộ Văn phòng", "chi_bo_truc_thuoc", "y-te"),
    ("y-te-2", "Chi bộ Thanh tra", "chi_bo_truc_thuoc", "y-te"),
    ("bao-dai", "Chi bộ Báo và Đài", "chi_bo_co_so", "khoi"),
    ("giam-dinh", "Chi bộ Giám định", "chi_bo_co_so", "khoi"),
)


@built_once
def stand() -> dict[str, int]:
    """Have the organisations stand, and return their ids; nothing is recorded of a later day."""
    ids = register_orgs(actor=OPERATOR, uids=[key for key, *_ in ORGS])
    changes = [
        {"change": "import", "org": ids[key], "name": name, "kind": kind}
        | ({"superior": ids[superior]} if superior else {})
        for key, name, kind, superior in ORGS
    ]
    decide(
        actor=OPERATOR,
        on=date(2010, 1, 1),
        changes=changes,
        reason="số văn bản không rõ",
        recorded=date(2021, 1, 1),
    )
    return ids


def happen(on: date, *events: dict[str, Any], recorded: date = RECORDED) -> Act:
    """Record events of invented members on a day."""
    return record_events(
        actor=OPERATOR, on=on, events=events, reason="ví dụ", invented=True, recorded=recorded
    )


@built_once
def enter(orgs: dict[str, int]) -> None:
    """Make the members known in 2022, with numbers, attributes and a temporary posting."""
    happen(
        date(2022, 1, 1),
        *(
            {
                "change": "enter",
                "person": uid,
                "org": orgs[org],
                **OFFICIAL,
                **stands,
                "identity": {"name": name, **GOOD, **stated, **({"birth": born} if born else {})},
            }
            for uid, org, name, born, stated, stands in MEMBERS
        ),
    )
    happen(
        date(2022, 2, 1),
        {"change": "number", "person": "an", "kind": "file", "value": "012345A"},
        {"change": "number", "person": "binh", "kind": "file", "value": "12"},
        {"change": "number", "person": "binh", "kind": "citizen", "value": "022080000017"},
        {"change": "number", "person": "chau", "kind": "citizen", "value": "022180000018"},
        {"change": "number", "person": "chau", "kind": "card", "value": "0123456"},
        {"change": "attribute", "person": "an", "kind": "education", "value": "dai_hoc"},
        {"change": "attribute", "person": "em", "kind": "workplace", "value": "Đài"},
        {"change": "post_temporarily", "person": "an", "org": orgs["bao-dai"]},
        {"change": "sheet", "person": "hoa", "group": "residence", "body": {"phone": "x"}},
    )
    admitted = {"change": "admit", "admitted": "2023-05-01", "person": "nam"}
    identity = {"name": "Trần Nam", "birth": "1999-09-09", **GOOD}
    happen(date(2023, 5, 19), {**admitted, "org": orgs["y-te-1"], "identity": identity})
    happen(date(2024, 5, 18), {"change": "recognise", "person": "nam"}, recorded=date(2024, 6, 1))


@pytest.fixture
def ids(db: None) -> Iterator[dict[str, int]]:
    """Fill the register, make persons members, and return the organisations."""
    FOUND.forget()
    TRENDS.forget()
    found = stand()
    enter(found)
    yield found
    FOUND.forget()
    TRENDS.forget()
