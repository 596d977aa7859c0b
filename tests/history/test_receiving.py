"""Receive packages: once, all or nothing, under a new superior, with clashes told at once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from history.packages import given, parts_of, received, taken_back, zipped
from history.samples import small
from history.test_exporting import load, reorganise

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.audit.queries import differences
from dangbo.history.commands import note_arrival
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import read_receipt
from dangbo.history.files.writing import as_json
from dangbo.history.models import Handover
from dangbo.history.queries.handovers import handovers, receipt_of
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.models import Org
from dangbo.orgs.queries import find_org, org_on, tree
from dangbo.papers.commands import record_paper
from dangbo.rules.days import PartialDay, Precision

pytestmark = pytest.mark.django_db
DAY = date(2002, 1, 1)
AROUND = {"dangbo", "sources", "organisations"}


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


def package(actor: Actor, uid: str, **more: Any) -> bytes:
    """Return the package of a register that is then taken away."""

    def make() -> bytes:
        reorganise(actor)
        return given(actor, uid, DAY, **more).package.content

    return bytes(taken_back(actor, make))


def home(actor: Actor, *keys: str) -> None:
    """Make the receiver's own register: a province, a committee, and some cells of other keys."""
    ids = register_orgs(actor=actor, uids=["tinh-b", "uy-b", *keys])
    state = {"name": "Đảng bộ B", "kind": "dang_bo_cap_tren", "superior": ids["tinh-b"]}
    changes = [
        {"change": "import", "org": ids["tinh-b"], "name": "Tỉnh B", "kind": "dang_bo_tinh"},
        {"change": "found", "org": ids["uy-b"], **state},
        *(
            {
                "change": "found",
                "org": ids[key],
                "name": f"Của ta: {key}",
                "kind": "dang_bo_co_so",
                "superior": ids["uy-b"],
            }
            for key in keys
        ),
    ]
    decide(actor=actor, on=date(1990, 1, 1), changes=changes)


def under(actor: Actor) -> Any:
    return find_org(actor=actor, text="uy-b", on=DAY)


def problems(refused: pytest.ExceptionInfo[FileRefused]) -> list[tuple[str, str]]:
    return [(each.code, str(dict(each.facts).get("key", ""))) for each in refused.value.problems]


def test_a_branch_comes_under_its_receiver_by_the_same_paper(actor: Actor) -> None:
    content = package(actor, "a", paper="44-QĐ/ĐUK")
    home(actor)

    found = received(actor, content, under=under(actor))

    a = find_org(actor=actor, text="a", on=DAY)
    state = org_on(actor=actor, org=a, on=DAY)
    before = org_on(actor=actor, org=a, on=date(2001, 12, 31))
    assert state is not None
    assert before is not None
    assert state.superior == under(actor).id
    assert state.basis is not None
    assert state.basis.paper_number == "44-QĐ/ĐUK"
    assert before.superior == find_org(actor=actor, text="khoi", on=DAY).id
    rows = tree(actor=actor, on=DAY, org=under(actor).id)
    assert [each.uid for each in rows] == ["a", "a2", "uy-b"]
    assert found.moved_by is not None
    assert [name for name, difference in differences() if difference] == []


def test_loading_the_same_package_again_changes_nothing(actor: Actor) -> None:
    content = package(actor, "a")
    home(actor)
    first = received(actor, content, under=under(actor), reason="Theo biên bản")
    acts = Act.objects.count()

    again = received(actor, content, under=under(actor), reason="Theo biên bản")

    assert (again.new, again.act, Act.objects.count()) == (False, first.act, acts)


def test_a_dry_run_tells_and_writes_nothing(actor: Actor) -> None:
    content = package(actor, "a")
    home(actor)
    acts = Act.objects.count()

    found = received(actor, content, under=under(actor), reason="Thử", dry_run=True)

    assert [row.uid for row in found.orgs] == ["a", "a2"]
    assert (found.act, Act.objects.count(), Handover.objects.count()) == (None, acts, 0)
    assert not Org.objects.filter(uid="a").exists()


