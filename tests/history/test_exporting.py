"""Prove that an exported file loads into an empty register to the same answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from history.samples import QUANG_NINH, small

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.history.commands import LoadReport, load_history
from dangbo.history.exports import export_history, history_text
from dangbo.history.files.writing import as_json
from dangbo.history.queries import figures_of, timeline_of
from dangbo.history.queries.exporting import REGISTER
from dangbo.orgs.commands import correct, decide, register_orgs
from dangbo.orgs.models import Decision, Org
from dangbo.orgs.queries import find_org, lineage, names_on, org_ids, tree
from dangbo.orgs.queries.names import OrgName
from dangbo.papers.commands import amend_paper, record_paper
from dangbo.papers.queries import papers_by_uid
from dangbo.rules.days import PartialDay, Precision

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAYS = [
    date.fromisoformat(day)
    for day in (
        "1964-09-03",
        "1964-09-04",
        "1985-12-22",
        "1990-05-02",
        "1995-01-01",
        "2001-06-15",
        "2003-07-07",
        "2010-01-01",
        "2013-01-29",
        "2022-04-11",
        "2022-04-12",
        "2026-11-22",
    )
]


def named(actor: Actor, uid: str) -> OrgName:
    return find_org(actor=actor, text=uid, on=TODAY)


def answers(actor: Actor, uid: str) -> dict[str, Any]:
    """Return what the register answers about an organisation, without ids."""
    org = named(actor, uid)
    found = lineage(actor=actor, org=org.id)
    wanted = {*found.predecessors, *found.successors, org.id}
    uids = {pk: each.uid for pk, each in names_on(actor=actor, orgs=wanted, on=TODAY).items()}
    names = {
        (day, each.uid): each.name
        for day in DAYS
        for each in names_on(actor=actor, orgs=wanted, on=day).values()
    }
    papers = [
        (each.decision.paper_number, each.decision.on_text)
        for each in timeline_of(actor=actor, org=org.id)
        if each.decision
    ]
    return {
        "trees": {
            day: [(e.uid, e.name, e.kind, e.code) for e in tree(actor=actor, on=day, org=org.id)]
            for day in DAYS
        },
        "lineage": sorted(
            (uids[e.source], uids.get(e.result or 0), e.on, e.whole, e.back) for e in found.links
        ),
        "names": names,
        "figures": [
            (e.key, e.when, e.operator, e.value, e.as_printed, e.computed, e.sources)
            for e in figures_of(actor=actor, org=org.id).rows
        ],
        "timeline": [
            (e.kind, e.when, e.title, e.detail, [s for s in e.sources if s.key != REGISTER])
            for e in timeline_of(actor=actor, org=org.id)
        ],
        "papers": papers,
    }


def taken_back(
    actor: Actor, uid: str, make: Callable[[Actor], None], **options: bool
) -> tuple[dict[str, Any], str]:
    """Make a register, ask it and export it, and take it back."""
    with transaction.atomic():
        make(actor)
        expected = answers(actor, uid)
        text = history_text(actor=actor, org=named(actor, uid), **options)
        transaction.set_rollback(True)
    assert Org.objects.count() == Act.objects.count() == 0
    return expected, text


def load(actor: Actor, text: str, name: str = "xuat.yaml") -> LoadReport:
    return load_history(actor=actor, content=text.encode(), name=name)


def reorganise(actor: Actor) -> None:
    """Make decisions of the office itself below the small file's committee."""
    load(actor, as_json(small()), "tep.json")
    ids = register_orgs(actor=actor, uids=["a", "b", "c", "d", "a1", "a2"])
    khoi = org_ids(uids=["khoi"])["khoi"]
    paper = record_paper(
        actor=actor,
        uid="QD_44.X",
        number_raw="44-QĐ/ĐUK",
        day=PartialDay(date(1994, 3, 4), Precision.DAY, ""),
        subject="Thành lập",
    )

    def begun(key: str, superior: int, kind: str = "dang_bo_co_so") -> dict[str, Any]:
        named = {"name": f"Đảng bộ {key}", "kind": kind, "code": f"T-{key}"}
        return {"org": ids[key], "superior": superior, **named}

    def found(key: str, superior: int, kind: str = "dang_bo_co_so") -> dict[str, Any]:
        return {"change": "found", **begun(key, superior, kind)}

    decide(
        actor=actor,
        on=date(1994, 3, 4),
        paper=paper,
        title="Lập bốn tổ chức",
        changes=[
            found("a", khoi),
            found("b", khoi),
            found("a1", ids["a"], "chi_bo_truc_thuoc"),
            found("a2", ids["a"], "chi_bo_truc_thuoc"),
        ],
    )
    decide(
        actor=actor,
        on=date(2001, 6, 1),
        precision="month",
        on_text="tháng 6 năm ấy",
        reason="Theo biên bản",
        changes=[
            {
                "change": "split",
                "source": ids["a"],
                "results": [
                    {"org": ids["a"]},
                    begun("c", khoi),
                ],
                "below": {str(ids["a1"]): ids["c"]},
            },
            {"change": "rename", "org": ids["b"], "name": "Đảng bộ b, tên mới", "short_name": "B"},
        ],
    )
    decide(
        actor=actor,
        on=date(2003, 7, 7),
        changes=[
            {
                "change": "merge",
                "sources": [ids["b"], ids["c"]],
                "result": begun("d", khoi),
            },
            {"change": "unlisted", "what": "move", "count": 3, "result": ids["d"], "text": "ba"},
        ],
    )


