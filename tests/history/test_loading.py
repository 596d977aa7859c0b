"""Prove that a file is loaded once, all or nothing, and that nothing of it is lost."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from history.samples import QUANG_NINH, SMALL, as_bytes, small

from dangbo.accounts.access import NOBODY, Actor
from dangbo.audit.models import Act
from dangbo.history.commands import LoadReport, load_history
from dangbo.history.files import FileRefused
from dangbo.history.models import Congress, Entry, Figure, Leader, Note, Source
from dangbo.history.replay.verifying import first_difference
from dangbo.orgs.models import Alias, Decision, Org, OrgVersion, Succession
from dangbo.orgs.queries import names_on, org_ids
from dangbo.papers.models import Paper

pytestmark = pytest.mark.django_db
TABLES = (
    Act,
    Paper,
    Org,
    OrgVersion,
    Decision,
    Alias,
    Source,
    Figure,
    Congress,
    Leader,
    Note,
    Entry,
)


def load(actor: Actor, value: dict[str, Any] | bytes, **more: Any) -> LoadReport:
    content = value if isinstance(value, bytes) else as_bytes(value)
    name = "tep.json" if not isinstance(value, bytes) else "tep.yaml"
    return load_history(actor=actor, content=content, name=name, **more)


def refusal(actor: Actor, value: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(FileRefused) as caught:
        load(actor, value, **more)
    return caught.value.lines()


def counted() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def test_quang_ninh_is_loaded_whole(actor: Actor) -> None:
    report = load(actor, QUANG_NINH.read_bytes())

    assert dict(report.added) == {
        "sources": 4,
        "papers": 13,
        "organisations": 7,
        "aliases": 7,
        "decisions": 5,
        "congresses": 3,
        "leaders": 4,
        "figures": 66,
        "notes": 19,
    }
    # 13 papers; two imports of the same day each; 5 decisions; 7 aliases; the load itself.
    assert counted() == [28, 13, 8, 10, 7, 7, 4, 66, 3, 4, 19, 128]
    assert first_difference() is None


def test_quang_ninh_is_one_committee_under_its_names(actor: Actor) -> None:
    load(actor, QUANG_NINH.read_bytes())
    khoi = org_ids(uids=["qn-khoi"])["qn-khoi"]

    names = {
        day: names_on(actor=actor, orgs=[khoi], on=date.fromisoformat(day))[khoi].name
        for day in ("1964-09-04", "1985-12-22", "2013-01-28", "2013-01-29", "2022-04-12")
    }

    assert names == {
        "1964-09-04": "Đảng bộ cơ quan Dân Chính Đảng Tỉnh",
        "1985-12-22": "Đảng bộ cơ quan Dân Chính Đảng Tỉnh",
        "2013-01-28": "Đảng bộ cơ quan Dân Chính Đảng Tỉnh",
        "2013-01-29": "Đảng bộ Khối các cơ quan tỉnh",
        "2022-04-12": "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
    }
    assert Succession.objects.filter(result=khoi, whole=True).count() == 3
    assert [
        each.paper and each.paper.normal for each in Decision.objects.order_by("on", "act")
    ] == [
        None,
        "139-QĐ/TU",
        None,
        "961-QĐ/TU",
        None,
        "536-QĐ/TU",
        "537-QĐ/TU",
    ]


def test_what_is_malformed_is_kept_as_printed_and_as_read(actor: Actor) -> None:
    load(actor, QUANG_NINH.read_bytes())

    figure = Figure.objects.get(key="dang-vien-2022")

    assert (figure.as_printed, figure.value, figure.operator, figure.flags) == (
        "7.5000",
        Decimal(7500),
        "over",
        ["malformed", "reading"],
    )
    assert (figure.start, figure.end, figure.precision) == (
        date(2022, 9, 4),
        date(2022, 9, 5),
        "inferred",
    )


def test_the_same_file_again_writes_nothing(actor: Actor) -> None:
    load(actor, QUANG_NINH.read_bytes())
    before = counted()

    report = load(actor, QUANG_NINH.read_bytes())

    assert (report.changes_nothing, report.unchanged, counted()) == (True, 128, before)


def test_a_file_that_gained_entries_loads_just_those(actor: Actor) -> None:
    load(actor, small())
    value = small()
    value["notes"].append({**SMALL["notes"][0], "key": "them", "text": "Thêm"})
    value["decisions"].append(
        {
            "key": "doi-lan-hai",
            "number_not_known": True,
            "on": "2010",
            "changes": [{"change": "rename", "org": "khoi", "name": "Tên thứ ba"}],
            "source": "bao",
        }
    )
    acts = Act.objects.count()

    report = load(actor, value)

    assert (dict(report.added), report.unchanged) == ({"decisions": 1, "notes": 1}, 10)
    assert Act.objects.count() == acts + 2
    assert first_difference() is None


def test_a_dry_run_says_what_would_be_done_and_does_nothing(actor: Actor) -> None:
    before = counted()

    report = load(actor, small(), dry_run=True)

    assert (report.dry_run, sum(report.added.values()), counted()) == (True, 10, before)
    assert dict(load(actor, small()).added) == dict(report.added)


def test_entries_become_known_on_their_days(actor: Actor) -> None:
    value = small()
    for section, day in (
        ("sources", "2000-01-01"),
        ("organisations", "2000-01-01"),
        ("decisions", "2000-01-01"),
        ("figures", "2020-03-01"),
    ):
        for entry in value[section]:
            entry["recorded"] = day

    load(actor, value)

    loaded = Act.objects.filter(code="history.loaded").order_by("seq")
    assert list(loaded.values_list("recorded", flat=True))[:2] == [
        date(2000, 1, 1),
        date(2020, 3, 1),
    ]
    assert Paper.objects.get().recorded_by.recorded == date(2000, 1, 1)
    assert Figure.objects.get().opened_by.recorded == date(2020, 3, 1)
    assert first_difference() is None


def test_a_day_before_the_journal_is_moved_and_told(actor: Actor) -> None:
    load(actor, small())
    value = small()
    value["notes"].append({**SMALL["notes"][0], "key": "them", "recorded": "2000-01-01"})

    report = load(actor, value)

    assert [each.code for each in report.warnings] == ["RECORDED_MOVED"]


def test_every_refusal_of_the_rules_is_told_and_nothing_is_kept(actor: Actor) -> None:
    value = small()
    value["decisions"] += [
        {
            "key": "mot",
            "number_not_known": True,
            "on": "1995-01-01",
            "changes": [
                {
                    "change": "merge",
                    "sources": ["khoi"],
                    "result": {"org": "moi", "name": "Mới", "kind": "dang_bo_cap_tren"},
                }
            ],
            "source": "bao",
        },
        {
            "key": "hai",
            "number_not_known": True,
            "on": "1970",
            "changes": [{"change": "rename", "org": "khoi", "name": "Sớm quá"}],
            "source": "bao",
        },
        {
            "key": "ba",
            "number_not_known": True,
            "on": "2012-05-06",
            "changes": [{"change": "move", "orgs": ["khoi"], "superior": "khoi"}],
            "source": "bao",
        },
        {
            "key": "bon",
            "number_not_known": True,
            "on": "2012-05-07",
            "changes": [
                {"change": "rename", "org": "khoi", "name": "Một"},
                {"change": "rename", "org": "khoi", "name": "Hai"},
                {"change": "split", "source": "khoi", "results": []},
            ],
            "source": "bao",
        },
        {
            "key": "nam",
            "number_not_known": True,
            "on": "2012-05-08",
            "changes": [{"change": "retype", "org": "khoi", "kind": "chi_bo_xom"}],
            "source": "bao",
        },
    ]
    before = counted()

    lines = refusal(actor, value)

    assert [line.split(": ", 2)[1] for line in lines] == [
        "decisions[2].changes[0]",
        "decisions[3].changes[0]",
        "decisions[4].changes[0].superior",
        "decisions[5].changes[1]",
        "decisions[5].changes[2]",
        "decisions[6].changes[0].kind",
    ]
    assert all(line.startswith("tep.json:") for line in lines)
    assert counted() == before


def test_a_paper_that_the_register_refuses_is_told_at_its_field(actor: Actor) -> None:
    value = small()
    value["papers"].append({**SMALL["papers"][0], "key": "qd-2"})
    value["papers"].append({**SMALL["papers"][0], "key": "qd-3", "kind": "NQ", "day": "1991"})

    lines = refusal(actor, value)

    assert [line.split(": ", 2)[1] for line in lines] == ["papers[1].number", "papers[2].kind"]
    assert Paper.objects.count() == 0


def test_an_edited_entry_is_refused_with_its_differences(actor: Actor) -> None:
    load(actor, small())
    value = small()
    value["figures"][0]["value"] = 5023
    value["figures"][0]["as_printed"] = "5.023 đảng viên"
    value["notes"] = []
    before = counted()

    assert refusal(actor, value) == [
        "tep.json:98:13: figures[0].value: «dv-2020» đã nạp trước đây và nay khác: "
        "«5022» thành «5023». Trả lại như cũ, hoặc nạp với --as-correction LÝ-DO để đính chính.",
        "tep.json:99:18: figures[0].as_printed: «dv-2020» đã nạp trước đây và nay khác: "
        "«5.022 đảng viên» thành «5.023 đảng viên». "
        "Trả lại như cũ, hoặc nạp với --as-correction LÝ-DO để đính chính.",
        "tep.json:103:11: notes: notes «het» đã nạp trước đây và nay không còn trong tệp. "
        "Trả lại mục này, hoặc nạp với --as-correction LÝ-DO để hủy.",
    ]
    assert counted() == before


def test_organisations_and_papers_of_another_file_are_shared(actor: Actor) -> None:
    load(actor, small())
    other = deepcopy(small(committee="khoi-hai"))
    other["decisions"] = [
        other["decisions"][0],
        {
            "key": "lap-hai",
            "paper": "qd-1",
            "on": "1990-05-02",
            "changes": [
                {
                    "change": "found",
                    "org": "khoi-hai",
                    "name": "Khối hai",
                    "kind": "dang_bo_cap_tren",
                    "superior": "tinh",
                }
            ],
            "source": "bao",
        },
    ]
    other["aliases"] = []

    report = load(actor, other)

    assert [(each.code, each.field) for each in report.warnings] == [
        ("SHARED", "organisations[0]"),
        ("SHARED", "papers[0]"),
    ]
    assert (Paper.objects.count(), Org.objects.count(), Decision.objects.count()) == (1, 3, 4)
    assert first_difference() is None


def test_invented_entries_are_marked(actor: Actor) -> None:
    value = small()
    value["decisions"].append(
        {
            "key": "minh-hoa",
            "number_not_known": True,
            "on": "2005",
            "invented": True,
            "changes": [
                {
                    "change": "found",
                    "org": "cb",
                    "name": "Chi bộ minh họa",
                    "kind": "chi_bo_co_so",
                    "superior": "khoi",
                }
            ],
            "source": "bao",
        }
    )

    load(actor, value)

    assert list(Org.objects.filter(invented=True).values_list("uid", flat=True)) == ["cb"]
    assert Decision.objects.get(invented=True).on == date(2005, 1, 1)


def test_who_may_not_change_the_register_loads_nothing() -> None:
    from django.core.exceptions import PermissionDenied  # noqa: PLC0415

    with pytest.raises(PermissionDenied):
        load(NOBODY, small())


def test_imports_below_a_new_organisation_come_after_it_superiors_first(actor: Actor) -> None:
    def org(key: str, superior: str, since: str) -> dict[str, Any]:
        kind = "dang_bo_co_so" if superior == "khoi" else "chi_bo_truc_thuoc"
        return {
            "key": key,
            "name": key,
            "kind": kind,
            "superior": superior,
            "from": since,
            "source": "bao",
        }

    value = small()
    value["organisations"] = [
        org("c", "b", "1990-05-02"),
        org("b", "khoi", "1990-05-02"),
        *value["organisations"],
    ]

    load(actor, value)

    assert OrgVersion.objects.filter(org__uid__in="bc").count() == 2
    decided = Act.objects.filter(code="orgs.decided").order_by("seq")
    changes = decided.values_list("params__changes", flat=True)
    assert [len(each) for each in changes] == [1, 1, 2, 1]