def test_every_clash_is_told_at_once(actor: Actor) -> None:
    content = package(actor, "khoi")
    home(actor, "a", "b", "tinh")

    with pytest.raises(FileRefused) as refused:
        received(actor, content, under=under(actor), reason="Theo biên bản")

    assert problems(refused) == [("CLASH_ORG", "a"), ("CLASH_ORG", "b"), ("CLASH_ORG", "tinh")]
    assert refused.value.lines()[0] == (
        "goi.zip: Khóa a của «Đảng bộ a» trong gói đã là của «Của ta: a» trong sổ này. "
        "Ghi tiền tố cho khóa bị trùng (ở lệnh: --prefix), ví dụ: nhan-2025-."
    )
    assert not Org.objects.filter(uid="khoi").exists()


def test_a_prefix_gives_other_keys_to_those_taken_alone(actor: Actor) -> None:
    content = package(actor, "khoi")
    home(actor, "a", "b", "tinh")

    province = find_org(actor=actor, text="tinh-b", on=DAY)
    found = received(actor, content, under=province, reason="x", prefix="nhan-")

    assert found.renamed == {"a": "nhan-a", "b": "nhan-b", "tinh": "nhan-tinh"}
    below = {row.uid: row.superior for row in tree(actor=actor, on=DAY, org=province.id)}
    assert set(below) == {
        *("tinh-b", "uy-b", "a", "b", "tinh"),
        *("khoi", "nhan-a", "nhan-b", "c", "a1", "a2"),
    }
    assert below["a2"] == find_org(actor=actor, text="nhan-a", on=DAY).id
    assert [name for name, difference in differences() if difference] == []


@pytest.mark.parametrize(
    ("prefix", "code"),
    [("x y", "PREFIX_MALFORMED"), ("-x", "PREFIX_MALFORMED"), ("b", "PREFIX_TAKEN")],
)
def test_a_prefix_that_does_not_help_is_told(actor: Actor, prefix: str, code: str) -> None:
    content = package(actor, "khoi")
    home(actor, "a", "ba")

    with pytest.raises(FileRefused) as refused:
        received(actor, content, prefix=prefix)

    assert {found for found, _ in problems(refused)} == {code}


def test_what_only_stands_around_is_shared(actor: Actor) -> None:
    content = package(actor, "a")
    home(actor)
    only = {name: each for name, each in small().items() if name in AROUND}
    load(actor, as_json({**only, "committee": "tinh"}), "tinh.json")

    received(actor, content, under=under(actor), reason="x")

    assert Org.objects.filter(uid="tinh").count() == 1


def test_a_paper_of_the_same_number_and_day_is_cited_as_it_is_here(actor: Actor) -> None:
    content = package(actor, "a", paper="44-QĐ/ĐUK")
    home(actor)
    mine = record_paper(
        actor=actor,
        uid="cua-ta",
        number_raw="44-QĐ/ĐUK",
        day=PartialDay(date(1994, 3, 4), Precision.DAY, ""),
        subject="Lời khác",
    )

    received(actor, content, under=under(actor))

    a = find_org(actor=actor, text="a", on=DAY)
    state = org_on(actor=actor, org=a, on=DAY)
    assert state is not None
    assert state.basis is not None
    assert state.basis.paper_uid == mine.uid
    assert [name for name, difference in differences() if difference] == []


@pytest.mark.parametrize(
    ("terms", "codes"),
    [
        ({}, ["RECEIVE_NO_BASIS"]),
        ({"on": date(2001, 1, 1), "reason": "x"}, ["RECEIVE_ON_EARLY"]),
        ({"on": date(2001, 1, 1)}, ["RECEIVE_NO_BASIS", "RECEIVE_ON_EARLY"]),
    ],
)
def test_terms_that_cannot_be_are_refused(
    actor: Actor, terms: dict[str, Any], codes: list[str]
) -> None:
    content = package(actor, "a")
    home(actor)

    with pytest.raises(FileRefused) as refused:
        received(actor, content, under=under(actor), **terms)

    assert sorted(each.code for each in refused.value.problems) == codes


