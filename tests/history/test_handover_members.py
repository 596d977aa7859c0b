"""Prove that the members of a branch arrive with it, each where he or she was, or nobody does."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from factories import small_membership, small_register
from factories.small_membership import happen
from history.packages import TODAY, given, parts_of, received, taken_back, zipped
from jsonschema import Draft202012Validator, FormatChecker

from dangbo.accounts.access import Actor
from dangbo.audit.queries import differences
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import read_package
from dangbo.members.models import Person, Posting
from dangbo.members.queries import member

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).resolve().parents[2] / "src/dangbo/history/handover-members.schema.json"
WHERE = {
    "an": "bao-dai",
    "binh": "bao-dai",
    "chau": "bao-dai",
    "dung": "y-te-1",
    "em": "y-te-1",
}


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


def make() -> dict[str, int]:
    """Fill the register, with numbers, attributes and a visit."""
    ids = small_register.build()
    small_membership.build(ids)
    happen(
        date(2020, 1, 1),
        {"change": "number", "person": "an", "kind": "card", "value": "22.000123"},
        {"change": "number", "person": "an", "kind": "citizen", "value": "022085000123"},
        {"change": "attribute", "person": "em", "kind": "education", "value": "dai_hoc"},
        {"change": "post_temporarily", "person": "em", "org": ids["giam-dinh"]},
    )
    return ids


@pytest.fixture
def content(actor: Actor, db: None) -> bytes:
    """Return the package of the committee with all below it, from a register that is gone."""

    def giving() -> bytes:
        make()
        return bytes(given(actor, "khoi", with_invented=True).package.content)

    return bytes(taken_back(actor, giving))


def rewritten(content: bytes, **changed: Any) -> bytes:
    """Return a package with another members.json, its manifest in keeping with it."""
    from dangbo.history.files.packages.writing import sha256  # noqa: PLC0415 - beside its use

    parts = parts_of(content)
    roll = {**json.loads(parts["members.json"]), **changed}
    parts["members.json"] = json.dumps(roll).encode()
    manifest = json.loads(parts["manifest.json"])
    for each in manifest["files"]:
        part = parts[each["name"]]
        each |= {"size": len(part), "sha256": sha256(part)}
    return zipped({**parts, "manifest.json": json.dumps(manifest).encode()})


def places() -> dict[str, tuple[str, date]]:
    rows = Posting.objects.filter(voided_by=None, end=None, kind="official")
    return {row.person.uid: (row.org.uid, row.start) for row in rows}


def test_the_package_lists_members_and_counts_them(content: bytes) -> None:
    parts = parts_of(content)
    roll, counts = json.loads(parts["members.json"]), json.loads(parts["manifest.json"])["counts"]

    Draft202012Validator(
        json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker()
    ).validate(roll)
    assert {each["key"]: each["org"] for each in roll["members"]} == WHERE
    assert counts["members"] == {"total": 5, "official": 3, "probationary": 2}
    by_key = {each["key"]: each for each in roll["members"]}
    assert by_key["an"]["numbers"] == {"card": "22.000123"}
    assert by_key["em"]["attributes"] == {"education": "dai_hoc"}
    assert by_key["em"]["temporary"] == "giam-dinh"
    assert b"022085000123" not in b"".join(parts.values())
    lines = parts["members.csv"].decode("utf-8-sig").splitlines()
    assert any("Nguyễn Văn An" in line and "22.000123" in line for line in lines)
    assert len([line for line in lines if "Đảng bộ Báo và Đài" in line]) == 3


def test_members_arrive_where_they_were_and_nobody_else(actor: Actor, content: bytes) -> None:
    received(actor, content)

    assert places() == {who: (org, TODAY) for who, org in WHERE.items()}
    found = member(actor=actor, uid="em", on=TODAY)
    assert found.row.standing == "probationary"
    assert [name for name, difference in differences() if difference] == []
    assert not received(actor, content).new
    assert Person.objects.count() == len(WHERE)


def test_a_dry_run_brings_nobody(actor: Actor, content: bytes) -> None:
    received(actor, content, dry_run=True)

    assert Person.objects.count() == 0


def test_invented_members_stay_unless_asked_for(actor: Actor) -> None:
    make()

    parts = parts_of(given(actor, "khoi").package.content)

    assert json.loads(parts["members.json"])["members"] == []


def test_a_package_from_before_members_is_received(actor: Actor, content: bytes) -> None:
    parts = parts_of(content)
    for name in ("members.json", "members.csv"):
        del parts[name]
    manifest = json.loads(parts["manifest.json"])
    manifest["files"] = [each for each in manifest["files"] if each["name"] in parts]
    del manifest["counts"]["members"]
    old = zipped({**parts, "manifest.json": json.dumps(manifest).encode()})

    received(actor, old)

    assert places() == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"members": []},
        {"on": "2020-01-01"},
        {
            "members": [
                {"key": str(at), "name": "A", "org": "x", "standing": "official"} for at in range(5)
            ]
        },
        {"members": [{"key": "a", "name": "A", "org": "khoi", "standing": "official"}] * 5},
    ],
)
def test_a_list_that_contradicts_its_manifest_is_refused(content: bytes, changed: Any) -> None:
    with pytest.raises(FileRefused) as refused:
        read_package(rewritten(content, **changed), name="goi.zip")

    assert [each.code for each in refused.value.problems] == ["PACKAGE_MEMBERS"]


def test_a_list_of_no_shape_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        read_package(rewritten(content, members=[{"key": "a"}]), name="goi.zip")

    assert {each.code for each in refused.value.problems} == {"PACKAGE_SHAPE"}


def test_one_who_is_a_member_here_already_stops_all(actor: Actor, content: bytes) -> None:
    from dangbo.members.commands import record_events  # noqa: PLC0415 - beside its use
    from dangbo.orgs.commands import decide, register_orgs  # noqa: PLC0415

    (org,) = register_orgs(actor=actor, uids=["khac"]).values()
    begun = {"change": "import", "org": org, "name": "Chi bộ Khác", "kind": "dang_bo_tinh"}
    decide(actor=actor, on=date(2000, 1, 1), changes=[begun])
    enter = {"change": "enter", "person": "an", "org": org, "standing": "official"}
    enter["identity"] = {"name": "Nguyễn Văn An"}
    record_events(actor=actor, on=date(2001, 1, 1), events=[enter])

    with pytest.raises(FileRefused) as refused:
        received(actor, content)

    assert [each.code for each in refused.value.problems] == ["RECEIVE_MEMBERS"]
    assert places() == {"an": ("khac", date(2001, 1, 1))}
