"""Prove that a loaded file that was edited can be corrected, and that the past stays known."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from history.samples import QUANG_NINH, SMALL, as_bytes, small

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.history.commands import LoadReport, load_history
from dangbo.history.files import FileRefused
from dangbo.history.models import Entry, Figure, Note
from dangbo.history.replay.verifying import first_difference
from dangbo.orgs.commands import decide
from dangbo.orgs.models import Alias, Decision, OrgVersion
from dangbo.orgs.queries import org_ids, versions_of
from dangbo.orgs.queries.verifying import first_difference as first_difference_of_orgs
from dangbo.papers.models import Paper

pytestmark = pytest.mark.django_db


def load(actor: Actor, value: dict[str, Any] | str, reason: str = "") -> LoadReport:
    content = as_bytes(value) if isinstance(value, dict) else value.encode()
    name = "tep.json" if isinstance(value, dict) else "qn.yaml"
    return load_history(actor=actor, content=content, name=name, as_correction=reason)


def corrected(actor: Actor, value: dict[str, Any] | str) -> tuple[LoadReport, list[str]]:
    """Correct to a file; return the report and the codes of the acts that it wrote."""
    last = Act.objects.count()
    report = load(actor, value, "Đối chiếu lại bản gốc")
    codes = Act.objects.filter(seq__gt=last).order_by("seq").values_list("code", flat=True)
    assert (first_difference(), first_difference_of_orgs()) == (None, None)
    assert load(actor, value).changes_nothing
    return report, list(codes)


def states(actor: Actor, uid: str = "khoi") -> list[tuple[date, date | None, str]]:
    rows = versions_of(actor=actor, org=org_ids(uids=[uid])[uid])
    return [(each.start, each.end, each.name) for each in rows]


@pytest.fixture
def loaded(actor: Actor) -> dict[str, Any]:
    """Load the small file, and return it to be edited."""
    load(actor, small())
    return small()


def test_a_figure_is_voided_and_stated_anew_by_one_act(
    actor: Actor, loaded: dict[str, Any]
) -> None:
    loaded["figures"][0] |= {"value": 5023, "as_printed": "5.023"}

    report, codes = corrected(actor, loaded)

    assert (codes, dict(report.corrected)) == (["history.corrected"], {"figures": 1})
    act = Act.objects.get(code="history.corrected")
    assert act.reason == "Đối chiếu lại bản gốc"
    rows = Figure.objects.order_by("pk").values_list("value", "opened_by", "voided_by")
    assert [(int(value), voided) for value, _, voided in rows] == [(5022, act.seq), (5023, None)]


def test_a_note_that_is_gone_is_withdrawn(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["notes"] = []

    report, codes = corrected(actor, loaded)

    assert (codes, dict(report.withdrawn)) == (["history.corrected"], {"notes": 1})
    assert (Note.objects.count(), Note.objects.filter(voided_by=None).count()) == (1, 0)


def test_the_source_of_a_decision_changes_no_decision(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["sources"].append({"key": "bao-hai", "title": "Báo hai"})
    loaded["decisions"][0]["source"] = ["bao", "bao-hai"]

    report, codes = corrected(actor, loaded)

    assert (codes, dict(report.corrected), dict(report.added)) == (
        ["history.corrected"],
        {"decisions": 1},
        {"sources": 1},
    )
    entry = Entry.objects.get(section="decisions", key="lap", voided_by=None)
    assert (entry.sources, entry.act_id) == (
        ["bao", "bao-hai"],
        Decision.objects.order_by("on")[1].act_id,
    )


def test_a_decision_of_another_day_is_redated(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["decisions"][1]["on"] = "2001-07-15"

    _, codes = corrected(actor, loaded)

    assert codes == ["orgs.redated", "history.corrected"]
    assert states(actor) == [
        (date(1990, 5, 2), date(2001, 7, 15), "Đảng bộ Khối"),
        (date(2001, 7, 15), None, "Đảng bộ Khối các cơ quan tỉnh"),
    ]


def test_a_decision_that_is_gone_is_voided(actor: Actor, loaded: dict[str, Any]) -> None:
    del loaded["decisions"][1]

    report, codes = corrected(actor, loaded)

    assert (codes, dict(report.withdrawn)) == (
        ["orgs.voided", "history.corrected"],
        {"decisions": 1},
    )
    assert states(actor) == [(date(1990, 5, 2), None, "Đảng bộ Khối")]


def test_a_decision_that_says_other_things_is_made_anew(
    actor: Actor, loaded: dict[str, Any]
) -> None:
    loaded["decisions"][1]["changes"][0]["name"] = "Tên đúng"

    _, codes = corrected(actor, loaded)

    assert codes == ["orgs.voided", "orgs.decided", "history.corrected"]
    assert [name for _, _, name in states(actor)] == ["Đảng bộ Khối", "Tên đúng"]


def test_a_first_decision_is_made_anew_with_all_that_rests_on_it(
    actor: Actor, loaded: dict[str, Any]
) -> None:
    loaded["decisions"][0]["changes"][0]["name"] = "Đảng bộ Khối ban đầu"

    report, codes = corrected(actor, loaded)

    assert codes == [
        "orgs.voided",
        "orgs.voided",
        "orgs.decided",
        "orgs.decided",
        "history.corrected",
    ]
    assert dict(report.corrected) == {"decisions": 1}
    assert [name for _, _, name in states(actor)] == [
        "Đảng bộ Khối ban đầu",
        "Đảng bộ Khối các cơ quan tỉnh",
    ]


def test_an_imported_organisation_can_be_corrected(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["organisations"][0] |= {"name": "Đảng bộ tỉnh X", "from": "1979"}

    report, _ = corrected(actor, loaded)

    assert dict(report.corrected) == {"organisations": 1}
    assert states(actor, "tinh") == [(date(1979, 1, 1), None, "Đảng bộ tỉnh X")]
    assert len(states(actor)) == 2


def test_what_was_believed_before_stays_known(actor: Actor, loaded: dict[str, Any]) -> None:
    before = Act.objects.count()
    loaded["decisions"][1]["changes"][0]["name"] = "Tên đúng"
    corrected(actor, loaded)

    rows = OrgVersion.objects.filter(org__uid="khoi", opened_by__lte=before)

    believed = rows.exclude(voided_by__lte=before)
    assert list(believed.order_by("start").values_list("name", flat=True)) == [
        "Đảng bộ Khối",
        "Đảng bộ Khối các cơ quan tỉnh",
    ]


def test_a_paper_is_amended(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["papers"][0] |= {"number": "13-QĐ/TU", "subject": "Trích yếu đúng"}

    report, codes = corrected(actor, loaded)

    assert (codes, dict(report.corrected)) == (
        ["papers.amended", "history.corrected"],
        {"papers": 1},
    )
    assert list(Paper.objects.values_list("uid", "normal", "subject")) == [
        ("qd-1", "13-QĐ/TU", "Trích yếu đúng")
    ]


def test_papers_and_names_stay_in_their_registers(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["aliases"] = []
    loaded["decisions"][0] |= {"number_not_known": True}
    del loaded["decisions"][0]["paper"]
    loaded["papers"] = []

    report, _ = corrected(actor, loaded)

    assert [(each.code, each.field) for each in report.warnings] == [
        ("STAYS", "aliases"),
        ("STAYS", "papers"),
    ]
    assert (Paper.objects.count(), Alias.objects.count()) == (1, 1)


def test_a_correction_that_does_not_hold_changes_nothing(
    actor: Actor, loaded: dict[str, Any]
) -> None:
    loaded["decisions"][1]["on"] = "1985"
    before = Act.objects.count()

    with pytest.raises(FileRefused) as caught:
        load(actor, loaded, "Thử")

    assert [(each.field, dict(each.facts)["rule"]) for each in caught.value.problems] == [
        ("decisions[1].changes[0]", "NOT_STANDING")
    ]
    assert Act.objects.count() == before
    assert len(states(actor)) == 2


def test_what_others_decided_on_it_stands_in_the_way_and_is_named(
    actor: Actor, loaded: dict[str, Any]
) -> None:
    khoi = org_ids(uids=["khoi"])["khoi"]
    rename = {"change": "rename", "org": khoi, "name": "Tên do văn phòng ghi"}
    decide(actor=actor, on=date(2015, 1, 1), changes=[rename])
    loaded["decisions"] = []

    with pytest.raises(FileRefused) as caught:
        load(actor, loaded, "Thử")

    assert {dict(each.facts)["rule"] for each in caught.value.problems} == {"NOT_STANDING"}


def test_what_another_file_loaded_too_is_not_corrected_by_one(actor: Actor) -> None:
    load(actor, small())
    other = deepcopy(small(committee="tinh"))
    other["aliases"] = []
    load(actor, other)
    value = small()
    value["decisions"][0]["title"] = "Khác"

    with pytest.raises(FileRefused) as caught:
        load(actor, value, "Thử")

    assert {each.code for each in caught.value.problems} == {"MADE_ELSEWHERE"}


def test_a_reason_of_spaces_is_none(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["notes"] = []

    with pytest.raises(FileRefused):
        load(actor, loaded, "   ")


def test_new_entries_come_with_a_correction(actor: Actor, loaded: dict[str, Any]) -> None:
    loaded["notes"] = [{**SMALL["notes"][0], "key": "moi"}]
    loaded["papers"].append(
        {"key": "qd-2", "number": "15-QĐ/TU", "day": "2010-05-05", "source": "bao"}
    )
    loaded["decisions"].append(
        {
            "key": "tach",
            "paper": "qd-2",
            "on": "2010-05-05",
            "changes": [
                {
                    "change": "found",
                    "org": "cb",
                    "name": "Chi bộ",
                    "kind": "chi_bo_co_so",
                    "superior": "khoi",
                }
            ],
            "source": "bao",
        }
    )

    report, codes = corrected(actor, loaded)

    assert codes == ["papers.recorded", "orgs.decided", "history.corrected"]
    assert (dict(report.added), dict(report.withdrawn)) == (
        {"papers": 1, "decisions": 1, "notes": 1},
        {"notes": 1},
    )


def test_quang_ninh_can_be_corrected_from_its_first_day(actor: Actor) -> None:
    text = QUANG_NINH.read_text(encoding="utf-8")
    load(actor, text)

    report, codes = corrected(
        actor, text.replace('name: "Đảng bộ cơ quan Bãi Cháy"', 'name: "Đảng bộ Bãi Cháy"')
    )

    assert dict(report.corrected) == {"organisations": 1}
    assert (codes.count("orgs.voided"), codes.count("orgs.decided")) == (7, 7)
    assert [name for _, _, name in states(actor, "qn-bai-chay")] == ["Đảng bộ Bãi Cháy"]