def test_a_superior_that_the_rules_refuse_takes_everything_back(actor: Actor) -> None:
    content = package(actor, "khoi")
    home(actor, "co-so")
    superior = find_org(actor=actor, text="co-so", on=DAY)
    acts = Act.objects.count()

    with pytest.raises(FileRefused) as refused:
        received(actor, content, under=superior, reason="x")

    assert [(each.code, each.field) for each in refused.value.problems] == [("RULE", "under.kind")]
    assert Act.objects.count() == acts


def test_a_register_does_not_receive_its_own_package(actor: Actor) -> None:
    reorganise(actor)
    content = given(actor, "a", DAY).package.content

    with pytest.raises(FileRefused) as refused:
        received(actor, content)

    assert problems(refused) == [("PACKAGE_OWN", "")]


def test_the_receipt_tells_the_giver_that_it_arrived(actor: Actor) -> None:
    content = package(actor, "a")
    home(actor)
    act = received(actor, content, under=under(actor), reason="x").act
    receipt = receipt_of(actor=actor, act=act or 0)
    assert receipt is not None
    text = receipt.as_bytes()
    assert read_receipt(text, name="x.json") == receipt
    assert json.loads(text) == {
        **json.loads(text),
        "organisation": {"key": "a", "name": "Đảng bộ a"},
        "received_as": {"key": "a", "name": "Đảng bộ a"},
        "under": {"key": "uy-b", "name": "Đảng bộ B"},
        "on": "2002-01-01",
        "organisations": 2,
    }

    with pytest.raises(FileRefused) as refused:
        note_arrival(actor=actor, content=text, name="x.json")
    assert [each.code for each in refused.value.problems] == ["RECEIPT_UNKNOWN"]


def test_an_arrival_is_kept_once(actor: Actor) -> None:
    reorganise(actor)
    gave = given(actor, "a", DAY)
    text = json.dumps(
        {
            "dangbo_receipt": 1,
            "package": gave.package.digest,
            "organisation": {"key": "a", "name": "Đảng bộ a"},
            "received_as": {"key": "nhan-a", "name": "Đảng bộ a"},
            "under": {"key": "uy-b", "name": "Đảng bộ B"},
            "on": "2002-01-01",
            "recorded": "2026-11-20",
            "organisations": 2,
            "prefix": "nhan-",
            "register": "b" * 64,
            "act": 12,
        }
    ).encode()

    first = note_arrival(actor=actor, content=text, name="x.json")
    again = note_arrival(actor=actor, content=text, name="x.json")

    assert (first.new, again.new, first.given) == (True, False, gave.act)
    [row] = handovers(actor=actor)
    assert [(each.where, each.key, each.on) for each in row.arrivals] == [
        ("Đảng bộ B", "nhan-a", DAY)
    ]
    assert dict(differences())["handovers"] is None
    other = text.replace(b'"key": "a"', b'"key": "b"')
    with pytest.raises(FileRefused) as refused:
        note_arrival(actor=actor, content=other, name="x.json")
    assert [each.code for each in refused.value.problems] == ["RECEIPT_OTHER_ORG"]


def test_a_package_that_tells_another_tree_is_taken_back(actor: Actor) -> None:
    parts = parts_of(package(actor, "a"))
    manifest = json.loads(parts["manifest.json"])
    manifest["organisations"][1]["name"] = "Chi bộ khác"
    content = zipped({**parts, "manifest.json": json.dumps(manifest).encode()})

    with pytest.raises(FileRefused) as refused:
        received(actor, content)

    assert [each.code for each in refused.value.problems] == ["PACKAGE_DIFFERS"]
    assert Org.objects.count() == Act.objects.count() == 0
