"""Prove that the register of a demonstration counts what is published, and marks all it adds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from contracts.sources import ROOT
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from jsonschema import Draft202012Validator, FormatChecker
from pytest_django.plugin import DjangoDbBlocker

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import last_act, readable_acts
from dangbo.audit.queries import differences
from dangbo.history.commands import load_history
from dangbo.history.exports import history_text
from dangbo.orgs.access import readable_decisions, readable_orgs, readable_versions
from dangbo.orgs.queries import Counts, counts_below, decision, names_on, org_ids, tree
from dangbo.papers.access import readable_papers

pytestmark = pytest.mark.django_db
REAL_FILE = ROOT / "data" / "quang-ninh.yaml"
OTHER_FILE = Path(__file__).with_name("other-committee.yaml")
SCHEMA = ROOT / "docs" / "json" / "demo.schema.json"
MOVED = date(2022, 4, 12)
DAY = timedelta(days=1)
TOWNS = ("qn-ha-long", "qn-cam-pha", "qn-uong-bi")


def load(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    load_history(actor=OPERATOR, content=text.encode(), name=path.name)


def demo(*arguments: str) -> tuple[Any, str]:
    out, err = StringIO(), StringIO()
    call_command("demo", *arguments, "--no-members", "--json", stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def refusal(*arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as refused:
        demo(*arguments)
    return refused.value.returncode, str(refused.value)


def days(first: date, last: date) -> Iterator[date]:
    for away in range((last - first).days + 1):
        yield first + DAY * away


@dataclass
class Shown:
    """What the register answers once the demonstration of Quảng Ninh is in it."""

    answer: Any
    progress: list[str]
    again: Any
    acts: tuple[int, int]
    counts: dict[date, Counts] = field(default_factory=dict)
    real: dict[date, Counts] = field(default_factory=dict)
    moved: dict[str, Any] = field(default_factory=dict)
    unmarked: dict[str, list[str]] = field(default_factory=dict)
    differences: dict[str, str | None] = field(default_factory=dict)
    exported: dict[bool, str] = field(default_factory=dict)


STILL = {
    (date(1985, 12, 22), date(1985, 12, 31)): (71, 26, 45, None),
    (date(2020, 2, 1), date(2020, 2, 29)): (61, 37, 24, None),
    (date(2022, 8, 1), date(2022, 9, 30)): (82, 52, 30, 547),
}


@pytest.fixture(scope="module")
def shown(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Shown:
    """Tell the story of the real file once, take down the answers, and take it all back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(REAL_FILE)
        before = last_act()
        answer, progress = demo("quang-ninh")
        middle = last_act()
        again, _ = demo("qn-khoi")
        after = last_act()
        assert before
        assert middle
        assert after
        found = Shown(answer, progress.splitlines(), again, (middle.seq, after.seq))
        ask(found, before.seq)
        transaction.set_rollback(True)
    return found


def ask(found: Shown, before: int) -> None:
    org = org_ids(uids=["qn-khoi"])["qn-khoi"]
    wanted = [date(1985, 12, 21), MOVED - DAY, MOVED, date(2024, 12, 31)]
    wanted += [day for first, last in STILL for day in days(first, last)]
    for day in wanted:
        found.counts[day] = counts_below(actor=OPERATOR, org=org, on=day)
    for day in (date(1985, 12, 22), MOVED):
        found.real[day] = counts_below(actor=OPERATOR, org=org, on=day, invented=False)
    found.moved = moved_in(org)
    acts = readable_acts(OPERATOR)
    found.unmarked = {
        "acts": [str(each) for each in acts.filter(seq__gt=before, invented=False)],
        "organisations": [
            uid
            for uid, invented in readable_orgs(OPERATOR).values_list("uid", "invented")
            if invented != uid.startswith("qn-khoi.mh.")
        ],
        "papers": [
            each.uid
            for each in readable_papers(OPERATOR)
            if each.invented != each.uid.startswith("qn-khoi.mh.")
        ],
        "decisions": [
            str(each)
            for each in readable_decisions(OPERATOR, known=None)
            if each.invented != (each.act_id > before)
        ],
    }
    found.differences = dict(differences())
    [name] = names_on(actor=OPERATOR, orgs=[org], on=MOVED).values()
    for wanted in (False, True):
        found.exported[wanted] = history_text(
            actor=OPERATOR, org=name, with_invented=wanted, in_json=False
        )


def moved_in(org: int) -> dict[str, Any]:
    rows = readable_decisions(OPERATOR, known=None).filter(invented=True, paper__invented=False)
    [row] = list(rows)
    page = decision(actor=OPERATOR, act=row.act_id)
    assert page is not None
    [change] = page.changes
    towns = org_ids(uids=TOWNS)
    below = {
        town: {each.id for each in tree(actor=OPERATOR, org=pk, on=MOVED - DAY)}
        for town, pk in towns.items()
    }
    after = readable_versions(OPERATOR, known=None).filter(org__in=change["orgs"], start=MOVED)
    return {
        "paper": page.row.paper_uid,
        "on": (page.row.on, page.row.precision),
        "change": change["change"],
        "before": [sum(o in found for o in change["orgs"]) for found in below.values()],
        "after": {each.superior_id == org for each in after},
        "count": len(after),
    }


