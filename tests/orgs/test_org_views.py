"""The page of one organisation over HTTP: on a day, before and after its time, its whole life."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.orgs.commands import correct, decide, register_orgs
from dangbo.orgs.models import Decision

pytestmark = pytest.mark.django_db
ORGS = "/lam-viec/to-chuc/"


def page(officer: Client, key: str, **query: object) -> Any:
    answer = officer.get(f"{ORGS}{key}/", query)
    assert answer.status_code == 200
    return answer


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def told(answer: Any) -> list[tuple[str, str, str, str]]:
    """Return the facts of the page: label, value, since when, by which paper."""
    return [
        (fact.label, fact.value, fact.since, fact.paper.text if fact.paper else "")
        for fact in answer.context["facts"]
    ]


def cells_of(table: Any) -> list[list[str]]:
    return [[str(cell.value) for cell in line.cells] for line in table.lines]


def test_each_fact_has_its_day_and_its_paper(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "y-te", on="2019-01-01")

    assert answer.context["title"] == "Đảng bộ Ngành Y tế"
    assert told(answer) == [
        ("Tên đầy đủ", "Đảng bộ Ngành Y tế", "01/05/2018", "18-QĐ/ĐUK"),
        ("Loại hình", "Đảng bộ cơ sở", "01/03/2012", "12-QĐ/TU"),
        ("Cấp trên trực tiếp", "Đảng bộ Khối các cơ quan", "01/03/2012", "12-QĐ/TU"),
        ("Tên viết tắt", "ĐB NYT", "01/05/2018", "18-QĐ/ĐUK"),
        ("Mã", "10.1", "01/03/2012", "12-QĐ/TU"),
        ("Ngày đầu tiên", "01/03/2012", "", "12-QĐ/TU"),
        ("Khóa trong sổ", "y-te", "", ""),
    ]


def test_other_names_are_told(officer: Client, ids: dict[str, int]) -> None:
    facts = {label: value for label, value, _since, _paper in told(page(officer, "khoi"))}

    assert facts["Các nguồn còn gọi là"] == "Đảng bộ Dân Chính Đảng"


def test_whole_branch_can_be_taken(officer: Client, ids: dict[str, int]) -> None:
    acts = {str(act.label): act.url for act in page(officer, "y-te").context["acts_always"]}

    assert acts["Tải cả nhánh"] == f"{ORGS}y-te/nhanh/?xuat=xlsx"


def test_head_says_what_it_is_and_where_it_stands(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "y-te-1", on="2019-01-01")

    assert [(crumb.label, crumb.url) for crumb in answer.context["crumbs"]] == [
        ("Cây tổ chức", ORGS),
        ("Đảng bộ tỉnh Ví Dụ", f"{ORGS}tinh/"),
        ("Đảng bộ Khối các cơ quan", f"{ORGS}khoi/"),
        ("Đảng bộ Ngành Y tế", f"{ORGS}y-te/"),
        ("Chi bộ Văn phòng", ""),
    ]
    badges = [str(badge.text) for badge in answer.context["badges"]]
    assert badges == ["Chi bộ trực thuộc", "Đang hoạt động"]


def test_links_keep_the_day(officer: Client, ids: dict[str, int]) -> None:
    text = text_of(page(officer, "y-te-1", on="2019-01-01"))

    assert f'href="{ORGS}khoi/?on=2019-01-01"' in text
    assert f'href="{ORGS}khoi/"' not in text


def test_what_stands_below_is_counted_and_sorted(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "khoi", on="2014-01-01", sort="-below")

    assert cells_of(answer.context["below_table"]) == [
        ["Đảng bộ Sở Y tế", "Đảng bộ cơ sở", "10.1", "2", "2"],
        ["Chi bộ Báo", "Chi bộ cơ sở", "", "None", "None"],
        ["Chi bộ Đài", "Chi bộ cơ sở", "", "None", "None"],
        ["Chi bộ Thanh tra", "Chi bộ cơ sở", "", "None", "None"],
    ]
    assert [(stat.label, stat.value, stat.note) for stat in answer.context["stats"]] == [
        ("Tổ chức cơ sở đảng", "4", "1 đảng bộ và 3 chi bộ cơ sở"),
        ("Chi bộ", "5", "2 chi bộ dưới tổ chức cơ sở"),
    ]


def test_day_before_it_began_stays_and_leads_to_the_first(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = page(officer, "bao-dai", on="2014-01-01")

    absence = answer.context["absence"]
    assert absence.title == "Ngày 01/01/2014 chưa có tổ chức này"
    assert absence.text == "Đảng bộ Báo và Đài có từ: 01/06/2015."
    assert absence.paper.text == "15-QĐ/TU"
    assert f'href="?on={date(2015, 6, 1)}"' in text_of(answer)
    assert "below_table" not in answer.context


def test_day_after_it_ended_leads_to_the_last(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "thanh-tra", on="2022-01-01")

    absence = answer.context["absence"]
    assert absence.title == "Ngày 01/01/2022 không còn tổ chức này"
    assert absence.text == "Chi bộ Thanh tra không còn từ: 01/01/2021."
    assert absence.days == [(date(2020, 12, 31), "Xem ngày cuối cùng trước đó")]


def test_day_between_two_lives_leads_to_both(officer: Client, ids: dict[str, int]) -> None:
    restored = {"change": "restore", "org": ids["thanh-tra"]}
    decide(actor=OPERATOR, on=date(2023, 1, 1), changes=[restored])

    absence = page(officer, "thanh-tra", on="2022-01-01").context["absence"]

    assert absence.text == "Chi bộ Thanh tra không còn từ: 01/01/2021. Lập lại: 01/01/2023."
    assert [day for day, _label in absence.days] == [date(2020, 12, 31), date(2023, 1, 1)]


def test_what_was_not_known_yet_is_said_to_be_so(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "bao-dai", on="2016-01-01", known="2020-01-20")

    assert "Đến hết ngày 20/01/2020, sổ chưa biết điều này" in text_of(answer)
    assert 'href="?on=2016-01-01"' in text_of(answer)


def test_organisation_taken_out_by_a_correction_says_so(
    officer: Client, ids: dict[str, int]
) -> None:
    for on in (date(2019, 1, 1), date(2015, 6, 1)):
        act = Decision.objects.get(on=on, voided_by=None).act_id
        done = correct(actor=OPERATOR, act=act, void=True, reason="nhầm")
    eve = (done.recorded - timedelta(days=1)).isoformat()

    answer = page(officer, "bao-dai")

    assert "Đảng bộ Báo và Đài" in text_of(answer)
    assert f"đã được đính chính ngày {format_day(done.recorded)}" in text_of(answer)
    assert f'href="?known={eve}"' in text_of(answer)
    assert f'href="/lam-viec/to-chuc/quyet-dinh/{act}/"' in text_of(answer)
    assert "Đang hoạt động" in text_of(page(officer, "bao-dai", known=eve))


def test_organisation_recorded_and_taken_out_on_one_day_has_no_day_to_look_back_to(
    officer: Client, ids: dict[str, int]
) -> None:
    [org] = register_orgs(actor=OPERATOR, uids=["mot-ngay"]).values()
    begun = {"change": "found", "org": org, "name": "Chi bộ Một ngày", "kind": "chi_bo_co_so"}
    day = date(2022, 5, 1)
    act = decide(actor=OPERATOR, on=day, changes=[{**begun, "superior": ids["khoi"]}], recorded=day)
    correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm", recorded=day)

    answer = page(officer, "mot-ngay")

    assert "Sổ không còn ghi tổ chức này" in text_of(answer)
    assert "Xem như đã biết trước đính chính" not in text_of(answer)


def test_organisation_never_decided_about_is_404(officer: Client, ids: dict[str, int]) -> None:
    register_orgs(actor=OPERATOR, uids=["chi-co-khoa"])

    assert officer.get(f"{ORGS}chi-co-khoa/").status_code == 404


def test_names_over_time_newest_first(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "y-te")

    assert [row[:4] + row[5:] for row in cells_of(answer.context["periods"])] == [
        ["Đảng bộ Ngành Y tế", "01/05/2018", "nay", "Đảng bộ cơ sở", "18-QĐ/ĐUK"],
        ["Đảng bộ Sở Y tế", "01/03/2012", "30/04/2018", "Đảng bộ cơ sở", "12-QĐ/TU"],
    ]


def test_lineage_is_drawn_and_written(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "bao-dai")

    drawing = answer.context["drawing"]
    assert [(box.title, box.current, box.below) for box in drawing.boxes] == [
        ("Chi bộ Báo", False, ""),
        ("Đảng bộ Báo và Đài", True, "01/06/2015 · 15-QĐ/TU"),
        ("Chi bộ Đài", False, ""),
    ]
    assert [arrow.whole for arrow in drawing.arrows] == [True, True]
    assert cells_of(answer.context["links"]) == [
        ["Chi bộ Báo", "toàn bộ", "Đảng bộ Báo và Đài", "01/06/2015", "15-QĐ/TU"],
        ["Chi bộ Đài", "toàn bộ", "Đảng bộ Báo và Đài", "01/06/2015", "15-QĐ/TU"],
    ]


def test_timeline_tells_each_change_and_marks_what_came_later(
    officer: Client, ids: dict[str, int]
) -> None:
    moments = page(officer, "y-te", on="2017-01-01").context["moments"]

    assert [(moment.day, moment.title, moment.papers[0].text) for moment in moments] == [
        (
            "01/05/2018",
            "Đổi tên Đảng bộ Sở Y tế thành Đảng bộ Ngành Y tế.",
            "18-QĐ/ĐUK",
        ),
        (
            "đầu năm 2016",
            "Chia, tách Đảng bộ Sở Y tế thành Đảng bộ Sở Y tế; Chi bộ Giám định.",
            "Chưa rõ số văn bản",
        ),
        (
            "01/03/2012",
            "Thành lập Đảng bộ Sở Y tế (Đảng bộ cơ sở), trực thuộc Đảng bộ Khối các cơ quan.",
            "12-QĐ/TU",
        ),
    ]
    assert [[str(badge.text) for badge in moment.badges] for moment in moments] == [
        ["sau ngày đang xem"],
        [],
        [],
    ]


def test_changes_below_in_the_year_before(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, "khoi", on="2019-02-01")

    assert [(row.day, row.kinds, row.touched) for row in answer.context["recent"]] == [
        ("01/01/2019", "Chuyển giao nguyên trạng", 1),
        ("01/05/2018", "Đổi tên", 1),
    ]


def test_panels_of_other_areas_get_the_organisation_and_the_day(
    officer: Client, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def provider(**keywords: Any) -> None:
        asked.append((keywords["subject"].uid, keywords["on"], keywords["known"]))

    monkeypatch.setattr("dangbo.ui.panels._providers", {"org": [(1, provider)]})
    page(officer, "khoi", on="2019-02-01", known="2021-06-01")

    assert asked == [("khoi", date(2019, 2, 1), date(2021, 6, 1))]


def test_statements_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int]
) -> None:
    address = f"{ORGS}y-te/?on=2019-06-01"
    few = statements(address)
    found = register_orgs(actor=OPERATOR, uids=["a", "b", "c"])
    for number, (key, org) in enumerate(found.items(), 1):
        begun = {"change": "found", "org": org, "name": f"Chi bộ {key}", "superior": ids["y-te"]}
        changes = [{**begun, "kind": "chi_bo_truc_thuoc"}]
        decide(actor=OPERATOR, on=date(2019, 1, number), changes=changes)
        renamed = {"change": "rename", "org": ids["y-te"], "name": f"Đảng bộ Y tế {number}"}
        decide(actor=OPERATOR, on=date(2019, 2, number), changes=[renamed])

    assert statements(address) == few


def test_file_of_what_stands_below(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{ORGS}khoi/", {"xuat": "csv", "on": "2022-06-01", "ten": "chi bo"})

    lines = b"".join(answer.streaming_content).decode().splitlines()
    kind = "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"
    assert lines[1] == f'"Tổ chức","Đảng bộ Khối các cơ quan ({kind})"'
    assert lines[4] == '"Bộ lọc","Tên: chi bo"'
    assert lines[8:] == [
        '"Tổ chức","Loại hình","Mã","Chi bộ bên dưới","Tất cả bên dưới","Dữ liệu minh họa"',
        '"Chi bộ Giám định","Chi bộ cơ sở","","","",""',
        '"Chi bộ Minh họa","Chi bộ cơ sở","","","","có"',
    ]
