"""A province, a committee, four below and five members: the register of the tests of reports."""

from datetime import date
from typing import Any

from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.members.commands import record_events
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.commands import take_step
from dangbo.returns.queries.judging import Wanted
from dangbo.returns.queries.periods import period_named
from dangbo.returns.queries.reading import Report, report_of
from dangbo.rules.return_periods import ReturnPeriod

FORM = "bien_dong_dang_vien"
SENT = date(2023, 7, 5)
ORGS = (
    ("tinh", "Đảng bộ tỉnh Ví Dụ", "dang_bo_tinh", ""),
    ("khoi", "Đảng bộ Khối các cơ quan", "dang_bo_cap_tren", "tinh"),
    ("y-te", "Đảng bộ Sở Y tế", "dang_bo_co_so", "khoi"),
    ("y-te-1", "Chi bộ Văn phòng", "chi_bo_truc_thuoc", "y-te"),
    ("bao-dai", "Chi bộ Báo và Đài", "chi_bo_co_so", "khoi"),
    ("giam-dinh", "Chi bộ Giám định", "chi_bo_co_so", "khoi"),
)
# Key, name, sex, standing, organisation.
MEMBERS = (
    ("an", "Nguyễn Văn An", "nam", "official", "y-te-1"),
    ("binh", "Trần Thị Bình", "nu", "probationary", "y-te-1"),
    ("chau", "Lê Minh Châu", "nu", "official", "bao-dai"),
    ("dung", "Hoàng Văn Dũng", "nam", "official", "bao-dai"),
    ("em", "Đặng Thị Em", "nu", "official", "giam-dinh"),
)


def named(key: str) -> OrgName:
    return find_org(actor=OPERATOR, text=key, on=date(2023, 6, 30))


def happen(on: date, *events: dict[str, Any], recorded: date) -> Act:
    return record_events(
        actor=OPERATOR, on=on, events=events, reason="ví dụ", invented=True, recorded=recorded
    )


def _member(key: str, name: str, sex: str, standing: str, org: int) -> dict[str, Any]:
    first = {"admitted": "2005-05-19", "counted_from": "2005-05-19"}
    identity = {"name": name, "sex": sex, "birth": "1980-01-01", "ethnicity": "kinh"}
    return {
        "change": "enter",
        "person": key,
        "org": org,
        "standing": standing,
        "identity": identity,
        **first,
    }


@built_once
def build() -> dict[str, int]:
    """Fill the register as it was known in 2021, and return the ids of the organisations."""
    found = register_orgs(actor=OPERATOR, uids=[key for key, *_ in ORGS])
    changes = [
        {"change": "import", "org": found[key], "name": name, "kind": kind}
        | ({"superior": found[superior]} if superior else {})
        for key, name, kind, superior in ORGS
    ]
    decide(
        actor=OPERATOR,
        on=date(2010, 1, 1),
        changes=changes,
        reason="số văn bản không rõ",
        recorded=date(2021, 1, 1),
    )
    entered = [_member(*each[:4], found[each[4]]) for each in MEMBERS]
    happen(date(2012, 1, 1), *entered, recorded=date(2021, 4, 1))
    return found


def transfer(person: str, *, to: str, on: date) -> None:
    """Record today that a member went to another organisation on a day."""
    event = {"change": "transfer", "person": person, "org": named(to).id}
    record_events(actor=OPERATOR, on=on, events=[event], reason="ví dụ", invented=True)


def period(code: str = "2023h1") -> ReturnPeriod:
    found = period_named(code)
    assert found is not None
    return found


def step(kind: Any, org: str, *, on: date = SENT, code: str = "2023h1", **more: Any) -> Act:
    """Take a step as somebody who has just looked."""
    form = more.pop("form", FORM)
    wanted = Wanted(kind, report(org, code, form).seen, more.pop("reason", ""))
    return take_step(
        actor=more.pop("actor", OPERATOR),
        form=form,
        period=period(code),
        org=named(org),
        wanted=wanted,
        recorded=on,
        **more,
    )


def report(org: str, code: str = "2023h1", form: str = FORM) -> Report:
    return report_of(actor=OPERATOR, period=period(code), org=named(org), form=form)


def send(org: str, *, on: date = SENT, code: str = "2023h1") -> None:
    for kind in ("confirm", "send"):
        step(kind, org, on=on, code=code)