@pytest.mark.parametrize(("period", "published"), STILL.items())
def test_counts_stand_still_at_the_published_ones(
    shown: Shown, period: tuple[date, date], published: tuple[int, int, int, int | None]
) -> None:
    counted = {
        (
            each.grassroots,
            each.by_kind["dang_bo_co_so"],
            each.by_kind["chi_bo_co_so"],
            None if published[3] is None else each.cells,
        )
        for each in (shown.counts[day] for day in days(*period))
    }

    assert counted == {published}


def test_counts_jump_on_the_days_of_the_published_decisions(shown: Shown) -> None:
    on = [date(1985, 12, 21), date(1985, 12, 22), MOVED - DAY, MOVED]

    assert [shown.counts[day].grassroots for day in on] == [44, 71, 65, 82]


def test_life_goes_on_after_the_last_published_count_and_is_left_open(shown: Shown) -> None:
    last = shown.counts[date(2024, 12, 31)]

    assert (last.grassroots, last.by_kind["dang_bo_co_so"]) == (82, 53)


def test_seventeen_moved_in_by_the_real_paper_from_the_three_towns(shown: Shown) -> None:
    assert shown.moved == {
        "paper": "qn-537-qd-tu-2022",
        "on": (MOVED, "inferred"),
        "change": "move",
        "before": [6, 6, 5],
        "after": {True},
        "count": 17,
    }


def test_everything_added_is_marked_as_invented_and_nothing_else(shown: Shown) -> None:
    assert shown.unmarked == {"acts": [], "organisations": [], "papers": [], "decisions": []}


def test_nothing_invented_is_counted_unless_asked(shown: Shown) -> None:
    assert {day: each.total for day, each in shown.real.items()} == {
        date(1985, 12, 22): 0,
        MOVED: 0,
    }


def test_nothing_invented_is_exported_unless_asked(shown: Shown) -> None:
    marks = {wanted: text.count("qn-khoi.mh.") for wanted, text in shown.exported.items()}
    flags = {wanted: text.count("invented: true") for wanted, text in shown.exported.items()}

    assert (marks[False], flags[False]) == (0, 0)
    assert marks[True] > shown.answer["organisations"]
    assert flags[True] > shown.answer["decisions"]


def test_journal_rebuilds_the_register_of_the_demonstration(shown: Shown) -> None:
    assert {area: each for area, each in shown.differences.items() if each} == {}


def test_answer_follows_its_schema_and_tells_each_figure(shown: Shown) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())

    assert [
        error.message
        for each in (shown.answer, shown.again)
        for error in validator.iter_errors(each)
    ] == []
    assert [each["published"] for each in shown.answer["figures"]] == [
        each["computed"] for each in shown.answer["figures"]
    ]
    assert {each["figure"] for each in shown.answer["figures"]} == {
        *("to-chuc-1985", "dang-bo-co-so-1985", "chi-bo-co-so-1985"),
        *("to-chuc-2020", "dang-bo-co-so-2020", "chi-bo-co-so-2020"),
        *("to-chuc-2022", "dang-bo-co-so-2022", "chi-bo-co-so-2022"),
        *("to-chuc-so-tay-2022", "chi-bo-so-tay-2022"),
    }


def test_progress_is_told_with_numbers(shown: Shown) -> None:
    decisions, orgs = shown.answer["decisions"], shown.answer["organisations"]

    assert shown.progress[-1] == (
        f"qn-khoi: {decisions}/{decisions} quyết định, {orgs} tổ chức, đến 18/06/2024"
    )


def test_second_time_adds_nothing(shown: Shown) -> None:
    assert shown.again == {"committee": "qn-khoi", "made": False}
    assert shown.acts[0] == shown.acts[1]


def snapshot() -> list[Any]:
    names = ("org__uid", "start", "end", "name", "kind", "superior__uid", "sector")
    rows = readable_versions(OPERATOR, known=None).order_by("org__uid", "start")
    papers = readable_papers(OPERATOR).order_by("uid")
    return [list(rows.values_list(*names)), list(papers.values_list("uid", "normal", "day"))]


@dataclass
class Other:
    """What the register answers, twice over, with the demonstration of another committee."""

    figures: dict[str, tuple[str, str]]
    quarter: set[tuple[int, int]]
    real: dict[str, int]
    snapshots: list[Any]


