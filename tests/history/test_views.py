"""The story of a committee over HTTP: list, timeline, chart, conflicts, figures, panels."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from history.samples import QUANG_NINH, SMALL, as_bytes, small

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.history.commands import load_history
from dangbo.orgs.commands import register_orgs
from dangbo.ui.panels import Panel

pytestmark = pytest.mark.django_db
HISTORY = "/lam-viec/lich-su/"
KHOI = f"{HISTORY}khoi/"
FIGURES = f"{KHOI}so-lieu/"


def begun(number: int) -> dict[str, Any]:
    return {
        "change": "found",
        "org": f"cb-{number}",
        "name": f"Chi bộ {number}",
        "kind": "chi_bo_co_so",
        "superior": "khoi",
    }


def figure(key: str, indicator: str, day: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "org": "khoi", "indicator": indicator, "day": day, "source": "bao", **more}


CELLS = {
    "key": "chi-bo",
    "number_not_known": True,
    "on": "1995-01-01",
    "title": "Thành lập hai chi bộ",
    "changes": [begun(1), begun(2)],
    "source": "bao",
}
MISPRINT = {
    "as_printed": "trên 7.5000 đảng viên",
    "operator": "over",
    "read_as": 7500,
    "reading": "đọc là 7.500",
    "flags": ["malformed", "reading"],
}
STATED = [
    figure("tc-1996", "to_chuc_co_so", "1996", value=2),
    figure("tc-2000", "to_chuc_co_so", "2000-05", value=3, as_printed="3 chi bộ"),
    figure("dv-2022", "dang_vien", "2022-09-04", **MISPRINT),
    figure("ty-le", "trinh_do_dai_hoc_tro_len", "2021", value=90.5),
]


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client


def load(**changes: Any) -> None:
    content = as_bytes(small(**changes))
    load_history(actor=OPERATOR, content=content, name="khoi.json")


@pytest.fixture
def story(db: None) -> None:
    load(
        decisions=[*deepcopy(SMALL["decisions"]), CELLS],
        figures=[*deepcopy(SMALL["figures"]), *STATED],
    )


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def cells_of(table: Any) -> list[list[str]]:
    return [[str(cell.value) for cell in line.cells] for line in table.lines]


def test_pages_want_an_account(client: Client, story: None) -> None:
    for path in (HISTORY, KHOI, FIGURES):
        assert client.get(path).headers["Location"] == f"/tai-khoan/dang-nhap/?next={path}"


@pytest.mark.parametrize("path", [f"{HISTORY}khong-co/", f"{HISTORY}khong-co/so-lieu/"])
def test_unknown_committee_is_404(officer: Client, story: None, path: str) -> None:
    assert officer.get(path).status_code == 404


def test_organisation_never_decided_about_has_no_story(officer: Client, story: None) -> None:
    register_orgs(actor=OPERATOR, uids=["chi-co-khoa"])

    assert officer.get(f"{HISTORY}chi-co-khoa/").status_code == 404


def test_list_names_committees_with_what_their_files_hold(officer: Client, story: None) -> None:
    answer = officer.get(HISTORY)

    assert cells_of(answer.context["table"]) == [
        [
            "Đảng bộ Khối các cơ quan tỉnh",
            "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng",
            *("3", "1", "5", "1"),
        ]
    ]
    assert f'href="{KHOI}"' in text_of(answer)


def test_list_without_any_file_says_how_to_load_one(officer: Client) -> None:
    answer = officer.get(HISTORY)

    assert "Chưa nạp tệp lịch sử nào" in text_of(answer)


def test_timeline_is_newest_first_and_what_has_no_day_last(officer: Client, story: None) -> None:
    moments = officer.get(KHOI).context["moments"]

    assert [(moment.day, moment.title) for moment in moments] == [
        ("tháng 6/2001", "Đổi tên Đảng bộ Khối thành Đảng bộ Khối các cơ quan tỉnh."),
        ("02/03/1991", "Nguyễn Văn A: Bí thư"),
        ("01/03/1991 đến 02/03/1991", "Đại hội đại biểu I"),
        ("02/05/1990", "Thành lập"),
        ("không rõ ngày", "Không rõ ngày kết thúc"),
    ]


def test_each_moment_leads_to_its_sources(officer: Client, story: None) -> None:
    answer = officer.get(KHOI, {"on": "2020-01-01"})

    renamed = answer.context["moments"][0]
    assert [(paper.text, paper.url) for paper in renamed.papers] == [
        ("Chưa rõ số văn bản", re.sub(r"\?.*", "", renamed.url)),
        ("Báo tỉnh", f"{KHOI}#nguon-bao"),
    ]
    assert f'href="{KHOI}?on=2020-01-01#nguon-bao"' in text_of(answer)
    assert 'id="nguon-bao"' in text_of(answer)


def test_timeline_can_be_narrowed_to_one_kind(officer: Client, story: None) -> None:
    answer = officer.get(KHOI, {"loai": "congress"})

    assert [moment.title for moment in answer.context["moments"]] == ["Đại hội đại biểu I"]
    assert [(str(tab.label), tab.count, tab.current) for tab in answer.context["tabs"]] == [
        ("Tất cả", 5, False),
        ("Quyết định", 2, False),
        ("Đại hội", 1, True),
        ("Cán bộ", 1, False),
        ("Ghi chú", 1, False),
    ]


def test_story_stops_at_the_day(officer: Client, story: None) -> None:
    answer = officer.get(KHOI, {"on": "1990-12-31"})

    assert [moment.title for moment in answer.context["moments"]] == [
        "Thành lập",
        "Không rõ ngày kết thúc",
    ]
    assert answer.context["charts"] == []
    assert answer.context["title"] == "Đảng bộ Khối"


def test_chart_has_published_marks_and_counted_lines(officer: Client, story: None) -> None:
    charts = officer.get(KHOI, {"on": "2023-01-01"}).context["charts"]

    assert [chart.key for chart in charts] == ["orgs", "members"]
    line, marks = charts[0].option["series"][:2]
    assert line["data"][0]["value"] == ["1995-12-31", 2]
    assert line["data"][-1]["value"] == ["2023-01-01", 2]
    assert [
        (mark["value"], mark["symbol"], mark["label"]["formatter"]) for mark in marks["data"]
    ] == [
        (["1996-01-01", 2], "diamond", "2"),
        (["2000-05-01", 3], "rect", "3 (!)"),
    ]
    [members] = charts[1].option["series"]
    assert [(mark["value"], mark["label"]["formatter"]) for mark in members["data"]] == [
        (["2020-02-01", 5022], "5.022"),
        (["2022-09-04", 7500], "trên 7.500 (!)"),
    ]


def test_table_beside_the_chart_links_each_point_to_its_source(
    officer: Client, story: None
) -> None:
    [orgs, _members] = officer.get(KHOI).context["charts"]

    assert [list(map(str, row)) for row in orgs.rows] == [
        ["Tổ chức cơ sở đảng", "năm 1996", "2", "2, khớp", '<a href="#nguon-bao">Báo tỉnh</a>'],
        [
            "Tổ chức cơ sở đảng",
            "tháng 5/2000",
            "3",
            "2, khác",
            '<a href="#nguon-bao">Báo tỉnh</a>',
        ],
    ]


def test_conflicts_and_misprints_are_told_with_the_reason(officer: Client, story: None) -> None:
    to_mind = officer.get(KHOI).context["to_mind"]

    assert [(each.text, each.remedy) for each in to_mind] == [
        (
            "Đảng viên (04/09/2022): nguồn in sai, được hiểu là 7.500.",
            "Nguồn in “trên 7.5000 đảng viên”. Đọc là 7.500.",
        ),
        (
            "Tổ chức cơ sở đảng (tháng 5/2000): công bố 3, sổ đếm được 2.",
            "Nguồn in “3 chi bộ”.",
        ),
    ]


def test_figures_are_listed_newest_first(officer: Client, story: None) -> None:
    answer = officer.get(FIGURES)

    assert cells_of(answer.context["table"]) == [
        [
            *("Đảng viên", "04/09/2022", "trên 7.500", "người", "trên 7.5000 đảng viên", ""),
            "Báo tỉnh",
        ],
        [
            *("Tỷ lệ đảng viên có trình độ từ đại học trở lên", "năm 2021", "90,5 %", "%", "", ""),
            "Báo tỉnh",
        ],
        ["Đảng viên", "01/02/2020", "5.022", "người", "5.022 đảng viên", "", "Báo tỉnh"],
        [
            *("Tổ chức cơ sở đảng", "tháng 5/2000", "3", "tổ chức", "3 chi bộ", "2, khác"),
            "Báo tỉnh",
        ],
        ["Tổ chức cơ sở đảng", "năm 1996", "2", "tổ chức", "", "2, khớp", "Báo tỉnh"],
    ]


@pytest.mark.parametrize(
    ("query", "when"),
    [
        ({"q": "dang vien", "chi_tieu": "dang_vien"}, ["04/09/2022", "01/02/2020"]),
        ({"dau": "trai"}, ["04/09/2022", "tháng 5/2000"]),
        ({"dau": "dem", "sort": "when"}, ["năm 1996", "tháng 5/2000"]),
        ({"tu_nam": "2000", "den_nam": "2020"}, ["01/02/2020", "tháng 5/2000"]),
        ({"sort": "value", "chi_tieu": "dang_vien"}, ["01/02/2020", "04/09/2022"]),
        ({"on": "2000-01-01"}, ["năm 1996"]),
    ],
)
def test_figures_are_narrowed_and_sorted_as_the_address_says(
    officer: Client, story: None, query: dict[str, str], when: list[str]
) -> None:
    answer = officer.get(FIGURES, query)

    assert [row[1] for row in cells_of(answer.context["table"])] == when


@pytest.mark.parametrize("page", [KHOI, FIGURES])
def test_story_not_known_yet_is_said_to_be_so(officer: Client, story: None, page: str) -> None:
    answer = officer.get(page, {"known": "1999-01-01"})

    assert "Đến hết ngày 01/01/1999, sổ chưa biết điều này" in text_of(answer)


def test_figures_are_given_as_a_file(officer: Client, story: None) -> None:
    answer = officer.get(FIGURES, {"xuat": "csv", "dau": "trai", "on": "2023-01-01"})

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[1] == '"Tổ chức","Đảng bộ Khối các cơ quan tỉnh"'
    assert lines[4] == '"Bộ lọc","Chỉ hiện: Trái nhau, in sai, khác số sổ đếm"'
    assert lines[8:] == [
        '"Chỉ tiêu","Thời điểm","Số công bố","Đơn vị","Như in","Sổ đếm","Nguồn"',
        '"Đảng viên","04/09/2022","trên 7.500","người","trên 7.5000 đảng viên","","Báo tỉnh"',
        '"Tổ chức cơ sở đảng","tháng 5/2000","3","tổ chức","3 chi bộ","2, khác","Báo tỉnh"',
    ]


def test_page_of_the_organisation_shows_what_sources_state(officer: Client, story: None) -> None:
    answer = officer.get("/lam-viec/to-chuc/khoi/", {"on": "2021-01-01"})

    figures, congresses, leaders, notes = panels_of_history(answer)
    assert [(line["name"], line["when"], line["value"]) for line in figures.context["lines"]] == [
        ("Đảng viên", "01/02/2020", "5.022"),
        ("Tổ chức cơ sở đảng", "tháng 5/2000", "3"),
        ("Tổ chức cơ sở đảng", "năm 1996", "2"),
    ]
    assert [moment.title for moment in congresses.context["moments"]] == ["Đại hội đại biểu I"]
    assert [moment.title for moment in leaders.context["moments"]] == ["Nguyễn Văn A"]
    assert [(str(moment.title), moment.text) for moment in notes.context["moments"]] == [
        ("Không rõ ngày kết thúc", "Không rõ")
    ]
    assert f'href="{FIGURES}?on=2021-01-01"' in text_of(answer)


def test_page_of_an_organisation_without_a_story_has_no_panels(
    officer: Client, story: None
) -> None:
    assert panels_of_history(officer.get("/lam-viec/to-chuc/cb-1/")) == []


def panels_of_history(answer: Any) -> list[Panel]:
    return [each for each in answer.context["panels"] if each.template.startswith("history/")]


def statements(officer: Client, address: str) -> int:
    officer.get(address)  # what is cached for good is asked for once
    with CaptureQueriesContext(connection) as queries:
        answer = officer.get(address)
    assert answer.status_code == 200
    return len(queries)


def test_statements_do_not_grow_with_the_rows(officer: Client, story: None) -> None:
    pages = [HISTORY, KHOI, FIGURES, "/lam-viec/to-chuc/khoi/"]
    few = [statements(officer, page) for page in pages]
    leaders = [{**SMALL["leaders"][0], "key": f"bt-{at}"} for at in range(3)]
    congresses = [{**SMALL["congresses"][0], "key": f"dh-{at + 5}"} for at in range(3)]
    days = [f"201{at}-05-02" for at in range(3)]
    load(
        decisions=[
            *deepcopy(SMALL["decisions"]),
            CELLS,
            *({**_renamed(at), "on": day} for at, day in enumerate(days)),
        ],
        figures=[
            *deepcopy(SMALL["figures"]),
            *STATED,
            *(figure(f"them-{day}", "to_chuc_co_so", day, value=2) for day in days),
        ],
        leaders=[*SMALL["leaders"], *leaders],
        congresses=[*SMALL["congresses"], *congresses],
    )

    assert [statements(officer, page) for page in pages] == few


def _renamed(at: int) -> dict[str, Any]:
    name = {"change": "rename", "org": "khoi", "name": f"Đảng bộ Khối {at}"}
    return {"key": f"ten-{at}", "number_not_known": True, "changes": [name], "source": "bao"}


def test_quang_ninh_is_told_without_a_fault(officer: Client) -> None:
    load_history(actor=OPERATOR, content=QUANG_NINH.read_bytes(), name="quang-ninh.yaml")

    for language in ("vi", "en"):
        answer = officer.get(f"{HISTORY}qn-khoi/", headers={"accept-language": language})
        assert answer.status_code == 200
        assert len(answer.context["sources"]) == 4
        assert len(answer.context["charts"]) == 3
    assert "7.5000" in text_of(answer)
