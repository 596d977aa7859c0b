"""Prove that the register counts the published numbers of members once the demonstration is in it.

Everything is asked of the register's own questions or counted from its rows, never of the plan.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from contracts.sources import ROOT
from django.core.management import call_command
from django.db import transaction
from history.quarters import SOME, Closings, closings
from jsonschema import Draft202012Validator, FormatChecker
from pytest_django.plugin import DjangoDbBlocker

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import last_act, readable_acts
from dangbo.audit.queries import differences
from dangbo.history.commands import load_history
from dangbo.history.queries import FigureRow, figures_of
from dangbo.members.access import (
    readable_attributes,
    readable_identities,
    readable_persons,
    readable_postings,
    readable_standings,
)
from dangbo.members.queries import (
    Balance,
    MemberCounts,
    MemberFilters,
    balance,
    count_members,
    member_counts,
    total_members,
)
from dangbo.orgs.access import readable_versions
from dangbo.orgs.queries import org_ids
from dangbo.posts.queries import unified_posts
from dangbo.reports import queries as reports
from dangbo.reports.queries.published import Beside, published_beside
from dangbo.rules.published_verdicts import Blank, Outcome

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CELLS = ("chi_bo_co_so", "chi_bo_truc_thuoc")
REFOUNDED, NEWS, MOVED = date(1985, 12, 22), date(2020, 2, 1), date(2022, 4, 12)
REPORTED = date(2022, 9, 4)
Span = tuple[date, date | None]


@dataclass
class Shown:
    """What the register answers about members once the demonstration is in it."""

    answer: Any = None
    again: Any = None
    totals: dict[date, int] = field(default_factory=dict)
    narrowed: dict[str, int] = field(default_factory=dict)
    led: dict[date, tuple[int, int, int]] = field(default_factory=dict)
    figures: tuple[FigureRow, ...] = ()
    balances: dict[str, Balance] = field(default_factory=dict)
    unmarked: dict[str, int] = field(default_factory=dict)
    differences: dict[str, str | None] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    cells: dict[int, list[Span]] = field(default_factory=dict)
    officials: dict[int, list[Span]] = field(default_factory=dict)
    counts: MemberCounts | None = None
    values: dict[tuple[str, str], tuple[int, int | None, str]] = field(default_factory=dict)
    sums: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    judged: dict[str, Beside] = field(default_factory=dict)
    closings: Closings = field(default_factory=Closings)


@pytest.fixture(scope="module")
def shown(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Shown:
    """Make the demonstration of the real file once, take down the answers, and take it back."""
    found = Shown()
    with django_db_blocker.unblock(), transaction.atomic():
        file = ROOT / "data" / "quang-ninh.yaml"
        load_history(actor=OPERATOR, content=file.read_bytes(), name=file.name)
        before = last_act()
        assert before
        found.answer, found.again = demo(), demo()
        org = org_ids(uids=["qn-khoi"])["qn-khoi"]
        ask(found, org)
        look(found, org, before.seq)
        place, whole = tmp_path_factory.mktemp("columns"), request.config.getoption("--long")
        found.closings = closings(place, largest=[org], whole=bool(whole))
        transaction.set_rollback(True)
    return found


def demo() -> Any:
    out = StringIO()
    call_command("demo", "quang-ninh", "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def ask(found: Shown, org: int) -> None:
    """Ask the questions of the register."""
    wanted = [REFOUNDED - DAY, MOVED - DAY, MOVED, REPORTED, date(1965, 5, 1), date(1965, 5, 31)]
    wanted += [REFOUNDED + DAY * n for n in range(10)] + [NEWS + DAY * n for n in range(29)]
    for day in wanted:
        found.totals[day] = total_members(actor=OPERATOR, org=org, on=day)
    for name, filters in NARROWED.items():
        found.narrowed[name] = count_members(actor=OPERATOR, org=org, on=NEWS, filters=filters)
    for day in (NEWS, date(2015, 6, 1), MOVED, REPORTED, date(2024, 12, 31)):
        led = unified_posts(actor=OPERATOR, org=org, on=day)
        none = sum(each.secretary is None for each in led.rows)
        found.led[day] = (led.unified, led.grassroots, none)
    found.figures = figures_of(actor=OPERATOR, org=org).rows
    for name, (start, end) in PERIODS.items():
        found.balances[name] = balance(actor=OPERATOR, org=org, start=start, end=end)
    found.counts = member_counts(actor=OPERATOR, org=org, on=NEWS, since=date(2015, 1, 1))
    ask_indicators(found, org)
    judged = published_beside(actor=OPERATOR, org=org, on=date(2024, 12, 31))
    found.judged = {each.row.key: each for each in judged}


def ask_indicators(found: Shown, org: int) -> None:
    """Ask the indicators that published figures speak of, and add up the organisations below."""
    for name, (start, on, codes) in INDICATORS.items():
        asked = reports.ask(actor=OPERATOR, org=org, on=on, start=start)
        for code in codes:
            value = reports.value_of(code, asked)
            assert value is not None
            found.values[name, code] = (value.part, value.whole, str(value.amount))
            behind = len(reports.items_of(code, asked))
            parts = [each.value.part for each in reports.below(code, asked) if each.value]
            found.sums[f"{name} {code}"] = (value.part, behind, sum(parts))


INDICATORS: dict[str, tuple[date | None, date, list[str]]] = {
    "1985": (None, REFOUNDED, ["to_chuc_co_so", "dang_bo_co_so", "chi_bo_co_so", "dang_vien"]),
    "2020": (
        None,
        NEWS,
        [
            "to_chuc_co_so",
            "dang_bo_co_so",
            "chi_bo_co_so",
            "dang_vien",
            "ty_le_dai_hoc_tro_len",
            "llct_trung_cap_tro_len",
            "ty_le_llct_trung_cap_tro_len",
            "llct_cu_nhan_cao_cap",
            "ty_le_bi_thu_la_thu_truong",
        ],
    ),
    "2015-2020": (date(2015, 1, 1), date(2020, 1, 31), ["ket_nap_dang_vien"]),
    "move": (MOVED, MOVED, ["dang_vien_nhan_ve"]),
    "2022": (None, date(2022, 8, 31), ["to_chuc_co_so", "chi_bo"]),
    "September 2022": (
        None,
        REPORTED,
        ["to_chuc_co_so", "dang_bo_co_so", "chi_bo_co_so", "dang_vien"],
    ),
}
NARROWED = {
    "university": MemberFilters(at_least={"education": "dai_hoc"}),
    "theory": MemberFilters(at_least={"theory": "trung_cap"}),
    "advanced": MemberFilters(at_least={"theory": "cao_cap"}),
    "admitted": MemberFilters(admitted_since=date(2015, 1, 1), admitted_until=date(2020, 1, 31)),
    "invented": MemberFilters(invented=True),
    "real": MemberFilters(invented=False),
}
PERIODS = {
    "admitting": (date(2015, 1, 1), date(2020, 1, 31)),
    "moving": (MOVED, MOVED),
    "later": (date(2023, 1, 1), date(2024, 12, 31)),
}


def look(found: Shown, org: int, before: int) -> None:
    """Take down rows of the register."""
    versions = readable_versions(OPERATOR, known=None).filter(kind__in=CELLS)
    found.cells = spans(versions.order_by("start").values_list("org", "start", "end"))
    found.officials = dict(official_spans())
    found.names = set(readable_identities(OPERATOR).values_list("name", flat=True))
    found.unmarked = {
        "persons": readable_persons(OPERATOR).filter(invented=False).count(),
        "acts": readable_acts(OPERATOR).filter(seq__gt=before, invented=False).count(),
    }
    heads = readable_attributes(OPERATOR).filter(kind="head_of_agency")
    found.unmarked["other values"] = heads.exclude(value="co").count()
    found.differences = dict(differences())


def spans(rows: Any) -> dict[int, list[Span]]:
    """Join the versions of each organisation that follow one another."""
    found: dict[int, list[Span]] = defaultdict(list)
    for org, start, end in rows:
        own = found[org]
        if own and own[-1][1] == start:
            own[-1] = (own[-1][0], end)
        else:
            own.append((start, end))
    return found


def official_spans() -> Iterator[tuple[int, list[Span]]]:
    """Yield, for each organisation, when each of its members was there and official."""
    official: dict[int, list[Span]] = defaultdict(list)
    rows = readable_standings(OPERATOR).filter(standing="official")
    for person, start, end in rows.values_list("person", "start", "end"):
        official[person].append((start, end))
    found: dict[int, list[Span]] = defaultdict(list)
    posted = readable_postings(OPERATOR).filter(kind="official")
    for org, person, start, end in posted.values_list("org", "person", "start", "end"):
        for first, last in official[person]:
            low, high = max(start, first), min(end or date.max, last or date.max)
            if low < high:
                found[org].append((low, None if high == date.max else high))
    yield from found.items()


def test_2229_members_from_the_day_of_1985_to_the_end_of_the_year(shown: Shown) -> None:
    assert {shown.totals[REFOUNDED + DAY * n] for n in range(10)} == {2_229}
    assert shown.totals[REFOUNDED - DAY] < 1_500


def test_5022_members_throughout_february_2020(shown: Shown) -> None:
    assert {shown.totals[NEWS + DAY * n] for n in range(29)} == {5_022}


def test_over_1000_in_may_1965_and_over_7500_in_september_2022(shown: Shown) -> None:
    assert 1_000 < shown.totals[date(1965, 5, 1)] <= shown.totals[date(1965, 5, 31)] < 1_100
    assert 7_500 < shown.totals[REPORTED] < 7_700


def test_over_2000_came_with_the_organisations_that_moved(shown: Shown) -> None:
    counts = {each.code: each.count.total for each in shown.balances["moving"].lines}

    assert shown.totals[MOVED] - shown.totals[MOVED - DAY] == 2_016
    assert {code: count for code, count in counts.items() if count} == {"moved_in_with_org": 2_016}


def test_education_and_theory_of_february_2020(shown: Shown) -> None:
    assert {name: shown.narrowed[name] for name in ("university", "theory", "advanced")} == {
        "university": 4_545,
        "theory": 2_344,
        "advanced": 939,
    }
    assert shown.counts is not None
    levels = shown.counts.at_least
    assert (levels["education"]["dai_hoc"], levels["theory"]["trung_cap"]) == (4_545, 2_344)


def test_1270_admitted_whether_the_events_or_the_members_are_counted(shown: Shown) -> None:
    lines = {each.code: each.count.total for each in shown.balances["admitting"].lines}

    assert (lines["admitted"], shown.narrowed["admitted"]) == (1_270, 1_270)


def test_60_of_61_secretaries_are_heads_and_none_is_missing_on_other_days(shown: Shown) -> None:
    assert shown.led[NEWS] == (60, 61, 0)
    assert {none for _, _, none in shown.led.values()} == {0}


def test_balances_close(shown: Shown) -> None:
    assert {name: each.closes for name, each in shown.balances.items()} == dict.fromkeys(
        PERIODS, True
    )


def test_balances_of_organisations_close_in_each_of_250_quarters(shown: Shown) -> None:
    """Of every organisation with `--long`, else of the committee and some of the others."""
    found = shown.closings

    assert (found.open, found.other, found.unexplained) == ([], [], [])
    assert found.of > 650
    assert found.asked >= found.of // SOME
    assert len(found.grown) >= found.asked - 5
    assert found.moved > 25_000


def test_every_cell_has_three_official_members_on_every_day(shown: Shown) -> None:
    short = []
    for org, lives in shown.cells.items():
        changes: Counter[date] = Counter()
        for start, end in shown.officials.get(org, ()):
            changes[start] += 1
            changes[end or date.max] -= 1
        for start, end in lives:
            days = sorted({start, *(day for day in changes if start < day < (end or date.max))})
            count = [sum(n for on, n in changes.items() if on <= day) for day in days]
            short += [(org, day) for day, n in zip(days, count, strict=True) if n < 3]

    assert short == []


def test_nobody_is_in_a_cell_that_does_not_stand(shown: Shown) -> None:
    for org, there in shown.officials.items():
        lives = shown.cells.get(org, [])
        for start, end in there:
            assert any(
                first <= start and (last is None or (end is not None and end <= last))
                for first, last in lives
            )


def test_figures_of_members_agree_beside_their_published_ones(shown: Shown) -> None:
    found = {each.key: str(each.computed) for each in shown.figures if each.members_by}
    differ = [each.key for each in shown.figures if each.members_by and not each.agrees]

    assert found == {
        "dang-vien-1965": "1008",
        "dang-vien-1985": "2229",
        "dang-vien-2020": "5022",
        "dang-vien-hon-5000-2020": "5022",
        "dai-hoc-2020": "90.5",
        "llct-2020": "2344",
        "ty-le-llct-2020": "46.7",
        "llct-cu-nhan-2020": "939",
        "bi-thu-thu-truong-2020": "60",
        "ket-nap-2015-2020": "1270",
        "nhan-dang-vien-2022": "2016",
        "dang-vien-2022": str(shown.totals[REPORTED]),
    }
    assert differ == []


def test_every_published_figure_comes_out_of_the_indicators(shown: Shown) -> None:
    """Those to which the demonstration is calibrated; the inequalities are met by it."""
    moved, reported = shown.values["move", "dang_vien_nhan_ve"], shown.totals[REPORTED]
    found = {key: value for key, value in shown.values.items() if key[0] != "move"}

    assert moved == (2_016, None, "2016")
    assert reported > 7_500
    assert found == {
        ("1985", "to_chuc_co_so"): (71, None, "71"),
        ("1985", "dang_bo_co_so"): (26, None, "26"),
        ("1985", "chi_bo_co_so"): (45, None, "45"),
        ("1985", "dang_vien"): (2_229, None, "2229"),
        ("2020", "to_chuc_co_so"): (61, None, "61"),
        ("2020", "dang_bo_co_so"): (37, None, "37"),
        ("2020", "chi_bo_co_so"): (24, None, "24"),
        ("2020", "dang_vien"): (5_022, None, "5022"),
        ("2020", "ty_le_dai_hoc_tro_len"): (4_545, 5_022, "90.5"),
        ("2020", "llct_trung_cap_tro_len"): (2_344, None, "2344"),
        ("2020", "ty_le_llct_trung_cap_tro_len"): (2_344, 5_022, "46.7"),
        ("2020", "llct_cu_nhan_cao_cap"): (939, None, "939"),
        ("2020", "ty_le_bi_thu_la_thu_truong"): (60, 61, "98.4"),
        ("2015-2020", "ket_nap_dang_vien"): (1_270, None, "1270"),
        ("2022", "to_chuc_co_so"): (82, None, "82"),
        ("2022", "chi_bo"): (547, None, "547"),
        ("September 2022", "to_chuc_co_so"): (82, None, "82"),
        ("September 2022", "dang_bo_co_so"): (52, None, "52"),
        ("September 2022", "chi_bo_co_so"): (30, None, "30"),
        ("September 2022", "dang_vien"): (reported, None, str(reported)),
    }


def test_every_figure_the_demonstration_is_made_to_agree_with_does(shown: Shown) -> None:
    """Judged by the count alone; what figures say against each other is another matter."""
    found = {
        key: (str(each.counted), f"{each.printed:f}" if each.printed else "")
        for key, each in shown.judged.items()
        if each.blank is None
    }
    assert {key: number for key, (outcome, number) in found.items() if outcome == "agrees"} == {
        "dang-vien-1965": "1008",
        "to-chuc-1985": "71",
        "dang-bo-co-so-1985": "26",
        "chi-bo-co-so-1985": "45",
        "dang-vien-1985": "2229",
        "ket-nap-2015-2020": "1270",
        "to-chuc-2020": "61",
        "dang-bo-co-so-2020": "37",
        "chi-bo-co-so-2020": "24",
        "dang-vien-2020": "5022",
        "dang-vien-hon-5000-2020": "5022",
        "llct-2020": "2344",
        "llct-cu-nhan-2020": "939",
        "bi-thu-thu-truong-2020": "60",
        "nhan-to-chuc-2022": "17",
        "nhan-dang-vien-2022": "2016",
        "to-chuc-so-tay-2022": "82",
        "chi-bo-so-tay-2022": "547",
        "to-chuc-2022": "82",
        "dang-bo-co-so-2022": "52",
        "chi-bo-co-so-2022": "30",
        "dang-vien-2022": str(shown.totals[REPORTED]),
    }
    assert {key: number for key, (outcome, number) in found.items() if outcome == "rounded"} == {
        "dai-hoc-2020": "90.5",
        "ty-le-llct-2020": "46.7",
    }
    assert {key for key, (outcome, _number) in found.items() if outcome == "conflicts"} == {
        "to-chuc-1965",
        "cap-uy-2020",
    }
    agreeing = {"agrees", "rounded"}
    assert {key for key, each in shown.judged.items() if each.row.calibrate} <= {
        key for key, (outcome, _number) in found.items() if outcome in agreeing
    }


def test_figures_that_no_indicator_can_know_stand_as_published(shown: Shown) -> None:
    blanks = {key: each.blank for key, each in shown.judged.items() if each.blank}
    unknown = {"ty-le-trong-can-bo-1985", "chi-bo-dung-so-tay-2023", "tinh-uy-vien-2020"}

    assert {blanks[key] for key in unknown} == {Blank.NOT_COUNTED}
    assert set(blanks.values()) == {Blank.NOT_COUNTED, Blank.NONE_RECORDED}
    assert {str(shown.judged[key].outcome) for key in blanks} == {"unknown", "conflicts"}
    told = {key: [each.said for each in shown.judged[key].findings] for key in shown.judged}
    assert told["ty-le-chi-bo-dung-so-tay-2023"] == ["392 / 547 = 71,66 %, khớp với 71,66 %."]
    assert shown.judged["ty-le-trong-can-bo-1985"].row.value == 33


def test_what_the_sources_contradict_is_named_whatever_the_register_counts(shown: Shown) -> None:
    outcomes = {each.outcome for each in shown.judged.values()}
    found = {
        outcome: {key for key, each in shown.judged.items() if each.outcome is outcome}
        for outcome in (Outcome.IMPOSSIBLE, Outcome.CONFLICTS)
    }

    assert outcomes == set(Outcome)
    assert found[Outcome.IMPOSSIBLE] == {"dang-vien-2022"}
    assert found[Outcome.CONFLICTS] == {
        "to-chuc-1965",
        "so-dai-hoi-1985-2022",
        "cap-uy-2020",
        "to-chuc-so-tay-2022",
        "to-chuc-2022",
    }
    [rest] = [each for each in shown.judged["to-chuc-2022"].findings if each.code == "LEFT_OVER"]
    assert rest.said == "61 + 17 = 78, công bố 82: còn 4 chưa rõ."


def test_each_has_its_list_and_is_the_sum_of_the_organisations_below(shown: Shown) -> None:
    """Members who came with an organisation came into the committee, and into none below it.

    Who was admitted in an organisation that ended since is below none that stands now.
    """
    sums = dict(shown.sums)
    admitted, came = sums.pop("2015-2020 ket_nap_dang_vien"), sums.pop("move dang_vien_nhan_ve")

    assert {name: (value, value, value) for name, (value, _, _) in sums.items()} == sums
    assert admitted[0] == admitted[1] >= admitted[2]
    assert came == (2_016, 2_016, 0)


def test_everyone_is_marked_as_invented(shown: Shown) -> None:
    assert shown.unmarked == {"persons": 0, "acts": 0, "other values": 0}
    assert (shown.narrowed["invented"], shown.narrowed["real"]) == (5_022, 0)


def test_nobody_bears_the_name_of_an_office_holder_of_the_sources(shown: Shown) -> None:
    assert shown.names.isdisjoint({"Vũ Văn Diện", "Nguyễn Mạnh Cường", "Lê Mạnh Cường"})
    assert len(shown.names) > 8_000


def test_organisations_are_of_believable_sizes(shown: Shown) -> None:
    assert shown.counts is not None
    sizes = [each.total for each in shown.counts.below]

    assert len(sizes) == 61
    assert sum(sizes) == 5_022
    assert sum(each >= 30 for each in sizes) >= 37
    assert min(sizes) >= 5


def test_journal_rebuilds_the_register_with_its_members(shown: Shown) -> None:
    assert {area: each for area, each in shown.differences.items() if each} == {}


def test_answer_follows_its_schema_and_tells_the_members(shown: Shown) -> None:
    schema = json.loads((ROOT / "docs" / "json" / "demo.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())

    assert [error.message for error in validator.iter_errors(shown.answer)] == []
    assert shown.again == {"committee": "qn-khoi", "made": False}
    assert shown.answer["members"] > 12_000
    assert {each["figure"] for each in shown.answer["member_figures"]} == {
        each.key for each in shown.figures if each.members_by
    }