@pytest.fixture(scope="module")
def other(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Other:
    found = Other({}, set(), {}, [])
    for _ in range(2):
        with django_db_blocker.unblock(), transaction.atomic():
            load(OTHER_FILE)
            answer, _ = demo("other-committee", "--seed", "3")
            found.figures = {
                each["figure"]: (each["from"], each["to"]) for each in answer["figures"]
            }
            org = org_ids(uids=["thu-khoi"])["thu-khoi"]
            for day in days(date(2010, 1, 1), date(2010, 3, 31)):
                counts = counts_below(actor=OPERATOR, org=org, on=day)
                found.quarter.add((counts.cells, counts.by_kind["dang_bo_co_so"]))
            real = counts_below(actor=OPERATOR, org=org, on=date(2010, 1, 1), invented=False)
            found.real = dict(real.by_kind)
            found.snapshots.append(snapshot())
            transaction.set_rollback(True)
    return found


def test_other_committee_is_told_the_same_for_a_seed(other: Other) -> None:
    assert other.snapshots[0] == other.snapshots[1]


def test_other_committee_agrees_with_its_exact_figures(other: Other) -> None:
    assert other.figures == {
        "dau-tien": ("1990-06-01", "1990-06-01"),
        "dau-tien-dang-bo": ("1990-06-01", "1990-06-01"),
        "suot-quy-1": ("2010-01-01", "2010-03-31"),
        "suot-quy-1-dang-bo": ("2010-01-01", "2010-03-31"),
        "trong-nam-2013": ("2013-09-02", "2013-12-31"),
        "con-lai": ("2016-01-01", "2016-01-01"),
        "con-lai-chi-bo": ("2016-01-01", "2016-01-01"),
    }


def test_other_committee_counts_still_beside_its_real_organisations(other: Other) -> None:
    assert other.quarter == {(41, 8)}
    assert other.real == {"dang_bo_co_so": 1, "chi_bo_truc_thuoc": 2}


def test_figures_that_conflict_are_named_and_nothing_is_written() -> None:
    load(
        OTHER_FILE,
        ("value: 5\n", "value: 13\n"),
        ("value: 18\n", "value: 11\n"),
    )
    before = last_act()

    code, words = refusal("thu-khoi")

    assert code == 2
    assert words == (
        "không dựng được minh họa cho thu-khoi: "
        "dau-tien, dau-tien-dang-bo (ngày 01/06/1990): một phần lớn hơn tổng số 12. "
        "con-lai, con-lai-chi-bo (ngày 01/01/2016): một phần lớn hơn tổng số 11."
    )
    assert last_act() == before
    assert readable_orgs(OPERATOR).filter(invented=True).count() == 0


def test_committee_that_is_not_loaded_is_refused_with_the_file_to_load(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)

    assert [refusal("quang-ninh"), refusal("qn-khoi"), refusal("khac")] == [
        (2, "chưa nạp lịch sử của «quang-ninh»; chạy: dangbo load data/quang-ninh.yaml"),
        (2, "chưa nạp lịch sử của «qn-khoi»; chạy: dangbo load data/quang-ninh.yaml"),
        (2, "chưa nạp lịch sử của «khac»; chạy: dangbo load data/khac.yaml"),
    ]


def test_file_without_figures_to_agree_with_is_refused() -> None:
    text = OTHER_FILE.read_text(encoding="utf-8").replace("calibrate: true", "calibrate: false")
    load_history(actor=OPERATOR, content=text.encode(), name="thu.yaml")

    assert refusal("thu") == (
        2,
        "không dựng được minh họa cho thu-khoi: "
        "Không có số liệu tổ chức đảng nào ghi chính xác và có calibrate: true để dựng minh họa.",
    )


SMALL_FILE = """
dangbo: 1
committee: co-so
sources: [{ key: so, title: Sổ }]
organisations:
  - { key: tinh, name: Tỉnh, kind: dang_bo_tinh, from: 2000-01-01, source: so }
  - { key: co-so, name: Cơ sở, kind: dang_bo_co_so, superior: tinh, from: 2000-01-01, source: so }
figures:
  - key: so-luong
    org: co-so
    indicator: to_chuc_co_so
    day: 2010-01-01
    value: 3
    calibrate: true
    source: so
"""


def test_committee_of_a_kind_that_holds_none_is_refused() -> None:
    load_history(actor=OPERATOR, content=SMALL_FILE.encode(), name="co-so.yaml")

    assert refusal("co-so") == (
        2,
        "không dựng được minh họa cho co-so: "
        "Dưới loại hình «Đảng bộ cơ sở» không có tổ chức cơ sở đảng.",
    )


def test_files_of_one_name_are_told_apart_by_the_key() -> None:
    load_history(actor=OPERATOR, content=SMALL_FILE.encode(), name="lich-su.yaml")
    load_history(actor=OPERATOR, content=OTHER_FILE.read_bytes(), name="lich-su.yaml")

    assert refusal("lich-su") == (
        2,
        "«lich-su» là tên tệp của nhiều đảng bộ; dùng một khóa: co-so, thu-khoi",
    )
