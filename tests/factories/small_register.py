"""Fill an empty register with a few organisations whose every answer can be told by hand.

A province (`tinh`) over a committee (`khoi`), and below that, in the order of what happened:

    2010-01-01  khoi is known to stand               recorded 2020-01-10
    2012-03-01  y-te (two cells), bao, dai, thanh-tra begin, by 12-QĐ/TU
    2015-06-01  bao and dai merge into bao-dai       recorded 2020-02-01
    2016-01-01  y-te splits off giam-dinh
    2018-05-01  y-te is renamed                      recorded 2021-03-01
    2019-01-01  cell y-te-2 moves under bao-dai
    2021-01-01  thanh-tra is dissolved
    2022-01-01  an invented cell begins under khoi
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, record_alias, register_orgs
from dangbo.papers.commands import record_paper
from dangbo.papers.models import Paper
from dangbo.rules.days import PartialDay, Precision

KEYS: Final = (
    *("tinh", "khoi", "y-te", "y-te-1", "y-te-2", "bao", "dai", "thanh-tra"),
    *("bao-dai", "giam-dinh"),
)
FIRST: Final = date(2020, 1, 10)
SECOND: Final = date(2020, 2, 1)
THIRD: Final = date(2021, 3, 1)
EARLY: Final = "đầu năm 2016"


@built_once
def build() -> dict[str, int]:
    """Fill the register and return the ids of the organisations by key."""
    ids = register_orgs(actor=OPERATOR, uids=KEYS)
    ids |= register_orgs(actor=OPERATOR, uids=["minh-hoa"], invented=True)
    _decide(date(2010, 1, 1), _standing(ids), recorded=FIRST, reason="số văn bản không rõ")
    _decide(date(2012, 3, 1), _begun(ids), recorded=FIRST, paper=_paper("12-QĐ/TU", FIRST))
    _decide(date(2015, 6, 1), [_merged(ids)], recorded=SECOND, paper=_paper("15-QĐ/TU", SECOND))
    _decide(date(2016, 1, 1), [_split(ids)], recorded=SECOND, on_text=EARLY, precision="inferred")
    name = {"name": "Đảng bộ Ngành Y tế", "short_name": "ĐB NYT"}
    renamed = {"change": "rename", "org": ids["y-te"], **name}
    _decide(date(2018, 5, 1), [renamed], recorded=THIRD, paper=_paper("18-QĐ/ĐUK", THIRD))
    moved = {"change": "move", "orgs": [ids["y-te-2"]], "superior": ids["bao-dai"]}
    _decide(date(2019, 1, 1), [moved], recorded=THIRD)
    _decide(date(2021, 1, 1), [{"change": "dissolve", "org": ids["thanh-tra"]}], recorded=THIRD)
    invented = _new(ids, "minh-hoa", "Chi bộ Minh họa", "chi_bo_co_so", "khoi")
    _decide(date(2022, 1, 1), [invented], recorded=date(2022, 1, 1), invented=True)
    record_alias(actor=OPERATOR, org=ids["khoi"], name="Đảng bộ Dân Chính Đảng")
    return ids


def _decide(on: date, changes: Sequence[Mapping[str, Any]], **more: Any) -> None:
    decide(actor=OPERATOR, on=on, changes=changes, **more)


def _paper(number: str, recorded: date) -> Paper:
    day = PartialDay(date(2000 + int(number[:2]), 1, 1), Precision.YEAR)
    return record_paper(
        actor=OPERATOR, number_raw=number, day=day, subject="Về tổ chức", recorded=recorded
    )


def _new(
    ids: Mapping[str, int], key: str, name: str, kind: str, superior: str, **more: str
) -> dict[str, Any]:
    place = {"superior": ids[superior]} if superior else {}
    return {"change": "found", "org": ids[key], "name": name, "kind": kind, **place, **more}


def _standing(ids: Mapping[str, int]) -> list[dict[str, Any]]:
    found = (
        _new(ids, "tinh", "Đảng bộ tỉnh Ví Dụ", "dang_bo_tinh", ""),
        _new(ids, "khoi", "Đảng bộ Khối các cơ quan", "dang_bo_cap_tren", "tinh", code="10"),
    )
    return [{**each, "change": "import"} for each in found]


def _begun(ids: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        _new(ids, "y-te", "Đảng bộ Sở Y tế", "dang_bo_co_so", "khoi", code="10.1"),
        _new(ids, "y-te-1", "Chi bộ Văn phòng", "chi_bo_truc_thuoc", "y-te"),
        _new(ids, "y-te-2", "Chi bộ Thanh tra", "chi_bo_truc_thuoc", "y-te"),
        _new(ids, "bao", "Chi bộ Báo", "chi_bo_co_so", "khoi"),
        _new(ids, "dai", "Chi bộ Đài", "chi_bo_co_so", "khoi"),
        _new(ids, "thanh-tra", "Chi bộ Thanh tra", "chi_bo_co_so", "khoi"),
    ]


def _merged(ids: Mapping[str, int]) -> dict[str, Any]:
    result = _new(ids, "bao-dai", "Đảng bộ Báo và Đài", "dang_bo_co_so", "khoi")
    del result["change"]
    return {"change": "merge", "sources": [ids["bao"], ids["dai"]], "result": result}


def _split(ids: Mapping[str, int]) -> dict[str, Any]:
    result = _new(ids, "giam-dinh", "Chi bộ Giám định", "chi_bo_co_so", "khoi")
    del result["change"]
    return {"change": "split", "source": ids["y-te"], "results": [{"org": ids["y-te"]}, result]}
