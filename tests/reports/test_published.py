"""Prove how published figures are judged by the register, in answers and on pages."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from reports import stated
from reports.test_views import HOME, links, words

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.history.files.catalogue import catalogue
from dangbo.orgs.models import OrgPath
from dangbo.reports import queries
from dangbo.reports.queries.published import Beside, published_beside, published_of
from dangbo.rules.published_verdicts import Blank, Outcome
from dangbo.rules.rights import MEMBER_READ, ORG_READ, Rights

ON = date(2017, 1, 1)
PAGE = f"{HOME}cong-bo/"
ASKED = "on=2017-01-01&to_chuc=khoi"
AGREES, CONFLICTS, UNKNOWN = Outcome.AGREES, Outcome.CONFLICTS, Outcome.UNKNOWN


@pytest.fixture
def told(ids: dict[str, int]) -> dict[str, int]:
    """Publish figures about the small register."""
    stated.publish()
    return ids


def judged(org: int, on: date = ON, actor: Actor = OPERATOR) -> dict[str, Beside]:
    return {each.row.key: each for each in published_beside(actor=actor, org=org, on=on)}


def text_of(rows: dict[str, Beside], key: str) -> str:
    return str(rows[key].printed)


def test_each_figure_is_judged_by_the_count_of_its_own_day(told: dict[str, int]) -> None:
    rows = judged(told["khoi"])

    assert {key: (each.outcome, each.blank, each.printed) for key, each in rows.items()} == {
        "dv": (AGREES, None, 5),
        "dv-hon": (AGREES, None, 5),
        "dv-sai": (CONFLICTS, None, 5),
        "dv-in-sai": (Outcome.IMPOSSIBLE, None, 5),
        "dv-truoc": (UNKNOWN, Blank.NOT_STANDING, None),
        "dai-hoc": (AGREES, None, 40),
        "tinh-uy": (UNKNOWN, Blank.NOT_COUNTED, None),
        "doan-the": (UNKNOWN, Blank.NONE_RECORDED, 0),
        "tc-nam": (AGREES, None, 3),
        "tc-truoc": (CONFLICTS, None, 4),
        "tc-them": (UNKNOWN, Blank.NONE_RECORDED, 0),
        "tc-sau": (CONFLICTS, None, 4),
        "ket-nap": (AGREES, None, 3),
        "dang-do": (UNKNOWN, Blank.NOT_OVER, None),
        "ca-ky": (UNKNOWN, Blank.OTHER_TIME, None),
        "dh.uy_vien_ban_chap_hanh": (UNKNOWN, Blank.NONE_RECORDED, 0),
    }
    assert rows["tc-nam"].asked
    assert rows["tc-nam"].asked.on == date(2015, 12, 31)
    assert "dv-sau" in judged(told["khoi"], date(2018, 1, 1))


def test_a_share_that_agrees_only_once_rounded_says_so(told: dict[str, int]) -> None:
    [each] = judged(told["bao-dai"]).values()

    assert (each.outcome, str(each.printed)) == (Outcome.ROUNDED, "66.7")
    assert each.value
    assert (each.value.part, each.value.whole) == (2, 3)


def test_who_may_not_read_what_is_counted_is_told_that_and_no_number(
    told: dict[str, int],
) -> None:
    branch = (OrgPath.objects.filter(org=told["y-te"])[0].path,)
    clerk = Actor("clerk", rights=Rights(((ORG_READ, None), (MEMBER_READ, branch))))

    rows = judged(told["khoi"], actor=clerk)

    assert (rows["dv"].blank, rows["dv"].printed) == (Blank.NOT_ALLOWED, None)
    assert rows["dv"].outcome is UNKNOWN
    assert rows["tc-nam"].outcome is AGREES


def test_an_indicator_has_the_figures_that_speak_of_it_up_to_its_day(
    told: dict[str, int],
) -> None:
    asked = queries.ask(actor=OPERATOR, org=told["khoi"], on=date(2016, 11, 30))

    found = [each.row.key for each in published_of("dang_vien", asked)]
    assert found == ["dv-truoc", "ca-ky", "dv-in-sai"]


def test_whatever_a_history_file_may_state_is_counted_by_an_indicator_of_its_unit() -> None:
    """A published share stands beside a share, a number of people beside people."""
    units = {"nguoi": {"nguoi"}, "to_chuc": {"to_chuc"}, "luot": {"luot"}}
    units["phan_tram"] = {"phan_tram"}
    for each in catalogue().indicators.values():
        if each.counted_as:
            definition = queries.indicator(each.counted_as)
            assert definition.unit in units[each.unit.code], each.code
            assert (definition.measure == "share") == (each.unit.code == "phan_tram")
        assert not (each.computed_by or each.members_by) or each.counted_as, each.code


def test_the_page_says_which_numbers_and_sources_contradict_each_other(
    officer: Client, told: dict[str, int]
) -> None:
    page = words(officer.get(f"{PAGE}?{ASKED}")).replace("\N{NO-BREAK SPACE}", " ")

    assert "Đảng bộ Khối các cơ quan" in page
    for sentence in (
        "“trên 7.5000” không phải là số, được hiểu là trên 7.500. Sổ đếm 5, không phải trên 7.500.",
        "Sổ đếm 5, không phải 6.",
        "3 + 2 = 5, công bố 4: còn -1 chưa rõ. "
        "Nguồn: 3 (Báo tỉnh); 2 (Trang thông tin); 4 (Báo tỉnh). Sổ đếm 4, đúng như công bố.",
        "Sổ đếm 2/5, đúng như công bố.",
        "Sổ đếm 5, khớp với trên 4.",
        "Sổ chưa ghi trường hợp nào vào lúc ấy.",
        "Sổ không ghi việc này; số được giữ như nguồn công bố.",
        "Đến ngày đang xem, thời kỳ của số này chưa hết.",
        "Vào ngày ấy tổ chức không hoạt động theo sổ.",
        "Nguồn nói về cả một thời kỳ, sổ chỉ đếm được vào một ngày.",
    ):
        assert sentence in page, sentence
    assert "Tất cả 16 Không thể có 1 Mâu thuẫn 3 Khớp 5 Sổ không biết 7" in page


def test_each_count_opens_a_list_of_as_many_on_the_day_of_the_figure(
    officer: Client, told: dict[str, int]
) -> None:
    answer = officer.get(f"{PAGE}?{ASKED}")

    opened = []
    for url, text in links(answer, "/danh-sach/"):
        listed = officer.get(url)
        assert listed.status_code == 200, url
        opened.append((url.partition("&on=")[2][:10], listed.context["count"]))
        assert text.endswith("%") or text == str(listed.context["count"]), url
    assert sorted(opened) == [
        ("2015-12-31", 3),
        ("2016-02-01", 4),
        ("2016-11-01", 5),
        ("2016-12-01", 5),
        ("2016-12-31", 3),
        *[("2017-01-01", number) for number in (2, 4, 5, 5)],
    ]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("ket_luan=conflicts&sort=when", ["tc-truoc", "dv-sai", "tc-sau"]),
        ("ket_luan=conflicts&sort=-when", ["tc-sau", "dv-sai", "tc-truoc"]),
        ("nguon=trang&sort=when", ["dh.uy_vien_ban_chap_hanh", "tc-them"]),
        ("q=ket nap&sort=-value", ["dang-do", "ket-nap"]),
        ("q=khong phai tren", ["dv-in-sai"]),
        ("ket_luan=khong-co&q=ket nap&sort=value", ["ket-nap", "dang-do"]),
    ],
)
def test_figures_are_narrowed_and_sorted(
    officer: Client, told: dict[str, int], asked: str, keys: list[str]
) -> None:
    page = officer.get(f"{PAGE}?{ASKED}&{asked}").context["page"]

    assert [each.row.key for each in page] == keys


def test_what_is_shown_leaves_as_a_file_with_numbers_as_numbers(
    officer: Client, told: dict[str, int]
) -> None:
    answer = officer.get(f"{PAGE}?{ASKED}&ket_luan=conflicts&sort=when&xuat=xlsx")

    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    [head] = [at for at, row in enumerate(rows) if row[0] == "Chỉ tiêu"]
    columns = [rows[head].index(name) for name in ("Công bố", "Số", "Sổ đếm", "Kết luận")]
    assert [[row[at] for at in columns] for row in rows[head + 1 : head + 4]] == [
        ["3", 3.0, 4.0, "Mâu thuẫn"],
        ["6", 6.0, 5.0, "Mâu thuẫn"],
        ["4", 4.0, 4.0, "Mâu thuẫn"],
    ]


def test_the_page_of_an_indicator_has_what_was_published_of_it(
    officer: Client, told: dict[str, int]
) -> None:
    page = officer.get(f"{HOME}dang_vien/?{ASKED}")
    other = officer.get(f"{HOME}dang_vien_nu/?{ASKED}")
    course = officer.get(f"{HOME}dang_vien/thoi-gian/?{ASKED}&buoc=month")

    assert "Sổ đếm 5, không phải 6." in words(page)
    assert [SECTION in each.content.decode() for each in (page, course, other)] == [
        True,
        True,
        False,
    ]
    drawn = re.findall(r'"Công bố ([^"]*)"', decoded(course))
    assert sorted(drawn) == ["5, 01/01/2017", "6, 01/12/2016", "trên 4, 01/01/2017", MISPRINT]


SECTION = 'id="published-title"'
MISPRINT = "trên 7.500, 01/11/2016"


def decoded(answer: Any) -> str:
    """Return a page with the letters that JSON escapes written out."""
    text = unescape(answer.content.decode())
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def test_the_list_of_published_figures_leads_to_their_judgement(
    officer: Client, told: dict[str, int]
) -> None:
    answer = officer.get(f"/lam-viec/lich-su/khoi/so-lieu/?{ASKED}")

    [(url, _text)] = [each for each in links(answer, "/cong-bo/") if "Đối chiếu" in each[1]]
    assert officer.get(url).context["where"].uid == "khoi"


def test_an_organisation_of_which_nothing_was_published_says_so(
    officer: Client, told: dict[str, int]
) -> None:
    page = words(officer.get(f"{PAGE}?on=2017-01-01&to_chuc=y-te"))

    assert "Đến ngày 01/01/2017 sổ không có số liệu công bố nào về tổ chức này" in page
