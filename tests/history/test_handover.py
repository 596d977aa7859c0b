"""Prove that a branch given in a package arrives elsewhere to the same answers."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from history.packages import TODAY, given, manifest_of, parts_of, received, taken_back, wish
from history.samples import QUANG_NINH
from history.test_exporting import answers, reorganise
from jsonschema import Draft202012Validator, FormatChecker

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.audit.queries import differences
from dangbo.history.commands import load_history, written_package
from dangbo.history.models import Handover
from dangbo.orgs.queries import find_org

pytestmark = pytest.mark.django_db
CAP_TREN = "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


@pytest.mark.parametrize("uid", ["khoi", "d"])
def test_a_branch_answers_the_same_where_it_arrives(actor: Actor, uid: str) -> None:
    def make() -> tuple[dict[str, Any], bytes]:
        reorganise(actor)
        return answers(actor, uid), given(actor, uid).package.content

    expected, content = taken_back(actor, make)
    found = received(actor, content)

    assert answers(actor, uid) == expected
    assert found.new
    assert [name for name, difference in differences() if difference] == []


def test_the_same_register_and_day_give_the_same_bytes_and_one_act(actor: Actor) -> None:
    reorganise(actor)

    first = given(actor, "khoi", to="Đảng bộ A", place="Hạ Long")
    again = given(actor, "khoi", to="Đảng bộ A", place="Hạ Long")

    assert (first.new, again.new, again.act) == (True, False, first.act)
    assert again.package.content == first.package.content
    assert Act.objects.filter(code="history.handed_over").count() == 1
    assert given(actor, "khoi", to="Đảng bộ B").package.digest != first.package.digest


def test_the_package_is_as_its_schemas_say(actor: Actor) -> None:
    reorganise(actor)
    parts = parts_of(given(actor, "khoi", date(2002, 1, 1)).package.content)

    for schema, value in (("handover", "manifest"), ("history", "history")):
        shape = json.loads(parts[f"{schema}.schema.json"])
        Draft202012Validator(shape, format_checker=FormatChecker()).validate(
            json.loads(parts[f"{value}.json"])
        )
    manifest = json.loads(parts["manifest.json"])
    assert manifest["counts"] == {
        "total": 6,
        "by_kind": [
            {"kind": "dang_bo_cap_tren", "name": CAP_TREN, "count": 1},
            {"kind": "dang_bo_co_so", "name": "Đảng bộ cơ sở", "count": 3},
            {"kind": "chi_bo_truc_thuoc", "name": "Chi bộ trực thuộc", "count": 2},
        ],
        "members": {"total": 0, "official": 0, "probationary": 0},
    }
    assert [(each["key"], each["superior"]) for each in manifest["organisations"]] == [
        ("khoi", "tinh"),
        ("a", "khoi"),
        ("a2", "a"),
        ("b", "khoi"),
        ("c", "khoi"),
        ("a1", "c"),
    ]
    assert manifest["from"] == {"key": "tinh", "name": "Đảng bộ tỉnh"}
    assert parts["bien-ban.pdf"].startswith(b"%PDF-")
    assert parts["README.txt"].startswith("\ufeffGÓI BÀN GIAO TỔ CHỨC ĐẢNG\r\n".encode())


def test_what_takes_effect_after_the_day_stays_out(actor: Actor) -> None:
    def make() -> tuple[bytes, bytes]:
        reorganise(actor)
        before = given(actor, "khoi", date(2003, 7, 6)).package.content
        return before, given(actor, "khoi", date(2003, 7, 7)).package.content

    before, on_the_day = taken_back(actor, make)

    assert [manifest_of(each)["left_out"] for each in (before, on_the_day)] == [2, 1]
    assert [each["key"] for each in manifest_of(before)["organisations"]] == [
        *("khoi", "a", "a2", "b", "c", "a1"),
    ]
    assert [each["key"] for each in manifest_of(on_the_day)["organisations"]] == [
        *("khoi", "a", "a2", "d", "a1"),
    ]
    received(actor, before)
    assert find_org(actor=actor, text="b", on=TODAY).name == "Đảng bộ b, tên mới"


def test_the_list_starts_no_formula_and_opens_in_a_spreadsheet(actor: Actor) -> None:
    reorganise(actor)

    lines = parts_of(given(actor, "a", date(1995, 1, 1)).package.content)["organisations.csv"]

    assert lines.decode().splitlines() == [
        '\ufeff"Danh sách tổ chức đảng bàn giao"',
        '"Tổ chức","Đảng bộ a"',
        '"Bên giao","Đảng bộ Khối"',
        '"Bên nhận",""',
        '"Ngày bàn giao","01/01/1995"',
        '"Căn cứ",""',
        "",
        '"Khóa","Tên tổ chức","Mã loại hình","Loại hình","Mã","Khóa cấp trên",'
        '"Cấp trên trực tiếp","Từ ngày","Căn cứ"',
        '"a","Đảng bộ a","dang_bo_co_so","Đảng bộ cơ sở","T-a","khoi","Đảng bộ Khối",'
        '"04/03/1994","44-QĐ/ĐUK, 04/03/1994"',
        '"a1","Đảng bộ a1","chi_bo_truc_thuoc","Chi bộ trực thuộc","T-a1","a","Đảng bộ a",'
        '"04/03/1994","44-QĐ/ĐUK, 04/03/1994"',
        '"a2","Đảng bộ a2","chi_bo_truc_thuoc","Chi bộ trực thuộc","T-a2","a","Đảng bộ a",'
        '"04/03/1994","44-QĐ/ĐUK, 04/03/1994"',
    ]


def test_quang_ninh_leaves_and_arrives_whole(actor: Actor) -> None:
    def make() -> tuple[dict[str, Any], bytes]:
        load_history(actor=actor, content=QUANG_NINH.read_bytes(), name="qn.yaml")
        return answers(actor, "qn-khoi"), given(actor, "qn-khoi").package.content

    expected, content = taken_back(actor, make)
    received(actor, content)

    assert answers(actor, "qn-khoi") == expected


def test_the_decision_of_the_day_is_the_basis_and_a_paper_can_be_named(actor: Actor) -> None:
    reorganise(actor)

    founded = written_package(actor=actor, wish=wish(actor, "a", date(1994, 3, 4))).manifest
    later = written_package(actor=actor, wish=wish(actor, "a", date(1995, 1, 1))).manifest
    named = written_package(
        actor=actor, wish=wish(actor, "khoi", date(1995, 1, 1), paper="44-QĐ/ĐUK")
    ).manifest

    cited = {
        "paper": "QD_44.X",
        "number": "44-QĐ/ĐUK",
        "issuer": "",
        "day": "1994-03-04",
        "subject": "Thành lập",
    }
    assert (founded["decision"], later["decision"], named["decision"]) == (cited, None, cited)


def test_the_row_of_a_hand_over_is_what_the_journal_says(actor: Actor) -> None:
    reorganise(actor)
    act = given(actor, "khoi", date(2002, 1, 1), to="Đảng bộ A", place="Hạ Long").act

    [row] = Handover.objects.values()
    assert {**row, "id": 0, "org_id": 0, "package": ""} == {
        "id": 0,
        "org_id": 0,
        "package": "",
        "side": "given",
        "on": date(2002, 1, 1),
        "register": "",
        "other": "Đảng bộ A",
        "place": "Hạ Long",
        "paper": "",
        "orgs": 6,
        "decided_by_id": None,
        "invented": False,
        "opened_by_id": act,
        "voided_by_id": None,
    }
    assert dict(differences())["handovers"] is None
    Handover.objects.update(orgs=7)
    assert str(dict(differences())["handovers"]).startswith("history_handover: missing")