def test_quang_ninh_answers_the_same_from_its_export(actor: Actor) -> None:
    def make(actor: Actor) -> None:
        load_history(actor=actor, content=QUANG_NINH.read_bytes(), name="qn.yaml")

    for options in ({"in_json": True}, {}):
        expected, text = taken_back(actor, "qn-khoi", make, **options)
        with transaction.atomic():
            name = "xuat.json" if options else "xuat.yaml"
            report = load(actor, text, name)
            assert sum(report.added.values()) == 128
            assert answers(actor, "qn-khoi") == expected
            assert load_history(
                actor=actor, content=QUANG_NINH.read_bytes(), name="qn.yaml"
            ).changes_nothing
            transaction.set_rollback(True)


def test_what_the_office_decided_answers_the_same_from_its_export(actor: Actor) -> None:
    expected, text = taken_back(actor, "khoi", reorganise)

    load(actor, text)

    assert answers(actor, "khoi") == expected
    assert load(actor, history_text(actor=actor, org=named(actor, "khoi"))).changes_nothing
    assert [each.reason for each in Act.objects.exclude(reason="")] == ["Theo biên bản"]


def test_an_organisation_below_brings_what_it_came_from_and_nothing_else(actor: Actor) -> None:
    expected, text = taken_back(actor, "d", reorganise)

    load(actor, text)

    assert answers(actor, "d") == expected
    assert sorted(Org.objects.values_list("uid", flat=True)) == [
        "a",
        "a1",
        "b",
        "c",
        "d",
        "khoi",
        "tinh",
    ]


def test_corrections_are_told_as_they_are_believed_now(actor: Actor) -> None:
    def make(actor: Actor) -> None:
        reorganise(actor)
        acts = {each.on: each.act_id for each in Decision.objects.all()}
        correct(actor=actor, act=acts[date(1994, 3, 4)], on=date(1992, 1, 1), reason="Theo bản gốc")
        correct(actor=actor, act=acts[date(2003, 7, 7)], void=True, reason="Nhầm")
        amend_paper(actor=actor, uid="QD_44.X", reason="Sửa", subject="Thành lập (đính chính)")

    expected, text = taken_back(actor, "khoi", make)

    load(actor, text)

    assert answers(actor, "khoi") == expected
    assert papers_by_uid(actor=actor, uids=["QD_44.X"])["QD_44.X"].subject == (
        "Thành lập (đính chính)"
    )


def test_invented_data_is_exported_only_when_asked(actor: Actor) -> None:
    def make(actor: Actor) -> None:
        reorganise(actor)
        cell = register_orgs(actor=actor, uids=["minh-hoa"], invented=True)["minh-hoa"]
        state = {"name": "Chi bộ minh họa", "kind": "chi_bo_co_so"}
        begun = {"change": "found", "org": cell, **state}
        begun["superior"] = org_ids(uids=["khoi"])["khoi"]
        decide(actor=actor, on=date(2010, 1, 1), changes=[begun], invented=True)

    expected, text = taken_back(actor, "khoi", make, with_invented=True)
    _, without = taken_back(actor, "khoi", make)

    assert ("minh-hoa" in text, "minh-hoa" in without) == (True, False)
    load(actor, text)
    assert answers(actor, "khoi") == expected
    assert list(Org.objects.filter(invented=True).values_list("uid", flat=True)) == ["minh-hoa"]


def test_what_was_known_when_is_exported(actor: Actor) -> None:
    value = small()
    for entry in (*value["sources"], *value["organisations"], value["decisions"][0]):
        entry["recorded"] = "2000-01-01"
    value["decisions"][1]["recorded"] = "2005-05-05"

    def make(actor: Actor) -> None:
        load(actor, as_json(value), "tep.json")

    _, text = taken_back(actor, "khoi", make)
    load(actor, text)

    khoi = named(actor, "khoi").id
    for known, name in (
        (date(2000, 1, 1), "Đảng bộ Khối"),
        (date(2005, 5, 5), "Đảng bộ Khối các cơ quan tỉnh"),
    ):
        found = names_on(actor=actor, orgs=[khoi], on=TODAY, known=known)
        assert found[khoi].name == name


def test_an_export_says_its_fields_in_the_order_of_the_format(actor: Actor) -> None:
    load(actor, as_json(small()), "tep.json")

    value = export_history(actor=actor, org=named(actor, "khoi"))

    assert list(value) == [
        "dangbo",
        "committee",
        "sources",
        "papers",
        "organisations",
        "aliases",
        "decisions",
        "congresses",
        "leaders",
        "figures",
        "notes",
    ]
    assert [list(each) for each in value["decisions"]] == [
        ["key", "paper", "title", "on", "changes", "source", "recorded"],
        ["key", "number_not_known", "on", "changes", "source", "recorded"],
    ]
    assert value["decisions"][1]["on"] == "2001-06"
    assert value["organisations"][0]["from"] == 1980
